//! Expanded names as the attributes give them.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};
use syn::{Ident, LitStr, Path, ext::IdentExt};

use crate::case::Case;
use crate::fault::Faults;

/// The value of `ns`.
#[derive(Clone)]
pub(crate) enum Namespace {
    /// The namespace name itself; empty for none.
    Literal(LitStr),
    /// The path of a `const` that holds it.
    Const(Path),
}

impl ToTokens for Namespace {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Namespace::Literal(text) => text.to_tokens(tokens),
            Namespace::Const(path) => path.to_tokens(tokens),
        }
    }
}

/// The expanded name of an element or attribute.
pub(crate) struct Name {
    /// `None` for a name in no namespace.
    pub(crate) ns: Option<Namespace>,
    pub(crate) local: String,
}

impl Name {
    /// What tells this name from another, as far as can be seen here: the value of a const cannot.
    pub(crate) fn key(&self) -> (String, String) {
        let ns = match &self.ns {
            Some(Namespace::Literal(text)) => format!("{:?}", text.value()),
            Some(Namespace::Const(path)) => path.to_token_stream().to_string(),
            None => format!("{:?}", ""),
        };
        (ns, self.local.clone())
    }
}

impl ToTokens for Name {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let ns = match &self.ns {
            Some(ns) => ns.to_token_stream(),
            None => quote!(""),
        };
        let local = &self.local;
        tokens.extend(quote!(__xml::Name { ns: #ns, local: #local }));
    }
}

impl Name {
    /// The name as that of an attribute that a shape declares.
    pub(crate) fn of_attribute(&self) -> TokenStream {
        self.declared(b' ')
    }

    /// The name as that of an element that a shape declares.
    pub(crate) fn of_element(&self) -> TokenStream {
        self.declared(b'<')
    }

    /// The first bytes are written out: a crate of such types took an eighth more instructions to
    /// compile where the compiler had to work them out.
    fn declared(&self, before: u8) -> TokenStream {
        const LENGTH: usize = 16;
        let bytes = [before].into_iter().chain(self.local.bytes());
        let start: Vec<u8> = bytes.chain([0; LENGTH]).take(LENGTH).collect();
        let ones = |byte: &u8| if *byte == 0 { 0 } else { u8::MAX };
        let mask: Vec<u8> = start.iter().map(ones).collect();
        let (start, mask) = (Literal::byte_string(&start), Literal::byte_string(&mask));
        quote!(__xml::DeclaredName { name: #self, start: *#start, mask: *#mask })
    }
}

/// The text that stands for a Rust identifier in a document: the one asked for, or one made from
/// the identifier.
pub(crate) fn text(asked: Option<&LitStr>, ident: &Ident, case: Option<Case>) -> String {
    match (asked, case) {
        (Some(asked), _) => asked.value(),
        (None, Some(case)) => case(&ident.unraw().to_string()),
        (None, None) => ident.unraw().to_string(),
    }
}

/// Checks that `local` can be the local part of a name; `place` is where it comes from.
pub(crate) fn check_local(local: &str, asked: bool, place: impl ToTokens, faults: &mut Faults) {
    if is_ncname(local) {
        return;
    }
    let what = format!("`{local}` is not an XML name");
    if !asked {
        faults.add(
            place,
            what,
            "`rename_all` or the identifier gives this name: set another with `name = \"…\"`",
        );
    } else if local.contains(':') {
        faults.add(
            place,
            format_args!("{what} without a prefix"),
            "give the part after the colon as `name`, and the namespace itself as `ns`",
        );
    } else {
        faults.add(
            place,
            what,
            "a name starts with a letter or `_` and goes on with letters, digits, `_`, `-` and `.`",
        );
    }
}

/// Whether `text` matches the production NCName.
///
/// Source: Namespaces in XML 1.0, production 4; XML 1.0, productions 4 and 4a.
fn is_ncname(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(is_name_start) && chars.all(is_name_char)
}

fn is_name_start(c: char) -> bool {
    matches!(c,
        'A'..='Z' | 'a'..='z' | '_'
        | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}'
        | '\u{370}'..='\u{37D}' | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}'
        | '\u{2070}'..='\u{218F}' | '\u{2C00}'..='\u{2FEF}' | '\u{3001}'..='\u{D7FF}'
        | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}' | '\u{10000}'..='\u{EFFFF}')
}

fn is_name_char(c: char) -> bool {
    is_name_start(c)
        || matches!(c,
            '0'..='9' | '-' | '.' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
}
