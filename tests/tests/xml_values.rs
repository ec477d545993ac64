//! Values of simple types: what is one, what it means, and how it is written.
#![cfg(test)]

use std::borrow::Cow;
use std::fmt::Debug;

use uuid::Uuid;
use veeam_model::xml::{self, Decimal, ErrorKind, FromText, Integer, Nillable, ToText};
use veeam_model::{FromXml, HierarchyObjRef, ToXml, Uid};

/// A value in both places where one can stand.
#[derive(FromXml, ToXml, Debug, PartialEq)]
#[xml(name = "h")]
struct Holder<T> {
    #[xml(attribute)]
    a: T,
    e: T,
}

/// The value that a text stands for, in an attribute and in an element alike.
fn read<T>(text: &str) -> Option<T>
where
    T: for<'a> FromText<'a> + for<'a> xml::FromElement<'a> + ToText + PartialEq + Debug,
{
    let document = format!("<h a='{text}'><e>{text}</e></h>");
    match xml::from_str::<Holder<T>>(&document) {
        Ok(Holder { a, e }) => {
            assert_eq!(a, e, "{text:?}");
            Some(a)
        }
        Err(error) => {
            assert!(matches!(error.kind(), ErrorKind::Value { .. }), "{error}");
            let element = format!("<h a='{text}' />").replace("a=", "b=");
            xml::from_str::<Holder<T>>(&element).unwrap_err();
            None
        }
    }
}

/// What a value is written as, in an attribute and in an element alike.
fn written<T: ToText + xml::ToElement + Clone>(value: &T) -> String {
    let holder = Holder {
        a: value.clone(),
        e: value.clone(),
    };
    let document = xml::to_string(&holder).unwrap();
    let tree = roxmltree::Document::parse(&document).unwrap();
    let root = tree.root_element();
    let attribute = root.attribute("a").unwrap().to_owned();
    let element = root.first_element_child().unwrap();
    assert_eq!(element.text().unwrap_or_default(), attribute);
    attribute
}

/// Checks that each text is a value and is written as the text beside it.
fn reads<T>(pairs: &[(&str, &str)])
where
    T: for<'a> FromText<'a> + for<'a> xml::FromElement<'a> + ToText + xml::ToElement,
    T: Clone + PartialEq + Debug,
{
    for (text, expected) in pairs {
        let value: T = read(text).unwrap_or_else(|| panic!("{text:?} is refused"));
        assert_eq!(written(&value), *expected, "{text:?}");
        let holder = Holder {
            a: value.clone(),
            e: value,
        };
        let document = xml::to_string(&holder).unwrap();
        assert_eq!(xml::from_str::<Holder<T>>(&document).unwrap(), holder);
    }
}

fn refuses<T>(texts: &[&str])
where
    T: for<'a> FromText<'a> + for<'a> xml::FromElement<'a> + ToText + PartialEq + Debug,
{
    for text in texts {
        let value: Option<T> = read(text);
        assert!(value.is_none(), "{text:?} is read as {value:?}");
    }
}

#[test]
fn booleans() {
    reads::<bool>(&[
        ("true", "true"),
        ("1", "true"),
        (" false\n", "false"),
        ("0", "false"),
    ]);
    refuses::<bool>(&["", "True", "TRUE", "yes", "01", "true false", "\u{a0}true"]);
}

#[test]
fn characters() {
    reads::<char>(&[
        ("a", "a"),
        ("\u{1f600}", "\u{1f600}"),
        ("&lt;", "<"),
        (" ", " "),
        ("&#13;", "\r"),
        ("&#9;", "\t"),
    ]);
    refuses::<char>(&["", "ab", "e\u{301}"]);
    assert!(xml::to_string(&Holder { a: '\0', e: ' ' }).is_err());
}

