//! Laws of start tags: what is read does not depend on whether the reader looks for the attributes
//! of a type one by one or reads each start tag as a whole.
#![cfg(test)]

use std::borrow::Cow;
use std::fmt::Debug;
use std::io::{self, Read};

use proptest::prelude::*;
use veeam_model::FromXml;
use veeam_model::xml::{
    Attribute, Element, Error, Nillable, Options, QualifiedName, Unknown, XSI_NAMESPACE,
};

const NS: &str = "urn:start-tags";
const OTHER: &str = "urn:other";

/// Every kind of field, in every kind of place.
#[derive(Clone, Debug, PartialEq, FromXml)]
#[xml(ns = NS, name = "all")]
struct All<'a> {
    #[xml(attribute)]
    a: Option<Cow<'a, str>>,
    #[xml(attribute)]
    n: Option<u8>,
    #[xml(attribute)]
    kind: Option<QualifiedName>,
    #[xml(attribute, ns = OTHER, name = "a")]
    other: Option<String>,
    #[xml(attribute, default = 7)]
    d: u8,
    #[xml(attribute, list, default)]
    list: Vec<u8>,
    #[xml(flatten)]
    group: Group,
    all: Vec<All<'a>>,
    text: Vec<Cow<'a, str>>,
    number: Vec<Nillable<u8>>,
    #[xml(nillable)]
    nil: Vec<Option<Strict>>,
    priced: Vec<Priced<Cow<'a, str>>>,
    #[xml(children(wrapper = "open"), name = "priced")]
    wrapped: Option<Vec<Priced<Cow<'a, str>>>>,
    kept: Vec<Open>,
    mixed: Vec<Mixed>,
    typed: Vec<Typed>,
    #[xml(choice)]
    choice: Vec<Choice>,
    #[xml(any)]
    any: Vec<Element>,
    #[xml(unknown)]
    unknown: Unknown,
}

#[derive(Clone, Debug, PartialEq, FromXml)]
#[xml(ns = NS, group)]
struct Group {
    #[xml(attribute)]
    g: Option<u8>,
    grouped: Vec<Strict>,
}

#[derive(Clone, Debug, PartialEq, FromXml)]
#[xml(ns = NS, name = "strict", unknown = "deny")]
struct Strict {
    #[xml(attribute)]
    n: Option<u8>,
    #[xml(attribute)]
    a: Option<String>,
    #[xml(attribute)]
    kind: Option<QualifiedName>,
    #[xml(attribute, default = 7)]
    d: u8,
}

#[derive(Clone, Debug, PartialEq, FromXml)]
#[xml(ns = NS, unknown = "ignore")]
struct Priced<T> {
    #[xml(attribute)]
    a: Option<T>,
    #[xml(attribute)]
    kind: Option<QualifiedName>,
    #[xml(text)]
    text: T,
}

#[derive(Clone, Debug, PartialEq, FromXml)]
#[xml(ns = NS)]
struct Open {
    #[xml(attribute)]
    n: Option<u8>,
    #[xml(any_attributes)]
    attributes: Vec<Attribute>,
}

#[derive(Clone, Debug, PartialEq, FromXml)]
#[xml(ns = NS)]
struct Mixed {
    #[xml(attribute)]
    a: Option<String>,
    #[xml(mixed)]
    content: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, FromXml)]
#[xml(ns = NS)]
enum Part {
    #[xml(text)]
    Text(String),
    #[xml(name = "strict")]
    Strict(Strict),
}

#[derive(Clone, Debug, PartialEq, FromXml)]
#[xml(ns = NS, xsi_type)]
enum Typed {
    #[xml(default)]
    Strict(Strict),
    Open(Open),
    #[xml(other)]
    Other(Element),
}

#[derive(Clone, Debug, PartialEq, FromXml)]
#[xml(ns = NS)]
enum Choice {
    #[xml(name = "one")]
    One(u8),
    #[xml(name = "two")]
    Two(Open),
}

/// Writes documents of these types, with start tags of all forms and now and then a fault.
struct Author {
    choices: std::vec::IntoIter<u8>,
    out: String,
}

const CHILDREN: [&str; 16] = [
    "all", "priced", "text", "number", "nil", "open", "kept", "mixed", "typed", "one", "two",
    "grouped", "strict", "x:all", "s:all", "s:priced",
];

