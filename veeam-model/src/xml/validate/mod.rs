//! Whether values are what the schema allows, beyond what their Rust types say.

pub mod builtin;
mod check;
mod datatype;
mod facets;
mod impls;
mod pattern;
mod rules;
mod validator;
mod violation;

pub use facets::{Facets, WhiteSpace};
pub use rules::Rules;
pub use validator::Validator;
pub use violation::{Constraint, Violation, Violations};

/// A value of which a schema says more than its Rust type does.
///
/// `#[derive(Validate)]` implements it, beside [`FromXml`](crate::FromXml) and
/// [`ToXml`](crate::ToXml); it is there with the feature `validate`. The generator writes the derive,
/// and what the schema says, with its option `validate`. What is looked at:
///
/// - the facets that fields and types name ([`Facets`]): lengths, patterns, limits, digits, listed
///   values, and what the built-in types allow;
/// - values of an enumeration that are not listed, since enumerations are open;
/// - fixed values, and how often elements stand there;
/// - and the same in everything that a value holds. Elements that no type declares are passed over.
///
/// Facets are about the text of a value, as it would be written.
///
/// ```
/// use veeam_model::xml::{self, Constraint, Facets};
/// use veeam_model::{FromXml, ToXml, Validate};
///
/// static CODE: Facets = Facets::restriction(&xml::facets::TOKEN).pattern(&["[A-Z]{3}"]);
/// static QUANTITY: Facets = Facets::restriction(&xml::facets::POSITIVE_INTEGER).max_exclusive("100");
///
/// #[derive(FromXml, ToXml, Validate)]
/// #[xml(rename_all = "camelCase")]
/// struct Order {
///     #[xml(validate(min_occurs = 1, max_occurs = 2))]
///     item: Vec<Item>,
///     currency: Option<Currency>,
/// }
///
/// #[derive(FromXml, ToXml, Validate)]
/// struct Item {
///     #[xml(attribute, validate(facets = CODE))]
///     code: String,
///     #[xml(attribute, validate(facets = QUANTITY))]
///     quantity: u32,
/// }
///
/// #[derive(FromXml, ToXml, Validate)]
/// enum Currency {
///     EUR,
///     USD,
///     #[xml(other)]
///     Other(String),
/// }
///
/// let order: Order = xml::from_str(
///     "<Order>
///        <item code='ABC' quantity='7'/>
///        <item code='abc' quantity='0'/>
///        <item code='XYZ' quantity='100'/>
///        <currency>DM</currency>
///      </Order>",
/// )?;
/// let violations = order.validate().unwrap_err();
/// assert_eq!(
///     violations.to_string(),
///     "/Order/item: found 3: expected at most 2 (maxOccurs 2)\n\
///      /Order/item[2]/@code: invalid value \"abc\": expected text of the pattern [A-Z]{3} (pattern [A-Z]{3})\n\
///      /Order/item[2]/@quantity: invalid value \"0\": expected an integer that is at least 1\n\
///      /Order/item[3]/@quantity: invalid value \"100\": expected less than 100 (maxExclusive 100)\n\
///      /Order/currency: invalid value \"DM\": expected one of EUR, USD",
/// );
/// let first = &violations.as_slice()[0];
/// assert_eq!((first.path(), first.constraint()), ("/Order/item", Constraint::MaxOccurs));
/// # Ok::<(), xml::Error>(())
/// ```
///
/// A type of one's own that is no derived one needs an impl: [`text_type!`](crate::text_type) writes
/// it for a simple type; where there is nothing to look at, `impl Validate for Mine {}` does.
///
/// Source: XML Schema Part 2, section 4.3.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be validated",
    label = "does not say whether it is valid",
    note = "add `#[derive(veeam_model::Validate)]` to `{Self}`, or `impl veeam_model::Validate for \
            {Self} {{}}` where there is nothing to check"
)]
pub trait Validate {
    /// Whether the value is one that the schema allows.
    ///
    /// It takes time in the size of the value, and no more than a bounded part of the stack: elements
    /// that stand deeper in each other than the reader allows by default are not looked at, which is
    /// a violation of its own.
    ///
    /// # Errors
    /// When it is not: everything that is wrong with it.
    fn validate(&self) -> Result<(), Violations> {
        let mut validator = Validator::new(self.root_name());
        self.validate_in(&mut validator);
        validator.finish()
    }

    /// The name of the element that the value is where it is the root of a document, for paths.
    #[doc(hidden)]
    fn root_name(&self) -> Option<&'static str> {
        None
    }

    /// Adds what is wrong with the value. There is nothing to look at by default.
    fn validate_in(&self, validator: &mut Validator) {
        let _ = validator;
    }
}
