//! How much of a source is read before an item, or a fault, is told.
#![cfg(test)]

use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

use veeam_model::FromXml;
use veeam_model::xml;

#[derive(FromXml, Debug)]
struct Item {
    #[xml(text)]
    text: String,
}

/// A source that gives these texts, one with each read, and counts the reads.
struct Texts(std::vec::IntoIter<String>, Rc<Cell<usize>>);

fn texts<const N: usize>(texts: [&str; N]) -> (Texts, Rc<Cell<usize>>) {
    let texts = texts.map(str::to_owned).to_vec();
    let reads = Rc::new(Cell::new(0));
    (Texts(texts.into_iter(), reads.clone()), reads)
}

impl Read for Texts {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let next = self.0.next().unwrap_or_default();
        self.1.set(self.1.get() + 1);
        buffer[..next.len()].copy_from_slice(next.as_bytes());
        Ok(next.len())
    }
}

/// An item is there as soon as its last byte is, however much shorter it is than the one before it.
#[test]
fn a_short_item_does_not_wait_for_what_comes_after_it() {
    let long = format!("<Items><Item>{}</Item><Item/><It", "long ".repeat(100));
    let (source, reads) = texts([&long, "em>a</Item><Item", ">b</Item></Items>"]);
    let mut items = xml::items::<Item, _>(source);
    let mut next = || (items.next().map(|item| item.unwrap().text), reads.get());
    assert_eq!(next().0.unwrap().len(), 500);
    assert_eq!(next(), (Some(String::new()), 1));
    assert_eq!(next(), (Some("a".to_owned()), 2));
    assert_eq!(next(), (Some("b".to_owned()), 3));
    assert_eq!(next().0, None);
}

/// A source without an end.
struct Blanks<'b>(&'b [u8], Rc<Cell<usize>>);

impl Read for Blanks<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = buffer.len().min(10);
        self.1.set(self.1.get() + length);
        match self.0.read(&mut buffer[..length])? {
            0 => {
                buffer[..length].fill(b' ');
                Ok(length)
            }
            read => Ok(read),
        }
    }
}

/// A fault is told after no more than twice the last child.
#[test]
fn a_fault_does_not_wait_for_long() {
    for length in [1, 100, 10_000] {
        let text = format!("<Items><Item>{}</Item><1", "x".repeat(length));
        let taken = Rc::new(Cell::new(0));
        let mut items = xml::items::<Item, _>(Blanks(text.as_bytes(), taken.clone()));
        assert_eq!(items.next().unwrap().unwrap().text.len(), length);
        let error = items.next().unwrap().unwrap_err();
        assert_eq!(
            error.kind().to_string(),
            "unexpected \"1\": expected the name of an element after <; write < itself as &lt;"
        );
        assert!(
            taken.get() < 4 * text.len(),
            "{} of {}",
            taken.get(),
            text.len()
        );
    }
}

/// The path of a fault names the element that is there, and all of it.
#[test]
fn an_element_after_the_root_is_named_in_full() {
    let text = "<Items></Items><AnElementWithAVeryLongNameIndeed/>";
    let whole = xml::from_str::<xml::Element>(text).unwrap_err();
    for length in 1..text.len() {
        let pieces = text.as_bytes().chunks(length);
        let pieces = pieces.map(|piece| String::from_utf8_lossy(piece).into_owned());
        let texts = Texts(pieces.collect::<Vec<_>>().into_iter(), Rc::default());
        let error = xml::items::<Item, _>(texts).next().unwrap().unwrap_err();
        assert_eq!(error.to_string(), whole.to_string(), "{length}");
    }
}
