//! Documents read child by child: the same items and the same errors as from the whole document,
//! however it arrives.
#![cfg(test)]

use std::fmt::Debug;
use std::io::{self, Read};

use proptest::prelude::*;
use veeam_model::FromXml;
use veeam_model::xml::{
    self, Decimal, Element, Error, ErrorKind, FromElement, FromNamed, Items, Name, Options, Reader,
};

mod common;
use common::{awkward, documents};

#[derive(FromXml, Debug, PartialEq, Clone)]
#[xml(name = "Item", ns = "urn:shop", rename_all = "PascalCase")]
struct Item {
    #[xml(attribute)]
    sku: String,
    price: Option<Decimal>,
    tag: Vec<String>,
    #[xml(children(wrapper = "Parts"), name = "Part")]
    parts: Option<Vec<Part>>,
}

#[derive(FromXml, Debug, PartialEq, Clone)]
#[xml(ns = "urn:shop", rename_all = "PascalCase")]
struct Part {
    #[xml(attribute)]
    size: Option<u32>,
}

/// The content of the whole document, to compare with.
#[derive(FromXml, Debug)]
#[xml(ns = "urn:shop")]
struct List {
    #[xml(name = "Item")]
    items: Vec<Item>,
}

/// The whole document, whatever its root is called.
#[derive(Debug)]
struct Root<T>(T);

impl<'a, T: FromElement<'a>> FromNamed<'a> for Root<T> {
    const NAMES: &'static [Name] = &[];
    const ANY: bool = true;

    fn from_named(_: usize, reader: &mut Reader<'a>) -> Result<Self, Error> {
        T::from_element(reader).map(Root)
    }
}

#[derive(FromXml, Debug, PartialEq, Clone)]
#[xml(ns = "urn:shop")]
enum Any {
    Item(Item),
    #[xml(name = "Note")]
    Text(String),
}

#[derive(FromXml, Debug)]
#[xml(ns = "urn:shop")]
struct Mixed {
    #[xml(choice)]
    items: Vec<Any>,
}

#[derive(FromXml, Debug)]
struct Nothing {}

const DOCUMENT: &str = "\u{feff}<?xml version='1.0' encoding='utf-8'?>\r\n\
    <!-- <Items> --><?p <Item> ?>\n\
    <s:Items xmlns:s='urn:shop' xmlns='urn:other' xmlns:t=\"urn:>'&amp;\">\r\
      <s:Item Sku='\u{e9}>' t:a=\"/>'\"/>\r\n<!-- </s:Items> <s:Item Sku='no'> - \u{1f600}>-->\
      <Item xmlns='urn:shop' Sku='1 &lt; 2'><Price>1.50</Price ><Tag/><Tag><![CDATA[</Item>]]]]>&#x1F600;</Tag>\
      <Parts><Part Size='7'/><Part></Part></Parts></Item>\
      <![CDATA[ \r ]]><?x?>\
      <Item Sku='of another namespace'><s:Item Sku='within'/></Item><s:Other/>\
      <s:Item Sku=\"3\"\n><s:New a='>'>x<b></b></s:New><s:Price>\t-2</s:Price></s:Item\n>\
    </s:Items\t>\n<!-- after --><?p?> \r\n";

/// A source that gives its bytes in chunks of these lengths, over and over.
struct Chunks<'b> {
    bytes: &'b [u8],
    lengths: Vec<usize>,
    next: usize,
}

fn chunks<'b>(bytes: &'b [u8], lengths: &[usize]) -> Chunks<'b> {
    Chunks {
        bytes,
        lengths: lengths.to_vec(),
        next: 0,
    }
}

impl Read for Chunks<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.lengths[self.next % self.lengths.len()];
        self.next += 1;
        if length == 0 {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let length = length.min(buffer.len()).min(self.bytes.len());
        let (now, later) = self.bytes.split_at(length);
        buffer[..length].copy_from_slice(now);
        self.bytes = later;
        Ok(length)
    }
}

