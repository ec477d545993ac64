//! Qualified names in values: which prefix each is written with, and what the start tag must
//! declare for it.

use std::collections::HashSet;
use std::rc::Rc;

use super::chars::{is_ncname, is_xml_char};
use super::name::{XML_NAMESPACE, XMLNS_NAMESPACE, XSI_NAMESPACE};
use super::prefixes::Prefixes;
use super::writer::{Writer, push_bindings};
use super::{NameRef, QualifiedName, TextWriter, ValueError};

/// What the values of the start tag written last need of it.
#[derive(Debug, Default)]
pub(super) struct ValueNames {
    /// The prefixes that these values use; an empty one is the default namespace.
    used: HashSet<Rc<str>>,
    /// Whether `xsi:type` has a name in the default namespace, which may still get a prefix.
    typed: bool,
    /// What the value being written needs besides.
    needs: Option<Needs>,
}

#[derive(Clone, Copy, Debug)]
struct Needs {
    /// The first of the bindings that are still to be declared.
    first: usize,
    /// No default namespace, where there is one.
    no_default: bool,
}

impl ValueNames {
    /// Forgets the start tag before.
    #[inline]
    pub(super) fn start_tag(&mut self) {
        self.typed = false;
        if !self.used.is_empty() {
            self.used.clear();
        }
    }

    /// The name in the default namespace, if one is used, is that of `xsi:type`.
    pub(super) fn let_type_leave_default(&mut self) {
        self.typed = self.used.remove("");
    }

    pub(super) fn uses(&self, prefix: &str) -> bool {
        self.used.contains(prefix)
    }

    pub(super) fn add(&mut self, prefix: &str) {
        if !self.uses(prefix) {
            self.used.insert(prefix.into());
        }
    }

    /// Whether the value written last needs something.
    #[inline]
    pub(super) fn has_needs(&self) -> bool {
        self.needs.is_some()
    }
}

impl Prefixes {
    /// The prefix for a name in a value; one that is not declared yet must be then.
    fn for_value(&mut self, name: NameRef<'_>) -> Result<Rc<str>, ValueError> {
        let no_default = self.values.needs.is_some_and(|needs| needs.no_default);
        let is_default = match no_default {
            true => name.ns.is_empty(),
            false => name.ns == self.default_namespace(),
        };
        let prefix = if name.ns == XML_NAMESPACE {
            return Ok("xml".into());
        } else if is_default && (name.prefix.is_empty() || name.ns.is_empty()) {
            "".into()
        } else if !name.prefix.is_empty() && self.namespace_of(name.prefix) == Some(name.ns) {
            name.prefix.into()
        } else if let Some(number) = self.of_namespace(name.ns) {
            self.prefix(number).into()
        } else {
            self.declare_for_value(name)?
        };
        self.values.add(&prefix);
        Ok(prefix)
    }

    #[cold]
    fn declare_for_value(&mut self, name: NameRef<'_>) -> Result<Rc<str>, ValueError> {
        if name.ns.is_empty() && self.values.uses("") {
            return Err(ValueError::expected(format!(
                "{} is in no namespace and cannot be written beside a name in the default \
                 namespace: give that one a prefix",
                name.local
            )));
        }
        let first = self.mark();
        let needs = self.values.needs.get_or_insert(Needs {
            first,
            no_default: false,
        });
        if name.ns.is_empty() {
            needs.no_default = true;
            return Ok("".into());
        }
        let number = self.declare(name);
        Ok(self.prefix(number).into())
    }
}

impl TextWriter<'_> {
    /// Writes a name with a prefix that stands for its namespace. The start tag declares one if
    /// there is none yet: the name's own prefix, if nothing else has it.
    ///
    /// # Errors
    /// When it is no name in a namespace, or stands where nothing can be declared.
    pub fn write_name(&mut self, name: NameRef<'_>) -> Result<(), ValueError> {
        let sound =
            is_ncname(name.local) && name.ns.chars().all(is_xml_char) && name.ns != XMLNS_NAMESPACE;
        if !sound {
            let name = QualifiedName::new(name.ns, name.local).to_string();
            return Err(ValueError::expected(format!(
                "{name:?} is no qualified name"
            )));
        }
        if self.is_plain() {
            if !name.prefix.is_empty() {
                self.write_plain(name.prefix);
                self.write_plain(":");
            }
            self.write_plain(name.local);
            return Ok(());
        }
        let Some(prefixes) = &mut self.prefixes else {
            return Err(ValueError::expected(
                "a qualified name stands where its prefix cannot be declared",
            ));
        };
        let prefix = prefixes.for_value(name)?;
        if !prefix.is_empty() {
            self.write_plain(&prefix);
            self.write_plain(":");
        }
        self.write_plain(name.local);
        Ok(())
    }
}

impl Writer<'_> {
    /// Declares in the open start tag what the value written last needs; `at` is a place between
    /// two of its attributes, or its end.
    #[cold]
    pub(super) fn meet_needs(&mut self, at: usize) {
        let Some(needs) = self.prefixes.values.needs.take() else {
            return;
        };
        let mut at = at;
        if needs.no_default {
            at = self.leave_default_namespace(at);
        }
        let mut declarations = String::new();
        push_bindings(&mut declarations, self.prefixes.since(needs.first));
        self.out.insert_str(at, &declarations);
    }

    /// Takes the open start tag out of the default namespace, which no value in it uses; gives the
    /// new place of `at`.
    fn leave_default_namespace(&mut self, at: usize) -> usize {
        let name_at = self.tag_at + 1;
        let tag = self.out.get(name_at..at).unwrap_or_default();
        let name = tag.split(' ').next().unwrap_or_default();
        let mut length = tag.len();
        let has_prefix = name.contains(':');
        let typed = std::mem::take(&mut self.prefixes.values.typed);
        if !has_prefix || typed {
            let namespace = Rc::<str>::from(self.prefixes.default_namespace());
            let number = self.prefixes.of_namespace(&namespace);
            let number = number.unwrap_or_else(|| {
                self.prefixes.declare(NameRef {
                    ns: &namespace,
                    local: name,
                    prefix: "",
                })
            });
            // Quotes are escaped in values: these are no part of one.
            let own = tag.split_once(" xmlns=\"").and_then(|(before, rest)| {
                let (_, after) = rest.split_once('"')?;
                Some(format!("{before}{after}"))
            });
            let mut renamed = own.unwrap_or_else(|| tag.to_owned());
            let prefix = format!("{}:", self.prefixes.prefix(number));
            if let (true, Some(xsi)) = (typed, self.prefixes.of_namespace(XSI_NAMESPACE)) {
                let attribute = format!(" {}:type=\"", self.prefixes.prefix(xsi));
                if let Some(at) = renamed.find(&attribute) {
                    renamed.insert_str(at + attribute.len(), &prefix);
                }
            }
            if !has_prefix {
                renamed.insert_str(0, &prefix);
                self.rename(number);
            }
            length = renamed.len();
            self.out.replace_range(name_at..at, &renamed);
        }
        self.prefixes.bind("", "");
        name_at + length
    }
}
