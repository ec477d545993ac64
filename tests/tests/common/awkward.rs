//! Awkward but well-formed XML: everything that the recommendations allow and few documents do.

use proptest::prelude::*;

/// Documents of a few elements.
pub(crate) fn document() -> impl Strategy<Value = String> {
    prop::collection::vec(any::<u8>(), 0..400).prop_map(|choices| {
        let mut author = Author::new(choices);
        author.document();
        author.out
    })
}

/// The document of a few elements that these choices lead to.
#[derive(Debug)]
struct Author {
    choices: std::vec::IntoIter<u8>,
    out: String,
    /// Prefixes and the namespaces that they are bound to; an empty prefix is the default.
    scope: Vec<(&'static str, String)>,
}

const SPACES: [&str; 5] = [" ", "\n", "\t", "\r\n ", " \r"];
const PREFIXES: [&str; 4] = ["", "p", "q", "ns1"];
const NAMESPACES: [&str; 4] = ["urn:a", "urn:b", "u&amp;\tn", "http://a/?b=%20"];
const LOCALS: [&str; 5] = ["a", "b", "x-1.y_", "\u{e9}\u{300}", "\u{10000}"];
const TEXTS: [&str; 12] = [
    "text",
    " ",
    "\r\n",
    "\r",
    "\n\t",
    "]]",
    ">",
    "\"",
    "'",
    "p:name",
    "\u{fffd}\u{1f600}",
    "\u{85}\u{2028}",
];
const REFERENCES: [&str; 10] = [
    "&lt;",
    "&gt;",
    "&amp;",
    "&apos;",
    "&quot;",
    "&#13;",
    "&#x0A;",
    "&#x9;",
    "&#x000020;",
    "&#x10FFFF;",
];
const SECTIONS: [&str; 5] = ["", "<&>", "]]", "\r\n]\r", "&amp;"];
const COMMENTS: [&str; 4] = ["", " - ", "<a b='&c;]]>", "\r\n"];
const INSTRUCTIONS: [&str; 4] = ["<?p?>", "<?p <a>&b; ?>", "<?xml-p ??>", "<?\u{e9} \r?>"];
const DECLARATIONS: [&str; 4] = [
    "",
    "<?xml version='1.0'?>",
    "<?xml\tversion = \"1.0\" encoding='utf-8' standalone='no' ?>",
    "<?xml version=\"1.7\"\r\nencoding=\"UTF-8\"?>",
];

impl Author {
    fn new(choices: Vec<u8>) -> Self {
        Author {
            choices: choices.into_iter(),
            out: String::new(),
            scope: Vec::new(),
        }
    }

    /// A number below `end`; 0, which is always the simplest, when there are no choices left.
    fn below(&mut self, end: usize) -> usize {
        usize::from(self.choices.next().unwrap_or(0)) % end
    }

    fn one_of(&mut self, texts: &[&'static str]) -> &'static str {
        texts[self.below(texts.len())]
    }

    fn push_one_of(&mut self, texts: &[&'static str]) {
        let text = self.one_of(texts);
        self.out.push_str(text);
    }

    fn document(&mut self) {
        if self.below(4) == 3 {
            self.out.push('\u{feff}');
        }
        self.push_one_of(&DECLARATIONS);
        self.misc();
        self.element(0);
        self.misc();
    }

    fn misc(&mut self) {
        for _ in 0..self.below(4) {
            match self.below(3) {
                0 => self.push_one_of(&SPACES),
                1 => self.comment(),
                _ => self.push_one_of(&INSTRUCTIONS),
            }
        }
    }

    fn comment(&mut self) {
        self.out.push_str("<!--");
        self.push_one_of(&COMMENTS);
        self.out.push_str("-->");
    }

    fn element(&mut self, depth: usize) {
        let outer = self.scope.len();
        let mut declarations = Vec::new();
        for _ in 0..self.below(4) {
            let prefix = self.one_of(&PREFIXES);
            if declarations.iter().all(|(other, _)| *other != prefix) {
                let namespace = match prefix {
                    "" => self.one_of(&["", "urn:a", "urn:b"]),
                    _ => self.one_of(&NAMESPACES),
                };
                declarations.push((prefix, namespace));
                self.scope.push((prefix, namespace.to_owned()));
            }
        }
        let prefix = self.prefix_in_scope();
        let name = format!("{prefix}{}", self.one_of(&LOCALS));
        self.out.push('<');
        self.out.push_str(&name);
        for (prefix, namespace) in declarations {
            self.push_one_of(&SPACES);
            let colon = if prefix.is_empty() { "" } else { ":" };
            let quote = self.one_of(&["\"", "'"]);
            self.out
                .push_str(&format!("xmlns{colon}{prefix}={quote}{namespace}{quote}"));
        }
        self.attributes();
        if self.below(3) == 1 {
            self.push_one_of(&SPACES);
        }
        if self.below(4) == 0 {
            self.out.push_str("/>");
        } else {
            self.out.push('>');
            self.content(depth);
            self.out.push_str("</");
            self.out.push_str(&name);
            if self.below(4) == 1 {
                self.push_one_of(&SPACES);
            }
            self.out.push('>');
        }
        self.scope.truncate(outer);
    }

    /// A prefix that is bound, with its colon, or nothing.
    fn prefix_in_scope(&mut self) -> String {
        let prefix = self.one_of(&PREFIXES);
        match self.scope.iter().any(|(bound, _)| *bound == prefix) && !prefix.is_empty() {
            true => format!("{prefix}:"),
            false => String::new(),
        }
    }

    fn attributes(&mut self) {
        let mut seen = Vec::new();
        for _ in 0..self.below(5) {
            let prefix = match self.below(6) {
                5 => "xml:".to_owned(),
                _ => self.prefix_in_scope(),
            };
            let local = match &*prefix {
                "" => self.one_of(&LOCALS),
                "xml:" => self.one_of(&["lang", "space"]),
                _ => self.one_of(&LOCALS),
            };
            let bound = |(bound, _): &&(_, _)| format!("{bound}:") == prefix;
            let namespace = self.scope.iter().rev().find(bound);
            let namespace = namespace.map_or(prefix.clone(), |(_, namespace)| namespace.clone());
            let expanded = (namespace, local);
            if seen.contains(&expanded) {
                continue;
            }
            seen.push(expanded);
            self.push_one_of(&SPACES);
            let equals = self.one_of(&["=", " =\n", "\t= "]);
            self.out.push_str(&format!("{prefix}{local}{equals}"));
            self.attribute_value();
        }
    }

    fn attribute_value(&mut self) {
        let quote = self.one_of(&["\"", "'"]);
        self.out.push_str(quote);
        for _ in 0..self.below(5) {
            match self.below(2) {
                0 => {
                    let text = self.one_of(&TEXTS);
                    self.out.push_str(if text == quote { "" } else { text });
                }
                _ => self.push_one_of(&REFERENCES),
            }
        }
        self.out.push_str(quote);
    }

    fn content(&mut self, depth: usize) {
        for _ in 0..self.below(7) {
            match self.below(7) {
                0 if depth < 5 => self.element(depth + 1),
                1 => self.comment(),
                2 => self.push_one_of(&INSTRUCTIONS),
                3 => {
                    self.out.push_str("<![CDATA[");
                    self.push_one_of(&SECTIONS);
                    self.out.push_str("]]>");
                }
                4 => self.push_one_of(&REFERENCES),
                _ => {
                    let text = self.one_of(&TEXTS);
                    let forbidden = text == ">" && self.out.ends_with("]]");
                    self.out.push_str(if forbidden { "" } else { text });
                }
            }
        }
    }
}
