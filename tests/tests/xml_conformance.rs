//! The W3C XML Conformance Test Suite, in the part without document type declarations.
#![cfg(test)]

mod common;

use veeam_model::xml::{self, Element, Error, ErrorKind};

/// Documents that XML 1.0 accepts and Namespaces in XML 1.0, section 7, refuses: they use colons
/// in names that are no qualified names.
const ILL_FORMED_BY_NAMESPACES: [&str; 2] = ["o-p04pass1", "o-p05pass1"];

#[test]
#[allow(clippy::print_stdout, reason = "the marks are what one wants to see")]
fn every_document_is_accepted_or_refused_as_the_recommendations_say() {
    let documents = common::documents::conformance();
    let (mut accepted, mut refused) = (0, 0);
    let mut wrong = Vec::new();
    for (document, well_formed) in &documents {
        let expected = *well_formed && !ILL_FORMED_BY_NAMESPACES.contains(&&*document.name);
        match xml::from_slice::<Element>(&document.bytes) {
            Ok(_) if expected => accepted += 1,
            Err(error) if !expected && names_a_fault(&error) => refused += 1,
            Ok(_) => wrong.push(format!("{}: accepted", document.name)),
            Err(error) => wrong.push(format!("{}: {error}", document.name)),
        }
    }
    println!("accepted {accepted}, refused {refused}");
    assert!(wrong.is_empty(), "{wrong:#?}");
    if !documents.is_empty() {
        assert_eq!((accepted, refused), (70, 245));
    }
}

/// Whether the error is about the text of the document, says where, and says something.
fn names_a_fault(error: &Error) -> bool {
    let about_text = matches!(
        error.kind(),
        ErrorKind::Syntax(_) | ErrorKind::Encoding(_) | ErrorKind::Doctype
    );
    about_text && error.position().is_some() && error.kind().to_string().len() > 10
}