#[test]
fn integers_of_a_size() {
    reads::<u8>(&[
        ("0", "0"),
        ("255", "255"),
        ("+7", "7"),
        ("007", "7"),
        ("-0", "0"),
        ("-000", "0"),
        ("\t 7\n", "7"),
    ]);
    refuses::<u8>(&[
        "", " ", "256", "-1", "+", "-", "1.0", "0x10", "1e2", "1_0", "1 2", "--0", "+-0",
        "\u{ff11}", "7\u{a0}",
    ]);
    reads::<i8>(&[("-128", "-128"), ("127", "127"), ("-0", "0"), ("+0", "0")]);
    refuses::<i8>(&["-129", "128", "- 1"]);
    reads::<i64>(&[("-9223372036854775808", "-9223372036854775808")]);
    refuses::<i64>(&["9223372036854775808"]);
    reads::<u128>(&[(
        "340282366920938463463374607431768211455",
        "340282366920938463463374607431768211455",
    )]);
    refuses::<u128>(&["340282366920938463463374607431768211456"]);
}

#[test]
fn floating_point_numbers() {
    reads::<f64>(&[
        ("1", "1"),
        ("+1.50", "1.5"),
        (".5", "0.5"),
        ("5.", "5"),
        ("-0", "-0"),
        ("1E3", "1000"),
        ("1e-7", "1e-7"),
        ("0.1", "0.1"),
        ("1e300", "1e300"),
        ("123456789012345680000", "1.2345678901234568e20"),
        ("1e400", "INF"),
        ("5e-324", "5e-324"),
        ("INF", "INF"),
        (" -INF ", "-INF"),
    ]);
    refuses::<f64>(&[
        "", "inf", "-inf", "infinity", "nan", "+INF", "NAN", "1e", "e1", ".", "1 2", "0x1p3", "1f",
    ]);
    assert!(
        xml::from_str::<Holder<f64>>("<h a='NaN'><e>NaN</e></h>")
            .unwrap()
            .a
            .is_nan()
    );
    assert_eq!(written(&f64::NAN), "NaN");
    reads::<f32>(&[
        ("0.1", "0.1"),
        ("16777217", "16777216"),
        ("3.4028235e38", "3.4028235e38"),
    ]);
}

#[test]
fn decimals() {
    reads::<Decimal>(&[
        ("292.20", "292.20"),
        (" +0.0 ", "+0.0"),
        (".5", ".5"),
        ("5.", "5."),
        ("-00.10", "-00.10"),
        (
            "123456789012345678901234567890.123456789",
            "123456789012345678901234567890.123456789",
        ),
    ]);
    refuses::<Decimal>(&[
        "", ".", "-", "+.", "1e5", "1,5", "INF", "1.2.3", "1 2", "--1", "\u{ff11}",
    ]);

    let ascending = [
        "-1000000000000000000000",
        "-10",
        "-9.91",
        "-9.9",
        "-0.01",
        "0",
        "0.01",
        "0.1",
        "1",
        "1.00001",
        "9",
        "10",
        "99999999999999999999",
    ];
    for (i, low) in ascending.iter().enumerate() {
        for high in &ascending[i + 1..] {
            let (low, high): (Decimal, Decimal) = (low.parse().unwrap(), high.parse().unwrap());
            assert_eq!(low.cmp(&high), std::cmp::Ordering::Less, "{low} {high}");
            assert_ne!(low, high);
        }
    }
    for same in [
        ["0", "-0"],
        ["0", "-0.00"],
        ["1", "01.0"],
        ["1.", "+1"],
        [".5", "0.50"],
        ["-.5", "-0.5"],
    ] {
        let [a, b] = same.map(|text| text.parse::<Decimal>().unwrap());
        assert_eq!(a, b);
        assert_eq!(a.cmp(&b), std::cmp::Ordering::Equal);
        assert_eq!(hash(&a), hash(&b));
    }
    assert_eq!(Decimal::default(), "0".parse().unwrap());
    assert_eq!("-.5".parse::<Decimal>().unwrap().to_f64(), -0.5);
}

