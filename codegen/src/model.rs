//! The intermediate representation: what schemas and samples declare, ordered, as plain data.
//!
//! XSD files ([`crate::lower`]) and sample documents ([`crate::sample`]) both end here; what
//! comes after (merge, fixup, name, emit, diff) starts from here and knows nothing of XSD. The
//! representation is language-neutral: it holds XML names, never Rust names, except where the
//! user asked for one.
//!
//! Everything is kept in declaration order, so that equal inputs give equal output.

use std::collections::BTreeMap;
use std::fmt;
use std::rc::Rc;

use crate::source::Span;

/// A whole model: the types and the elements a document may start with.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Model {
    /// Every type, in declaration order; a [`TypeId`] is an index into this list.
    pub types: Vec<TypeDef>,
    /// The global elements, in declaration order.
    pub roots: Vec<Root>,
    /// The member types that the schema gives each union, of which its [`TypeKind`] has those that
    /// make a difference to Rust.
    pub unions: BTreeMap<TypeId, Vec<TypeRef>>,
    /// How many identity constraints (`key`, `keyref` and `unique`) the schema has. Nothing is
    /// generated from them: whether a document keeps to them is left to validators.
    pub identity_constraints: usize,
}

impl Model {
    /// The type of a number.
    #[must_use]
    pub fn get(&self, id: TypeId) -> Option<&TypeDef> {
        self.types.get(id.0)
    }

    /// Every type with its number, in declaration order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (TypeId, &TypeDef)> {
        self.types
            .iter()
            .enumerate()
            .map(|(id, def)| (TypeId(id), def))
    }

    /// The types that a type is derived from, the nearest first.
    #[must_use]
    pub fn ancestors(&self, id: TypeId) -> Vec<TypeId> {
        let mut found = Vec::new();
        let mut next = Some(id);
        while let Some(TypeKind::Complex(complex)) =
            next.and_then(|id| self.get(id)).map(|def| &def.kind)
        {
            // A type that was derived from itself would have no end.
            next = complex.base.filter(|_| found.len() < self.types.len());
            found.extend(next);
        }
        found
    }

    /// The name by which messages and overrides speak of a type: its local name, and for an
    /// anonymous type a path, `Outer/Inner`.
    #[must_use]
    pub fn path(&self, id: TypeId) -> String {
        let mut names = Vec::new();
        let mut next = Some(id);
        while let Some(def) = next.and_then(|id| self.get(id)) {
            names.push(&*def.name.local);
            // A type that contained itself would have no end.
            next = def.anonymous_in.filter(|_| names.len() <= self.types.len());
        }
        names.reverse();
        names.join("/")
    }
}

/// The place of a type in [`Model::types`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub usize);

/// An expanded name: a namespace name, or none, and a local name.
///
/// Source: Namespaces in XML 1.0, section 2.1.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name {
    /// The namespace name; `None` for a name in no namespace.
    pub ns: Option<Rc<str>>,
    /// The local part.
    pub local: Rc<str>,
}

impl fmt::Display for Name {
    /// `local`, or `{namespace}local`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.ns {
            Some(ns) => write!(f, "{{{ns}}}{}", self.local),
            None => f.write_str(&self.local),
        }
    }
}

/// A Rust name that the user asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rename {
    /// The name.
    pub name: String,
    /// Where the user asked for it.
    pub span: Option<Span>,
}

/// A global element: a document may have it as its root.
#[derive(Clone, Debug, PartialEq)]
pub struct Root {
    /// The element's name.
    pub name: Name,
    /// The element's type.
    pub ty: TypeRef,
    /// Whether it may say `xsi:nil="true"`.
    pub nillable: bool,
    /// The value that stands for an empty element.
    pub default: Option<String>,
    /// The only value allowed.
    pub fixed: Option<String>,
    /// The documentation of the element declaration, one paragraph a line, or nothing.
    pub doc: Option<String>,
    /// Where the element is declared.
    pub span: Span,
    /// The Rust name of the variant of `Document` that the user asked for.
    pub rename: Option<Rename>,
}

