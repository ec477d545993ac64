//! An error with the line of the document that it is about.

use super::{Error, Position};

/// How many cells of a line are shown at most.
const WIDTH: usize = 100;

impl Error {
    /// The error, and below it the line of `source` that it is about, with a caret under the place.
    ///
    /// `source` is the text that was read. A long line is cut to what is around the place. What
    /// cannot be seen, and what would steer a terminal, is shown as `·`, a tab as a blank. There is no
    /// line for an error without a position, or one that lies beyond the end of `source`.
    ///
    /// ```
    /// use veeam_model::{EntityReferences, xml};
    ///
    /// let body = r#"<EntityReferences xmlns="http://www.veeam.com/ent/v1.0">
    ///   <Ref UID="urn:a" Name="srv04" Href="" Type=""/>
    ///   <Ref Name="srv05" Href="" Type=""/>
    /// </EntityReferences>"#;
    /// let error = xml::from_str::<EntityReferences>(body).unwrap_err();
    /// assert_eq!(error.render(body), r#"3:3 /EntityReferences/Ref[2]/@UID: missing attribute
    ///   |
    /// 3 |   <Ref Name="srv05" Href="" Type=""/>
    ///   |   ^
    /// "#);
    /// ```
    #[must_use]
    pub fn render(&self, source: &str) -> String {
        let mut rendered = format!("{self}\n");
        if let Some(position) = self.position()
            && let Some(line) = line(source, position.line)
        {
            render_line(&mut rendered, line, position);
        }
        rendered
    }
}

/// A line by its number, from 1, without its end.
///
/// Source: XML 1.0, section 2.11 (what ends a line).
fn line(source: &str, number: usize) -> Option<&str> {
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    let mut rest = source;
    for _ in 1..number {
        let end = rest.find(['\n', '\r'])?;
        let (_, after) = rest.split_at(end);
        let length = if after.starts_with("\r\n") { 2 } else { 1 };
        rest = after.get(length..)?;
    }
    rest.split(['\n', '\r']).next()
}

fn render_line(out: &mut String, line: &str, position: Position) {
    let mut cells = line.chars().map(cell);
    let column = position.column.saturating_sub(1);
    let before: Vec<Cell> = cells.by_ref().take(column).collect();
    if before.len() < column {
        return;
    }
    let (hidden, before) = before.split_at(cut(&before));
    let mut shown: String = match hidden {
        [] => String::new(),
        _ => "…".to_owned(),
    };
    let mut indent = shown.chars().count();
    for cell in before {
        shown.push(cell.shown);
        indent += cell.width;
    }
    let mut width = indent;
    for cell in cells {
        width += cell.width;
        if width > WIDTH {
            shown.push('…');
            break;
        }
        shown.push(cell.shown);
    }
    let number = position.line.to_string();
    let margin = " ".repeat(number.len());
    let line = format!("{number} | {shown}");
    let caret = format!("{margin} | {:indent$}^", "");
    for line in [format!("{margin} |").as_str(), line.trim_end(), &caret] {
        out.push_str(line);
        out.push('\n');
    }
}

/// How many cells at the start of a line are not shown, so that there is room after the rest.
fn cut(before: &[Cell]) -> usize {
    let mut width = 0;
    let fits = |cell: &&Cell| {
        width += cell.width;
        width <= WIDTH * 2 / 3
    };
    before.len() - before.iter().rev().take_while(fits).count()
}

/// What a character looks like.
#[derive(Clone, Copy)]
struct Cell {
    shown: char,
    width: usize,
}

fn cell(c: char) -> Cell {
    let (shown, width) = match c {
        '\t' => (' ', 1),
        _ if !super::error::is_visible(c) => ('·', 1),
        _ if is_combining(c) => (c, 0),
        _ if is_wide(c) => (c, 2),
        _ => (c, 1),
    };
    Cell { shown, width }
}

/// Marks that stand over or under the character before them; the common ones.
fn is_combining(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}'
        | '\u{64b}'..='\u{65f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}' | '\u{3099}'..='\u{309a}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{fe20}'..='\u{fe2f}')
}

/// Characters that take two cells: Chinese, Japanese and Korean ones and emoji.
///
/// Source: Unicode Standard Annex 11, by whole blocks.
fn is_wide(c: char) -> bool {
    matches!(c,
        '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{303e}' | '\u{3041}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{a4cf}' | '\u{a960}'..='\u{a97f}' | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe6f}' | '\u{ff01}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}' | '\u{1f300}'..='\u{1f64f}' | '\u{1f680}'..='\u{1f6ff}'
        | '\u{1f900}'..='\u{1f9ff}' | '\u{20000}'..='\u{3fffd}')
}
