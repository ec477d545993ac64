//! What every error says, and where it says it is.
#![cfg(test)]

use std::fmt::Write;
use std::io;

use insta::assert_snapshot;
use veeam_model::xml::{
    self, Decimal, Element, Error, ErrorKind, Nillable, Options, QualifiedName,
};
use veeam_model::{FromXml, ToXml};

#[derive(FromXml, ToXml, Debug, Default)]
#[xml(ns = "urn:shop", rename_all = "PascalCase")]
struct Order {
    #[xml(attribute)]
    id: Option<u32>,
    note: Option<String>,
    #[xml(children(wrapper = "Items"), name = "Item")]
    items: Option<Vec<Item>>,
    #[xml(choice)]
    payment: Vec<Payment>,
    #[xml(name = "Shipped")]
    shipped: Option<Nillable<xml::DateTime>>,
}

#[derive(FromXml, ToXml, Debug, Default)]
#[xml(ns = "urn:shop", rename_all = "PascalCase", unknown = "deny")]
struct Item {
    #[xml(attribute)]
    sku: String,
    #[xml(attribute, ns = "urn:tax")]
    rate: Option<Rate>,
    price: Decimal,
    tag: Vec<String>,
}

#[derive(FromXml, ToXml, Debug)]
enum Rate {
    #[xml(name = "full")]
    Full,
    #[xml(name = "reduced")]
    Reduced,
}

#[derive(FromXml, ToXml, Debug)]
#[xml(ns = "urn:shop")]
enum Payment {
    Cash(Money),
    Card(String),
}

#[derive(FromXml, ToXml, Debug)]
#[xml(unknown = "deny")]
struct Money {
    #[xml(text)]
    amount: Decimal,
}

/// Each text with the error that reading it as an order makes.
fn refusals<const N: usize>(texts: [&str; N]) -> String {
    listing(texts, |text| xml::from_slice::<Order>(text.as_bytes()))
}

fn listing<T: std::fmt::Debug, const N: usize>(
    texts: [&str; N],
    read: impl Fn(&str) -> Result<T, Error>,
) -> String {
    let mut listing = String::new();
    for text in texts {
        let error = read(text).expect_err(text);
        writeln!(
            listing,
            "{}
    {error}",
            visible(text)
        )
        .unwrap();
    }
    listing
}

/// A text on one line.
fn visible(text: &str) -> String {
    let escaped = text.escape_debug().to_string();
    escaped.replace("\\\"", "\"").replace("\\'", "'")
}

/// An order with this content.
fn order(content: &str) -> String {
    format!("<Order xmlns='urn:shop'>{content}</Order>")
}

#[test]
fn documents_that_end_too_early() {
    let listing = refusals([
        "",
        " \n<!-- nothing -->",
        "<",
        "<Order",
        "<Order ",
        "<Order xmlns",
        "<Order xmlns=",
        "<Order xmlns='urn:shop",
        "<Order xmlns='urn:shop'",
        "<Order xmlns='urn:shop'/",
        "<Order xmlns='urn:shop'>",
        "<Order xmlns='urn:shop'><Note>a",
        "<Order xmlns='urn:shop'><Note>a</Note",
        "<Order xmlns='urn:shop'><Note>&am",
        "<Order xmlns='urn:shop'><Note>&#x2",
        "<Order xmlns='urn:shop'><Note><![CDATA[a]]",
        "<Order xmlns='urn:shop'><!-- a",
        "<?xml version='1.0'",
        "<?p a",
    ]);
    assert_snapshot!(listing);
}