/// All items, and the error that they end with.
fn read_all<T: FromXml, R: Read>(items: Items<T, R>) -> (Vec<T>, Option<Error>) {
    let mut read = Vec::new();
    let mut items = items;
    while let Some(item) = items.next() {
        match item {
            Ok(item) => read.push(item),
            Err(error) => {
                assert!(items.next().is_none(), "nothing comes after an error");
                return (read, Some(error));
            }
        }
    }
    assert!(items.next().is_none());
    (read, None)
}

/// Everything that an error says.
fn told(error: &Error) -> String {
    format!("{error} ({:?}, {:?})", error.position(), error.kind())
}

/// Reads `bytes` in chunks, and the whole at once as a `Whole` whose items `of` gives, and
/// compares the two.
#[track_caller]
fn compare<Whole: FromXml, T: FromXml + PartialEq + Debug>(
    options: Options,
    bytes: &[u8],
    lengths: &[usize],
    of: impl Fn(Whole) -> Vec<T>,
) {
    let (items, error) = read_all(options.items::<T, _>(chunks(bytes, lengths)));
    let text = String::from_utf8_lossy(&bytes[..bytes.len().min(2000)]);
    match (options.from_slice::<Whole>(bytes), error) {
        (Ok(whole), None) => assert_eq!(items, of(whole), "{text}"),
        (Ok(_), Some(error)) => panic!("only in chunks of {lengths:?}: {error}: {text}"),
        (Err(error), None) => panic!("not in chunks of {lengths:?}: {error}: {text}"),
        (Err(whole), Some(error)) => {
            assert_eq!(
                told(&error),
                told(&whole),
                "in chunks of {lengths:?}: {text}"
            );
        }
    }
}

#[track_caller]
fn compare_list(bytes: &[u8], lengths: &[usize]) {
    compare(Options::new(), bytes, lengths, |list: Root<List>| {
        list.0.items
    });
}

fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let text = text.replace("'utf-8'", "'utf-16'");
    let units = "\u{feff}"
        .encode_utf16()
        .chain(text.encode_utf16())
        .collect::<Vec<_>>();
    units.into_iter().flat_map(unit).collect()
}

#[test]
fn items_are_those_of_the_whole_document_in_chunks_of_any_length() {
    let documents = [
        DOCUMENT.as_bytes().to_vec(),
        utf16(DOCUMENT, u16::to_le_bytes),
        utf16(DOCUMENT, u16::to_be_bytes),
    ];
    for document in &documents {
        let whole: Root<List> = xml::from_slice(document).unwrap();
        assert_eq!(whole.0.items.len(), 3);
        for length in 1..=64 {
            compare_list(document, &[length]);
        }
        compare_list(document, &[document.len()]);
        compare_list(document, &[0, 5, 0, 0, 7]);
    }
}

#[test]
fn items_of_several_names_and_of_any_name() {
    let document = "<Items xmlns='urn:shop'><Note>a</Note><Item Sku='b'/><Note/><Other/></Items>";
    for length in 1..=document.len() {
        let bytes = document.as_bytes();
        compare(Options::new(), bytes, &[length], |mixed: Root<Mixed>| {
            mixed.0.items
        });
        let (elements, error) = read_all(xml::items::<Element, _>(chunks(bytes, &[length])));
        assert!(error.is_none());
        let whole: Element = xml::from_str(document).unwrap();
        let children: Vec<Element> = whole.children().map(|child| child.cloned()).collect();
        assert_eq!(elements, children);
    }
}

#[test]
fn collections_of_nothing() {
    for document in [
        "<Items xmlns='urn:shop'/>",
        "<Items xmlns='urn:shop'> <!-- --></Items>",
    ] {
        for length in 1..=document.len() {
            compare_list(document.as_bytes(), &[length]);
        }
    }
}

/// Documents that differ from a good one in one place.
fn mutations(document: &str) -> Vec<Vec<u8>> {
    const BYTES: &[u8] = b"<>/&'\"!?-[]= \rx:\x00\x0b\x80\xc3\xef\xff";
    let mut mutations = Vec::new();
    for at in 0..document.len() {
        let bytes = document.as_bytes();
        let (before, after) = bytes.split_at(at);
        mutations.push(before.to_vec());
        mutations.push([before, &after[1..]].concat());
        for (nth, byte) in BYTES.iter().enumerate() {
            let after = if (at + nth) % 2 == 0 {
                after
            } else {
                &after[1..]
            };
            mutations.push([before, &[*byte], after].concat());
        }
    }
    mutations
}

