//! Input that means harm, or is just very large: it is read or refused, in time and on a small
//! stack.
#![cfg(test)]

mod common;

use std::fmt::Write;
use std::thread;

use common::faults::{edited, edits, markup};
use common::{awkward, documents};
use proptest::prelude::*;
use veeam_model::xml::{self, Element, ErrorKind, Options, QualifiedName, Unknown};
use veeam_model::{Document, FromXml, ToXml};

/// Runs something on a thread with the stack that threads have by default.
fn on_a_small_stack<T: Send + 'static>(run: impl FnOnce() -> T + Send + 'static) -> T {
    let thread = thread::Builder::new().stack_size(2 << 20);
    thread.spawn(run).unwrap().join().unwrap()
}

fn nested(name: &str, depth: usize) -> String {
    format!("<{name}>").repeat(depth) + &format!("</{name}>").repeat(depth)
}

#[test]
fn the_default_depth_is_the_limit_for_every_type() {
    let limit = 128;
    for text in [nested("a", limit), nested("a", limit - 1) + "<!-- -->"] {
        xml::from_str::<Element>(&text).unwrap();
        xml::from_str::<Tree>(&text).unwrap();
    }
    let too_deep = nested("a", limit + 1);
    for error in [
        xml::from_str::<Element>(&too_deep).unwrap_err(),
        xml::from_str::<Tree>(&too_deep).unwrap_err(),
        xml::from_str::<Leaf>(&too_deep).unwrap_err(),
    ] {
        assert!(
            matches!(error.kind(), ErrorKind::Limit { limit: 128, .. }),
            "{error}"
        );
    }
}

#[derive(FromXml, ToXml, Clone, Debug, PartialEq)]
#[xml(name = "a")]
struct Tree {
    #[xml(attribute)]
    id: Option<String>,
    number: Option<u64>,
    at: Option<xml::DateTime>,
    a: Vec<Tree>,
    #[xml(choice)]
    choice: Vec<Either>,
    #[xml(unknown)]
    unknown: Unknown,
}

#[derive(FromXml, ToXml, Clone, Debug, PartialEq)]
enum Either {
    #[xml(name = "left")]
    Left(Box<Tree>),
    #[xml(name = "right")]
    Right(xml::Nillable<Box<Tree>>),
}

#[derive(FromXml, Debug)]
#[xml(name = "a")]
struct Leaf {}

#[test]
fn a_type_that_contains_itself_fits_the_stack_at_the_default_depth() {
    for name in ["a", "left", "right"] {
        let text = format!("<a>{}</a>", nested(name, 127));
        on_a_small_stack(move || {
            let tree: Tree = xml::from_str(&text).unwrap();
            let again = tree.clone();
            assert_eq!(again, tree);
            assert!(format!("{tree:?}").len() > 127);
            assert!(format!("{tree:#?}").len() > 127);
            let written = xml::to_string(&tree).unwrap();
            assert_eq!(xml::from_str::<Tree>(&written).unwrap(), tree);
            assert_eq!(xml::to_string_pretty(&tree).unwrap().lines().count(), 255);
        });
    }
}

#[test]
fn an_element_of_any_depth_takes_no_stack() {
    on_a_small_stack(|| {
        let depth = 100_000;
        let text = nested("a", depth);
        let options = Options::new().max_depth(depth);
        let element: Element = options.from_str(&text).unwrap();
        let again = element.clone();
        assert_eq!(again, element);
        assert!(format!("{element:?}").len() > 2 * depth);
        let written = xml::to_string(&element).unwrap();
        assert_eq!(written.len(), 7 * depth - 3);
        assert_eq!(element.children().count(), 1);
        // The same where no type declares it, and where it is ignored.
        let tree: Tree = options
            .max_depth(depth + 2)
            .from_str(&format!("<a><b>{text}</b></a>"))
            .unwrap();
        assert_eq!(tree.unknown.elements().count(), 1);
        drop((tree.clone(), tree));
        options
            .max_depth(depth + 1)
            .from_str::<Leaf>(&format!("<a>{text}</a>"))
            .unwrap();
        // And where it ends too early.
        let error = options
            .from_str::<Element>(&text[..text.len() - 1])
            .unwrap_err();
        assert_eq!(error.path(), "/a");
        let error = options.from_str::<Element>(&text[..3 * depth]).unwrap_err();
        assert_eq!(error.path().len(), 2 * depth);
    });
}

