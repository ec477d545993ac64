//! What goes over a value and collects what is wrong with it.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::violation::Fault;
use super::{Constraint, Facets, Rules, Validate, Violation, Violations, check};
use crate::xml::{Options, TextWriter, ToText};

/// Goes over a value and collects what is wrong with it; [`Validate::validate_in`] is given one.
#[derive(Debug)]
pub struct Validator {
    /// The elements that are open, and the attribute or child that is looked at.
    path: Vec<Step>,
    /// What holds for the value that comes next.
    rules: Rules,
    /// Whether each item of a list that comes next is one more element of the last step's name.
    repeats: bool,
    /// How often each root was there.
    roots: BTreeMap<&'static str, usize>,
    /// The text of the value.
    text: String,
    violations: Vec<Violation>,
}

/// One step of a path.
#[derive(Debug)]
struct Step {
    name: &'static str,
    is_attribute: bool,
    /// Which of the elements of this name it is, from 1.
    nth: usize,
    /// How many children of each name have come of those that stand among others.
    children: BTreeMap<&'static str, usize>,
}

/// How the items of a list are looked at.
#[derive(Clone, Copy, Debug)]
pub(in crate::xml) struct Items {
    rules: Rules,
    repeats: bool,
}

impl Validator {
    pub(super) fn new(root: Option<&'static str>) -> Self {
        let mut validator = Validator {
            path: Vec::new(),
            rules: Rules::NONE,
            repeats: false,
            roots: BTreeMap::new(),
            text: String::new(),
            violations: Vec::new(),
        };
        if let Some(name) = root {
            validator.push(name, false);
        }
        validator
    }

    pub(super) fn finish(self) -> Result<(), Violations> {
        Violations::of(self.violations)
    }

    fn push(&mut self, name: &'static str, is_attribute: bool) {
        self.path.push(Step {
            name,
            is_attribute,
            nth: 1,
            children: BTreeMap::new(),
        });
    }

    /// Looks at an attribute.
    pub fn attribute(&mut self, name: &'static str, rules: Rules, value: &dyn Validate) {
        self.push(name, true);
        self.value(rules, value);
        self.path.pop();
    }

    /// Looks at child elements of one name.
    pub fn element(&mut self, name: &'static str, rules: Rules, value: &dyn Validate) {
        if !self.enter(name) {
            return;
        }
        self.repeats = true;
        self.value(rules, value);
        self.repeats = false;
        self.path.pop();
    }

    /// Looks at a list in an element of its own; the rules are those of the items.
    pub fn wrapped(
        &mut self,
        wrapper: &'static str,
        name: &'static str,
        rules: Rules,
        value: &dyn Validate,
    ) {
        if self.enter(wrapper) {
            self.element(name, rules, value);
            self.path.pop();
        }
    }

    /// Looks at what stands in the place of the field: the text, elements of a choice, the fields of
    /// a group.
    pub fn value(&mut self, rules: Rules, value: &dyn Validate) {
        self.rules = rules;
        value.validate_in(self);
        self.rules = Rules::NONE;
    }

    /// Looks at an element that stands among others, as one of a choice.
    pub fn alternative(&mut self, name: &'static str, rules: Rules, value: &dyn Validate) {
        let siblings = match self.path.last_mut() {
            Some(parent) => &mut parent.children,
            None => &mut self.roots,
        };
        let nth = siblings.entry(name).or_default();
        *nth += 1;
        let nth = *nth;
        if !self.enter(name) {
            return;
        }
        if let Some(step) = self.path.last_mut() {
            step.nth = nth;
        }
        self.value(rules, value);
        self.path.pop();
    }

    /// Goes into an element, unless the one around it is too deep already.
    fn enter(&mut self, name: &'static str) -> bool {
        const MAX_DEPTH: usize = Options::new().max_depth;
        if self.path.len() <= MAX_DEPTH {
            self.push(name, false);
            return true;
        }
        let fault = Fault {
            constraint: Constraint::Depth,
            value: MAX_DEPTH.to_string(),
            expected: format!("at most {MAX_DEPTH}: what is in this one is not looked at"),
        };
        self.add("too many elements in each other", fault);
        // Each of its children would say so.
        if let [.., before, last] = self.violations.as_slice()
            && before == last
        {
            self.violations.pop();
        }
        false
    }