/// Whether two errors of the document may differ: that of its encoding comes first where the whole
/// document is read at once, and where it stands otherwise.
fn is_of_encoding(bytes: &[u8]) -> bool {
    matches!(
        xml::from_slice::<Root<List>>(bytes)
            .map_err(|error| matches!(error.kind(), ErrorKind::Encoding(_))),
        Err(true)
    )
}

#[test]
fn errors_are_those_of_the_whole_document() {
    let mut refused = 0;
    for (at, bytes) in mutations(DOCUMENT).iter().enumerate() {
        let lengths: &[usize] =
            &[[1, 1, 1], [1 << 20; 3], [1 + at % 61; 3], [3, 50, at % 5]][at % 4];
        if is_of_encoding(bytes) {
            let (_, error) = read_all(xml::items::<Item, _>(chunks(bytes, lengths)));
            assert!(error.is_some());
        } else {
            compare_list(bytes, lengths);
            refused += usize::from(xml::from_slice::<Root<List>>(bytes).is_err());
        }
    }
    assert!(refused > 5000, "{refused}");
}

#[test]
fn a_document_cut_short_is_an_error_at_every_byte() {
    let end = DOCUMENT.find("<!-- after").unwrap() - 1;
    for length in 0..end {
        let bytes = &DOCUMENT.as_bytes()[..length];
        for chunk in [1, 7, 1000] {
            let (_, error) = read_all(xml::items::<Item, _>(chunks(bytes, &[chunk])));
            let error = error.unwrap_or_else(|| panic!("{length} bytes are no document"));
            let whole = xml::from_slice::<Root<List>>(bytes).unwrap_err();
            assert_eq!(error.to_string(), whole.to_string());
        }
    }
}

/// Compares the elements of a document in chunks with the document read at once.
#[track_caller]
fn compare_elements(bytes: &[u8], lengths: &[usize], name: &str) {
    let (elements, error) = read_all(xml::items::<Element, _>(chunks(bytes, lengths)));
    match (xml::from_slice::<Root<Nothing>>(bytes), error) {
        (Ok(_), None) => {
            let whole: Element = xml::from_slice(bytes).unwrap();
            let children: Vec<Element> = whole.children().map(|child| child.cloned()).collect();
            assert_eq!(elements, children, "{name}");
        }
        (Err(whole), Some(_)) if matches!(whole.kind(), ErrorKind::Encoding(_)) => {}
        (Err(whole), Some(error)) => assert_eq!(told(&error), told(&whole), "{name}"),
        (whole, error) => panic!("{name}: {whole:?}, but {error:?}"),
    }
}

#[test]
fn samples_and_conformance_documents() {
    let conformance = documents::conformance();
    let documents = documents::samples()
        .into_iter()
        .chain(documents::more_samples())
        .chain(conformance.into_iter().map(|(document, _)| document));
    for document in documents {
        for lengths in [[1, 1], [2, 7], [100_000, 1]] {
            compare_elements(&document.bytes, &lengths, &document.name);
        }
    }
}

/// Where a child were read again with each chunk, this would take hours.
#[test]
fn a_long_child_that_comes_byte_by_byte() {
    const LENGTH: usize = 400_000;
    let children = [
        format!("<Item Sku='{}'/>", ">".repeat(LENGTH)),
        format!("<Item Sku=''><!--{}--></Item>", "- >".repeat(LENGTH / 3)),
        format!("<Item Sku=''><Tag>{}</Tag></Item>", "]".repeat(LENGTH)),
        format!("<Item Sku=''>{}</Item>", "<Tag/>".repeat(LENGTH / 6)),
        format!("<!--{}-->", "x".repeat(LENGTH)),
        format!("<?p {}?>", "?".repeat(LENGTH)),
        " ".repeat(LENGTH),
        "<Item Sku=''/>".repeat(LENGTH / 14),
    ];
    for child in children {
        let document = format!("<Items xmlns='urn:shop'>{child}</Items><!--{child}");
        compare_list(document.as_bytes(), &[1]);
    }
}