#[test]
fn very_many_attributes() {
    let mut text = "<a".to_owned();
    for i in 0..100_000 {
        write!(text, " b{i}=''").unwrap();
    }
    let element: Element = wide().from_str(&format!("{text}/>")).unwrap();
    assert_eq!(element.attributes().len(), 100_000);
    let written = xml::to_string(&element).unwrap();
    assert_eq!(wide().from_str::<Element>(&written).unwrap(), element);
    let mut reversed = Element::new(QualifiedName::new("", "a"));
    for attribute in element.attributes()[..2_000].iter().rev() {
        reversed = reversed.with_attribute(attribute.name().clone(), attribute.value());
    }
    assert_ne!(reversed, element);
    // The last one has the name of the first.
    let error = wide()
        .from_str::<Element>(&format!("{text} b0=''/>"))
        .unwrap_err();
    assert_eq!(
        error.kind().to_string(),
        "attribute b0 stands twice in one start tag"
    );
    let error = xml::from_str::<Element>(&format!("{text}/>")).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Limit { limit: 1024, .. }));
}

fn wide() -> Options {
    Options::new()
        .max_attributes(usize::MAX)
        .max_depth(usize::MAX)
}

/// Names that are alike in length, and in their first letters.
#[test]
fn very_many_attributes_of_like_names() {
    let mut text = "<a".to_owned();
    for i in 100_000..200_000 {
        write!(text, " attribute{i}=''").unwrap();
    }
    let tree: Tree = wide().from_str(&format!("{text}/>")).unwrap();
    assert_eq!(tree.unknown.attributes().len(), 100_000);
    wide().from_str::<Leaf>(&format!("{text}/>")).unwrap();
}

#[test]
fn very_many_namespace_declarations() {
    let mut text = "<a".to_owned();
    for i in 0..100_000 {
        write!(text, " xmlns:p{i}='urn:{i}' p{i}:b='p{i}:c'").unwrap();
    }
    text.push('>');
    for i in 0..10_000 {
        write!(text, "<p{i}:a/>").unwrap();
    }
    text.push_str("</a>");
    let element: Element = wide().from_str(&text).unwrap();
    assert_eq!(element.attributes().len(), 100_000);
    let written = xml::to_string(&element).unwrap();
    assert_eq!(wide().from_str::<Element>(&written).unwrap(), element);
}

/// A document names a namespace once, and what is read from it has the name once too.
#[test]
fn a_long_namespace_name_is_kept_once() {
    let namespace = format!("urn:{}", "n".repeat(1_000_000));
    let text = format!("<p:a xmlns:p='{namespace}' p:b='p:c'><p:a/></p:a>");
    let error = xml::from_str::<Element>(&text).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Limit { limit: 1024, .. }));
    let element: Element = wide().max_namespace(usize::MAX).from_str(&text).unwrap();
    let child = element.children().next().unwrap();
    for name in [element.attributes()[0].name(), child.name()] {
        assert!(std::ptr::eq(name.namespace(), element.name().namespace()));
    }
}

/// One prefix is bound to another namespace at each level, and back.
#[test]
fn prefixes_that_hide_each_other_at_every_level() {
    let depth = 10_000;
    let mut text = String::new();
    for i in 0..depth {
        write!(text, "<p:a xmlns:p='urn:{}' p:b='p:c'>", i % 2).unwrap();
    }
    text.push_str(&"</p:a>".repeat(depth));
    let element: Element = wide().from_str(&text).unwrap();
    let written = xml::to_string(&element).unwrap();
    assert_eq!(wide().from_str::<Element>(&written).unwrap(), element);
}

