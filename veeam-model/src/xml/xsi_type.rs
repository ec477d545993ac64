//! Elements that say their type: `xsi:type="e:Kind"`.

use super::error::ValueError;
use super::name::XSI_NAMESPACE;
use super::simple::trim;
use super::{Error, ErrorKind, Name, Reader};

/// The name of the attribute.
pub(super) const TYPE: Name = Name::new(XSI_NAMESPACE, "type");

impl Reader<'_> {
    /// The type that the start tag read last says its element is of, by its index in `types`. It
    /// is `types.len()` for another one and for none, if `other` allows that; `default` for none.
    /// The attribute is taken from the tag if the type is one of `types`, but not if that is the
    /// default: there it says nothing new, and is kept as unknown attributes are.
    ///
    /// # Errors
    /// When the type is not in `types` or not there at all, and must be; or it is not a qualified
    /// name, or has a prefix that nothing binds.
    ///
    /// Source: XML Schema Part 1, section 2.6.1.
    pub fn xsi_type(
        &mut self,
        types: &'static [Name],
        default: Option<usize>,
        other: bool,
    ) -> Result<usize, Error> {
        let other = other.then_some(types.len());
        self.finish_start_tag()?;
        let Some(at) = self.find_attribute(&TYPE) else {
            return default.or(other).ok_or_else(|| {
                let missing = ErrorKind::MissingAttribute(TYPE.to_string());
                Error::at(self.tag.offset, missing).in_attribute("xsi:type")
            });
        };
        let value = self.attribute_value();
        let value = trim(&value);
        let (prefix, local) = value.split_once(':').unwrap_or(("", value));
        let Some(namespace) = self.namespaces.resolve(prefix) else {
            let bound = ValueError::expected("a type whose prefix is bound to a namespace");
            return Err(self.attribute_value_error(bound));
        };
        let is_listed =
            |name: &Name| name.local == local && *name.ns == *self.namespaces.name(namespace);
        match types.iter().position(is_listed) {
            Some(index) => {
                if default != Some(index) {
                    self.attributes.remove(at);
                }
                Ok(index)
            }
            None => other.ok_or_else(|| {
                let names: Vec<String> = types.iter().map(Name::to_string).collect();
                let listed = format!("a type out of {}", names.join(", "));
                self.attribute_value_error(ValueError::expected(listed))
            }),
        }
    }
}
