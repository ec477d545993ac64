//! Each kind of error: what makes it, what it says, and how it is shown.
#![cfg(test)]

use std::collections::BTreeSet;
use std::io::{self, Read, Write};

use veeam_model::xml::{self, Element, Error, ErrorKind, Options};
use veeam_model::{FromXml, ToXml};

#[derive(FromXml, ToXml, Debug)]
#[xml(ns = "urn:shop", rename_all = "PascalCase")]
struct Order {
    #[xml(attribute)]
    id: u32,
    note: String,
}

/// A source or a destination that fails.
struct Broken;

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(io::Error::other("the line is dead"))
    }
}

impl Write for Broken {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::Error::other("the disk is full"))
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Documents that are refused, each for a reason of its own.
const REFUSED: [&str; 19] = [
    // Not well-formed.
    "<Order",
    "<Order id=1/>",
    "<Order xmlns='urn:shop' Id='\u{1}'/>",
    "<Order xmlns='urn:shop' Id='&nbsp;'/>",
    "<Order xmlns='urn:shop' Id='1'>\n  <Note></Order>",
    "<Order Id='1' Id='2'/>",
    "<s:Order/>",
    "<Order xmlns:xml='urn:shop'/>",
    "<!-- -- --><Order/>",
    // Well-formed, but not to be read.
    "<!DOCTYPE Order>\n<Order/>",
    "<?xml version='1.0' encoding='latin1'?>\n<Order/>",
    "<Order xmlns='urn:shop' Id='1' a='' b='' c=''/>",
    // No order.
    "<Orders xmlns='urn:shop'/>",
    "<Order xmlns='urn:shop'/>",
    "<Order xmlns='urn:shop' Id='1'/>",
    "<Order xmlns='urn:shop' Id='1'>\n  <Note/>\n  <Note/>\n</Order>",
    "<Order xmlns='urn:shop' Id='1' New=''/>",
    "<Order xmlns='urn:shop' Id='1'>\n  <New/>\n</Order>",
    "<Order xmlns='urn:shop' Id='1'>\n  two\n</Order>",
];

/// One error of each kind, with the text that it is about.
fn errors() -> Vec<(&'static str, Error)> {
    let options = Options::new().deny_unknown(true).max_attributes(4);
    let refused = |text: &'static str| {
        let error = options.from_slice::<Order>(text.as_bytes());
        (text, error.expect_err(text))
    };
    let mut errors: Vec<_> = REFUSED.map(refused).into();
    errors.push(refused("<Order xmlns='urn:shop' Id='two'/>"));
    let note = |note: &str| Order {
        id: 1,
        note: note.to_owned(),
    };
    let unwritable = xml::to_string(&note("\0"));
    errors.push(("", unwritable.expect_err("XML has no U+0000")));
    let unwritten = xml::to_writer(Broken, &note(""));
    errors.push(("", unwritten.expect_err("the destination fails")));
    let start = "<Orders>\n  <Order";
    let mut items = xml::items::<Element, _>(start.as_bytes().chain(Broken));
    let unread = items.next().expect("an error");
    errors.push((start, unread.expect_err("the source fails")));
    errors
}

/// The name of a kind, and of a kind of [`Syntax`](xml::Syntax) with that.
fn name_of(kind: &ErrorKind) -> String {
    let variant = |debug: String| {
        let end = debug.find(|c: char| !c.is_alphanumeric());
        debug[..end.unwrap_or(debug.len())].to_owned()
    };
    match kind {
        ErrorKind::Syntax(syntax) => format!("Syntax_{}", variant(format!("{syntax:?}"))),
        kind => variant(format!("{kind:?}")),
    }
}

#[test]
fn each_kind_says_what_and_shows_where() {
    for (source, error) in errors() {
        let rendered = error.render(source);
        assert!(rendered.starts_with(&format!("{error}\n")));
        insta::assert_snapshot!(name_of(error.kind()), rendered);
    }
}

/// The variants of an enum of `error.rs`. From outside the crate a `match` cannot tell that one is
/// missing: the enums may grow.
fn declared(name: &str) -> Vec<&'static str> {
    let source = include_str!("../../veeam-model/src/xml/error.rs");
    let (_, rest) = source.split_once(&format!("pub enum {name} {{\n")).unwrap();
    let (body, _) = rest.split_once("\n}\n").unwrap();
    let variants = body.lines().filter_map(|line| {
        let line = line.strip_prefix("    ")?;
        let end = line.find(|c: char| !c.is_alphanumeric())?;
        line.starts_with(char::is_uppercase).then(|| &line[..end])
    });
    variants.collect()
}

#[test]
fn no_kind_is_without_a_snapshot() {
    let kinds = declared("ErrorKind").into_iter();
    let kinds = kinds.filter(|kind| *kind != "Syntax").map(str::to_owned);
    let syntax = declared("Syntax").into_iter();
    let declared: Vec<String> = kinds
        .chain(syntax.map(|kind| format!("Syntax_{kind}")))
        .collect();
    assert!(declared.len() > 20, "{declared:?}");
    let shown: Vec<String> = errors()
        .iter()
        .map(|(_, error)| name_of(error.kind()))
        .collect();
    let distinct: BTreeSet<&String> = shown.iter().collect();
    assert_eq!(distinct.len(), shown.len(), "one each: {shown:?}");
    assert_eq!(distinct, declared.iter().collect::<BTreeSet<_>>());
}