#[test]
fn markup_that_is_broken() {
    let listing = refusals([
        "Order",
        "<Order xmlns='urn:shop'/>\n<Order/>",
        "<Order xmlns='urn:shop'/>text",
        "<1>",
        "< Order/>",
        "<:a/>",
        "<a:b:c/>",
        "<Order xmlns='urn:shop'id='1'/>",
        "<Order xmlns='urn:shop' Id/>",
        "<Order xmlns='urn:shop' Id=1/>",
        "<Order xmlns='urn:shop' Id='<'/>",
        "<Order xmlns='urn:shop' / >",
        "<Order xmlns='urn:shop'></Order x>",
        "<Order xmlns='urn:shop'><Note></Order>",
        "<Order xmlns='urn:shop'>\n</order>",
        "<Order xmlns='urn:shop'></Order2>",
        "<Order xmlns='urn:shop'><!-- -- --></Order>",
        "<Order xmlns='urn:shop'><!ELEMENT></Order>",
        "<![CDATA[]]><Order/>",
        "<Order xmlns='urn:shop'><Note>a ]]> b</Note></Order>",
        "<Order xmlns='urn:shop'><?xml version='1.0'?></Order>",
        "<?xml version='1.0'?><?XML?><Order/>",
        "<!DOCTYPE Order [<!ENTITY a 'b'>]><Order/>",
    ]);
    assert_snapshot!(listing);
}

#[test]
fn characters_and_references() {
    let listing = refusals([
        "<Order xmlns='urn:shop'>\u{a0}<Note/></Order>",
        "<Order xmlns='urn:shop'><Items>\n \u{200b}\n</Items></Order>",
        "<Order\u{a0}xmlns='urn:shop'/>",
        "\u{feff}\u{feff}<Order xmlns='urn:shop'/>",
        "<Order xmlns='urn:shop'><Note>\0</Note></Order>",
        "<Order xmlns='urn:shop'><Note>caf\u{e9} \u{fffe}</Note></Order>",
        "<Order xmlns='urn:shop' Id='\u{1b}'/>",
        "<Order xmlns='urn:shop'><!-- \u{c} --></Order>",
        "<Order xmlns='urn:shop'><Note>a & b</Note></Order>",
        "<Order xmlns='urn:shop'><Note>&nbsp;</Note></Order>",
        "<Order xmlns='urn:shop'><Note>&lt</Note></Order>",
        "<Order xmlns='urn:shop' Id='&Lt;'/>",
        "<Order xmlns='urn:shop'><Note>&#;</Note></Order>",
        "<Order xmlns='urn:shop'><Note>&#x110000;</Note></Order>",
        "<Order xmlns='urn:shop'><Note>&#99999999999;</Note></Order>",
        "<Order xmlns='urn:shop'><Note>&#xD800;</Note></Order>",
        "<Order xmlns='urn:shop'><Note>&#0;</Note></Order>",
    ]);
    assert_snapshot!(listing);
}

#[test]
fn names_and_namespaces() {
    let listing = refusals([
        "<Order/>",
        "<s:Orders xmlns:s='urn:shop'/>",
        "<s:Order/>",
        "<Order xmlns='urn:shop' s:Id='1'/>",
        "<Order xmlns='urn:shop' Id='1' Id='2'/>",
        "<Order xmlns='urn:shop' xmlns:a='urn:a' xmlns:b='urn:a' a:x='1' b:x='2'/>",
        "<Order xmlns='urn:shop' xmlns='urn:shop'/>",
        "<Order xmlns='urn:shop' xmlns:a='urn:a' xmlns:a='urn:b'/>",
        "<Order xmlns='urn:shop' xmlns:a=''/>",
        "<Order xmlns='urn:shop' xmlns:xml='urn:a'/>",
        "<Order xmlns='urn:shop' xmlns:xmlns='urn:a'/>",
        "<Order xmlns='urn:shop' xmlns:a='http://www.w3.org/XML/1998/namespace'/>",
        "<Order xmlns='http://www.w3.org/2000/xmlns/'/>",
        "<Order xmlns='urn:shop' xmlns:xml='http://www.w3.org/XML/1998/namespace' xmlns:xml='http://www.w3.org/XML/1998/namespace'/>",
    ]);
    assert_snapshot!(listing);
}