#[test]
fn errors_name_the_item() {
    let good = "<Item Sku=''><Tag/></Item>\n";
    let bad = "<Item Sku=''><Tag/><Parts>\r\n<Part/><Part Size='\u{e9}'/></Parts></Item>";
    let document = format!(
        "<s:Items xmlns:s='urn:shop' xmlns='urn:shop'>\n{}<s:Item Sku=''/><s:Item Sku=''/>{bad}",
        good.repeat(16),
    );
    for length in [1, 2, 3, 13, 700, 10_000] {
        let (items, error) = read_all(xml::items::<Item, _>(chunks(
            document.as_bytes(),
            &[length],
        )));
        assert_eq!(items.len(), 18);
        let whole = xml::from_str::<Root<List>>(&document).unwrap_err();
        let error = error.unwrap();
        assert_eq!(told(&error), told(&whole));
        let place = "19:20 /s:Items/Item[17]/Parts/Part[2]/@Size: invalid value";
        assert!(error.to_string().starts_with(place), "{error}");
    }
}

#[test]
fn documents_with_very_many_names() {
    let mut document = "<Items xmlns='urn:shop'>".to_owned();
    for at in 0..3000 {
        document += &format!("<n{at}/><n7/>");
    }
    let first_names = format!("{document}<n7>&bad;");
    compare_list(first_names.as_bytes(), &[1000]);
    let last_names = format!("{document}<n2999>&bad;");
    let (_, error) = read_all(xml::items::<Item, _>(last_names.as_bytes()));
    assert_eq!(error.unwrap().path(), "/Items/*[6001]");
}

#[test]
fn encodings() {
    let list = |start: &str, end: &[u8]| {
        let start = format!("{start}<Items xmlns='urn:shop'><Item Sku='a'/>");
        [start.as_bytes(), end].concat()
    };
    let ascii = "<?xml version='1.0' encoding='US-ASCII'?>";
    let cases: [(Vec<u8>, &str); 9] = [
        (
            list("", b"<Item Sku='\xe9'/></Items>"),
            "1:51 /Items/Item[2]: byte 0xE9 is no part of UTF-8 here; save the document as UTF-8",
        ),
        (
            list("", b"</Items>\n\xff"),
            "2:1: byte 0xFF is no part of UTF-8 here; save the document as UTF-8",
        ),
        (
            list("", b"</Items>\n\xc3"),
            "2:1: byte 0xC3 is no part of UTF-8 here; save the document as UTF-8",
        ),
        (
            list(ascii, "<Item Sku='\u{e9}'/></Items>".as_bytes()),
            "1:31: the XML declaration says US-ASCII, but the bytes are UTF-8",
        ),
        (
            list("<?xml version='1.0' encoding='latin1'?>", b"\xe9"),
            "1:31: encoding latin1 cannot be read; save the document as UTF-8 or UTF-16",
        ),
        (
            utf16("<Items xmlns='urn:shop'/>", u16::to_le_bytes)[2..].to_vec(),
            "1:1: the text is in UTF-16 without a byte order mark; put one in front or save it as UTF-8",
        ),
        (
            b"\xff\xfe\0\0<\0\0\0".to_vec(),
            "1:1: the text is in UTF-32; save it as UTF-8 or UTF-16",
        ),
        (
            [utf16("<Items><a/>", u16::to_be_bytes), vec![0]].concat(),
            "1:12 /Items: the text in UTF-16 ends in the middle of a character",
        ),
        (
            [
                utf16("<Items>\u{e9}<!--", u16::to_be_bytes),
                vec![0xd8, 0, 0, 65],
            ]
            .concat(),
            "1:13 /Items: surrogate 0xD800 stands alone in UTF-16",
        ),
    ];
    for (bytes, expected) in cases {
        for length in 1..=bytes.len() {
            let (_, error) = read_all(xml::items::<Item, _>(chunks(&bytes, &[length])));
            assert_eq!(
                error.unwrap().to_string(),
                expected,
                "in chunks of {length}"
            );
        }
    }
    let all_ascii = list(ascii, b"</Items>");
    compare_list(&all_ascii, &[3]);
}

