//! What a document says, apart from how it says it: expanded names, attributes without order,
//! text without the borders that CDATA sections, comments and processing instructions make.

use std::collections::BTreeMap;

use veeam_model::xml::{Content, Element, ElementRef};

/// A namespace name and a local part.
pub(crate) type Name = (String, String);

/// A piece of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Item {
    Start(Name, BTreeMap<Name, String>),
    Text(String),
    End,
}

/// A text with its line ends normalised, as XML 1.0, section 2.11, asks for before all else. The
/// independent reader does it later, and not where a reference follows.
pub(crate) fn with_plain_line_ends(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// What an independent reader makes of a text.
pub(crate) fn of_text(text: &str) -> Vec<Item> {
    read(text, |_, text| text)
}

/// The same, with the namespace in the place of the prefix where a value is a qualified name: what
/// the value means, not how it is written.
pub(crate) fn with_names_resolved(text: &str) -> Vec<Item> {
    read(text, |element, value| {
        let (prefix, local) = match value.trim_ascii().split_once(':') {
            Some((prefix, local)) if local.chars().all(char::is_alphanumeric) => {
                (Some(prefix), local)
            }
            None if value.trim_ascii() == DEFAULTED => (None, DEFAULTED),
            _ => return value,
        };
        match element.lookup_namespace_uri(prefix) {
            Some(namespace) => format!("{{{namespace}}}{local}"),
            None => value,
        }
    })
}

/// A value that tests use as a qualified name without a prefix.
pub(crate) const DEFAULTED: &str = "TypeInDefaultNamespace";

fn read(text: &str, value: impl Fn(roxmltree::Node<'_, '_>, String) -> String) -> Vec<Item> {
    let text = with_plain_line_ends(text);
    let options = roxmltree::ParsingOptions {
        // Its own limit is for elements on one level.
        nodes_limit: u32::MAX,
        ..Default::default()
    };
    let tree = roxmltree::Document::parse_with_options(&text, options)
        .unwrap_or_else(|error| panic!("{error}: {text}"));
    let mut items = Vec::new();
    let mut depth = 0;
    for node in tree.root_element().descendants() {
        if !node.is_element() && !node.is_text() {
            continue;
        }
        let ancestors = node.ancestors().count();
        end_elements(&mut items, &mut depth, ancestors);
        match node.text().filter(|_| node.is_text()) {
            Some(text) => push_text(&mut items, text),
            None => {
                depth = ancestors;
                items.push(start_of_node(node, &value));
            }
        }
        let mut later = node.next_siblings().skip(1);
        let next = later.find(|next| next.is_element() || next.is_text());
        let complete = next.is_none_or(|next| next.is_element());
        if let (Some(Item::Text(text)), Some(parent), true) =
            (items.last_mut(), node.parent_element(), complete)
        {
            *text = value(parent, std::mem::take(text));
        }
    }
    end_elements(&mut items, &mut depth, 2);
    items
}

fn start_of_node(
    node: roxmltree::Node<'_, '_>,
    value: impl Fn(roxmltree::Node<'_, '_>, String) -> String,
) -> Item {
    let attributes = node.attributes().map(|attribute| {
        let name = name_of(attribute.namespace().unwrap_or(""), attribute.name());
        (name, value(node, attribute.value().to_owned()))
    });
    let name = node.tag_name();
    let name = name_of(name.namespace().unwrap_or(""), name.name());
    Item::Start(name, attributes.collect())
}

/// Ends the elements that a node with so many ancestors is not in.
fn end_elements(items: &mut Vec<Item>, depth: &mut usize, ancestors: usize) {
    while *depth >= ancestors && *depth > 0 {
        items.push(Item::End);
        *depth -= 1;
    }
}

/// An element that our reader made.
pub(crate) fn of_element(element: &Element) -> Vec<Item> {
    enum Task<'e> {
        Show(Content<'e>),
        End,
    }
    let mut items = Vec::new();
    let mut tasks = vec![Task::Show(Content::Element(element.as_ref()))];
    while let Some(task) = tasks.pop() {
        match task {
            Task::Show(Content::Text(text)) => push_text(&mut items, text),
            Task::Show(Content::Element(element)) => {
                items.push(start_of(element));
                tasks.push(Task::End);
                let content: Vec<_> = element.content().map(Task::Show).collect();
                tasks.extend(content.into_iter().rev());
            }
            Task::End => items.push(Item::End),
        }
    }
    items
}

fn start_of(element: ElementRef<'_>) -> Item {
    let attributes = element.attributes().iter().map(|attribute| {
        let name = attribute.name();
        let value = attribute.value().to_owned();
        (name_of(name.namespace(), name.local()), value)
    });
    let name = element.name();
    Item::Start(
        name_of(name.namespace(), name.local()),
        attributes.collect(),
    )
}

fn name_of(namespace: &str, local: &str) -> Name {
    (namespace.to_owned(), local.to_owned())
}

fn push_text(items: &mut Vec<Item>, text: &str) {
    match items.last_mut() {
        Some(Item::Text(before)) => before.push_str(text),
        _ if text.is_empty() => {}
        _ => items.push(Item::Text(text.to_owned())),
    }
}

/// What a text says, apart from blanks between elements.
pub(crate) fn of_data(text: &str) -> Vec<Item> {
    without_blanks(of_text(text))
}

/// The same without text that is white space only between elements.
pub(crate) fn without_blanks(items: Vec<Item>) -> Vec<Item> {
    let blank = |item: &Item| matches!(item, Item::Text(text) if text.trim_ascii().is_empty());
    items.into_iter().filter(|item| !blank(item)).collect()
}