#[test]
fn values() {
    let xsi = "xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'";
    let listing = refusals([
        "<Order xmlns='urn:shop' Id='-1'/>",
        "<Order xmlns='urn:shop' Id=' 1&#x20;2 '/>",
        &order("<Items><Item Sku='a'><Price>1,50</Price></Item></Items>"),
        &order("<Items><Item Sku='a'><Price/></Item></Items>"),
        &order("<Items><Item Sku='a'><Price></Price></Item></Items>"),
        &order("<Items><Item Sku='a'><Price>1<!-- . -->x</Price></Item></Items>"),
        &order("<Items><Item Sku='a'><Price><!-- . -->x</Price></Item></Items>"),
        &order("<Items><Item Sku='a'><Price><![CDATA[x]]></Price></Item></Items>"),
        &order(
            "<Items><Item xmlns:t='urn:tax' t:Rate='half' Sku='a'><Price>1</Price></Item></Items>",
        ),
        &order("<Cash>a&amp;b</Cash>"),
        &order("<Cash>1</Cash><Card/><Cash>x</Cash>"),
        &order("<Shipped>2014-02-30T00:00:00Z</Shipped>"),
        &order(
            "<Shipped>yesterday, and then for some more than sixty characters, which is too long to show</Shipped>",
        ),
        &order(&format!("<Shipped {xsi} xsi:nil='yes'/>")),
        &order(&format!(
            "<Shipped {xsi} xsi:nil='true'>2014-10-19T05:59:18Z</Shipped>"
        )),
    ]);
    assert_snapshot!(listing);
}

#[test]
fn content_that_the_type_does_not_allow() {
    let xsi = "xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:type='Item'";
    let listing = refusals([
        &order("<Items><Item><Price>1</Price></Item></Items>"),
        &order("<Items><Item Sku='a'/></Items>"),
        &order("<Items><Item Sku='a'>\n<Price>1</Price>\n</Item><Item Sku='b'></Item></Items>"),
        &order("<Note/><Note/>"),
        &order("<Items/><Note/><Items/>"),
        &order("text"),
        &order("<Note/>\n\n  some text that goes on\n  <Items/>"),
        &order("<![CDATA[some text]]>"),
        &order("<Items>1</Items>"),
        &order("<Items><Item Sku='a' Color='b'><Price>1</Price></Item></Items>"),
        &order("<Items><Item Sku='a' xmlns:t='urn:tax' t:Sku='b'><Price>1</Price></Item></Items>"),
        &order("<Items><Item Sku='a'><Price>1</Price><Colour/></Item></Items>"),
        &order("<Items><Item Sku='a'><Price>1</Price><Price xmlns=''/></Item></Items>"),
        &order("<Items><Item Sku='a'><Price Unit='EUR'>1</Price></Item></Items>"),
        &order("<Items><Item Sku='a'><Price>1<b/></Price></Item></Items>"),
        &order("<Cash Unit='EUR'>1</Cash>"),
        &order("<Cash>1<b/></Cash>"),
        &order(&format!(
            "<Items><Item {xsi} Sku='a'><Price>1</Price><b/></Item></Items>"
        )),
    ]);
    assert_snapshot!(listing);
}

#[test]
fn content_that_the_options_do_not_allow() {
    let strict = Options::new().deny_unknown(true);
    let texts = [
        "<Order xmlns='urn:shop' New='1'/>",
        "<Order xmlns='urn:shop' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:schemaLocation='a b'><New/></Order>",
        "<Order xmlns='urn:shop'><Items New='1'/></Order>",
        "<Order xmlns='urn:shop'><Items><New/></Items></Order>",
        "<Order xmlns='urn:shop'><Note><New/></Note></Order>",
    ];
    let listing = listing(texts, |text| strict.from_str::<Order>(text));
    assert_snapshot!(listing);
}