/// One type of the model.
#[derive(Clone, Debug, PartialEq)]
pub struct TypeDef {
    /// The type's own name, or for an anonymous type the name it is known by (see `anonymous`).
    pub name: Name,
    /// `Some` for a type that was declared in place (an anonymous XSD type, or the enum over the
    /// alternatives of a choice): the type that contains it. Its `name` is then the name of the
    /// element or attribute it was declared for.
    pub anonymous_in: Option<TypeId>,
    /// What the type means.
    pub doc: Option<String>,
    /// Where the type is declared.
    pub span: Span,
    /// What the type is.
    pub kind: TypeKind,
    /// The Rust name that the user asked for.
    pub rename: Option<Rename>,
    /// The path of a hand-written Rust type to use in this type's place; it is not emitted then.
    pub replace: Option<String>,
}

/// What a type is.
#[derive(Clone, Debug, PartialEq)]
pub enum TypeKind {
    /// Attributes and content: a struct.
    Complex(Complex),
    /// One element out of several: an enum over element names.
    Choice(Choice),
    /// An element of one type out of several, told by `xsi:type`: an enum over types.
    Types(Types),
    /// A value out of a list: an enum over text values, open for values not listed.
    Enumeration(Enumeration),
    /// A named simple type without a list of values: another name for its base.
    Simple(Simple),
    /// Values with white space between them.
    List(List),
    /// A value of one simple type out of several: an enum over types.
    Union(Union),
}

/// A complex type: attributes and content.
#[derive(Clone, Debug, PartialEq)]
pub struct Complex {
    /// No element may have exactly this type, only one derived from it.
    pub is_abstract: bool,
    /// The complex type that this one extends. Its attributes and particles are part of
    /// `attributes` and `content` already (marked with `inherited_from`).
    pub base: Option<TypeId>,
    /// The attributes, inherited ones first.
    pub attributes: Vec<Attribute>,
    /// What stands between the tags.
    pub content: Content,
    /// Whether it may have attributes of any name.
    pub any_attributes: bool,
    /// What to do with elements and attributes that the type does not declare.
    pub unknown: Unknown,
}

/// What stands between the tags of a complex type.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// Nothing.
    Empty,
    /// A value: simple content.
    Text(Value),
    /// Elements, in schema order, inherited ones first: element-only content.
    Elements(Vec<Particle>),
}

impl Content {
    /// The elements and choices of element-only content; other content has none.
    #[must_use]
    pub fn particles(&self) -> &[Particle] {
        match self {
            Self::Elements(particles) => particles,
            Self::Empty | Self::Text(_) => &[],
        }
    }

    /// The elements among the particles.
    pub fn elements(&self) -> impl Iterator<Item = &Element> + Clone {
        self.particles()
            .iter()
            .filter_map(|particle| match particle {
                Particle::Element(element) => Some(element),
                Particle::Choice(_) => None,
            })
    }
}

/// What to do with content that a type does not declare.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Unknown {
    /// Pass over it.
    Ignore,
    /// Refuse the document.
    Deny,
    /// Keep it and write it back.
    #[default]
    Preserve,
}

/// The value of an attribute or of simple content.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// The value's type: always a simple one.
    pub ty: TypeRef,
    /// The value that stands for an absent attribute or an empty element.
    pub default: Option<String>,
    /// The only value allowed.
    pub fixed: Option<String>,
}

/// An attribute of a complex type.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribute {
    /// The attribute's name; in no namespace unless it is qualified.
    pub name: Name,
    /// Its value.
    pub value: Value,
    /// Whether it must be there.
    pub required: bool,
    /// What the attribute means.
    pub doc: Option<String>,
    /// Where the attribute is declared.
    pub span: Span,
    /// The base type that declares it, if the type that holds it does not.
    pub inherited_from: Option<TypeId>,
    /// The Rust name that the user asked for.
    pub rename: Option<Rename>,
}

/// A part of element-only content.
#[derive(Clone, Debug, PartialEq)]
pub enum Particle {
    /// An element.
    Element(Element),
    /// One of several elements.
    Choice(ChoiceParticle),
}

/// An element of a complex type's content.
#[derive(Clone, Debug, PartialEq)]
pub struct Element {
    /// The element's name.
    pub name: Name,
    /// The element's type.
    pub ty: TypeRef,
    /// How often it may stand there.
    pub occurs: Occurs,
    /// Whether it may say `xsi:nil="true"`.
    pub nillable: bool,
    /// The value that stands for an empty element.
    pub default: Option<String>,
    /// The only value allowed.
    pub fixed: Option<String>,
    /// What the element means.
    pub doc: Option<String>,
    /// Where the element is declared.
    pub span: Span,
    /// The base type that declares it, if the type that holds it does not.
    pub inherited_from: Option<TypeId>,
    /// Whether the schema says more of when it may stand there: it is part of a branch of a choice.
    pub loosened: bool,
    /// The Rust name that the user asked for.
    pub rename: Option<Rename>,
}

