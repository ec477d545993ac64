//! No-break spaces between tags, as a paste from a web page leaves them.

use std::borrow::Cow;

use crate::datatype::is_space;

/// The character, which is no white space for XML.
const NO_BREAK_SPACE: char = '\u{a0}';

/// The text with a pair of spaces for every no-break space between tags, so that no offset
/// changes, and the offsets of these.
///
/// Between tags is where nothing else stands but blanks, before and after the root too. What is
/// all that an element holds is its value, and is left alone, as is everything within tags.
pub(super) fn without_no_break_spaces(text: &str) -> (Cow<'_, str>, Vec<usize>) {
    if !text.contains(NO_BREAK_SPACE) {
        return (Cow::Borrowed(text), Vec::new());
    }
    let found = between_tags(text);
    let mut out = text.to_owned();
    for &at in &found {
        // Both are two bytes of UTF-8.
        out.replace_range(at..at + NO_BREAK_SPACE.len_utf8(), "  ");
    }
    (Cow::Owned(out), found)
}

#[derive(Clone, Copy, PartialEq)]
enum Tag {
    Start,
    End,
    Empty,
}

fn between_tags(text: &str) -> Vec<usize> {
    let mut found = Vec::new();
    let mut last_tag = None;
    // What was seen since the last tag: no-break spaces, and whether there was any other text.
    let mut pending = Vec::new();
    let mut has_text = false;
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let run = rest.split('<').next().unwrap_or(rest);
        for (offset, c) in run.char_indices() {
            match c {
                NO_BREAK_SPACE => pending.push(at + offset),
                c if is_space(c) => {}
                _ => has_text = true,
            }
        }
        at += run.len();
        let markup = rest.get(run.len()..).unwrap_or("");
        let (length, tag) = match markup {
            _ if markup.starts_with("<!--") => (length_to(markup, "-->"), None),
            _ if markup.starts_with("<?") => (length_to(markup, "?>"), None),
            _ if markup.starts_with("<![CDATA[") => {
                has_text = true;
                (length_to(markup, "]]>"), None)
            }
            _ if markup.starts_with("<!") => (length_to(markup, ">"), None),
            _ => tag_at(markup),
        };
        at += length;
        if tag.is_some() || markup.is_empty() {
            let is_value = last_tag == Some(Tag::Start) && tag == Some(Tag::End);
            if !has_text && !is_value {
                found.append(&mut pending);
            }
            pending.clear();
            has_text = false;
            last_tag = tag;
        }
    }
    if !has_text {
        found.append(&mut pending);
    }
    found
}

fn length_to(markup: &str, end: &str) -> usize {
    markup.find(end).map_or(markup.len(), |at| at + end.len())
}

/// The length and the kind of the tag that a text starts with, if it starts with one.
fn tag_at(markup: &str) -> (usize, Option<Tag>) {
    let mut quote = None;
    let end = markup.bytes().position(|byte| match (quote, byte) {
        (None, b'>') => true,
        (None, b'"' | b'\'') => {
            quote = Some(byte);
            false
        }
        (Some(open), _) => {
            if open == byte {
                quote = None;
            }
            false
        }
        (None, _) => false,
    });
    let Some(end) = end else {
        return (markup.len(), None);
    };
    let tag = if markup.starts_with("</") {
        Tag::End
    } else if markup.get(..end).is_some_and(|tag| tag.ends_with('/')) {
        Tag::Empty
    } else {
        Tag::Start
    };
    (end + 1, Some(tag))
}

#[cfg(test)]
mod tests {
    use super::without_no_break_spaces;

    fn mended(text: &str) -> String {
        let text = text.replace('~', "\u{a0}");
        without_no_break_spaces(&text).0.replace('\u{a0}', "~")
    }

    #[test]
    fn blanks_between_tags_are_mended() {
        assert_eq!(mended("<a>~<b/>\n~</a>"), "<a>  <b/>\n  </a>");
        assert_eq!(mended("~<a/>~ ~"), "  <a/>     ");
        assert_eq!(
            mended("<a>~<!-- ~ -->~<b/></a>"),
            "<a>  <!-- ~ -->  <b/></a>"
        );
        assert_eq!(mended("<a><b>x</b>~</a>"), "<a><b>x</b>  </a>");
    }

    #[test]
    fn values_are_left_alone() {
        for text in [
            "<a>~</a>",
            "<a> ~ </a>",
            "<a>~<!-- x --></a>",
            "<a>~x</a>",
            "<a b='~'/>",
            "<a b='>~<'/>",
            "<a>~<![CDATA[x]]></a>",
            "<a>text~<b/></a>",
            "<a><!-- ~ --><?p ~?><b/></a>",
            "<a~b='c'/>",
            "<a",
            "~<a b='",
        ] {
            let expected = if text.starts_with('~') {
                text.replacen('~', "  ", 1)
            } else {
                text.to_owned()
            };
            assert_eq!(mended(text), expected, "{text}");
        }
    }

    #[test]
    fn text_without_any_is_borrowed() {
        let (text, found) = without_no_break_spaces("<a> </a>");
        assert!(matches!(text, std::borrow::Cow::Borrowed(_)));
        assert!(found.is_empty());
    }
}
