//! Our reader and an independent one make the same of every document, and of what our writer
//! makes of it.
#![cfg(test)]

mod common;

use std::borrow::Cow;

use common::infoset::{
    Item, of_element, of_text, with_names_resolved, with_plain_line_ends, without_blanks,
};
use common::{awkward, documents, faults};
use proptest::prelude::*;
use veeam_model::xml::{self, Element, ErrorKind, Syntax};

/// Reads a text both ways, writes it and reads it again.
fn check(text: &str) -> Element {
    let element: Element =
        xml::from_str(text).unwrap_or_else(|error| panic!("we refuse: {error}\n{text}"));
    let expected = of_text(text);
    assert_eq!(of_element(&element), expected, "{text}");

    let compact = xml::to_string(&element).unwrap();
    assert_eq!(of_text(&compact), expected, "{text}\nwritten: {compact}");
    assert_eq!(
        with_names_resolved(&compact),
        with_names_resolved(text),
        "{text}\nwritten: {compact}"
    );
    let again: Element = xml::from_str(&compact).unwrap();
    assert_eq!(again, element, "{text}\nwritten: {compact}");
    assert_eq!(xml::to_string(&again).unwrap(), compact);

    let pretty = xml::to_string_pretty(&element).unwrap();
    assert_eq!(
        without_blanks(of_text(&pretty)),
        without_blanks(expected.clone()),
        "{text}\nwritten: {pretty}"
    );
    assert_eq!(texts(&of_text(&pretty)), texts(&expected), "{pretty}");
    element
}

/// The text of elements that hold any besides white space.
fn texts(items: &[Item]) -> Vec<String> {
    let text = |item: &'_ Item| match item {
        Item::Text(text) if !text.trim_ascii().is_empty() => Some(text.clone()),
        _ => None,
    };
    items.iter().filter_map(text).collect()
}

#[test]
fn every_sample_is_read_alike() {
    for document in documents::samples()
        .iter()
        .chain(&documents::more_samples())
    {
        check(std::str::from_utf8(&document.bytes).unwrap());
    }
}

/// What roxmltree takes and we refuse, and the rule that decides it. There is nothing that we
/// take and roxmltree refuses.
const REFUSED_BY_US_ALONE: &[(&str, &[&str])] = &[
    (
        "XML 1.0, section 2.6, production 16: white space after the target",
        &["o-p16fail3"],
    ),
    (
        "XML 1.0, section 2.6, production 17: a target is not called xml",
        &[
            "not-wf-sa-154",
            "not-wf-sa-155",
            "not-wf-sa-156",
            "not-wf-sa-157",
            "o-p16fail1",
            "o-p23fail1",
        ],
    ),
    (
        "XML 1.0, section 2.8, production 26: the number of the version",
        &["not-wf-sa-102", "o-p26fail1", "o-p26fail2"],
    ),
    (
        "XML 1.0, section 2.9, production 32: standalone is yes or no",
        &["not-wf-sa-100", "o-p32fail5"],
    ),
    (
        "XML 1.0, section 4.1, Legal Character: what a reference stands for",
        &["o-p66fail6"],
    ),
    (
        "XML 1.0, section 4.3.3: the declared encoding must be that of the bytes, and known",
        &["hst-lhs-007", "hst-lhs-008", "rmt-e2e-61"],
    ),
    (
        "XML 1.0, section 4.3.3, production 81: the name of an encoding",
        &[
            "encoding01",
            "encoding02",
            "encoding03",
            "encoding04",
            "encoding05",
            "encoding06",
            "not-wf-sa-101",
        ],
    ),
    (
        "Namespaces in XML 1.0, section 3: the prefix xmlns must not be declared",
        &["rmt-ns10-032"],
    ),
    (
        "Namespaces in XML 1.0, section 4, production 7: no name starts with a colon",
        &["rmt-ns10-015"],
    ),
    (
        "Namespaces in XML 1.0, section 5, No Prefix Undeclaring",
        &["rmt-ns10-023"],
    ),
    (
        "Namespaces in XML 1.0, section 7: no colon in a target",
        &["rmt-ns10-042"],
    ),
];

