//! Whether a text is a value of a simple type.

use std::borrow::Cow;
use std::cmp::Ordering;

use super::datatype::Datatype;
use super::facets::Base;
use super::violation::Fault;
use super::{Constraint, Facets, WhiteSpace};
use crate::xml::chars::is_space_char;
use crate::xml::list::items;

/// How many types may restrict each other one after the other; no more are looked at.
const MAX_STEPS: usize = 256;

/// How deep lists and unions may stand in each other; what is deeper allows everything.
const MAX_NESTING: usize = 16;

/// Tells everything that is wrong with a text.
pub(super) fn faults(facets: &Facets, text: &str, tell: &mut dyn FnMut(Fault)) {
    nested_faults(facets, text, 0, tell);
}

/// Whether two texts are the same value of the type.
pub(super) fn same(facets: &Facets, one: &str, other: &str) -> bool {
    nested_same(facets, one, other, 0)
}

/// A type with all that it restricts: the most basic first.
struct Chain<'f> {
    root: &'f Base,
    steps: Vec<&'f Facets>,
}

impl<'f> Chain<'f> {
    fn of(facets: &'f Facets) -> Self {
        let mut steps = vec![facets];
        let mut root = &facets.base;
        while let (Base::Restriction(base), true) = (root, steps.len() < MAX_STEPS) {
            steps.push(base);
            root = &base.base;
        }
        steps.reverse();
        Chain { root, steps }
    }

    /// The text after white space is treated as it should be.
    fn normalized<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let own = self.steps.iter().rev().find_map(|step| step.white_space);
        let white_space = own.unwrap_or(match self.root {
            Base::Builtin(datatype) => datatype.white_space(),
            // Each member has its own.
            Base::Union(_) => WhiteSpace::Preserve,
            _ => WhiteSpace::Collapse,
        });
        normalized(white_space, text)
    }
}

fn normalized(white_space: WhiteSpace, text: &str) -> Cow<'_, str> {
    match white_space {
        WhiteSpace::Replace if text.contains(['\t', '\n', '\r']) => {
            text.replace(['\t', '\n', '\r'], " ").into()
        }
        WhiteSpace::Collapse if text.contains(is_space_char) => {
            items(text).collect::<Vec<_>>().join(" ").into()
        }
        _ => text.into(),
    }
}

fn nested_faults(facets: &Facets, text: &str, nesting: usize, tell: &mut dyn FnMut(Fault)) {
    if nesting > MAX_NESTING {
        return;
    }
    let chain = Chain::of(facets);
    let text = &*chain.normalized(text);
    let mut compare = |value: &str| same(facets, text, value);
    let mut measure = Measure::default();
    match chain.root {
        Base::Builtin(datatype) => {
            if !datatype.accepts(text) {
                return tell(Fault {
                    constraint: Constraint::Type,
                    value: String::new(),
                    expected: datatype.description(),
                });
            }
            measure = Measure {
                datatype: Some(*datatype),
                length: datatype.length(text),
            };
        }
        Base::List(item) => {
            let mut count = 0;
            for one in items(text) {
                count += 1;
                nested_faults(item, one, nesting + 1, &mut |fault| {
                    tell(Fault {
                        expected: format!("{} as item {count}, not {one}", fault.expected),
                        ..fault
                    });
                });
            }
            measure.length = Some((count, "item"));
        }
        Base::Union(members) => {
            if let Some(fault) = no_member(members, text, nesting + 1) {
                return tell(fault);
            }
        }
        // A chain without an end.
        Base::Restriction(_) => return,
    }
    for step in &chain.steps {
        step_faults(step, text, &measure, &mut compare, tell);
    }
}

fn is_valid(facets: &Facets, text: &str, nesting: usize) -> bool {
    let mut valid = true;
    nested_faults(facets, text, nesting, &mut |_| valid = false);
    valid
}

/// That no member of a union allows the text, with what each expects first; nothing if one does.
fn no_member(members: &[&Facets], text: &str, nesting: usize) -> Option<Fault> {
    let expected = members.iter().map(|member| {
        let mut first = None;
        nested_faults(member, text, nesting, &mut |fault| {
            first.get_or_insert(fault.expected);
        });
        first
    });
    let expected: Vec<String> = expected.collect::<Option<_>>()?;
    Some(Fault {
        constraint: Constraint::Type,
        value: String::new(),
        expected: expected.join("; or "),
    })
}

/// Whether a value that compares to a limit like this is within it.
type Holds = fn(Ordering) -> bool;