#[test]
fn limits() {
    let options = Options::new()
        .max_depth(3)
        .max_attributes(2)
        .max_input(200)
        .max_text(10)
        .max_namespace(8);
    let texts = [
        "<a><b><c><d/></c></b></a>",
        "<a><b><c>\u{e9}<d></d></c></b></a>",
        "<a b='1' c='2' d='3'/>",
        "<a xmlns='' xmlns:b='1' c='2'/>",
        "<a b='12345678901'/>",
        "<a>\n12345678901</a>",
        "<a><b>123456</b><![CDATA[123456]]><!-- -->789012</a>",
        "<a><![CDATA[12345678901]]></a>",
        "<a b='1&lt;23456789'/>",
        "<a xmlns:b='urn:\u{e9}789'/>",
        "<a><b xmlns='urn:56789'/></a>",
    ];
    let mut listing = listing(texts, |text| options.from_str::<Element>(text));

    #[derive(FromXml, Debug)]
    #[xml(name = "a")]
    struct Text {
        #[xml(text)]
        _text: String,
    }
    let texts = ["<a>12345678901</a>", "<a>123456<!-- -->789012</a>"];
    listing += &self::listing(texts, |text| options.from_str::<Text>(text));
    assert_snapshot!(listing);

    let long = format!("<a>\n{}", "\u{e9}".repeat(100));
    let expected = "too many bytes of input: the limit is 200";
    let from_str = options.from_str::<Element>(&long).unwrap_err();
    assert_eq!(from_str.to_string(), expected);
    let from_slice = options.from_slice::<Element>(long.as_bytes()).unwrap_err();
    assert_eq!(from_slice.to_string(), expected);
    let utf16: Vec<u8> = b"\xff\xfe".repeat(101);
    let from_utf16 = options.from_slice::<Element>(&utf16).unwrap_err();
    assert_eq!(from_utf16.to_string(), expected);
}

#[test]
fn encodings() {
    let utf16 = |text: &str, unit: fn(u16) -> [u8; 2]| {
        text.encode_utf16().flat_map(unit).collect::<Vec<u8>>()
    };
    let document = "<?xml version='1.0' encoding='utf-8'?>\n<Order xmlns='urn:shop'/>";
    let inputs: Vec<(&str, Vec<u8>)> = vec![
        ("UTF-16LE without a byte order mark", utf16(document, u16::to_le_bytes)),
        ("UTF-16BE without a byte order mark", utf16(document, u16::to_be_bytes)),
        ("UTF-16 that claims to be UTF-8", utf16(&format!("\u{feff}{document}"), u16::to_le_bytes)),
        ("UTF-16 with two byte order marks", utf16("\u{feff}\u{feff}<Order xmlns='urn:shop'/>", u16::to_le_bytes)),
        ("UTF-16 with half a character", b"\xff\xfe<\0a\0>".to_vec()),
        ("UTF-16 with half a pair of surrogates", b"\xff\xfe<\0a\0>\0\x00\xd8<\0".to_vec()),
        ("UTF-32", b"\xff\xfe\0\0<\0\0\0".to_vec()),
        ("UTF-8 that claims to be UTF-16", b"<?xml version='1.0' encoding='UTF-16'?><Order/>".to_vec()),
        ("UTF-8 that claims to be ASCII", "<?xml version='1.0' encoding='US-ASCII'?><Order xmlns='urn:shop'><Note>\u{e9}</Note></Order>".into()),
        ("an encoding that we do not know", b"<?xml version='1.0' encoding='windows-1252'?><Order/>".to_vec()),
        ("an encoding that we do not know, with its bytes", b"<?xml version='1.0' encoding='windows-1252'?><Order><Note>\xe9</Note></Order>".to_vec()),
        ("bytes that are no UTF-8", b"<Order xmlns='urn:shop'>\n<Note>\xc3\xa9 \xe9</Note></Order>".to_vec()),
        ("a byte order mark, then bytes that are no UTF-8", b"\xef\xbb\xbf<Order>\xff</Order>".to_vec()),
        ("the name of an encoding that is none", b"<?xml version='1.0' encoding=' utf-8'?><Order/>".to_vec()),
        ("XML 2.0", b"<?xml version='2.0'?><Order/>".to_vec()),
        ("an XML declaration without a version", b"<?xml encoding='utf-8'?><Order/>".to_vec()),
        ("an XML declaration with nothing in it", b"<?xml?><Order/>".to_vec()),
        (
            "an XML declaration without a blank",
            b"<?xml'1.0'?><Order/>".to_vec(),
        ),
        ("an XML declaration that does not stand alone", b"<?xml version='1.0' standalone='maybe'?><Order/>".to_vec()),
        ("an XML declaration in another order", b"<?xml version='1.0' standalone='no' encoding='utf-8'?><Order/>".to_vec()),
        ("an XML declaration after a blank", b" <?xml version='1.0'?><Order/>".to_vec()),
        ("nothing", Vec::new()),
    ];
    let mut listing = String::new();
    for (name, bytes) in inputs {
        let error = xml::from_slice::<Order>(&bytes).expect_err(name);
        let offset = error.position().map(|position| position.offset);
        writeln!(listing, "{name}\n    {error} (offset {})", offset.unwrap()).unwrap();
    }
    assert_snapshot!(listing);
}

