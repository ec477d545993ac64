//! The part of the reader that reads start tags: attributes and namespace declarations.

use std::collections::HashSet;

use super::chars::is_space;
use super::error::Syntax;
use super::name::{XML_NAMESPACE, XMLNS_NAMESPACE};
use super::namespaces::Namespace;
use super::raw::{Raw, RawAttribute, RawName};
use super::reader::{Attribute, Open, SEEN_ATTRIBUTES, StartTag};
use super::scan::simple_attribute;
use super::{Error, ErrorKind, Reader};

impl<'a> Reader<'a> {
    /// Reads a start tag, or with `ahead` only the name if the rest can wait; the cursor stands at
    /// its `<`.
    ///
    /// Source: XML 1.0, productions 40, 41 and 44; Namespaces in XML 1.0, section 6.
    #[inline]
    pub(super) fn start_tag(&mut self, ahead: bool) -> Result<(), Error> {
        self.leave_scope();
        let offset = self.scan.pos();
        self.scan.advance(1);
        let name = match self.scan.simple_name() {
            Some(local) => RawName { prefix: "", local },
            None => self
                .scan
                .prefixed_or_wide_name("the name of an element after <; write < itself as &lt;")?,
        };
        if self.open.len() >= self.options.max_depth {
            return Err(self.too_deep(offset));
        }
        self.open.push(Open {
            name,
            offset,
            outer_bindings: self.namespaces.mark(),
        });
        self.attributes.clear();
        if ahead && self.scan.peek_second() == Some(b'x') {
            self.first_declarations()?;
        }
        let namespace = match name.prefix {
            "" => Some(self.namespaces.default()),
            prefix => self.namespaces.resolve(prefix),
        };
        self.tag = StartTag {
            offset,
            name,
            namespace: namespace.unwrap_or(Namespace::NONE),
        };
        match (self.scan.peek(), self.scan.peek_second()) {
            (Some(b'>'), _) if namespace.is_some() => {
                self.scan.advance(1);
                Ok(())
            }
            (Some(b' '), Some(second))
                if ahead && self.may_be_left(second) && namespace.is_some() =>
            {
                self.in_start_tag = true;
                Ok(())
            }
            _ => self.rest_of_start_tag(),
        }
    }

    /// Reads the declarations that come first in a start tag, as long as they have the usual form
    /// and leave room for attributes that are not counted.
    #[inline(never)]
    fn first_declarations(&mut self) -> Result<(), Error> {
        let outer_bindings = self.outer_bindings_of_tag();
        while let Some((name, value)) = self.scan.simple_declaration()
            && value.text.len() <= self.options.max_text
            && self.namespaces.mark() - outer_bindings + SEEN_ATTRIBUTES
                < self.options.max_attributes
        {
            let offset = self.scan.pos() + 1;
            self.declare(offset, name, value, outer_bindings)?;
            self.scan.go_to(value.offset + value.text.len() + 1);
        }
        Ok(())
    }

    /// How many bindings were in scope before those of the start tag read last.
    fn outer_bindings_of_tag(&self) -> usize {
        self.open.last().map_or(0, |open| open.outer_bindings)
    }

    /// Whether a start tag may be left before its attributes, of which `first` is the first byte.
    #[inline(always)]
    pub(super) fn may_be_left(&self, first: u8) -> bool {
        // What starts with an x may be a declaration: they mostly come first.
        self.ahead && first != b'x'
    }

    /// Reads the rest of the start tag read last, if it was left.
    ///
    /// # Errors
    /// When it is not well-formed; and when it declares a namespace, since that may change the meaning
    /// of what was read of it: the reader [is misled](Reader::is_misled) then.
    #[inline(always)]
    pub(super) fn finish_start_tag(&mut self) -> Result<(), Error> {
        match self.in_start_tag {
            true => self.read_start_tag_again(),
            false => Ok(()),
        }
    }

