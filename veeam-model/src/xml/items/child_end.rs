//! Where an element ends: a guess that spares the reader from trying too early.

use super::super::find::find_any;

/// Looks for the end of the next element in a text that grows.
///
/// For a well-formed text the guess is right. Another one is for the reader to judge, which finds
/// its fault wherever the search ends.
#[derive(Debug)]
pub(super) struct ChildEnd {
    /// How many start tags there have been without their end tags.
    depth: isize,
    within: Within,
    /// How many bytes have been looked at.
    at: usize,
}

#[derive(Clone, Copy, Debug)]
enum Within {
    Text,
    /// A tag, a comment or the like, from its `<` on.
    Markup,
    /// A start tag, with the quote of an open attribute value.
    StartTag(Option<u8>),
    EndTag,
    /// A comment or the like, which ends with these bytes.
    Aside(&'static [u8]),
}

impl ChildEnd {
    /// The end of the next element.
    pub(super) fn of_element() -> Self {
        ChildEnd {
            depth: 0,
            within: Within::Text,
            at: 0,
        }
    }

    /// The end of the next start tag.
    pub(super) fn of_start_tag() -> Self {
        ChildEnd {
            depth: -1,
            ..ChildEnd::of_element()
        }
    }

    /// Whether the end is in `text`, which starts with that of the last call.
    pub(super) fn is_in(&mut self, text: &str) -> bool {
        while let Some(rest) = text.as_bytes().get(self.at..) {
            let next = match self.within {
                Within::Text => pass(rest, b"<").map(|end| (end - 1, Within::Markup)),
                Within::Markup => markup(rest),
                Within::Aside(end) => pass(rest, end).map(|end| (end, Within::Text)),
                Within::EndTag => pass(rest, b">").map(|end| {
                    self.depth -= 1;
                    (end, Within::Text)
                }),
                Within::StartTag(Some(quote)) => {
                    pass(rest, &[quote]).map(|end| (end, Within::StartTag(None)))
                }
                Within::StartTag(None) => self.start_tag(text, rest),
            };
            let ended_tag = matches!(self.within, Within::EndTag | Within::StartTag(None));
            match next {
                Some((passed, within)) => {
                    self.at += passed;
                    self.within = within;
                }
                None => {
                    // The bytes looked for may start at the end of the text.
                    let keep = match self.within {
                        Within::Aside(end) => end.len() - 1,
                        Within::Markup => rest.len(),
                        _ => 0,
                    };
                    self.at += rest.len().saturating_sub(keep);
                    return false;
                }
            }
            if ended_tag && matches!(self.within, Within::Text) && self.depth <= 0 {
                return true;
            }
        }
        false
    }

    /// Passes a part of a start tag without quotes, up to its end or the next quote.
    fn start_tag(&mut self, text: &str, rest: &[u8]) -> Option<(usize, Within)> {
        let stop = find_any(rest, [b'>', b'"', b'\''])?;
        let within = match rest.get(stop) {
            Some(b'>') => {
                let before = text.as_bytes().get(..self.at + stop);
                let is_empty = before.is_some_and(|before| before.ends_with(b"/"));
                self.depth += isize::from(!is_empty);
                Within::Text
            }
            quote => Within::StartTag(quote.copied()),
        };
        Some((stop + 1, within))
    }
}

/// What starts with the `<` at the start of `rest`, as far as it is there.
fn markup(rest: &[u8]) -> Option<(usize, Within)> {
    const CDATA: &[u8] = b"<![CDATA[";
    match rest {
        [_, b'/', ..] => Some((2, Within::EndTag)),
        [_, b'?', ..] => Some((2, Within::Aside(b"?>"))),
        [_, b'!', b'-', b'-', ..] => Some((4, Within::Aside(b"-->"))),
        [_, b'!', ..] if rest.len() < CDATA.len() => None,
        [_, b'!', ..] if rest.starts_with(CDATA) => Some((CDATA.len(), Within::Aside(b"]]>"))),
        [_, b'!', ..] => Some((2, Within::Aside(b">"))),
        [_, _, ..] => Some((1, Within::StartTag(None))),
        _ => None,
    }
}

/// How many bytes there are up to and including `end`.
fn pass(rest: &[u8], end: &[u8]) -> Option<usize> {
    let at = match end {
        [byte] => find_any(rest, [*byte]),
        _ => rest.windows(end.len()).position(|window| window == end),
    };
    at.map(|at| at + end.len())
}