/// A choice as a part of element-only content: a field whose type is an enum over elements.
#[derive(Clone, Debug, PartialEq)]
pub struct ChoiceParticle {
    /// The type of kind [`TypeKind::Choice`] that lists the alternatives.
    pub ty: TypeId,
    /// How often a choice is made.
    pub occurs: Occurs,
    /// What the choice means.
    pub doc: Option<String>,
    /// Where the choice is declared.
    pub span: Span,
    /// The base type that declares it, if the type that holds it does not.
    pub inherited_from: Option<TypeId>,
    /// Whether the schema says more of the order and the number of its elements: they occur repeatedly
    /// as a whole, or in several places.
    pub loosened: bool,
    /// The Rust name of the field that the user asked for.
    pub rename: Option<Rename>,
}

/// An enum over element names. Names are distinct.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// The alternatives, in schema order.
    pub alternatives: Vec<Alternative>,
    /// Whether an element of any other name will do too: a wildcard. Alone it needs no enum.
    pub any: bool,
    /// Whether the text between the elements is an alternative too: mixed content.
    pub text: bool,
}

impl Choice {
    /// Whether it is a wildcard and nothing else.
    #[must_use]
    pub fn is_wildcard(&self) -> bool {
        self.alternatives.is_empty() && self.any && !self.text
    }
}

/// An enum over the types that an element may have.
///
/// Source: XML Schema Part 1, section 2.6.1, `xsi:type`.
#[derive(Clone, Debug, PartialEq)]
pub struct Types {
    /// The type of an element that does not say its type; `None` if that is abstract.
    pub default: Option<TypeId>,
    /// The types, in declaration order, without those that are abstract.
    pub types: Vec<TypeId>,
}

/// A list of values of a simple type.
///
/// Source: XML Schema Part 2, section 2.5.1.2.
#[derive(Clone, Debug, PartialEq)]
pub struct List {
    /// The type of each value.
    pub item: TypeRef,
}

/// A value of one simple type out of several.
///
/// Source: XML Schema Part 2, section 2.5.1.3.
#[derive(Clone, Debug, PartialEq)]
pub struct Union {
    /// The types, in the order in which they are tried.
    pub members: Vec<TypeRef>,
}

/// One alternative of a choice.
#[derive(Clone, Debug, PartialEq)]
pub struct Alternative {
    /// The element's name.
    pub name: Name,
    /// The element's type.
    pub ty: TypeRef,
    /// Whether it may say `xsi:nil="true"`.
    pub nillable: bool,
    /// The value that stands for an empty element.
    pub default: Option<String>,
    /// The only value allowed.
    pub fixed: Option<String>,
    /// What the element means.
    pub doc: Option<String>,
    /// Where the element is declared.
    pub span: Span,
    /// The Rust name of the variant that the user asked for.
    pub rename: Option<Rename>,
}

/// A simple type with a list of values.
#[derive(Clone, Debug, PartialEq)]
pub struct Enumeration {
    /// The type that the values are written in.
    pub base: TypeRef,
    /// The values, in schema order, without repetition.
    pub values: Vec<EnumValue>,
    /// Whether the schema allows other values, too: a union of listed values and text.
    pub is_open: bool,
}

/// One value of an enumeration.
#[derive(Clone, Debug, PartialEq)]
pub struct EnumValue {
    /// The value as it stands in a document.
    pub value: String,
    /// What the value means.
    pub doc: Option<String>,
    /// Where the value is listed.
    pub span: Span,
    /// The Rust name of the variant that the user asked for.
    pub rename: Option<Rename>,
}

/// A named simple type without a list of values.
#[derive(Clone, Debug, PartialEq)]
pub struct Simple {
    /// The type it restricts.
    pub base: TypeRef,
    /// What it adds to the base's own facets, in schema order.
    pub facets: Vec<Facet>,
}

/// A constraining facet other than enumeration.
///
/// Source: XML Schema Part 2, section 4.3.
#[derive(Clone, Debug, PartialEq)]
pub struct Facet {
    /// Which one.
    pub kind: FacetKind,
    /// Its value, as it stands in the schema.
    pub value: String,
    /// Which of the restrictions that were made one it stands in, from 0: a type that is declared in
    /// place is part of the one that restricts it. Patterns of one restriction are alternatives, those
    /// of several hold together.
    pub step: usize,
    /// Where it stands.
    pub span: Span,
}