#[test]
fn very_many_references_and_pieces_of_text() {
    let count = 100_000;
    for (piece, text) in [
        ("&lt;", "<"),
        ("&#x41;", "A"),
        ("\r\n", "\n"),
        ("]", "]"),
        ("<![CDATA[a]]>", "a"),
        ("a<!---->", "a"),
        ("a<?b?>", "a"),
    ] {
        let document = format!("<a>{}</a>", piece.repeat(count));
        let element: Element = xml::from_str(&document).unwrap();
        assert_eq!(element.text(), text.repeat(count));
        let simple: Simple = xml::from_str(&document).unwrap();
        assert_eq!(simple.text, text.repeat(count));
        if !piece.starts_with(['<', 'a']) {
            let document = format!("<a b='{}'/>", piece.repeat(count));
            let element: Element = xml::from_str(&document).unwrap();
            let value = element.attribute(&QualifiedName::new("", "b")).unwrap();
            assert_eq!(value.len(), count);
        }
    }
    // Nothing between the pieces, and nothing in them.
    let document = format!("<a>x{}</a>", "<![CDATA[]]><!---->".repeat(count));
    assert_eq!(xml::from_str::<Element>(&document).unwrap().text(), "x");
}

#[derive(FromXml, Debug)]
#[xml(name = "a")]
struct Simple {
    #[xml(text)]
    text: String,
}

#[test]
fn very_many_siblings() {
    let count = 200_000;
    let text = format!("<a>{}</a>", "<a/>".repeat(count));
    let element: Element = xml::from_str(&text).unwrap();
    assert_eq!(element.children().count(), count);
    assert_eq!(xml::to_string(&element).unwrap(), text);
    // An error at the end counts them all.
    let error = xml::from_str::<Element>(&text.replace("</a>", "<a></b>")).unwrap_err();
    assert_eq!(error.path(), format!("/a/a[{}]", count + 1));
    // As have lists of unknown ones.
    let text = text.replace("<a/>", "<b/>");
    let tree: Tree = xml::from_str(&text).unwrap();
    assert_eq!(tree.unknown.elements().count(), count);
    assert_eq!(xml::to_string(&tree).unwrap(), text);
}

/// What no items came for is given back, or each element around a text could account for it again.
#[test]
fn long_lists_within_each_other_give_back_what_they_do_not_need() {
    #[derive(FromXml)]
    #[xml(name = "a")]
    struct Tree {
        a: Vec<Tree>,
        #[allow(dead_code, reason = "it takes room in the text")]
        b: Option<String>,
    }

    fn room(tree: &Tree) -> (usize, usize) {
        let inner = tree.a.iter().map(room);
        inner.fold((tree.a.len(), tree.a.capacity()), |sum, (len, capacity)| {
            (sum.0 + len, sum.1 + capacity)
        })
    }

    let mut text = format!("<a><b>{}</b></a>", "b".repeat(30_000));
    for _ in 0..50 {
        text = format!("<a>{}{text}</a>", "<a/>".repeat(63));
    }
    let text = format!("<a>{text}<b>{}</b></a>", "b".repeat(1_000_000));
    let (len, capacity) = room(&xml::from_str(&text).unwrap());
    assert!(capacity <= 3 * len, "{capacity} for {len}");
}

