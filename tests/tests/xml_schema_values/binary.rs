//! Bytes as hexadecimal digits and in base64.

use insta::assert_snapshot;
use proptest::prelude::*;
use veeam_model::xml::{self, Base64Binary, HexBinary};

use crate::{Document, document, refused, same};

#[test]
fn forms() {
    assert_eq!(same::<HexBinary>("").0, b"");
    assert_eq!(same::<HexBinary>("00FF10").0, [0, 255, 16]);
    assert_eq!("00ff1A".parse::<HexBinary>().unwrap().to_string(), "00FF1A");
    // RFC 4648, section 10.
    for (bytes, text) in [
        ("", ""),
        ("f", "Zg=="),
        ("fo", "Zm8="),
        ("foo", "Zm9v"),
        ("foob", "Zm9vYg=="),
        ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ] {
        assert_eq!(same::<Base64Binary>(text).0, bytes.as_bytes());
    }
    assert_eq!(same::<Base64Binary>("+/+/").0, [0xfb, 0xff, 0xbf]);
}

#[test]
fn lines_may_be_wrapped() {
    let wrapped = "\n  Zm9v\r\n\tYm E =\n";
    let read: Document<Base64Binary> = xml::from_str(&document(wrapped)).unwrap();
    assert_eq!(
        (read.a.as_slice(), read.e.as_slice()),
        (&b"fooba"[..], &b"fooba"[..])
    );
    assert_eq!(xml::to_string(&read).unwrap(), document("Zm9vYmE="));
    let read: Document<HexBinary> = xml::from_str(&document(" 0aFF\n")).unwrap();
    assert_eq!(xml::to_string(&read).unwrap(), document("0AFF"));
}

#[test]
fn what_is_no_binary() {
    assert_snapshot!(refused::<HexBinary>("0"), @"expected an even number of hexadecimal digits, two for each byte");
    for text in ["0G", "00 FF", "0x00", "００"] {
        assert_eq!(
            refused::<HexBinary>(text),
            refused::<HexBinary>("0"),
            "{text}"
        );
    }
    assert_snapshot!(refused::<Base64Binary>("Z"), @"expected base64: groups of four of A-Z, a-z, 0-9, + and /, the last one padded with =");
    for text in [
        "Zg",
        "Zg=",
        "Zg===",
        "=",
        "====",
        "Zm8==",
        "Zh==",
        "Zm9=",
        "Zg==Zg==",
        "Zg=a",
        "Zm9v-_-_",
        "Zm9v\u{a0}",
        "Zm9vY",
    ] {
        assert_eq!(
            refused::<Base64Binary>(text),
            refused::<Base64Binary>("Z"),
            "{text}"
        );
    }
}

#[test]
fn bytes_go_in_and_out() {
    let mut binary = Base64Binary::from(&b"fo"[..]);
    binary.push(b'o');
    assert_eq!(binary.as_ref(), b"foo");
    assert_eq!(Vec::from(binary), b"foo");
    assert_eq!(HexBinary::from(vec![1]), HexBinary(vec![1]));
    assert_eq!(format!("{:?}", HexBinary(vec![1])), "01");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn bytes_come_back(bytes in prop::collection::vec(any::<u8>(), 0..3000)) {
        let hex = HexBinary(bytes.clone());
        prop_assert_eq!(hex.to_string().parse::<HexBinary>(), Ok(hex));
        let base64 = Base64Binary(bytes);
        prop_assert_eq!(base64.to_string().parse::<Base64Binary>(), Ok(base64));
    }

    #[test]
    fn every_text_is_printed_as_it_was_read(hex in "([0-9A-F]{2}){0,40}", base64 in "[A-Za-z0-9+/]{0,40}={0,2}") {
        same::<HexBinary>(&hex);
        if let Ok(binary) = base64.parse::<Base64Binary>() {
            prop_assert_eq!(binary.to_string(), base64);
        }
    }

    #[test]
    fn wrapping_changes_nothing(bytes in prop::collection::vec(any::<u8>(), 1..200), breaks in prop::collection::vec(0..260_usize, 1..5)) {
        let binary = Base64Binary(bytes);
        let mut text = binary.to_string();
        for at in breaks {
            text.insert_str(at.min(text.len()), "\r\n ");
        }
        prop_assert_eq!(text.parse::<Base64Binary>(), Ok(binary));
    }
}