fn hash(value: &impl std::hash::Hash) -> u64 {
    use std::hash::{DefaultHasher, Hasher};
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

#[test]
fn integers_of_any_size() {
    let huge = "9".repeat(1000);
    reads::<Integer>(&[("-007", "-007"), (" +0 ", "+0"), (&huge, &huge)]);
    refuses::<Integer>(&["", "1.0", "1.", ".", "-", "1e3"]);
    let number = |text: &str| text.parse::<Integer>().unwrap();
    assert!(number("-10") < number("-9"));
    assert_eq!(number("-0"), number("+000"));
    assert_eq!(u8::try_from(&number("-0")), Ok(0));
    assert_eq!(u8::try_from(&number("+0255")), Ok(255));
    assert!(u8::try_from(&number("256")).is_err());
    assert!(u128::try_from(&number("-1")).is_err());
    assert_eq!(i64::try_from(&number("-9223372036854775808")), Ok(i64::MIN));
    assert_eq!(Integer::from(i128::MIN).to_string(), i128::MIN.to_string());
    assert_eq!(Decimal::from(number("-5")), Decimal::from(-5));
}

#[test]
fn guids() {
    let guid = "676dc837-f441-4ac1-8470-15be06b4cffc";
    reads::<Uuid>(&[
        (guid, guid),
        (&format!(" {guid}\n"), guid),
        (&guid.to_uppercase(), guid),
    ]);
    refuses::<Uuid>(&[
        "",
        "676dc837f4414ac1847015be06b4cffc",
        "{676dc837-f441-4ac1-8470-15be06b4cffc}",
        "urn:uuid:676dc837-f441-4ac1-8470-15be06b4cffc",
        "676dc837-f441-4ac1-8470-15be06b4cff",
        "676dc837-f441-4ac1-8470-15be06b4cffg",
        "676dc837-f4414-ac1-8470-15be06b4cffc",
    ]);
}

#[test]
fn identifiers_keep_any_text() {
    let guid = "676dc837-f441-4ac1-8470-15be06b4cffc";
    let long = "K".repeat(31);
    let cases: [(&str, Option<&str>, bool); 12] = [
        ("", None, false),
        (guid, None, true),
        (
            "urn:veeam:Job:676dc837-f441-4ac1-8470-15be06b4cffc",
            Some("Job"),
            true,
        ),
        (
            "urn:veeam:Job:676DC837-F441-4AC1-8470-15BE06B4CFFC",
            Some("Job"),
            true,
        ),
        (
            "urn:veeam:Job: 676dc837-f441-4ac1-8470-15be06b4cffc ",
            Some("Job"),
            true,
        ),
        (
            "urn:veeam::676dc837-f441-4ac1-8470-15be06b4cffc",
            Some(""),
            true,
        ),
        (
            "urn:veeam:B\u{fc}ro:676dc837-f441-4ac1-8470-15be06b4cffc",
            Some("B\u{fc}ro"),
            true,
        ),
        (&format!("urn:veeam:{long}:{guid}"), Some(&long), true),
        ("urn:veeam:Job:1", Some("Job"), false),
        (
            "urn:veeam:Job:a:676dc837-f441-4ac1-8470-15be06b4cffc",
            Some("Job"),
            false,
        ),
        (
            "URN:VEEAM:Job:676dc837-f441-4ac1-8470-15be06b4cffc",
            None,
            false,
        ),
        ("urn:veeam:", None, false),
    ];
    for (text, kind, has_id) in cases {
        let uid = Uid::from(text);
        assert_eq!((uid.kind(), uid.id().is_some()), (kind, has_id), "{text}");
        assert_eq!(uid.to_string(), text);
        assert!(uid == *text && uid == Uid::from(text.to_owned()));
        assert_eq!(uid.is_empty(), text.is_empty());
        assert_eq!(written(&uid), text);
        assert_eq!(read::<Uid>(text), Some(uid));
    }
    let id = Uuid::parse_str(guid).unwrap();
    for kind in ["Job", "", "a:b", &long, "\u{fc}"] {
        let uid = Uid::new(kind, id);
        assert_eq!(uid, Uid::from(format!("urn:veeam:{kind}:{guid}")));
        assert_eq!(hash(&uid), hash(&Uid::from(uid.to_string())));
    }
    assert_ne!(Uid::from(guid), Uid::from(guid.to_uppercase()));
    assert!(
        xml::to_string(&Holder {
            a: Uid::new("\0", id),
            e: Uid::default()
        })
        .is_err()
    );
}

#[test]
fn references_into_a_hierarchy_keep_any_text() {
    let root = "45237d2c-c163-4cb1-9f6e-c9913cdea868";
    let reference = HierarchyObjRef::from(format!("urn:HyperV:Vm:{root}.a.b:c"));
    assert_eq!(
        (reference.platform(), reference.kind(), reference.object()),
        (Some("HyperV"), Some("Vm"), Some("a.b:c"))
    );
    assert_eq!(reference.hierarchy_root(), Uuid::parse_str(root).ok());
    for text in [
        "",
        "vm-1",
        "urn:",
        "urn:VMware",
        "urn:VMware:Vm",
        "urn:VMware:Vm:",
        " urn:a:b:c ",
    ] {
        let reference = HierarchyObjRef::from(text);
        assert_eq!(reference.as_str(), text);
        assert_eq!(reference.hierarchy_root(), None);
        assert_eq!(reference.object(), None);
        assert_eq!(read::<HierarchyObjRef>(text), Some(reference));
    }
}

#[test]
fn absent_empty_and_nil() {
    #[derive(FromXml, ToXml, Debug, PartialEq)]
    #[xml(name = "h")]
    struct Maybe {
        text: Option<Nillable<String>>,
        number: Option<Nillable<u8>>,
    }
    let xsi = r#"xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance""#;
    let texts = [
        (
            "<h/>".to_owned(),
            Maybe {
                text: None,
                number: None,
            },
        ),
        (
            "<h><text/></h>".to_owned(),
            Maybe {
                text: Some(Nillable::Value(String::new())),
                number: None,
            },
        ),
        (
            format!("<h><text {xsi} xsi:nil=\"true\"/></h>"),
            Maybe {
                text: Some(Nillable::Nil),
                number: None,
            },
        ),
        (
            format!("<h><number {xsi} xsi:nil=\"true\"/></h>"),
            Maybe {
                text: None,
                number: Some(Nillable::Nil),
            },
        ),
        (
            "<h><number>1</number></h>".to_owned(),
            Maybe {
                text: None,
                number: Some(Nillable::Value(1)),
            },
        ),
    ];
    for (text, value) in texts {
        assert_eq!(xml::from_str::<Maybe>(&text).unwrap(), value);
        assert_eq!(xml::to_string(&value).unwrap(), text);
    }
    let read = |text: &str| xml::from_str::<Maybe>(&text.replace("XSI", xsi));
    for nil in ["true", "1", " true "] {
        let nil = read(&format!("<h><text XSI xsi:nil='{nil}'></text></h>")).unwrap();
        assert_eq!(nil.text, Some(Nillable::Nil));
    }
    for value in ["false", "0"] {
        let value = read(&format!("<h><text XSI xsi:nil='{value}'>a</text></h>")).unwrap();
        assert_eq!(value.text, Some(Nillable::Value("a".to_owned())));
    }
    // Another namespace's nil says nothing.
    assert_eq!(
        read("<h><text nil='true'>a</text></h>").unwrap().text,
        Some(Nillable::Value("a".to_owned()))
    );
    read("<h><text XSI xsi:nil='true'>a</text></h>").unwrap_err();
    read("<h><text XSI xsi:nil='true'> </text></h>").unwrap_err();
    read("<h><number/></h>").unwrap_err();
}

#[derive(FromXml, Debug, PartialEq)]
#[xml(name = "h")]
struct Borrowing<'a> {
    #[xml(attribute)]
    a: Cow<'a, str>,
    e: Vec<Cow<'a, str>>,
}

#[test]
fn text_is_borrowed_where_it_can_be() {
    let text = "<h a='b \u{e9}'><e>x</e><e/><e> y\n</e><e><![CDATA[<]]></e><e>&lt;</e><e>a<!-- -->b</e><e>a\r\nb</e></h>";
    let value: Borrowing<'_> = xml::from_str(text).unwrap();
    assert!(matches!(value.a, Cow::Borrowed("b \u{e9}")));
    assert_eq!(value.e, ["x", "", " y\n", "<", "<", "ab", "a\nb"]);
    let borrowed: Vec<bool> = value
        .e
        .iter()
        .map(|text| matches!(text, Cow::Borrowed(_)))
        .collect();
    assert_eq!(borrowed, [true, true, true, true, false, false, false]);

    #[derive(FromXml, Debug)]
    #[xml(name = "h")]
    struct Plain<'a> {
        #[xml(attribute)]
        a: &'a str,
    }
    assert_eq!(xml::from_str::<Plain<'_>>("<h a='b'/>").unwrap().a, "b");
    let error = xml::from_str::<Plain<'_>>("<h a='&amp;'/>").unwrap_err();
    assert!(
        error.to_string().contains("text that can be borrowed"),
        "{error}"
    );
}