/// Where the error is that reading a text as an element makes.
fn place(text: &str) -> String {
    let error = xml::from_slice::<Element>(text.as_bytes()).expect_err(text);
    let position = error.position().unwrap();
    format!("{}:{} {}", position.line, position.column, error.path())
}

/// The bad reference is where we say it is, by every count: offset, line and column.
#[test]
fn places_are_counted_in_bytes_lines_and_characters() {
    let texts = [
        ("<a>\u{10000}\u{e9}\u{301}x&bad;</a>", "1:8 /a"),
        ("<a b='\u{e9}' \u{e9}='\u{e9}' c='&bad;'/>", "1:19 /a"),
        ("\u{feff}<a>&bad;</a>", "1:4 /a"),
        ("<a>\r\n\r\n  &bad;</a>", "3:3 /a"),
        ("<a>\r\r&bad;</a>", "3:1 /a"),
        ("<a>\n\r\n\r&bad;</a>", "4:1 /a"),
        (
            "<!-- <a> --><?p <b>?>\n<a><!-- <b> </a> --><![CDATA[<c></a>]]><b d='>'/>&bad;</a>",
            "2:50 /a",
        ),
    ];
    for (text, expected) in texts {
        assert_eq!(place(text), expected, "{text}");
        let error = xml::from_str::<Element>(text).unwrap_err();
        assert_eq!(Some(error.position().unwrap().offset), text.find("&bad;"));
    }
}

#[test]
fn paths_count_elements_of_one_name() {
    let texts = [
        ("<a>&bad;", "1:4 /a"),
        ("<a><b/>&bad;", "1:8 /a"),
        ("<a><b/><b>&bad;", "1:11 /a/b[2]"),
        ("<a><b/><c/><b><b/><b>&bad;", "1:22 /a/b[2]/b[2]"),
        ("<a><b></b><b></b>&bad;", "1:18 /a"),
        ("<a b='1' c='&bad;'>", "1:13 /a"),
        ("<a><b/><b c='&bad;'/>", "1:14 /a/b[2]"),
        (
            "<p:a xmlns:p='urn:p'><p:b/><q:b xmlns:q='urn:p'/><p:b>&bad;",
            "1:55 /p:a/p:b[2]",
        ),
        ("<a><b/><b", "1:10 /a/b[2]"),
        ("<a><b/><b/", "1:11 /a/b[2]"),
        ("<a><b/><b/></a", "1:15 /a"),
        ("<a><b/><b></a>", "1:11 /a/b[2]"),
        ("<a><b/></a><c/>", "1:12 /c"),
        ("<a><b/></a>&bad;", "1:12 "),
        ("<a><b/></a><!-- -- -->", "1:17 "),
        ("<a><1/></a>", "1:5 /a"),
        ("<a></b></a>", "1:4 /a"),
        ("<a><b></b c></a>", "1:11 /a/b"),
    ];
    for (text, expected) in texts {
        assert_eq!(place(text), expected, "{text}");
    }
}