/// Attributes that are mostly right; the first four are of the usual form.
const ATTRIBUTES: [&str; 24] = [
    "a=\"text\"",
    "n=\"7\"",
    "kind=\"s:k\"",
    "kind=\"k\"",
    "x:a=\"other\"",
    "d=\"3\"",
    "list=\"1 2 3\"",
    "g=\"9\"",
    "a='single'",
    "n = \"8\"",
    "a=\"&lt;&#65; \u{e9}\"",
    "list=\"4\n5\"",
    "xml:lang=\"en\"",
    "u=\"unknown\"",
    "\u{e9}=\"unknown\"",
    "xmlns=\"urn:other\"",
    "xmlns=\"urn:start-tags\"",
    "xmlns:x=\"urn:start-tags\"",
    "xmlns:s='urn:other'",
    "xmlns:y=\"urn:y\"",
    "kind=\"y:k\"",
    "xsi:nil=\"true\"",
    "xsi:type=\"Open\"",
    "xsi:type=\"s:Strict\"",
];

/// What no start tag may hold, or no value of these types.
const FAULTS: [&str; 12] = [
    "a=\"a value that has too many bytes for the limit\"",
    "a=\"<\"",
    "a=\"\u{1}\"",
    "n=\"x\"",
    "z:u=\"unbound\"",
    "kind=\"z:k\"",
    "a",
    "xmlns:x=\"\"",
    "xmlns=\"urn:a-namespace-whose-name-is-too-long-for-the-limit\"",
    "u=&quot;",
    "/",
    "\"",
];

impl Author {
    fn document(choices: Vec<u8>) -> String {
        let mut author = Author {
            choices: choices.into_iter(),
            out: String::from("<all"),
        };
        let declarations = format!(
            " xmlns=\"{NS}\" xmlns:s=\"{NS}\" xmlns:x=\"{OTHER}\" xmlns:xsi=\"{XSI_NAMESPACE}\""
        );
        let place = author.below(4);
        if place == 3 {
            author.attributes();
        }
        author.out.push_str(&declarations);
        if place == 2 {
            author.attributes();
        }
        author.out.push('>');
        while !author.choices.as_slice().is_empty() {
            author.element(0);
        }
        author.out.push_str("</all>");
        author.out
    }

    /// A number below `end`; 0, which is always the simplest, when there are no choices left.
    fn below(&mut self, end: usize) -> usize {
        usize::from(self.choices.next().unwrap_or(0)) % end
    }

    fn one_of(&mut self, texts: &[&'static str]) -> &'static str {
        texts[self.below(texts.len())]
    }

    fn attributes(&mut self) {
        let mut names = Vec::new();
        let usual = self.below(2) == 0;
        for _ in 0..self.below(6) {
            let attribute = match self.below(80) {
                79 => self.one_of(&FAULTS),
                _ if usual => self.one_of(&ATTRIBUTES[..4]),
                _ => self.one_of(&ATTRIBUTES),
            };
            let attribute_name = attribute.split(['=', ' ']).next();
            // The same one twice is a fault.
            if names.contains(&attribute_name) && self.below(20) != 19 {
                continue;
            }
            names.push(attribute_name);
            let before = match self.below(80) {
                79 => "",
                78 => "  ",
                77 => "\n",
                _ => " ",
            };
            self.out.push_str(before);
            self.out.push_str(attribute);
        }
    }

    fn element(&mut self, depth: usize) {
        let name = self.one_of(&CHILDREN);
        self.out.push('<');
        self.out.push_str(name);
        self.attributes();
        let end = self.one_of(&["", "", "", " ", "\t"]);
        self.out.push_str(end);
        match self.below(3) {
            0 if !matches!(name, "one" | "number") => return self.out.push_str("/>"),
            1 if matches!(name, "all" | "open" | "s:all" | "x:all") && depth < 4 => {
                self.out.push('>');
                for _ in 0..self.below(4) {
                    self.element(depth + 1);
                }
            }
            _ => {
                let text = match name {
                    "one" | "number" => "1",
                    "text" | "priced" | "mixed" | "s:priced" => {
                        self.one_of(&["text", "&amp;", "a<!-- -->b", "a<strict n=\"1\"/>b", ""])
                    }
                    _ => "",
                };
                self.out.push('>');
                self.out.push_str(text);
            }
        }
        self.out.push_str(&format!("</{name}>"));
    }
}

/// A reader that gives a few bytes at a time.
struct Slow<'b>(&'b [u8], usize);

impl Read for Slow<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = buffer.len().min(self.1);
        self.0.read(&mut buffer[..length])
    }
}

