//! Bytes to the tree of an element, beside an independent reader.
//!
//! Whatever is accepted here is accepted there, and is the same. It may be refused here and accepted
//! there: the other reader is more lenient.
#![no_main]

use libfuzzer_sys::fuzz_target;
use roxmltree::{Node, ParsingOptions};
use veeam_model::xml::{self, Content, ElementRef};

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else {
        let _ = xml::from_slice::<xml::Element>(bytes);
        return;
    };
    let Ok(element) = xml::from_str::<xml::Element>(text) else {
        return;
    };
    // The other reader normalises line ends too late (XML 1.0, section 2.11).
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let options = ParsingOptions {
        nodes_limit: u32::MAX,
        ..ParsingOptions::default()
    };
    let tree = roxmltree::Document::parse_with_options(&text, options).expect("it is well-formed");
    let mut pairs = vec![(element.as_ref(), tree.root_element())];
    while let Some((ours, theirs)) = pairs.pop() {
        compare(ours, theirs, &mut pairs);
    }
});

fn compare<'o, 'a, 'i>(
    ours: ElementRef<'o>,
    theirs: Node<'a, 'i>,
    pairs: &mut Vec<(ElementRef<'o>, Node<'a, 'i>)>,
) {
    assert_eq!(ours.name().local(), theirs.tag_name().name());
    let namespace = theirs.tag_name().namespace().unwrap_or_default();
    assert_eq!(ours.name().namespace(), namespace);
    assert_eq!(ours.attributes().len(), theirs.attributes().len());
    for attribute in theirs.attributes() {
        let namespace = attribute.namespace().unwrap_or_default();
        let name = (namespace, attribute.name());
        let same = ours
            .attributes()
            .iter()
            .find(|ours| (ours.name().namespace(), ours.name().local()) == name);
        let value = same.map(|ours| ours.value());
        assert_eq!(value, Some(attribute.value()));
    }
    let mut text = String::new();
    let mut their_text = String::new();
    let mut children = Vec::new();
    for content in ours.content() {
        match content {
            Content::Text(piece) => text.push_str(piece),
            Content::Element(element) => {
                text.push('\u{fffe}');
                children.push(element);
            }
        }
    }
    let mut their_children = Vec::new();
    for node in theirs.children() {
        if node.is_element() {
            their_text.push('\u{fffe}');
            their_children.push(node);
        } else if node.is_text() {
            their_text.push_str(node.text().unwrap_or_default());
        }
    }
    assert_eq!(text, their_text);
    assert_eq!(children.len(), their_children.len());
    pairs.extend(children.into_iter().zip(their_children));
}