    /// Reads the start tag read last from after its name on, now as a whole.
    #[inline(never)]
    fn read_start_tag_again(&mut self) -> Result<(), Error> {
        let StartTag { offset, name, .. } = self.tag;
        let bindings = self.namespaces.mark();
        self.in_start_tag = false;
        self.namespaces.truncate(self.outer_bindings_of_tag());
        self.scan.go_to(offset + 1 + name.len());
        self.rest_of_start_tag()?;
        match self.namespaces.mark() == bindings {
            true => Ok(()),
            false => {
                self.in_start_tag = true;
                let rule = "a start tag with declarations is read as a whole";
                Err(self.scan.grammar(offset, rule))
            }
        }
    }

    /// What follows the name in a start tag.
    #[inline(never)]
    fn rest_of_start_tag(&mut self) -> Result<(), Error> {
        // Many documents are read without.
        self.attributes.reserve(8);
        let outer_bindings = self.outer_bindings_of_tag();
        let mut prefixed = false;
        let mut declarations = self.namespaces.mark() - outer_bindings;
        let mut names = NameBits::default();
        loop {
            self.simple_attributes(&mut names, self.options.max_attributes - declarations);
            let spaced = self.scan.space();
            match self.scan.peek() {
                Some(b'>') => {
                    self.scan.advance(1);
                    break;
                }
                Some(b'/') => {
                    self.scan.advance(1);
                    if !self.scan.eat(">") {
                        return Err(self.scan.unexpected("> after / at the end of a start tag"));
                    }
                    self.empty = true;
                    break;
                }
                _ if !spaced => {
                    return Err(self.scan.unexpected("white space, > or /> in a start tag"));
                }
                _ => {}
            }
            if self.attributes.len() + declarations == self.options.max_attributes {
                return Err(self.too_many_attributes());
            }
            let offset = self.scan.pos();
            let name = self.scan.name("an attribute, > or /> in a start tag")?;
            let value = self.attribute_value_after_name()?;
            match (name.prefix, name.local) {
                ("", "xmlns") | ("xmlns", _) => {
                    self.declare(offset, name, value, outer_bindings)?;
                    declarations += 1;
                }
                (prefix, _) => {
                    prefixed |= !prefix.is_empty();
                    names.add(name.local.as_bytes());
                    self.attributes.push(Attribute {
                        raw: RawAttribute::new(offset, name, value),
                        namespace: Namespace::NONE,
                    });
                }
            }
        }
        let StartTag { offset, name, .. } = self.tag;
        self.tag.namespace = match name.prefix {
            "" => self.namespaces.default(),
            prefix => self.resolve(prefix, offset + 1)?,
        };
        if prefixed {
            self.resolve_attributes()?;
        }
        match names.differ {
            true => Ok(()),
            false => self.refuse_equal_names(),
        }
    }

    #[cold]
    fn too_deep(&self, offset: usize) -> Error {
        let what = "too many elements within each other";
        let limit = self.options.max_depth;
        Error::at(offset, ErrorKind::Limit { what, limit })
    }

    /// Attributes of the usual form, up to the first that is not and as long as there are fewer than
    /// `most`: the cursor stays in a register.
    #[inline(always)]
    fn simple_attributes(&mut self, names: &mut NameBits, most: usize) {
        while let Some((name, value)) = simple_attribute(self.scan.rest_bytes())
            && name != b"xmlns"
            && value.len() <= self.options.max_text
            && self.attributes.len() < most
        {
            names.add(name);
            let raw = RawAttribute::simple(self.scan.pos() + 1, name.len(), value.len());
            self.scan.go_to(raw.end());
            self.attributes.push(Attribute {
                raw,
                namespace: Namespace::NONE,
            });
        }
    }