    /// Facets that hold for the value, unless its field has some of its own.
    pub fn facets(&mut self, facets: &'static Facets) {
        self.rules.facets.get_or_insert(facets);
    }

    /// Looks at the text of a value; says whether there are facets for it.
    pub fn text(&mut self, value: &dyn ToText) -> bool {
        self.text_by(&mut |out| value.to_text(out))
    }

    /// Looks at the text that a function writes.
    pub fn text_by(
        &mut self,
        to_text: &mut dyn FnMut(&mut TextWriter<'_>) -> Result<(), crate::xml::ValueError>,
    ) -> bool {
        let Rules { facets, fixed, .. } = std::mem::take(&mut self.rules);
        if facets.is_none() && fixed.is_none() {
            return false;
        }
        let mut text = std::mem::take(&mut self.text);
        text.clear();
        if let Err(error) = to_text(&mut TextWriter::plain(&mut text)) {
            let fault = Fault {
                constraint: Constraint::Type,
                value: String::new(),
                expected: format!(
                    "a value that a document can hold: {}",
                    error.into_expected()
                ),
            };
            self.add(&text, fault);
        } else {
            if let Some(facets) = facets {
                check::faults(facets, &text, &mut |fault| self.add(&text, fault));
            }
            if let Some(fixed) = fixed.filter(|fixed| !is_fixed(facets, &text, fixed)) {
                let fault = Fault {
                    constraint: Constraint::Fixed,
                    value: fixed.to_owned(),
                    expected: format!("{fixed:?}, the only value allowed"),
                };
                self.add(&text, fault);
            }
        }
        self.text = text;
        facets.is_some()
    }

    /// Looks at a value of an enumeration, which is one of those `listed` or another one.
    pub fn listed(&mut self, value: &dyn ToText, is_listed: bool, listed: &[&str]) {
        if self.text(value) || is_listed {
            return;
        }
        let mut text = String::new();
        let written = value.to_text(&mut TextWriter::plain(&mut text));
        if written.is_err() || !listed.contains(&text.trim_ascii()) {
            self.add(&text, check::unlisted(listed));
        }
    }

    /// Counts a list, and makes ready for its items.
    pub(in crate::xml) fn items(&mut self, count: usize) -> Items {
        let items = Items {
            rules: Rules {
                min: 0,
                max: usize::MAX,
                ..self.rules
            },
            repeats: std::mem::take(&mut self.repeats),
        };
        let Rules { min, max, .. } = std::mem::take(&mut self.rules);
        let limits = [
            (Constraint::MinOccurs, min, "at least", count >= min),
            (Constraint::MaxOccurs, max, "at most", count <= max),
        ];
        for (constraint, limit, how, holds) in limits {
            if !holds {
                let fault = Fault {
                    constraint,
                    value: limit.to_string(),
                    expected: format!("{how} {limit}"),
                };
                self.add(&count.to_string(), fault);
            }
        }
        items
    }

    /// Makes ready for an item of a list, the one of a number from 0.
    pub(in crate::xml) fn item(&mut self, items: Items, at: usize) {
        self.rules = items.rules;
        if let Some(step) = self.path.last_mut().filter(|_| items.repeats) {
            step.nth = at + 1;
        }
    }

    #[cold]
    pub(super) fn add(&mut self, found: &str, fault: Fault) {
        let mut path = String::new();
        for step in &self.path {
            path.push('/');
            if step.is_attribute {
                path.push('@');
            }
            path.push_str(step.name);
            if step.nth > 1 {
                // Writing to a string does not fail.
                let _ = write!(path, "[{}]", step.nth);
            }
        }
        self.violations.push(Violation {
            path,
            found: found.to_owned(),
            fault,
        });
    }
}

fn is_fixed(facets: Option<&'static Facets>, text: &str, fixed: &str) -> bool {
    match facets {
        Some(facets) => check::same(facets, text, fixed),
        None => text == fixed,
    }
}
