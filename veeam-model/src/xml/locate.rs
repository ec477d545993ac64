//! From an offset to line, column and path: worked out only when an error is made.

use std::collections::HashMap;

use super::Position;
use super::chars::is_space;
use super::scan::{RawName, Scanner};

/// Line and column of an offset.
///
/// Source: XML 1.0, section 2.11 (what ends a line).
pub(super) fn position(text: &str, offset: usize) -> Position {
    let before = text.get(..offset).unwrap_or(text);
    let before = before.strip_prefix('\u{feff}').unwrap_or(before);
    let mut line = 1;
    let mut column = 1;
    let mut chars = before.chars().peekable();
    while let Some(c) = chars.next() {
        let ends_line = c == '\n' || (c == '\r' && chars.peek() != Some(&'\n'));
        match ends_line {
            true => (line, column) = (line + 1, 1),
            false if c == '\r' => {}
            false => column += 1,
        }
    }
    Position {
        offset,
        line,
        column,
    }
}

/// The elements that are open at an offset, as a path. The text before the offset is known to be
/// well-formed, or at least to have been accepted so far.
pub(super) fn path(text: &str, offset: usize) -> String {
    let mut steps: Vec<Step<'_>> = Vec::new();
    let mut root = Step::default();
    let mut scan = Scanner::new(text);
    while let Some(tag) = next_tag(&mut scan, offset) {
        match tag {
            Tag::Start { name, empty } => {
                let parent = steps.last_mut().unwrap_or(&mut root);
                let nth = parent
                    .children
                    .entry(name)
                    .and_modify(|n| *n += 1)
                    .or_insert(1);
                let step = Step {
                    name,
                    nth: *nth,
                    children: HashMap::new(),
                };
                steps.push(step);
                // An element that ends at the offset or after it is still the one in question.
                if empty && scan.pos() <= offset {
                    steps.pop();
                }
            }
            Tag::End => {
                steps.pop();
            }
        }
    }
    let show = |step: &Step<'_>| match step.nth {
        0 | 1 => format!("/{}", step.name),
        nth => format!("/{}[{nth}]", step.name),
    };
    steps.iter().map(show).collect()
}

#[derive(Default)]
struct Step<'a> {
    name: RawName<'a>,
    nth: usize,
    children: HashMap<RawName<'a>, usize>,
}

enum Tag<'a> {
    Start { name: RawName<'a>, empty: bool },
    End,
}

/// The next tag that starts at or before `offset`, where an end tag counts only if it ends there
/// too.
fn next_tag<'a>(scan: &mut Scanner<'a>, offset: usize) -> Option<Tag<'a>> {
    loop {
        scan.char_data().ok()?;
        if scan.pos() > offset || scan.peek().is_none() {
            return None;
        }
        if scan.eat("<!--") {
            scan.comment().ok()?;
        } else if scan.eat("<![CDATA[") {
            scan.cdata().ok()?;
        } else if scan.eat("<?xml") && scan.peek().is_some_and(is_space) {
            scan.skip_past(b'>');
        } else if scan.eat("<?") {
            scan.instruction().ok()?;
        } else if scan.eat("</") {
            let ended = scan.skip_past(b'>') && scan.pos() <= offset;
            return ended.then_some(Tag::End);
        } else {
            scan.advance(1);
            let name = scan.name("a name").ok()?;
            let empty = rest_of_start_tag(scan);
            return Some(Tag::Start { name, empty });
        }
    }
}

/// Passes attributes up to the end of a start tag, or up to what is wrong with them; says whether
/// it is an empty-element tag.
fn rest_of_start_tag(scan: &mut Scanner<'_>) -> bool {
    loop {
        scan.space();
        if scan.eat("/>") {
            return true;
        }
        if scan.eat(">") {
            return false;
        }
        let attribute = scan.name("a name").and_then(|_| {
            scan.space();
            scan.eat("=");
            scan.space();
            scan.attribute_value()
        });
        if attribute.is_err() {
            scan.skip_past_all();
            return false;
        }
    }
}