#[test]
fn limits() {
    let options = Options::new().max_depth(3).max_attributes(2).max_text(20);
    let documents = [
        "<Items xmlns='urn:shop'><Item Sku=''><Tag><a/></Tag></Item></Items>",
        "<Items xmlns='urn:shop'><Item Sku=''/><Item Sku='' a='' b=''/></Items>",
        "<Items xmlns='urn:shop'><Item Sku='a'/><Item Sku='a23456789012345678901'/></Items>",
        "<Items xmlns='urn:shop'><Item Sku='a'><Tag>a23456789012345678901</Tag></Item></Items>",
        "<Items xmlns='urn:shop' a='' b=''/>",
    ];
    for document in documents {
        for length in [1, 10, 1000] {
            let bytes = document.as_bytes();
            assert!(options.from_slice::<Root<List>>(bytes).is_err());
            compare(options, bytes, &[length], |list: Root<List>| list.0.items);
        }
    }
}

#[test]
fn each_child_may_be_as_long_as_the_input_otherwise() {
    let options = Options::new().max_input(200);
    let item = "<Item Sku='0'><!-- a comment --></Item>\n";
    let list = |content: &str| format!("<Items xmlns='urn:shop'>\n{content}</Items>");
    let long = format!("<Item Sku=''>{}</Item>", " ".repeat(200));
    let comment = format!("<!--{}-->", "-x".repeat(100));
    let cases = [
        (list(&item.repeat(1000)), 1000, ""),
        (
            list(&format!("{item}{item} {long}")),
            2,
            "4:2 /Items/Item[3]: too many bytes in one child or comment of the root element: the limit is 200",
        ),
        (
            list(&comment),
            0,
            "2:1 /Items: too many bytes in one child or comment of the root element: the limit is 200",
        ),
        (
            format!("{comment}\n{}", list("")),
            0,
            "1:1: too many bytes up to the end of the root element's start tag: the limit is 200",
        ),
        (
            list(&format!(
                "<!-- -->{}{item}",
                "<!-- some words -->\n".repeat(100)
            )),
            1,
            "",
        ),
    ];
    for (document, count, message) in &cases {
        for length in [1, 7, 64, 100_000] {
            let source = chunks(document.as_bytes(), &[length]);
            let (items, error) = read_all(options.items::<Item, _>(source));
            let said = error.map(|error| error.to_string()).unwrap_or_default();
            assert_eq!((items.len(), said.as_str()), (*count, *message), "{length}");
        }
    }
}

#[test]
fn what_is_unknown_can_be_refused() {
    let options = Options::new().deny_unknown(true);
    let documents = [
        "<Items xmlns='urn:shop'>\n<Item Sku='1'/><Other/></Items>",
        "<Items xmlns='urn:shop' New='1'/>",
        "<Items xmlns='urn:shop'><Item New='1' Sku='1'/></Items>",
        "<s:Items xmlns:s='urn:shop' xmlns:x='http://www.w3.org/2001/XMLSchema-instance' x:type='a'><s:Item Sku='1' x:type='b'/></s:Items>",
    ];
    for document in documents {
        for length in [1, 10, 1000] {
            compare(
                options,
                document.as_bytes(),
                &[length],
                |list: Root<List>| list.0.items,
            );
        }
    }
}

/// A source that gives what it has and then fails.
struct Failing<'b>(&'b [u8]);

impl Read for Failing<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.0.read(buffer)? {
            0 => Err(io::Error::new(
                io::ErrorKind::ConnectionReset,
                "the line is dead",
            )),
            read => Ok(read),
        }
    }
}

#[test]
fn a_source_that_fails() {
    let text = "<Items xmlns='urn:shop'>\n<Item Sku='1'/><Item Sku='2'/>\n<Item S";
    let (items, error) = read_all(xml::items::<Item, _>(Failing(text.as_bytes())));
    assert_eq!(items.len(), 2);
    let error = error.unwrap();
    assert_eq!(
        error.to_string(),
        "3:8 /Items/Item[3]: cannot read: the line is dead"
    );
    match error.kind() {
        ErrorKind::Input(error) => assert_eq!(error.kind(), io::ErrorKind::ConnectionReset),
        other => panic!("{other:?}"),
    }
    assert!(std::error::Error::source(&error).is_some());
}

