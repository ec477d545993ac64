//! From the characters of a document to the characters they stand for.
//!
//! The scanner has checked the text already: what is left cannot fail.

use super::scan::Scanner;

/// Resolves references and normalises line ends.
///
/// Source: XML 1.0, sections 2.11 and 4.6.
#[cold]
pub(crate) fn text(raw: &str) -> String {
    decode(raw, false)
}

/// Resolves references and makes a blank of each white-space character.
///
/// Source: XML 1.0, sections 2.11 and 3.3.3.
#[cold]
pub(crate) fn attribute(raw: &str) -> String {
    decode(raw, true)
}

/// Normalises line ends only: the text of a CDATA section.
#[cold]
pub(crate) fn line_ends(raw: &str) -> String {
    raw.replace("\r\n", "\n").replace('\r', "\n")
}

fn decode(raw: &str, in_attribute: bool) -> String {
    let mut decoded = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find(['&', '\r', '\n', '\t']) {
        let (before, special) = rest.split_at(at);
        decoded.push_str(before);
        let (c, length) = match special.as_bytes().first() {
            Some(b'&') => {
                let mut scanner = Scanner::new(special);
                (
                    scanner.reference().unwrap_or(char::REPLACEMENT_CHARACTER),
                    scanner.pos(),
                )
            }
            _ if special.starts_with("\r\n") => (if in_attribute { ' ' } else { '\n' }, 2),
            _ if in_attribute => (' ', 1),
            Some(b'\t') => ('\t', 1),
            _ => ('\n', 1),
        };
        decoded.push(c);
        rest = special.get(length..).unwrap_or_default();
    }
    decoded.push_str(rest);
    decoded
}
