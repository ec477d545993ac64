//! Documents of one type with content that the type does not declare, everywhere that such content
//! can stand.

use proptest::prelude::*;

/// The documents that `choices` lead to. Children are in the order of the schema, unless
/// `shuffled`.
pub(crate) fn document(shuffled: bool) -> impl Strategy<Value = String> {
    prop::collection::vec(any::<u8>(), 0..200).prop_map(move |choices| {
        let mut author = Author {
            choices: choices.into_iter(),
            out: String::new(),
        };
        author.session(shuffled);
        author.out
    })
}

struct Author {
    choices: std::vec::IntoIter<u8>,
    out: String,
}

const UNKNOWN_ATTRIBUTES: [&str; 9] = [
    "",
    " s:new='1'",
    " new='&lt;1&gt;'",
    " f:kind='f:Kind'",
    " xsi:type='f:Special'",
    " xsi:type=' s:Special '",
    " xml:lang='de'",
    " xml:space='preserve'",
    " new='g:Kind' xmlns:g='urn:g'",
];

const UNKNOWN_ELEMENTS: [&str; 10] = [
    "<s:New/>",
    "<f:Note>n</f:Note>",
    "<s:New a='b'><s:Note>x</s:Note> <f:Any> y </f:Any></s:New>",
    "<Plain/>",
    "<Plain xmlns='urn:d'><p xmlns=''>f:Kind</p></Plain>",
    "<s:Mixed>a<b/>c<b/><b/></s:Mixed>",
    "<s:T xmlns:s='urn:other'><s:Note xmlns:s='urn:s' f:a='s:b'/></s:T>",
    "<g:Item xmlns:g='urn:s' xsi:nil='true'/>",
    "<s:Typed xsi:type='f:Special' f='f:x'>f:<!-- c -->y</s:Typed>",
    "<s:Code xml:space='preserve'><b/> <b/></s:Code>",
];

impl Author {
    fn below(&mut self, end: usize) -> usize {
        usize::from(self.choices.next().unwrap_or(0)) % end
    }

    fn push_one_of(&mut self, texts: &[&str]) {
        let text = texts[self.below(texts.len())];
        self.out.push_str(text);
    }

    fn session(&mut self, shuffled: bool) {
        self.out.push_str(
            "<s:Session xmlns:s='urn:s' xmlns:f='urn:f' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'",
        );
        self.push_one_of(&["", " Href='h'"]);
        self.push_one_of(&UNKNOWN_ATTRIBUTES);
        self.out.push('>');
        self.unknown_elements();
        let mut kinds: Vec<usize> = (0..6).collect();
        if shuffled {
            for at in 1..kinds.len() {
                let other = self.below(at + 1);
                kinds.swap(at, other);
            }
        }
        let mut notes = 0;
        for kind in kinds {
            match kind {
                0 => self.child("Title", &["", "text", " a &amp; b "]),
                1 => self.wrapped(),
                2 => {
                    for _ in 0..self.below(4) {
                        self.child("Note", &["", "x"]);
                        notes += 1;
                    }
                }
                3 => self.child("Size", &["12"]),
                4 => self.child("Body", &["", "text"]),
                _ => self.child("Choice", &["true"]),
            }
            if shuffled && notes < 5 && self.below(4) == 3 {
                self.child("Note", &["y"]);
                notes += 1;
            }
        }
        self.out.push_str("</s:Session>");
    }

    fn unknown_elements(&mut self) {
        for _ in 0..self.below(8).saturating_sub(4) {
            self.push_one_of(&UNKNOWN_ELEMENTS);
        }
    }

    /// A child, which may be missing, of simple content and with unknown content after the text.
    fn child(&mut self, name: &str, texts: &[&str]) {
        if self.below(3) == 2 {
            return;
        }
        self.start(name);
        if name == "Size" && self.below(3) == 2 {
            self.out.push_str(" xsi:nil='true'>");
        } else {
            self.out.push('>');
            self.push_one_of(texts);
            self.unknown_elements();
        }
        self.end(name);
    }

    fn start(&mut self, name: &str) {
        self.out.push_str(&format!("<s:{name}"));
        self.push_one_of(&UNKNOWN_ATTRIBUTES);
    }

    fn end(&mut self, name: &str) {
        self.out.push_str(&format!("</s:{name}>"));
        self.unknown_elements();
    }

    fn wrapped(&mut self) {
        if self.below(3) == 2 {
            return;
        }
        self.start("Links");
        self.out.push('>');
        self.unknown_elements();
        for _ in 0..self.below(3) {
            self.start("Link");
            self.push_one_of(&["", " Href=''"]);
            self.out.push('>');
            self.unknown_elements();
            self.end("Link");
        }
        self.end("Links");
    }
}