/// The constraining facets other than enumeration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FacetKind {
    /// `length`
    Length,
    /// `minLength`
    MinLength,
    /// `maxLength`
    MaxLength,
    /// `pattern`
    Pattern,
    /// `whiteSpace`
    WhiteSpace,
    /// `minInclusive`
    MinInclusive,
    /// `minExclusive`
    MinExclusive,
    /// `maxInclusive`
    MaxInclusive,
    /// `maxExclusive`
    MaxExclusive,
    /// `totalDigits`
    TotalDigits,
    /// `fractionDigits`
    FractionDigits,
}

impl FacetKind {
    /// The name of its element in a schema.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Length => "length",
            Self::MinLength => "minLength",
            Self::MaxLength => "maxLength",
            Self::Pattern => "pattern",
            Self::WhiteSpace => "whiteSpace",
            Self::MinInclusive => "minInclusive",
            Self::MinExclusive => "minExclusive",
            Self::MaxInclusive => "maxInclusive",
            Self::MaxExclusive => "maxExclusive",
            Self::TotalDigits => "totalDigits",
            Self::FractionDigits => "fractionDigits",
        }
    }
}

/// A reference to a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TypeRef {
    /// A type of the XML Schema recommendation, or one that inference found.
    Builtin(Builtin),
    /// A type of the model.
    Defined(TypeId),
}

/// How often something may stand in a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occurs {
    /// At least.
    pub min: u64,
    /// At most; `None` is `unbounded`.
    pub max: Option<u64>,
}

impl Occurs {
    /// Exactly once.
    pub const ONCE: Self = Self {
        min: 1,
        max: Some(1),
    };
    /// Once or not at all.
    pub const OPTIONAL: Self = Self {
        min: 0,
        max: Some(1),
    };
    /// Any number of times.
    pub const ANY: Self = Self { min: 0, max: None };

    /// Whether it may stand there more than once: a list.
    #[must_use]
    pub fn is_repeated(self) -> bool {
        self.max.is_none_or(|max| max > 1)
    }

    /// Whether it stands there exactly once.
    #[must_use]
    pub fn is_single(self) -> bool {
        self.min > 0 && !self.is_repeated()
    }

    /// Not at all.
    pub(crate) const NEVER: Self = Self {
        min: 0,
        max: Some(0),
    };

    /// This and then that.
    pub(crate) fn plus(self, other: Self) -> Self {
        Self {
            min: self.min.saturating_add(other.min),
            max: self.max.zip(other.max).map(|(a, b)| a.saturating_add(b)),
        }
    }

    /// This as often as that.
    pub(crate) fn times(self, other: Self) -> Self {
        let max = match (self.max, other.max) {
            (Some(0), _) | (_, Some(0)) => Some(0),
            (a, b) => a.zip(b).map(|(a, b)| a.saturating_mul(b)),
        };
        Self {
            min: self.min.saturating_mul(other.min),
            max,
        }
    }

    /// This or that.
    pub(crate) fn or(self, other: Self) -> Self {
        Self {
            min: self.min.min(other.min),
            max: self.max.zip(other.max).map(|(a, b)| a.max(b)),
        }
    }
}

/// The types that need no declaration.
///
/// Source: XML Schema Part 2, section 3; [`Builtin::Guid`] is ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each is the XML Schema type of the same name")]
pub enum Builtin {
    AnyType,
    AnySimpleType,
    String,
    NormalizedString,
    Token,
    Language,
    Name,
    NCName,
    NmToken,
    Id,
    IdRef,
    Entity,
    AnyUri,
    QName,
    Notation,
    Boolean,
    Decimal,
    Integer,
    NonPositiveInteger,
    NegativeInteger,
    NonNegativeInteger,
    PositiveInteger,
    Long,
    Int,
    Short,
    Byte,
    UnsignedLong,
    UnsignedInt,
    UnsignedShort,
    UnsignedByte,
    Float,
    Double,
    DateTime,
    Date,
    Time,
    Duration,
    GYear,
    GYearMonth,
    GMonth,
    GMonthDay,
    GDay,
    HexBinary,
    Base64Binary,
    NmTokens,
    IdRefs,
    Entities,
    /// A GUID as text: not an XML Schema type, but found in samples and asked for in overrides.
    Guid,
}