#[test]
fn what_cannot_be_written_is_named() {
    let item = |sku: &str, tags: [&str; 2]| Item {
        sku: sku.to_owned(),
        tag: tags.map(str::to_owned).to_vec(),
        ..Item::default()
    };
    let orders = [
        Order {
            note: Some("a\0b".to_owned()),
            ..Order::default()
        },
        Order {
            items: Some(vec![item("a", ["b", "c"]), item("\u{fffe}", ["", ""])]),
            ..Order::default()
        },
        Order {
            items: Some(vec![item("a", ["b", "c"]), item("", ["", "\u{1b}[0m"])]),
            ..Order::default()
        },
        Order {
            payment: vec![Payment::Card("\u{ffff}".to_owned())],
            ..Order::default()
        },
    ];
    let mut listing = String::new();
    for order in &orders {
        let error = xml::to_string(order).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Unwritable(_)));
        assert!(error.position().is_none());
        assert_eq!(
            xml::to_string_pretty(order).unwrap_err().to_string(),
            error.to_string()
        );
        assert_eq!(
            xml::to_writer(io::sink(), order).unwrap_err().to_string(),
            error.to_string()
        );
        writeln!(listing, "{error}").unwrap();
    }
    assert_snapshot!(listing);
}

#[test]
fn elements_made_by_hand_that_cannot_be_written() {
    let element = |local: &str| Element::new(QualifiedName::new("", local));
    let attribute = |namespace: &str, local: &str| {
        element("a").with_attribute(QualifiedName::new(namespace, local), "")
    };
    let elements = [
        element(""),
        element("a b"),
        element("a:b"),
        attribute("", "xmlns"),
        attribute("", "1"),
        attribute("http://www.w3.org/2000/xmlns/", "a"),
        attribute("urn:\u{1}", "a"),
        element("a").with_text("\0"),
        element("a").with_child(element("b")).with_child(
            element("b")
                .with_text("x")
                .with_child(element("c").with_text("\u{fffe}")),
        ),
        element("a").with_child(element("b").with_attribute(QualifiedName::new("", "c"), "\0")),
        element("a").with_child(element("<")),
    ];
    let mut listing = String::new();
    for element in &elements {
        writeln!(listing, "{}", xml::to_string(element).unwrap_err()).unwrap();
        // Printing it is no reason to panic.
        assert!(format!("{element:?}").contains("cannot be written"));
    }
    assert_snapshot!(listing);
}

#[test]
fn a_destination_that_fails() {
    struct Full(usize);
    impl io::Write for Full {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            match self.0.checked_sub(bytes.len()) {
                Some(left) => self.0 = left,
                None => return Err(io::Error::other("the disk is full")),
            }
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let order = Order {
        payment: (0..10_000).map(|i| Payment::Card(i.to_string())).collect(),
        ..Order::default()
    };
    for room in [0, 40_000] {
        let error = xml::to_writer(Full(room), &order).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Io(_)));
        assert!(std::error::Error::source(&error).is_some());
        assert!(
            error
                .to_string()
                .ends_with("cannot write: the disk is full"),
            "{error}"
        );
    }
}

#[test]
fn an_error_is_small_and_can_be_sent() {
    fn sent<T: Send + Sync + std::error::Error + 'static>(_: &T) {}
    assert_eq!(size_of::<Error>(), size_of::<usize>());
    sent(&xml::from_str::<Order>("").unwrap_err());
}
