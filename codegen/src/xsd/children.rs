//! The children of an element against the slots of its rule: unknown, misplaced, missing and
//! superfluous ones.

use super::grammar::{Count, ELEMENTS, ELEMENTS_OF_1_1, Rule, Slot};
use super::reader::{Node, Reader, list};
use crate::diagnostic::{Code, Diagnostic, quoted};
use crate::source::Span;
use crate::suggest::nearest;

/// The children of one element, matched against the slots of its rule.
pub(super) struct Children<'r> {
    rule: &'r Rule,
    /// How many children each slot has taken.
    filled: Vec<usize>,
    /// The slot of the last child that was in its place.
    current: usize,
    /// The last child that was in its place, and its span.
    last: Option<Span>,
}

impl<'r> Children<'r> {
    /// None yet.
    pub(super) fn new(rule: &'r Rule) -> Self {
        Self {
            rule,
            filled: vec![0; rule.children.len()],
            current: 0,
            last: None,
        }
    }

    /// Takes a child into the slot it belongs in; says whether the rule knows it at all.
    pub(super) fn take(
        &mut self,
        reader: &mut Reader<'_>,
        parent: Node<'_>,
        child: Node<'_>,
    ) -> bool {
        let name = child.tag_name().name();
        let place = reader.tag_name(child);
        let slots = || self.rule.children.iter().zip(&self.filled).enumerate();
        let found = slots()
            .filter(|(_, (slot, _))| slot.names.contains(&name))
            .min_by_key(|(index, _)| (*index < self.current, *index))
            .map(|(index, (slot, filled))| (index, slot.count, *filled));
        let Some((index, count, filled)) = found else {
            if name == "annotation" && self.rule.annotated {
                self.annotation(reader, parent, child);
                return true;
            }
            unknown(reader, parent, child, self.rule);
            return false;
        };
        let single = matches!(count, Count::One | Count::Optional);
        if index < self.current {
            let message = format!("{} comes too late", quoted(reader.written(child)));
            let mut diagnostic = Diagnostic::error(Code::MisplacedElement, message).at(place);
            if let Some(last) = self.last {
                diagnostic = diagnostic.related(last, "it must come before this");
            }
            reader.report(diagnostic);
        } else if single && filled > 0 {
            let names = slots()
                .nth(index)
                .map_or(&[] as &[&str], |(_, (slot, _))| slot.names);
            let message = format!(
                "{} can hold only one {}",
                quoted(reader.written(parent)),
                list(names)
            );
            let mut diagnostic = Diagnostic::error(Code::MisplacedElement, message)
                .at(place)
                .label("one too many");
            if let Some(last) = self.last {
                diagnostic = diagnostic.related(last, "there is this one already");
            }
            reader.report(diagnostic);
        } else {
            self.current = index;
            self.last = Some(place);
        }
        if let Some(filled) = self.filled.get_mut(index) {
            *filled += 1;
        }
        true
    }

    fn annotation(&mut self, reader: &mut Reader<'_>, parent: Node<'_>, child: Node<'_>) {
        let place = reader.tag_name(child);
        if let Some(last) = self.last {
            let message = format!(
                "{} must come first in {}, and only once",
                quoted(reader.written(child)),
                quoted(reader.written(parent))
            );
            let diagnostic = Diagnostic::error(Code::MisplacedElement, message)
                .at(place)
                .related(last, "this came before it");
            reader.report(diagnostic);
        } else {
            self.last = Some(place);
        }
    }

    /// Reports the children that are required and were not there.
    pub(super) fn finish(&self, reader: &mut Reader<'_>, parent: Node<'_>) {
        for (slot, filled) in self.rule.children.iter().zip(&self.filled) {
            if *filled == 0 && matches!(slot.count, Count::One | Count::Some) {
                let message = format!(
                    "{} needs {}",
                    quoted(reader.written(parent)),
                    list(slot.names)
                );
                let diagnostic = Diagnostic::error(Code::MissingElement, message)
                    .at(reader.tag(parent))
                    .label("it is not there");
                reader.report(diagnostic);
            }
        }
    }
}

fn unknown(reader: &mut Reader<'_>, parent: Node<'_>, child: Node<'_>, rule: &Rule) {
    let name = child.tag_name().name();
    let written = quoted(reader.written(child));
    let allowed = || {
        rule.children
            .iter()
            .flat_map(|slot: &Slot| slot.names)
            .copied()
    };
    let diagnostic = if ELEMENTS.contains(&name) {
        let allowed: Vec<&str> = allowed().collect();
        Diagnostic::error(
            Code::MisplacedElement,
            format!(
                "{written} is not allowed in {}",
                quoted(reader.written(parent))
            ),
        )
        .at(reader.tag_name(child))
        .help(match allowed.as_slice() {
            [] => "it holds nothing but an `annotation`".to_owned(),
            some => format!("it may hold {}", list(some)),
        })
    } else {
        let diagnostic = Diagnostic::error(
            Code::UnknownElement,
            format!("{written} is not an element of XML Schema 1.0"),
        )
        .at(reader.tag_name(child));
        if ELEMENTS_OF_1_1.contains(&name) {
            diagnostic.help("it belongs to XML Schema 1.1, which is not supported")
        } else if let Some(near) = nearest(name, allowed().chain(ELEMENTS.iter().copied())) {
            diagnostic.help(format!("did you mean `{}`?", reader.prefixed(child, near)))
        } else {
            diagnostic
        }
    };
    reader.report(diagnostic);
}
