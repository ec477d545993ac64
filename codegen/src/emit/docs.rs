//! Documentation comments: prose that rustdoc shows as it was written.

use crate::datatype::is_list;
use crate::model::{Builtin, Facet, FacetKind, Occurs};

/// The width of a line of the emitted text.
const WIDTH: usize = 100;

/// The paragraphs of a text from a schema, one a line of it, as Markdown: nothing in it is taken
/// for a link, for HTML or for code that could be run, except that text between backticks is code.
pub(super) fn prose(text: &str) -> Vec<String> {
    text.lines()
        .map(escaped)
        .filter(|text| !text.is_empty())
        .collect()
}

/// The lines of a documentation comment for paragraphs in Markdown, wrapped so that none is too
/// long where the comment stands `indent` columns in.
pub(super) fn lines(paragraphs: &[String], indent: usize) -> Vec<String> {
    // `/// ` and the indentation stand before every line.
    let width = WIDTH.saturating_sub(indent + 4);
    let mut out = Vec::new();
    for paragraph in paragraphs {
        if !out.is_empty() {
            out.push(String::new());
        }
        wrap(paragraph, width, &mut out);
    }
    out
}

/// Divides a paragraph into lines, but never so that a line starts with what would make it a
/// heading, a quotation or an item of a list.
fn wrap(paragraph: &str, width: usize, out: &mut Vec<String>) {
    let mut line = String::new();
    for word in paragraph.split(' ').filter(|word| !word.is_empty()) {
        let too_long = line.chars().count() + 1 + word.chars().count() > width;
        if !line.is_empty() && too_long && !starts_block(word) {
            out.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    out.push(line);
}

/// Whether Markdown takes a line that starts with the word for more than text.
fn starts_block(word: &str) -> bool {
    item_number(word).is_some() || word.starts_with(['#', '>', '-', '+', '*', '=', '~', '|'])
}

/// The number of an item of a numbered list, if the word is one: `1` of `1.` or `1)`.
fn item_number(word: &str) -> Option<&str> {
    let number = word.strip_suffix(['.', ')'])?;
    (!number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())).then_some(number)
}

/// A paragraph in Markdown that shows as the text, except that text between backticks is code.
fn escaped(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ");
    let mut out = String::with_capacity(text.len());
    let first = words.first().copied().unwrap_or("");
    let text = match item_number(first) {
        Some(number) => {
            out.push_str(number);
            text.get(number.len()..).unwrap_or("")
        }
        None => &text,
    };
    if starts_block(first) {
        out.push('\\');
    }
    if !text.contains('`') {
        escape_prose(text, &mut out);
        return out;
    }
    // Backticks come in pairs, or else mean themselves; so do two in a row.
    let has_code = text.matches('`').count() % 2 == 0 && !text.contains("``");
    for (number, part) in text.split('`').enumerate() {
        if number > 0 {
            out.push_str(if has_code { "`" } else { "\\`" });
        }
        if has_code && number % 2 == 1 {
            out.push_str(part);
        } else {
            escape_prose(part, &mut out);
        }
    }
    out
}

fn escape_prose(text: &str, out: &mut String) {
    if !text.contains("://") {
        return escape_word(text, out);
    }
    for (number, word) in text.split(' ').enumerate() {
        if number > 0 {
            out.push(' ');
        }
        match word.find("http://").or_else(|| word.find("https://")) {
            // A URL is a link when it stands between angle brackets, and nothing else is safe.
            Some(start) => {
                let (before, url) = word.split_at(start);
                let end = url
                    .find(['<', '>', '[', ']', '"', '\\'])
                    .unwrap_or(url.len());
                let url_end = url
                    .get(..end)
                    .unwrap_or(url)
                    .trim_end_matches(['.', ',', ';', ')', '(']);
                let after = url.get(url_end.len()..).unwrap_or("");
                escape_word(before, out);
                out.push('<');
                out.push_str(url_end);
                out.push('>');
                escape_word(after, out);
            }
            None => escape_word(word, out),
        }
    }
}

fn escape_word(word: &str, out: &mut String) {
    for c in word.chars() {
        if matches!(c, '\\' | '[' | ']' | '<') {
            out.push('\\');
        }
        out.push(c);
    }
}

/// A value as code.
pub(super) fn code(value: &str) -> String {
    let value = value.replace(['\n', '\r', '\t'], " ");
    if value.trim().is_empty() {
        return "the empty text".to_owned();
    }
    // A fence is longer than every run of backticks inside.
    let longest = value.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if value.starts_with('`') || value.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{fence}{pad}{value}{pad}{fence}")
}

/// What facets of a restriction of the built-in type say, in words.
pub(super) fn facets(facets: &[Facet], builtin: Option<Builtin>) -> Option<String> {
    let patterns: Vec<String> = facets
        .iter()
        .filter(|facet| facet.kind == FacetKind::Pattern)
        .map(|facet| code(&facet.value))
        .collect();
    let mut sentences: Vec<String> = facets
        .iter()
        .filter_map(|facet| facet_in_words(facet, builtin))
        .collect();
    if !patterns.is_empty() {
        sentences.push(format!("Pattern: {}.", patterns.join(" or ")));
    }
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

fn facet_in_words(facet: &Facet, builtin: Option<Builtin>) -> Option<String> {
    let value = facet.value.trim();
    let (one, more) = match builtin {
        Some(Builtin::HexBinary | Builtin::Base64Binary) => ("byte", "bytes"),
        Some(builtin) if is_list(builtin) => ("item", "items"),
        _ => ("character", "characters"),
    };
    let characters = if value == "1" { one } else { more };
    let digits = if value == "1" { "digit" } else { "digits" };
    Some(match facet.kind {
        FacetKind::Length => format!("Exactly {value} {characters}."),
        FacetKind::MinLength => format!("At least {value} {characters}."),
        FacetKind::MaxLength => format!("At most {value} {characters}."),
        FacetKind::MinInclusive => format!("At least {value}."),
        FacetKind::MinExclusive => format!("More than {value}."),
        FacetKind::MaxInclusive => format!("At most {value}."),
        FacetKind::MaxExclusive => format!("Less than {value}."),
        FacetKind::TotalDigits => format!("At most {value} {digits}."),
        FacetKind::FractionDigits => format!("At most {value} {digits} after the point."),
        FacetKind::Pattern | FacetKind::WhiteSpace => return None,
    })
}

/// Where the default value of an attribute or element stands for a value.
#[derive(Clone, Copy)]
pub(super) enum Without {
    /// Where the attribute is absent.
    Absent,
    /// Where the element is empty.
    Empty,
    /// Where the schema says so; what is read is what the document has.
    Unread,
}

/// What a default or fixed value means, in words.
pub(super) fn value_constraint(
    default: Option<&String>,
    fixed: Option<&String>,
    without: Without,
) -> Option<String> {
    match (default, fixed) {
        (_, Some(fixed)) => Some(format!("Always {}.", code(fixed))),
        (Some(default), None) => Some(match without {
            Without::Absent => format!("Absent means {}.", code(default)),
            Without::Empty => format!("Empty means {}.", code(default)),
            Without::Unread => format!("The default of the schema is {}.", code(default)),
        }),
        (None, None) => None,
    }
}

/// How long a list may be, where the Rust type does not say it.
pub(super) fn occurrence(occurs: Occurs) -> Option<String> {
    if !occurs.is_repeated() {
        return None;
    }
    match (occurs.min, occurs.max) {
        (0, None) => None,
        (min, None) => Some(format!("At least {min}.")),
        (0, Some(max)) => Some(format!("At most {max}.")),
        (min, Some(max)) => Some(format!("From {min} to {max}.")),
    }
}

#[cfg(test)]
mod tests {
    use super::{code, lines, prose};

    fn one(text: &str) -> String {
        lines(&prose(text), 0).join("\n")
    }

    #[test]
    fn prose_stays_prose() {
        assert_eq!(
            one("A [link] and <b>bold</b>."),
            r"A \[link\] and \<b>bold\</b>."
        );
        assert_eq!(one(r"C:\temp"), r"C:\\temp");
        assert_eq!(one("see http://a.example/x."), "see <http://a.example/x>.");
        assert_eq!(
            one("(https://a.example/[x])"),
            r"(<https://a.example/>\[x\])"
        );
        assert_eq!(one("`Option<T>` or <T>"), r"`Option<T>` or \<T>");
        assert_eq!(one("one ` alone <b>"), r"one \` alone \<b>");
        assert_eq!(one("``` rust"), r"\`\`\` rust");
        assert_eq!(one("    indented \tby blanks"), "indented by blanks");
        assert_eq!(one("- no list"), r"\- no list");
        assert_eq!(one("# no heading"), r"\# no heading");
        assert_eq!(one("1. no list"), r"1\. no list");
        assert_eq!(one("1.5 is a number"), "1.5 is a number");
    }

    #[test]
    fn long_paragraphs_are_wrapped() {
        let text = "word ".repeat(30) + "- and more " + &"word ".repeat(30) + "\n\nnext";
        let lines = lines(&prose(&text), 4);
        assert!(
            lines.iter().all(|line| line.chars().count() <= 92),
            "{lines:#?}"
        );
        assert!(lines.iter().all(|line| !line.starts_with('-')));
        assert_eq!(lines.iter().rev().take(2).collect::<Vec<_>>(), ["next", ""]);
    }

    #[test]
    fn values_are_code() {
        assert_eq!(code("a"), "`a`");
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code("`"), "`` ` ``");
        assert_eq!(code(""), "the empty text");
    }
}