/// Items are there as soon as their last byte is.
#[test]
fn items_do_not_wait_for_what_comes_after_them() {
    let item = "<Item Sku='1'><Tag>a</Tag></Item>";
    let mut reads = vec!["<Items xmlns='urn:shop'>".to_owned()];
    for at in 0..20 {
        let (start, end) = item.split_at(at + 1);
        reads.extend([start.to_owned(), end.to_owned()]);
    }
    struct OneByOne(
        std::vec::IntoIter<String>,
        std::rc::Rc<std::cell::Cell<usize>>,
    );
    impl Read for OneByOne {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let next = self.0.next().unwrap_or_default();
            self.1.set(self.1.get() + 1);
            buffer[..next.len()].copy_from_slice(next.as_bytes());
            Ok(next.len())
        }
    }
    let count = std::rc::Rc::new(std::cell::Cell::new(0));
    let mut items = xml::items::<Item, _>(OneByOne(reads.into_iter(), count.clone()));
    for at in 0..20 {
        assert_eq!(items.next().unwrap().unwrap().tag, ["a"]);
        assert_eq!(count.get(), 3 + 2 * at);
    }
}

/// A source of one byte repeated, after a start, that says how much was taken from it.
struct Endless {
    start: &'static [u8],
    byte: u8,
    taken: usize,
}

impl Read for &mut Endless {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = match self.start.read(buffer)? {
            0 => {
                buffer.fill(self.byte);
                buffer.len()
            }
            read => read,
        };
        self.taken += read;
        Ok(read)
    }
}

#[test]
fn no_source_is_read_for_ever() {
    let options = Options::new().max_input(1 << 20);
    let starts: [(&[u8], u8); 8] = [
        (b"", b' '),
        (b"<", b'a'),
        (b"<a>", b'x'),
        (b"<a><b>", b'x'),
        (b"<a><b c='", b'>'),
        (b"<a><!--", b'>'),
        (b"<a/><!--", b'x'),
        (b"<a><![CDATA[", b']'),
    ];
    for (start, byte) in starts {
        let mut source = Endless {
            start,
            byte,
            taken: 0,
        };
        let (items, error) = read_all(options.items::<Item, _>(&mut source));
        assert!(items.is_empty());
        let error = error.unwrap();
        assert!(matches!(error.kind(), ErrorKind::Limit { .. }), "{error}");
        assert!(source.taken < 3 << 20, "{} bytes", source.taken);
    }
    let mut source = Endless {
        start: b"<a><1>",
        byte: b' ',
        taken: 0,
    };
    let (_, error) = read_all(options.items::<Item, _>(&mut source));
    assert!(
        error
            .unwrap()
            .to_string()
            .starts_with("1:5 /a: unexpected \"1\"")
    );
    assert!(source.taken < 1 << 18, "a fault is told when it is met");
}

#[test]
fn items_can_be_sent_and_shown() {
    fn sent<T: Send + Iterator>(items: T) -> T {
        items
    }
    let items = sent(xml::items::<Item, _>(DOCUMENT.as_bytes()));
    assert!(format!("{items:?}").starts_with("Items { stage: Prolog"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn awkward_documents_in_awkward_chunks(
        document in awkward::document(),
        lengths in prop::collection::vec(1_usize..40, 1..8),
    ) {
        compare_elements(document.as_bytes(), &lengths, &document);
    }

    #[test]
    fn several_faults(
        faults in prop::collection::vec((0..DOCUMENT.len(), any::<u8>()), 1..4),
        lengths in prop::collection::vec(1_usize..90, 1..8),
    ) {
        let mut bytes = DOCUMENT.as_bytes().to_vec();
        for (at, byte) in faults {
            bytes[at] = byte;
        }
        if !is_of_encoding(&bytes) {
            compare_list(&bytes, &lengths);
        }
    }
}
