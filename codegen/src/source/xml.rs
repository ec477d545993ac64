//! Errors of the XML parser as diagnostics.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{SourceId, Span};

/// What the XML parser found wrong with the text of a source.
pub(crate) fn not_well_formed(
    source: SourceId,
    text: &str,
    error: &roxmltree::Error,
) -> Diagnostic {
    let position = error.pos();
    let reason = error.to_string().replace(&format!(" at {position}"), "");
    let at = match error {
        // The parser has no position for these: what is missing is missing at the end.
        roxmltree::Error::NoRootNode
        | roxmltree::Error::UnclosedRootNode
        | roxmltree::Error::UnexpectedEndOfStream => text.trim_end().len(),
        _ => offset(text, position),
    };
    let end = text
        .get(at..)
        .and_then(|rest| rest.chars().next())
        .map_or(at, |c| at + c.len_utf8());
    Diagnostic::error(
        Code::NotWellFormed,
        format!("not well-formed XML: {reason}"),
    )
    .at(Span::new(source, at..end))
}

/// The byte at a row and a column, which count from 1, the column in characters.
fn offset(text: &str, position: roxmltree::TextPos) -> usize {
    let before = |count: u32| usize::try_from(count.saturating_sub(1)).unwrap_or(usize::MAX);
    let mut lines = text.split_inclusive('\n');
    let start: usize = lines
        .by_ref()
        .take(before(position.row))
        .map(str::len)
        .sum();
    let line = lines.next().unwrap_or("");
    start
        + line
            .chars()
            .take(before(position.col))
            .map(char::len_utf8)
            .sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::render;
    use crate::source::Sources;

    fn shown(text: &str) -> String {
        let mut sources = Sources::new();
        let id = sources.add("a.xml", text);
        let error = roxmltree::Document::parse(text).unwrap_err();
        render(&not_well_formed(id, text, &error), &sources, false)
    }

    #[test]
    fn points_to_the_fault() {
        insta::assert_snapshot!(shown("<a>\n  <é>&nbsp;</é>\n</a>"));
        insta::assert_snapshot!(shown("<a>\n  <b>\n"));
    }
}
