//! Where two readers may differ, each with the rule that decides it.

use veeam_model::xml::{Element, Error, ErrorKind, Syntax, XML_NAMESPACE};

/// Why roxmltree refuses what we accept: it knows the prefix `xml` of attributes only.
pub(crate) fn accepted_by_us_alone(
    element: &Element,
    error: &roxmltree::Error,
) -> Option<&'static str> {
    let of_xml = || {
        let mut elements = vec![element.as_ref()];
        while let Some(element) = elements.pop() {
            if element.name().namespace() == XML_NAMESPACE {
                return true;
            }
            elements.extend(element.children());
        }
        false
    };
    match error {
        roxmltree::Error::UnknownNamespace(prefix, _) if prefix == "xml" && of_xml() => {
            Some("Namespaces in XML 1.0, section 3: the prefix xml is bound by definition")
        }
        _ => None,
    }
}

/// The rule that we know and roxmltree does not.
pub(crate) fn refused_by_us_alone(error: &Error, text: &str) -> Option<&'static str> {
    let ErrorKind::Syntax(syntax) = error.kind() else {
        return None;
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if starts_with_declaration(text) && !declaration_is_well_formed(text) {
        return Some(
            "XML 1.0, section 2.8, productions 23 to 26; section 2.9, production 32; section \
             4.3.3, productions 80 and 81: the XML declaration",
        );
    }
    match syntax {
        Syntax::Unexpected { found, expected } => match (&**expected, &**found) {
            ("white space or ?> after the target of a processing instruction", ":") => {
                Some("Namespaces in XML 1.0, section 7: no colon in a target")
            }
            ("white space or ?> after the target of a processing instruction", _) => {
                Some("XML 1.0, section 2.6, production 16: white space after the target")
            }
            ("the target of a processing instruction", ":") => {
                Some("Namespaces in XML 1.0, section 7: no colon in a target")
            }
            (
                "the name of an element after <; write < itself as &lt;"
                | "an attribute, > or /> in a start tag"
                | "the name of the open element after </",
                ":",
            ) => {
                Some("Namespaces in XML 1.0, section 4, production 7: no name starts with a colon")
            }
            _ => None,
        },
        Syntax::Grammar(
            "an XML declaration may stand at the very start of a document only"
            | "the target of a processing instruction must not be xml in any case of letters",
        ) => Some("XML 1.0, section 2.6, production 17: a target is not called xml"),
        Syntax::Grammar("the reference stands for no character of Unicode") => {
            Some("XML 1.0, section 4.1, Legal Character: what a reference stands for")
        }
        // The other reader lets a second declaration of these pass.
        Syntax::DuplicateAttribute(name) if matches!(name.as_str(), "xmlns" | "xmlns:xml") => {
            Some("XML 1.0, section 3.1, Unique Att Spec: no attribute stands there twice")
        }
        Syntax::ReservedNamespace("the prefix xmlns must not be declared") => {
            Some("Namespaces in XML 1.0, section 3: the prefix xmlns must not be declared")
        }
        Syntax::ReservedNamespace(
            "a prefix cannot be undeclared: xmlns:… needs a namespace name",
        ) => Some("Namespaces in XML 1.0, section 5, No Prefix Undeclaring"),
        _ => None,
    }
}

/// Why bytes are refused whose text is fine.
pub(crate) fn refused_for_its_encoding(bytes: &[u8], text: &str) -> Option<&'static str> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let is_utf16 = matches!(bytes, [0xff, 0xfe, ..] | [0xfe, 0xff, ..]);
    if !is_utf16
        && matches!(
            bytes,
            [b'<', 0, ..] | [0, b'<', ..] | [0, 0, 0xfe, 0xff, ..]
        )
    {
        return Some("XML 1.0, appendix F.1: what U+0000 in UTF-8 looks like");
    }
    if matches!(bytes, [0xff, 0xfe, 0, 0, ..]) {
        return Some("XML 1.0, appendix F.1: what U+0000 in UTF-16 looks like");
    }
    let name = declaration(text)?.encoding?.to_ascii_lowercase();
    let fits = match (is_utf16, &*name) {
        (true, "utf-16" | "utf-16le" | "utf-16be") | (false, "utf-8") => true,
        (false, "us-ascii") => text.is_ascii() && bytes.is_ascii(),
        _ => false,
    };
    let rule = "XML 1.0, section 4.3.3: the declared encoding must be that of the bytes, and known";
    (!fits).then_some(rule)
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\n')
}

/// Whether the target of what the text starts with is that of the XML declaration.
fn starts_with_declaration(text: &str) -> bool {
    // Other characters that end a name are taken for an instruction's text by the other reader.
    text.strip_prefix("<?xml")
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii() && !is_name_char(c)))
}

/// `NameChar` in ASCII.
///
/// Source: XML 1.0, production 4a.
fn is_name_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, ':' | '_' | '-' | '.')
}

fn declaration_is_well_formed(text: &str) -> bool {
    declaration(text).is_some()
}

struct Declaration<'t> {
    encoding: Option<&'t str>,
}

/// The XML declaration that a text starts with, if it has one that keeps to the grammar.
///
/// Source: XML 1.0, productions 23 to 26, 32, 80 and 81.
fn declaration(text: &str) -> Option<Declaration<'_>> {
    let mut rest = text.strip_prefix("<?xml")?;
    let version = pseudo_attribute(&mut rest, "version")?;
    let minor = version.strip_prefix("1.")?;
    if minor.is_empty() || minor.contains(|c: char| !c.is_ascii_digit()) {
        return None;
    }
    let encoding = pseudo_attribute(&mut rest, "encoding");
    let in_name = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
    if encoding.is_some_and(|name| {
        !name.starts_with(|c: char| c.is_ascii_alphabetic()) || !name.chars().all(in_name)
    }) {
        return None;
    }
    let standalone = pseudo_attribute(&mut rest, "standalone");
    if standalone.is_some_and(|value| !matches!(value, "yes" | "no")) {
        return None;
    }
    rest.trim_start_matches(is_space)
        .starts_with("?>")
        .then_some(Declaration { encoding })
}

/// The value of the next pseudo-attribute, if that has this name; `rest` is what follows.
fn pseudo_attribute<'t>(rest: &mut &'t str, name: &str) -> Option<&'t str> {
    let after = rest.strip_prefix(is_space)?.trim_start_matches(is_space);
    let after = after.strip_prefix(name)?.trim_start_matches(is_space);
    let after = after.strip_prefix('=')?.trim_start_matches(is_space);
    let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (value, after) = after.get(1..)?.split_once(quote)?;
    *rest = after;
    Some(value)
}