    /// The part of an attribute after its name.
    ///
    /// Source: XML 1.0, production 41.
    #[inline(always)]
    fn attribute_value_after_name(&mut self) -> Result<Raw<'a>, Error> {
        if !self.scan.eat("=") {
            self.scan.space();
            if !self.scan.eat("=") {
                return Err(self.scan.unexpected("= after the name of an attribute"));
            }
        }
        if self.scan.peek().is_some_and(is_space) {
            self.scan.space();
        }
        let value = self.scan.attribute_value()?;
        self.check_text(value)?;
        Ok(value)
    }

    #[cold]
    fn too_many_attributes(&self) -> Error {
        let what = "too many attributes in one start tag";
        let limit = self.options.max_attributes;
        Error::at(self.scan.pos(), ErrorKind::Limit { what, limit })
    }

    /// Source: Namespaces in XML 1.0, sections 3 and 5.
    #[cold]
    fn declare(
        &mut self,
        offset: usize,
        name: RawName<'a>,
        value: Raw<'a>,
        outer_bindings: usize,
    ) -> Result<(), Error> {
        let prefix = match name.prefix {
            "" => "",
            _ => name.local,
        };
        let uri = value.decode_attribute();
        let rule = match (prefix, uri.as_ref()) {
            ("xmlns", _) => Some("the prefix xmlns must not be declared"),
            ("xml", XML_NAMESPACE) => None,
            ("xml", _) => Some("the prefix xml must not be bound to another namespace"),
            (_, XML_NAMESPACE) => Some("no other prefix than xml may be bound to its namespace"),
            (_, XMLNS_NAMESPACE) => Some("the namespace of xmlns must not be declared"),
            ("", _) => None,
            (_, "") => Some("a prefix cannot be undeclared: xmlns:… needs a namespace name"),
            _ => None,
        };
        if let Some(rule) = rule {
            return Err(Error::syntax(offset, Syntax::ReservedNamespace(rule)));
        }
        let limit = self.options.max_namespace;
        if uri.len() > limit {
            let what = "too many bytes in the name of a namespace";
            return Err(Error::at(value.offset, ErrorKind::Limit { what, limit }));
        }
        if self.namespaces.declared_since(outer_bindings, prefix) {
            return Err(Error::syntax(
                offset,
                Syntax::DuplicateAttribute(name.to_string()),
            ));
        }
        self.namespaces.declare(prefix, uri);
        Ok(())
    }

    fn resolve(&self, prefix: &str, offset: usize) -> Result<Namespace, Error> {
        let unbound = || Error::syntax(offset, Syntax::UnboundPrefix(prefix.to_owned()));
        self.namespaces.resolve(prefix).ok_or_else(unbound)
    }

    #[cold]
    fn resolve_attributes(&mut self) -> Result<(), Error> {
        let mut attributes = std::mem::take(&mut self.attributes);
        for attribute in &mut attributes {
            let prefix = attribute.raw.name(self.scan.text()).prefix;
            if !prefix.is_empty() {
                attribute.namespace = self.resolve(prefix, attribute.raw.offset)?;
            }
        }
        self.attributes = attributes;
        Ok(())
    }

    /// Source: XML 1.0, section 3.1; Namespaces in XML 1.0, section 6.3.
    #[cold]
    fn refuse_equal_names(&self) -> Result<(), Error> {
        const FEW: usize = 16;
        let text = self.scan.text();
        let key = |attribute: &Attribute| (attribute.namespace, attribute.raw.local(text));
        let duplicate = if self.attributes.len() <= FEW {
            let mut attributes = self.attributes.iter().enumerate();
            attributes.find(|(at, attribute)| {
                self.attributes
                    .iter()
                    .take(*at)
                    .any(|earlier| key(earlier) == key(attribute))
            })
        } else {
            let mut seen = HashSet::with_capacity(self.attributes.len());
            self.attributes
                .iter()
                .enumerate()
                .find(|(_, attribute)| !seen.insert(key(attribute)))
        };
        match duplicate {
            None => Ok(()),
            Some((_, attribute)) => {
                let name = self.expanded(attribute.namespace, attribute.raw.name(text).local);
                Err(Error::syntax(
                    attribute.raw.offset,
                    Syntax::DuplicateAttribute(name),
                ))
            }
        }
    }
}

/// One bit for each length and first letter: where all differ, so do the names.
struct NameBits {
    seen: u64,
    differ: bool,
}

impl Default for NameBits {
    fn default() -> Self {
        NameBits {
            seen: 0,
            differ: true,
        }
    }
}

impl NameBits {
    #[inline(always)]
    fn add(&mut self, name: &[u8]) {
        let letter = name.first().copied().map_or(0, usize::from);
        let bit = 1 << ((name.len() * 5 + letter) % 64);
        self.differ &= self.seen & bit == 0;
        self.seen |= bit;
    }
}
