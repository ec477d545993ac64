//! Bytes to a document of the API, what was read to text and back, and the children of the root one
//! by one as the bytes arrive.
#![no_main]

use std::fmt::Debug;

use libfuzzer_sys::fuzz_target;
use veeam_model::xml::{self, Element, ErrorKind, Options};
use veeam_model::{BackupServer, Document, EntityRef, FromXml, Job, NAMESPACE, RestoreSession};
use veeam_model_fuzz::{Pieces, Root, told};

fuzz_target!(|bytes: &[u8]| {
    let strict = Options::new().deny_unknown(true);
    let _ = strict.from_slice::<Document>(bytes);
    if let Ok(document) = xml::from_slice::<Document>(bytes) {
        write_and_read_again(&document);
    }
    for options in [Options::new(), strict] {
        one_by_one(bytes, options, |Children(elements)| elements);
        one_by_one(bytes, options, |List { items }| items);
    }
});

fn write_and_read_again(document: &Document) {
    let text = xml::to_string(document).expect("what was read can be written");
    let again = xml::from_str::<Document>(&text).expect("what was written can be read");
    assert_eq!(again, *document, "{text}");
    let pretty = xml::to_string_pretty(document).expect("what was read can be written");
    xml::from_str::<Document>(&pretty).expect("what was written can be read");
}

/// Children of any name.
#[derive(FromXml)]
struct Children(#[xml(any)] Vec<Element>);

/// Children of the API's types.
#[derive(FromXml)]
struct List {
    #[xml(choice)]
    items: Vec<Item>,
}

#[derive(FromXml, Debug, PartialEq)]
#[xml(ns = NAMESPACE)]
enum Item {
    Ref(Box<EntityRef>),
    RestoreSession(Box<RestoreSession>),
    Job(Box<Job>),
    BackupServer(Box<BackupServer>),
    #[xml(ns = "")]
    Number(i32),
}

/// The items that arrive in small pieces are those of the whole, and so is the error after them.
fn one_by_one<Whole: FromXml, T: FromXml + PartialEq + Debug>(
    bytes: &[u8],
    options: Options,
    of: impl Fn(Whole) -> Vec<T>,
) where
    Root<Whole>: FromXml,
{
    let mut items = options.items::<T, _>(Pieces::of(bytes));
    let mut read = Vec::new();
    let mut error = None;
    for item in &mut items {
        match item {
            Ok(item) => read.push(item),
            Err(failed) => error = Some(failed),
        }
    }
    assert!(items.next().is_none());
    match (options.from_slice::<Root<Whole>>(bytes), error) {
        (Ok(Root(whole)), None) => assert_eq!(read, of(whole)),
        // The whole is decoded before it is read: its error may lie after another.
        (Err(whole), Some(_)) if matches!(whole.kind(), ErrorKind::Encoding(_)) => {}
        (Err(whole), Some(error)) => assert_eq!(told(&error), told(&whole)),
        (Ok(_), Some(error)) => panic!("only in pieces: {error:?}"),
        (Err(error), None) => panic!("only as a whole: {error:?}"),
    }
}
