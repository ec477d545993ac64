//! Bytes to the tree of an element, beside an independent reader.
//!
//! Whatever is accepted here is accepted there, and is the same. What is refused here is refused
//! there, except where a rule says so that the other reader does not know: see [`differences`].
#![no_main]

mod differences;

use libfuzzer_sys::fuzz_target;
use roxmltree::{Node, ParsingOptions};
use veeam_model::FromXml;
use veeam_model::xml::{self, Content, Element, ElementRef, Error, ErrorKind, Options};
use veeam_model_fuzz::{Root, decoded, told, utf16};

/// The content of the root element, read as it comes: the other way to text and elements.
#[derive(FromXml, Debug)]
struct Mixed {
    #[xml(mixed)]
    content: Vec<Part>,
}

#[derive(FromXml, Debug)]
enum Part {
    #[xml(text)]
    Text(String),
    #[xml(other)]
    Element(Element),
}

/// The text of the root element without what its elements hold.
#[derive(FromXml, Debug)]
struct Text {
    #[xml(text)]
    text: String,
}

fuzz_target!(|bytes: &[u8]| {
    let Some(text) = decoded(bytes) else {
        let error = xml::from_slice::<Element>(bytes).expect_err("the bytes are no text");
        assert!(matches!(error.kind(), ErrorKind::Encoding(_)), "{error}");
        return;
    };
    let text = &*text;
    let options = Options::new()
        .max_depth(usize::MAX)
        .max_attributes(usize::MAX)
        .max_namespace(usize::MAX);
    let element = options.from_str::<Element>(text);
    in_every_encoding(text, &element, options);

    // The other reader normalises line ends too late (XML 1.0, section 2.11).
    let plain = text.replace("\r\n", "\n").replace('\r', "\n");
    let parsing = ParsingOptions {
        nodes_limit: u32::MAX,
        ..ParsingOptions::default()
    };
    let tree = roxmltree::Document::parse_with_options(&plain, parsing);
    match (element, tree) {
        (Ok(element), Ok(tree)) => {
            let mut pairs = vec![(element.as_ref(), tree.root_element())];
            while let Some((ours, theirs)) = pairs.pop() {
                compare(ours, theirs, &mut pairs);
            }
            read_as_it_comes(text, &element, options);
        }
        (Ok(element), Err(error)) => {
            let rule = differences::accepted_by_us_alone(&element, &error);
            assert!(rule.is_some(), "roxmltree refuses: {error}: {text}");
        }
        (Err(error), Ok(_)) => {
            let rule = differences::refused_by_us_alone(&error, text);
            assert!(rule.is_some(), "roxmltree accepts: {error:?}: {text}");
        }
        (Err(_), Err(_)) => {}
    }
});

/// The encoding makes no difference, unless the XML declaration names another.
fn in_every_encoding(text: &str, expected: &Result<Element, Error>, options: Options) {
    in_encoding(text.as_bytes(), text, expected, options);
    // In UTF-16 there is a byte order mark, and places are counted with it.
    let marked = format!("\u{feff}{}", text.strip_prefix('\u{feff}').unwrap_or(text));
    let expected = options.from_str(&marked);
    for unit in [u16::to_le_bytes, u16::to_be_bytes] {
        in_encoding(&utf16(text, unit), text, &expected, options);
    }
}

fn in_encoding(bytes: &[u8], text: &str, expected: &Result<Element, Error>, options: Options) {
    match (expected, options.from_slice::<Element>(bytes)) {
        (Ok(expected), Ok(found)) => assert_eq!(found, *expected, "{text}"),
        (_, Err(error)) if matches!(error.kind(), ErrorKind::Encoding(_)) => {
            let rule = differences::refused_for_its_encoding(bytes, text);
            assert!(rule.is_some(), "{error:?}: {text}");
        }
        (Err(expected), Err(found)) => assert_eq!(told(&found), told(expected), "{text}"),
        (expected, found) => panic!("{expected:?}, but {found:?}: {text}"),
    }
}

fn compare<'o, 'a, 'i>(
    ours: ElementRef<'o>,
    theirs: Node<'a, 'i>,
    pairs: &mut Vec<(ElementRef<'o>, Node<'a, 'i>)>,
) {
    assert_eq!(ours.name().local(), theirs.tag_name().name());
    let namespace = theirs.tag_name().namespace().unwrap_or_default();
    assert_eq!(ours.name().namespace(), namespace);
    // Namespaces in XML 1.0, section 3: it is an attribute. The other reader drops it.
    let known = ours.attributes().iter().map(|ours| ours.name());
    let dropped = known.filter(|name| name.local() == "xmlns").count();
    assert_eq!(ours.attributes().len(), theirs.attributes().len() + dropped);
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
    let mut our_content = Joined::default();
    for content in ours.content() {
        match content {
            Content::Text(piece) => our_content.text(piece),
            Content::Element(element) => our_content.element(element),
        }
    }
    let mut their_content = Joined::default();
    for node in theirs.children() {
        if node.is_element() {
            their_content.element(node);
        } else if node.is_text() {
            their_content.text(node.text().unwrap_or_default());
        }
    }
    assert_eq!(our_content.texts, their_content.texts);
    let children = our_content.elements.into_iter().zip(their_content.elements);
    pairs.extend(children);
}

/// Content, with all text between two elements in one piece: comments, processing instructions and
/// CDATA sections do not part it.
struct Joined<E> {
    /// One more than there are elements.
    texts: Vec<String>,
    elements: Vec<E>,
}

impl<E> Default for Joined<E> {
    fn default() -> Self {
        Joined {
            texts: vec![String::new()],
            elements: Vec::new(),
        }
    }
}

impl<E> Joined<E> {
    fn text(&mut self, piece: &str) {
        if let Some(text) = self.texts.last_mut() {
            text.push_str(piece);
        }
    }

    fn element(&mut self, element: E) {
        self.elements.push(element);
        self.texts.push(String::new());
    }
}

/// Types that read text and elements as they come find those of the tree, in their order.
fn read_as_it_comes(text: &str, element: &Element, options: Options) {
    let mut expected = Joined::default();
    for content in element.content() {
        match content {
            Content::Text(piece) => expected.text(piece),
            Content::Element(element) => expected.element(element.cloned()),
        }
    }
    let Root(mixed) = options.from_str::<Root<Mixed>>(text).expect("it was read");
    let mut found = Joined::default();
    let mut after_text = false;
    for part in mixed.content {
        let is_text = matches!(part, Part::Text(_));
        assert!(
            !(is_text && after_text),
            "text is one part up to the next element"
        );
        after_text = is_text;
        match part {
            Part::Text(piece) => found.text(&piece),
            Part::Element(element) => found.element(element),
        }
    }
    assert_eq!(found.texts, expected.texts);
    assert_eq!(found.elements, expected.elements);
    let Root(whole) = options.from_str::<Root<Text>>(text).expect("it was read");
    assert_eq!(whole.text, expected.texts.concat());
}