/// What the facets of a type are about.
#[derive(Default)]
struct Measure {
    datatype: Option<Datatype>,
    length: Option<(usize, &'static str)>,
}

/// Tells what the facets of one type exclude, apart from those that it restricts.
fn step_faults(
    step: &Facets,
    text: &str,
    measure: &Measure,
    same: &mut dyn FnMut(&str) -> bool,
    tell: &mut dyn FnMut(Fault),
) {
    if let Some((length, unit)) = measure.length {
        let limits = [
            (
                Constraint::Length,
                step.length,
                "",
                Ordering::is_eq as Holds,
            ),
            (
                Constraint::MinLength,
                step.min_length,
                "at least ",
                Ordering::is_ge,
            ),
            (
                Constraint::MaxLength,
                step.max_length,
                "at most ",
                Ordering::is_le,
            ),
        ];
        for (constraint, limit, how, holds) in limits {
            if let Some(limit) = limit.filter(|limit| !holds(length.cmp(limit))) {
                let plural = if limit == 1 { "" } else { "s" };
                tell(Fault {
                    constraint,
                    value: limit.to_string(),
                    expected: format!("{how}{limit} {unit}{plural}"),
                });
            }
        }
    }
    if let Some(datatype) = measure.datatype {
        order_faults(step, text, datatype, tell);
        if let Some((total, fraction)) = datatype.digits(text) {
            let limits = [
                (Constraint::TotalDigits, step.total_digits, total, ""),
                (
                    Constraint::FractionDigits,
                    step.fraction_digits,
                    fraction,
                    " after the point",
                ),
            ];
            for (constraint, limit, digits, which) in limits {
                if let Some(limit) = limit.filter(|limit| digits > *limit) {
                    let plural = if limit == 1 { "" } else { "s" };
                    tell(Fault {
                        constraint,
                        value: limit.to_string(),
                        expected: format!("at most {limit} digit{plural}{which}"),
                    });
                }
            }
        }
    }
    let matches = |text: &str| step.matches(text);
    let matched = match measure.datatype {
        Some(datatype) => datatype.some_text(text, matches),
        None => matches(text),
    };
    if !matched {
        let pattern = step.pattern_text();
        tell(Fault {
            constraint: Constraint::Pattern,
            expected: format!("text of the pattern {pattern}"),
            value: pattern,
        });
    }
    if let Some(values) = step.enumeration
        && !values.contains(&text)
        && !values.iter().any(|value| same(value))
    {
        tell(unlisted(values));
    }
}

/// That a value is not one of those that are listed.
pub(super) fn unlisted(values: &[&str]) -> Fault {
    /// So many are shown.
    const SHOWN: usize = 12;
    let shown = values.get(..SHOWN).unwrap_or(values).join(", ");
    let expected = match (values.len() - values.len().min(SHOWN), values.len()) {
        (_, 1) => shown,
        (0, _) => format!("one of {shown}"),
        (more, _) => format!("one of {shown} and {more} more"),
    };
    Fault {
        constraint: Constraint::Enumeration,
        value: values.join("|"),
        expected,
    }
}

fn order_faults(step: &Facets, text: &str, datatype: Datatype, tell: &mut dyn FnMut(Fault)) {
    let limits: [(Constraint, Option<&str>, &str, Holds); 4] = [
        (
            Constraint::MinInclusive,
            step.min_inclusive,
            "at least",
            Ordering::is_ge,
        ),
        (
            Constraint::MinExclusive,
            step.min_exclusive,
            "more than",
            Ordering::is_gt,
        ),
        (
            Constraint::MaxInclusive,
            step.max_inclusive,
            "at most",
            Ordering::is_le,
        ),
        (
            Constraint::MaxExclusive,
            step.max_exclusive,
            "less than",
            Ordering::is_lt,
        ),
    ];
    for (constraint, limit, how, holds) in limits {
        // A limit that is no value of the type says nothing.
        let Some(limit) = limit.filter(|limit| datatype.accepts_limit(limit)) else {
            continue;
        };
        if !datatype.compare(text, limit).is_some_and(holds) {
            tell(Fault {
                constraint,
                value: limit.to_owned(),
                expected: format!("{how} {limit}"),
            });
        }
    }
}

fn nested_same(facets: &Facets, one: &str, other: &str, nesting: usize) -> bool {
    if nesting > MAX_NESTING {
        return one == other;
    }
    let chain = Chain::of(facets);
    let (one, other) = (chain.normalized(one), chain.normalized(other));
    if one == other {
        return true;
    }
    match chain.root {
        Base::Builtin(datatype) => datatype.compare(&one, &other).is_some_and(Ordering::is_eq),
        Base::List(item) => {
            let (mut ones, mut others) = (items(&one), items(&other));
            loop {
                match (ones.next(), others.next()) {
                    (None, None) => return true,
                    (Some(one), Some(other)) if nested_same(item, one, other, nesting + 1) => {}
                    _ => return false,
                }
            }
        }
        Base::Union(members) => members.iter().any(|member| {
            is_valid(member, &one, nesting + 1)
                && is_valid(member, &other, nesting + 1)
                && nested_same(member, &one, &other, nesting + 1)
        }),
        Base::Restriction(_) => false,
    }
}