/// The same options, with which start tags are read as a whole: fewer attributes are allowed than
/// the reader can tell apart without keeping them.
fn as_a_whole(options: Options) -> Options {
    options.max_attributes(63)
}

/// Values and errors in words, with all that is known of them.
fn in_words<T: Debug>(read: Result<T, Error>) -> String {
    match read {
        Ok(value) => format!("{value:?}"),
        Err(error) => format!("{error} {:?} {:?}", error.position(), error.kind()),
    }
}

fn items<T: FromXml + Debug>(source: impl Read, options: Options) -> Vec<String> {
    options.items::<T, _>(source).map(in_words).collect()
}

/// What the root holds, item by item.
#[derive(Debug, FromXml)]
#[xml(ns = NS)]
#[allow(dead_code, reason = "it is compared by what it prints as")]
enum Item {
    #[xml(name = "nil")]
    Strict(Strict),
    #[xml(name = "kept")]
    Open(Open),
    #[xml(name = "priced")]
    Priced(Priced<String>),
    #[xml(name = "mixed")]
    Mixed(Mixed),
    #[xml(other)]
    Other(Element),
}

/// Declarations count as attributes, also where the others are not counted.
#[test]
fn declarations_leave_less_room_for_attributes() {
    let declarations = |count: usize| -> String {
        let declare = |number| format!(" xmlns:p{number}=\"urn:p\"");
        (1..count).map(declare).collect()
    };
    for limit in [63, 64, 65, 80] {
        let options = Options::new().max_attributes(limit);
        for (count, fits) in [(limit - 2, true), (limit - 1, false), (limit, false)] {
            let declarations = declarations(count);
            let text = format!("<all xmlns=\"{NS}\"{declarations} a=\"text\" n=\"7\"/>");
            let read = options.from_str::<All<'_>>(&text);
            assert_eq!(read.is_ok(), fits, "{count} of {limit}: {read:?}");
        }
    }
}

/// The first field that holds a name is the one that an element of it goes to.
#[test]
fn a_choice_comes_before_a_field_of_the_same_name() {
    #[derive(Debug, PartialEq, FromXml)]
    #[xml(ns = NS, name = "all")]
    struct Ambiguous {
        #[xml(choice)]
        choice: Vec<Choice>,
        one: Option<u8>,
    }

    let text = format!("<all xmlns=\"{NS}\"><two n=\"1\"/><one>1</one><one>2</one></all>");
    let read: Ambiguous = veeam_model::xml::from_str(&text).unwrap();
    assert_eq!((read.choice.len(), read.one), (3, None));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(800))]

    #[test]
    fn start_tags_mean_the_same_in_parts_and_as_a_whole(
        choices in prop::collection::vec(any::<u8>(), 0..120),
        deny in prop::bool::weighted(0.1),
        cut in any::<prop::sample::Index>(),
        piece in 1_usize..40,
    ) {
        let text = Author::document(choices);
        // The limits are such that the faults exceed them.
        let limit = XSI_NAMESPACE.len();
        let options = Options::new().max_namespace(limit).max_text(limit).max_depth(5);
        let options = options.deny_unknown(deny);
        let read = |text, options: Options| in_words(options.from_str::<All<'_>>(text));
prop_assert_eq!(read(&text, options), read(&text, as_a_whole(options)), "{}", text);
        let cut = text.floor_char_boundary(cut.index(text.len()));
        let part = &text[..cut];
        prop_assert_eq!(read(part, options), read(part, as_a_whole(options)), "{}", part);
        let utf16: Vec<u8> = format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        for text in [text.as_bytes(), part.as_bytes(), &utf16] {
            let whole = items::<Item>(text, as_a_whole(options));
            prop_assert_eq!(&items::<Item>(Slow(text, piece), options), &whole);
            prop_assert_eq!(&items::<Item>(text, options), &whole);
        }
    }
}
