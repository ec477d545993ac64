//! From an offset to line, column and path: worked out only when an error is made.

use std::collections::HashMap;
use std::fmt;

use super::Position;
use super::raw::RawName;
use super::scan::Scanner;

/// Line and column of an offset.
pub(super) fn position(text: &str, offset: usize) -> Position {
    let mut place = Place::START;
    place.pass(text.get(..offset).unwrap_or(text));
    Position {
        offset,
        ..place.position
    }
}

/// A position that moves over a document piece by piece.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) position: Position,
    /// The character before it is a carriage return: a line feed after it ends no line of its own.
    after_return: bool,
}

impl Place {
    /// The start of a document.
    pub(super) const START: Place = Place {
        position: Position {
            offset: 0,
            line: 1,
            column: 1,
        },
        after_return: false,
    };

    /// Moves to the end of `text`, which comes next.
    ///
    /// Source: XML 1.0, section 2.11 (what ends a line).
    pub(super) fn pass(&mut self, text: &str) {
        let Some(&last) = text.as_bytes().last() else {
            return;
        };
        let place = &mut self.position;
        let seen = match place.offset {
            0 => text.strip_prefix('\u{feff}').unwrap_or(text),
            _ => text,
        };
        place.offset += text.len();
        let feeds = count(seen, b'\n');
        let returns = count(seen, b'\r');
        let mut pairs = usize::from(self.after_return && seen.starts_with('\n'));
        if returns > 0 {
            pairs += seen.matches("\r\n").count();
        }
        place.line += feeds + returns - pairs;
        match seen.rsplit_once(['\n', '\r']) {
            Some((_, last_line)) => place.column = 1 + last_line.chars().count(),
            None => place.column += seen.chars().count(),
        }
        self.after_return = last == b'\r';
    }
}

fn count(text: &str, byte: u8) -> usize {
    // In runs whose counts fit a byte, so that many bytes are compared at once.
    let runs = text.as_bytes().chunks(usize::from(u8::MAX));
    let count = |run: &[u8]| run.iter().map(|&b| u8::from(b == byte)).sum::<u8>();
    runs.map(|run| usize::from(count(run))).sum()
}

/// The elements that are open at an offset, as a path.
pub(super) fn path(text: &str, offset: usize) -> String {
    steps(text, offset).iter().map(Step::to_string).collect()
}

/// The elements that are open at an offset, the outermost first. The text before the offset is
/// known to be well-formed, or at least to have been accepted so far.
pub(super) fn steps(text: &str, offset: usize) -> Vec<Step<'_>> {
    let mut steps: Vec<Step<'_>> = Vec::new();
    let mut root = Step::default();
    let mut scan = Scanner::new(text);
    scan.eat("\u{feff}");
    if scan.declaration().is_err() {
        return steps;
    }
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
    steps
}

/// An element of a path.
#[derive(Default)]
pub(super) struct Step<'a> {
    pub(super) name: RawName<'a>,
    /// Which of the elements of this name under one parent, from 1.
    pub(super) nth: usize,
    children: HashMap<RawName<'a>, usize>,
}

impl fmt::Display for Step<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "/{}", self.name)?;
        match self.nth {
            0 | 1 => Ok(()),
            nth => write!(f, "[{nth}]"),
        }
    }
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
