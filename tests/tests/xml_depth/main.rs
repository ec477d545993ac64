//! Generated types that contain themselves: each level takes a bounded part of the stack.
#![cfg(test)]

use std::path::Path;
use std::thread;

use veeam_model::xml::{self, Options};
use veeam_model_codegen::Builder;

#[allow(
    clippy::large_enum_variant,
    unreachable_pub,
    reason = "the text is that of the generator"
)]
mod recursive {
    include!("recursive.rs");
}

use recursive::Document;

/// `veeam-codegen generate --schema recursive.xsd --out recursive.rs` makes them.
#[test]
fn the_types_are_those_of_the_generator() {
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/xml_depth/recursive.xsd");
    let generated = Builder::new().schema(schema).build_text().unwrap();
    assert_eq!(generated, include_str!("recursive.rs"));
}

/// The ways in which elements stand within each other: what comes once, and what comes over and over.
const WAYS: [(&[&str], &[&str]); 11] = [
    // A `Box`, a `Vec`, and an element that may be nil.
    (&[], &["box"]),
    (&[], &["vec"]),
    (&[], &["nil"]),
    // A list within a wrapper, and another type in between.
    (&[], &["list", "item"]),
    (&[], &["link", "to"]),
    // One of a choice.
    (&["choice"], &["left", "right"]),
    // Elements that stand for the head of a substitution group.
    (&[], &["member"]),
    (&["sibling"], &["member", "sibling"]),
    // What may say its type.
    (&["sibling", "derived"], &["sibling"]),
    // An element in mixed content.
    (&["mixed"], &["b"]),
    // A type of a hundred fields.
    (&[], &["wide"]),
];

/// A document of so many levels, or one less.
fn nested(first: &[&str], again: &[&str], depth: usize) -> String {
    let turns = (depth - 1 - first.len()) / again.len();
    let again = again.iter().cycle().take(turns * again.len());
    let names: Vec<&str> = first.iter().chain(again).copied().collect();
    let starts = names.iter().map(|name| format!("<{name}>"));
    let ends = names.iter().rev().map(|name| format!("</{name}>"));
    let content: String = starts.chain(ends).collect();
    format!("<node xmlns=\"urn:deep\">{content}</node>")
}

/// Does everything that goes down to the innermost level, on a stack of this size.
fn go_through(text: String, options: Options, stack: usize) {
    let run = move || {
        let strict = options.deny_unknown(true);
        let document: Document = strict.from_str(&text).unwrap();
        let again = document.clone();
        assert_eq!(again, document);
        assert!(format!("{document:?}").len() > text.len());
        let written = xml::to_string(&document).unwrap();
        assert_eq!(strict.from_str::<Document>(&written).unwrap(), document);
        assert_eq!(written.matches('/').count(), text.matches('/').count());
    };
    let thread = thread::Builder::new().stack_size(stack);
    thread.spawn(run).unwrap().join().unwrap();
}

/// The stack that threads have by default.
#[test]
fn the_default_depth_fits_a_small_stack() {
    for (first, again) in WAYS {
        let text = nested(first, again, 128);
        assert!(text.matches("</").count() >= 127);
        go_through(text, Options::new(), 2 << 20);
    }
}

/// So much for each level is what `Options::max_depth` promises.
#[test]
fn another_depth_fits_a_stack_of_its_size() {
    let depth = 10_000;
    for (first, again) in WAYS {
        let text = nested(first, again, depth);
        let options = Options::new().max_depth(depth);
        go_through(text, options, depth * (16 << 10));
    }
}
