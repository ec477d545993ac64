//! How many children of each name an element has had.

use std::collections::HashMap;

use super::super::find::same;
use super::super::locate::Step;
use super::super::raw::RawName;

/// How many names are counted. A document may have any number of names, and its reader has not: a
/// child with one name more is told by its place among all children, whatever their names.
const NAMES: usize = 1024;

/// The children that an element has had.
#[derive(Debug, Default)]
pub(super) struct Children {
    all: usize,
    /// The name of the last child and how many there have been: names mostly come in runs.
    last: Named,
    /// The same of other names.
    others: HashMap<String, usize>,
}

#[derive(Debug, Default)]
struct Named {
    prefix: String,
    local: String,
    count: usize,
}

impl Named {
    fn is(&self, name: RawName<'_>) -> bool {
        same(&self.local, name.local) && same(&self.prefix, name.prefix)
    }

    fn name(&self) -> RawName<'_> {
        RawName {
            prefix: &self.prefix,
            local: &self.local,
        }
    }
}

impl Children {
    /// Counts another child.
    pub(super) fn add(&mut self, name: RawName<'_>) {
        self.all += 1;
        if !self.last.is(name) {
            self.change_name(name);
        }
        if self.last.is(name) {
            self.last.count += 1;
        }
    }

    #[cold]
    fn change_name(&mut self, name: RawName<'_>) {
        let before = std::mem::take(&mut self.last);
        if before.count > 0 {
            self.others.insert(before.name().to_string(), before.count);
        }
        let known = self.others.remove(&name.to_string());
        if known.is_some() || self.others.len() < NAMES {
            self.last = Named {
                prefix: name.prefix.to_owned(),
                local: name.local.to_owned(),
                count: known.unwrap_or(0),
            };
        }
    }

    /// Counts the children before it on a step that leads to the next child.
    pub(super) fn count_on(&self, step: &mut Step<'_>) {
        let counted = match self.last.is(step.name) {
            true => Some(self.last.count),
            false => self.others.get(&step.name.to_string()).copied(),
        };
        match counted {
            Some(count) => step.nth += count,
            None if self.names() < NAMES => {}
            None => {
                let local = "*";
                step.name = RawName { prefix: "", local };
                step.nth += self.all;
            }
        }
    }

    fn names(&self) -> usize {
        self.others.len() + usize::from(self.last.count > 0)
    }
}