/// A list has room for what is likely to come, but for no more than its text so far can account for.
#[test]
fn long_lists_reserve_no_more_than_they_may_need() {
    #[derive(FromXml)]
    #[xml(name = "a")]
    struct List {
        b: Vec<xml::DateTime>,
        #[allow(dead_code, reason = "it takes room in the text")]
        c: Option<String>,
    }

    let item = "<b>2014-10-19T05:59:18Z</b>";
    let read = |items: usize, rest: usize| {
        let text = format!("<a>{}<c>{}</c></a>", item.repeat(items), "c".repeat(rest));
        xml::from_str::<List>(&text).unwrap().b
    };
    for items in [100, 1000, 10_000, 100_000] {
        let list = read(items, 0);
        assert_eq!(list.len(), items);
        assert!(
            list.capacity() <= items * 3 / 2,
            "{} for {items}",
            list.capacity()
        );
    }
    for items in [63, 65, 1000] {
        let reserved = read(items, 1 << 20).capacity() * size_of::<xml::DateTime>();
        let text = item.len() * items;
        assert!(reserved <= 10 * text, "{reserved} for {text}");
    }
}

#[test]
fn very_long_names_and_values() {
    let long = "n".repeat(1_000_000);
    let text = format!(
        "<{long} {long}='{long}'>{long}<!--{long}--><?{long} {long}?><![CDATA[{long}]]></{long}>"
    );
    let element: Element = xml::from_str(&text).unwrap();
    assert_eq!(element.text().len(), 2 * long.len());
    let error = xml::from_str::<Element>(&text.replace("</n", "</m")).unwrap_err();
    assert!(error.to_string().contains("does not match"));
}

/// Reads bytes in every way; what is read survives, and what is refused is refused somewhere.
fn try_everything(bytes: &[u8]) -> Result<(), TestCaseError> {
    match xml::from_slice::<Element>(bytes) {
        Ok(element) => {
            let written = xml::to_string(&element).unwrap();
            prop_assert_eq!(&xml::from_str::<Element>(&written).unwrap(), &element);
            xml::to_string_pretty(&element).unwrap();
        }
        Err(error) => {
            let position = error.position().unwrap();
            prop_assert!(position.line > 0 && position.column > 0);
            prop_assert!(!error.to_string().is_empty());
        }
    }
    match xml::from_slice::<Tree>(bytes) {
        Ok(tree) => {
            let written = xml::to_string(&tree).unwrap();
            prop_assert_eq!(&xml::from_str::<Tree>(&written).unwrap(), &tree);
        }
        Err(error) => prop_assert!(!error.to_string().is_empty()),
    }
    match xml::from_slice::<Document>(bytes) {
        Ok(document) => {
            let written = xml::to_string(&document).unwrap();
            let again: Document = xml::from_str(&written).unwrap();
            prop_assert_eq!(xml::to_string(&again).unwrap(), written);
        }
        Err(error) => prop_assert!(!error.to_string().is_empty()),
    }
    let strict = Options::new()
        .deny_unknown(true)
        .max_text(20)
        .max_attributes(3)
        .max_depth(4);
    let _ = strict.from_slice::<Document>(bytes);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn bytes_of_any_kind_do_no_harm(bytes in prop::collection::vec(any::<u8>(), 0..100)) {
        try_everything(&bytes)?;
    }

    #[test]
    fn utf_16_of_any_kind_does_no_harm(text in markup(), big_endian in any::<bool>()) {
        let unit = |unit: u16| if big_endian { unit.to_be_bytes() } else { unit.to_le_bytes() };
        let bytes: Vec<u8> = "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(unit).collect();
        try_everything(&bytes)?;
    }

    #[test]
    fn markup_of_any_kind_does_no_harm(text in markup()) {
        try_everything(text.as_bytes())?;
    }

    #[test]
    fn documents_with_faults_do_no_harm(text in awkward::document(), edits in edits()) {
        try_everything(&edited(text.as_bytes(), edits))?;
    }

    #[test]
    fn samples_with_faults_do_no_harm(sample in any::<prop::sample::Index>(), edits in edits()) {
        let samples = documents::samples();
        try_everything(&edited(&sample.get(&samples).bytes, edits))?;
    }
}