/// XML 1.0, section 3.1, Unique Att Spec: a declaration is an attribute. roxmltree lets the second one
/// of these pass.
#[test]
fn a_namespace_is_declared_once_in_a_tag() {
    for text in [
        "<a xmlns='urn:a' xmlns='urn:b'/>",
        "<a xmlns:xml='http://www.w3.org/XML/1998/namespace' \
         xmlns:xml='http://www.w3.org/XML/1998/namespace'/>",
    ] {
        let error = xml::from_str::<Element>(text).unwrap_err();
        let ErrorKind::Syntax(Syntax::DuplicateAttribute(_)) = error.kind() else {
            panic!("{text}: {error}");
        };
        assert!(roxmltree::Document::parse(text).is_ok(), "{text}");
    }
}

#[test]
fn every_conformance_document_is_read_alike() {
    let documents = documents::conformance();
    let mut refused_by_us_alone = Vec::new();
    for (document, _) in &documents {
        let ours = xml::from_slice::<Element>(&document.bytes);
        let text = decoded(&document.bytes);
        let theirs = text
            .as_deref()
            .is_some_and(|text| roxmltree::Document::parse(&with_plain_line_ends(text)).is_ok());
        match (ours, theirs) {
            (Ok(element), true) => {
                let text = text.unwrap();
                assert_eq!(of_element(&element), of_text(&text), "{}", document.name);
                check(&text);
            }
            (Ok(_), false) => panic!("{}: roxmltree refuses it", document.name),
            (Err(_), true) => refused_by_us_alone.push(document.name.as_str()),
            (Err(_), false) => {}
        }
    }
    if !documents.is_empty() {
        let groups = REFUSED_BY_US_ALONE.iter();
        let mut expected: Vec<&str> = groups.flat_map(|(_, names)| *names).copied().collect();
        expected.sort_unstable();
        refused_by_us_alone.sort_unstable();
        assert_eq!(refused_by_us_alone, expected);
    }
}

/// The text of a document in an encoding that XML readers must know.
fn decoded(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let utf16 = |unit: fn([u8; 2]) -> u16| {
        let (pairs, rest) = bytes.as_chunks::<2>();
        let units: Vec<u16> = pairs.iter().skip(1).map(|pair| unit(*pair)).collect();
        let text = String::from_utf16(&units).ok()?;
        rest.is_empty().then_some(Cow::Owned(text))
    };
    match bytes {
        [0xff, 0xfe, ..] => utf16(u16::from_le_bytes),
        [0xfe, 0xff, ..] => utf16(u16::from_be_bytes),
        _ => std::str::from_utf8(bytes).ok().map(Cow::Borrowed),
    }
}

/// Namespaces in XML 1.0, section 3: `xmlns` without a prefix and `xmlns:…` are declarations, and
/// no other attribute is. roxmltree drops this one.
#[test]
fn an_attribute_called_xmlns_in_a_namespace_is_one() {
    let text = r#"<a xmlns:p="urn:a" p:xmlns="urn:b"/>"#;
    let element: Element = xml::from_str(text).unwrap();
    let name = xml::QualifiedName::new("urn:a", "xmlns");
    assert_eq!(element.attribute(&name), Some("urn:b"));
    assert_eq!(xml::to_string(&element).unwrap(), text);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn awkward_documents_are_read_alike(text in awkward::document()) {
        check(&text);
        let bytes = xml::from_slice::<Element>(text.as_bytes()).unwrap();
        prop_assert_eq!(bytes, xml::from_str::<Element>(&text).unwrap());
    }

    #[test]
    fn what_we_take_of_documents_with_faults_is_read_alike(text in awkward::document(), edits in faults::edits()) {
        let bytes = faults::edited(text.as_bytes(), edits);
        // roxmltree drops an attribute called xmlns in a namespace, and does not know the prefix
        // of an element xml:a.
        let ours = std::str::from_utf8(&bytes).ok().filter(|text| !text.contains(":xmlns") && !text.contains("<xml:"));
        if let Some(text) = ours && let Ok(element) = xml::from_str::<Element>(text) {
            prop_assert_eq!(of_element(&element), of_text(text), "{}", text);
        }
    }
}
