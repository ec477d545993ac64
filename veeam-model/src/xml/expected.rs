//! The part of the reader that takes what a type expects next, where the document has it in the form
//! that most documents have: nothing is searched then, and no name is read that is not declared.
//!
//! Where one of these functions declines, nothing but white space has been passed, and those that
//! search find out why.

use super::content::Frame;
use super::find::{find_quote, find_stop, starts_with};
use super::raw::{RawAttribute, RawName};
use super::reader::{Open, StartTag};
use super::{Child, DeclaredName, Error, Name, Reader};

/// How many children of a type are looked at before all are: some are mostly absent.
const NEAR: usize = 4;

impl<'a> Reader<'a> {
    /// The index of the attribute after the one found last, if it comes next.
    #[inline(always)]
    pub(super) fn expected_attribute(&mut self, frame: &mut Frame) -> Option<usize> {
        if !self.in_start_tag {
            return None;
        }
        let declared = frame.shape.attributes.get(frame.hint)?;
        if !declared.name.ns.is_empty() {
            return None;
        }
        let [b'=', b'"', quoted @ ..] = declared.pass(self.scan.rest_bytes())? else {
            return None;
        };
        let (value, after) = quoted.split_at_checked(find_quote(quoted))?;
        match after.first() {
            Some(b'"') => {
                self.found_in_start_tag(frame, frame.hint, declared.name.local.len(), value)
            }
            _ => None,
        }
    }

    /// Passes an attribute that the type declares, unless it is there twice or too long.
    #[inline(always)]
    pub(super) fn found_in_start_tag(
        &mut self,
        frame: &mut Frame,
        index: usize,
        name_length: usize,
        value: &[u8],
    ) -> Option<usize> {
        let bit = 1_u64.checked_shl(u32::try_from(index).ok()?)?;
        if frame.seen & bit != 0 || value.len() > self.options.max_text {
            return None;
        }
        frame.seen |= bit;
        frame.attribute += 1;
        frame.hint = if index + 1 < frame.shape.attributes.len() {
            index + 1
        } else {
            0
        };
        self.current = RawAttribute::simple(self.scan.pos() + 1, name_length, value.len());
        self.scan.go_to(self.current.end());
        Some(index)
    }

    /// Whether the end of the start tag comes next, which is passed then.
    #[inline(always)]
    pub(super) fn at_end_of_start_tag(&mut self, frame: &mut Frame) -> bool {
        if !self.in_start_tag {
            return false;
        }
        let after = match self.scan.rest_bytes() {
            [b'>', after @ ..] => after,
            [b' ', b'/', b'>', after @ ..] | [b'/', b'>', after @ ..] => {
                self.empty = true;
                after
            }
            _ => return false,
        };
        self.scan.go_to_rest(after);
        self.in_start_tag = false;
        frame.hint = 0;
        true
    }

    /// The index of the child read last, or of one that follows it soon in the schema, if it comes
    /// next: its start tag is read then.
    #[inline(always)]
    pub(super) fn expected_child(&mut self, frame: &Frame) -> Option<usize> {
        if !frame.shape.groups.is_empty() || !self.goes_to_child() {
            return None;
        }
        let rest = self.scan.rest_bytes();
        for index in frame.hint..frame.hint + NEAR {
            // A choice may hold the same name: the first that does is the one to find.
            let Some(Child::Element(declared)) = frame.shape.children.get(index) else {
                return None;
            };
            if let Some(after) = declared.pass(rest) {
                return self
                    .expected_start_tag(&declared.name, after)
                    .then_some(index);
            }
        }
        None
    }

    /// Whether a child of this name comes next, whose start tag is read then.
    #[inline(always)]
    pub(super) fn is_next(&mut self, declared: &DeclaredName) -> bool {
        self.goes_to_child()
            && declared
                .pass(self.scan.rest_bytes())
                .is_some_and(|after| self.expected_start_tag(&declared.name, after))
    }

    /// Whether the end of the element comes next, which is passed then.
    #[inline(always)]
    pub(super) fn is_at_end(&mut self) -> Result<bool, Error> {
        if self.in_start_tag {
            return Ok(false);
        }
        match self.scan.rest_bytes() {
            [b'<', b'/', ..] if !self.empty => self.end_tag().map(|()| true),
            _ => Ok(self.at_empty_end()),
        }
    }

    /// Goes where the next child starts, if there is one and nothing before it but white space.
    #[inline(always)]
    fn goes_to_child(&mut self) -> bool {
        if self.in_start_tag || self.empty {
            return false;
        }
        self.leave_scope();
        self.scan.space();
        true
    }

    /// Reads a start tag of this name, up to its attributes. `after` is what follows the name.
    #[inline(always)]
    fn expected_start_tag(&mut self, name: &Name, after: &'a [u8]) -> bool {
        let namespace = self.namespaces.default();
        if !self.namespaces.is_known(namespace, name.ns)
            || self.open.len() >= self.options.max_depth
        {
            return false;
        }
        let offset = self.scan.pos();
        match after {
            [b'>', content @ ..] => self.scan.go_to_rest(content),
            [b' ', second, ..] if self.may_be_left(*second) => {
                self.in_start_tag = true;
                self.scan.go_to_rest(after);
            }
            _ => return false,
        }
        let name = RawName {
            prefix: "",
            local: name.local,
        };
        self.open.push(Open {
            name,
            offset,
            outer_bindings: self.namespaces.mark(),
        });
        self.attributes.clear();
        self.tag = StartTag {
            offset,
            name,
            namespace,
        };
        true
    }

    /// The text of an element of a simple type, if nothing else is in the element: the end tag is
    /// read too.
    #[inline(always)]
    pub(super) fn expected_text(&mut self) -> Option<&'a str> {
        if self.in_start_tag || self.empty {
            return None;
        }
        let name = self.open.last()?.name;
        if !name.prefix.is_empty() {
            return None;
        }
        let rest = self.scan.rest_bytes();
        let (text, after) = rest.split_at_checked(find_stop(rest, [b'<', b'&', b']']))?;
        let [b'<', b'/', named @ ..] = after else {
            return None;
        };
        if !starts_with(named, name.local.as_bytes()) || text.len() > self.options.max_text {
            return None;
        }
        let [b'>', after @ ..] = named.get(name.local.len()..)? else {
            return None;
        };
        let text = self.scan.take(text.len());
        self.value_at = self.scan.pos() - text.len();
        self.scan.go_to_rest(after);
        self.close();
        Some(text)
    }
}
