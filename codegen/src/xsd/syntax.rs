//! The syntax tree of a schema document: what it says, in its own words, each part with its place.
//!
//! References are expanded names, because the prefixes in scope are known only in the document,
//! but nothing is looked up yet. [`super::load`] builds the trees, [`super::resolve`] reads them.
//!
//! Source: XML Schema Part 1, section 3 (the "XML representation" of each component).

use std::rc::Rc;

use super::wildcard::ProcessContents;
use crate::model::{FacetKind, Occurs};
use crate::source::{SourceId, Span};

pub use super::derivation::DerivationSet;

/// Something and its place in a schema document.
#[derive(Clone, Debug, PartialEq)]
pub struct Spanned<T> {
    /// The thing.
    pub value: T,
    /// Its place.
    pub span: Span,
}

/// A reference to a component by its expanded name.
#[derive(Clone, Debug, PartialEq)]
pub struct QName {
    /// The namespace that the prefix, or the default namespace, stands for.
    pub ns: Option<Rc<str>>,
    /// The local part.
    pub local: Rc<str>,
    /// The place of the reference.
    pub span: Span,
}

/// A schema document: `xs:schema`.
#[derive(Clone, Debug)]
pub struct Schema {
    /// The file.
    pub source: SourceId,
    /// The start tag.
    pub span: Span,
    /// The namespace of the components that are declared here.
    pub target_namespace: Option<Spanned<Rc<str>>>,
    /// Whether local elements are in the target namespace unless they say otherwise.
    pub element_form_default: Form,
    /// Whether local attributes are in the target namespace unless they say otherwise.
    pub attribute_form_default: Form,
    /// `blockDefault`
    pub block_default: DerivationSet,
    /// `finalDefault`
    pub final_default: DerivationSet,
    /// The other documents that this one needs, in order.
    pub directives: Vec<Directive>,
    /// The components, in order.
    pub items: Vec<Item>,
}

/// Whether a local declaration is in the target namespace.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// In the target namespace.
    Qualified,
    /// In no namespace.
    #[default]
    Unqualified,
}

/// A reference to another schema document.
#[derive(Clone, Debug)]
pub enum Directive {
    /// `xs:include`
    Include {
        /// The start tag.
        span: Span,
        /// Where the document is.
        location: Spanned<Rc<str>>,
    },
    /// `xs:import`
    Import {
        /// The start tag.
        span: Span,
        /// The namespace that is imported; `None` for components in no namespace.
        namespace: Option<Spanned<Rc<str>>>,
        /// Where a document that declares it is, if the schema says so.
        location: Option<Spanned<Rc<str>>>,
    },
    /// `xs:redefine`
    Redefine {
        /// The start tag.
        span: Span,
        /// Where the document is.
        location: Spanned<Rc<str>>,
        /// The components that are redefined.
        items: Vec<Item>,
    },
}

/// A global component.
#[derive(Clone, Debug)]
pub enum Item {
    /// `xs:element`
    Element(Element),
    /// `xs:attribute`
    Attribute(Attribute),
    /// `xs:simpleType`
    SimpleType(SimpleType),
    /// `xs:complexType`
    ComplexType(ComplexType),
    /// `xs:group`
    Group(Group),
    /// `xs:attributeGroup`
    AttributeGroup(AttributeGroup),
    /// `xs:notation`
    Notation(Notation),
}

/// An element declaration: a global `xs:element`, or a local one with a `name`.
#[derive(Clone, Debug)]
pub struct Element {
    /// The start tag.
    pub span: Span,
    /// The documentation.
    pub doc: Option<String>,
    /// The local name.
    pub name: Spanned<Rc<str>>,
    /// The type, if the declaration gives one.
    pub ty: Option<TypeUse>,
    /// `form`, on a local element.
    pub form: Option<Form>,
    /// `nillable`
    pub nillable: bool,
    /// `abstract`
    pub is_abstract: bool,
    /// `default`
    pub default: Option<String>,
    /// `fixed`
    pub fixed: Option<String>,
    /// `substitutionGroup`
    pub substitution_group: Option<QName>,
    /// `block`; `None` where the default of the document stands
    pub block: Option<DerivationSet>,
    /// `final`; `None` where the default of the document stands
    pub finals: Option<DerivationSet>,
    /// `xs:key`, `xs:keyref` and `xs:unique`
    pub identity_constraints: Vec<IdentityConstraint>,
}

/// The type of a declaration.
#[derive(Clone, Debug)]
pub enum TypeUse {
    /// A reference.
    Named(QName),
    /// A simple type declared in place.
    Simple(Box<SimpleType>),
    /// A complex type declared in place.
    Complex(Box<ComplexType>),
}

/// `xs:key`, `xs:keyref` or `xs:unique`.
#[derive(Clone, Debug)]
pub struct IdentityConstraint {
    /// The start tag.
    pub span: Span,
    /// Which of the three.
    pub kind: IdentityKind,
    /// The constraint's name.
    pub name: Spanned<Rc<str>>,
    /// `refer`, on a `keyref`
    pub refer: Option<QName>,
    /// The XPath of the elements that are told apart.
    pub selector: Option<Spanned<Rc<str>>>,
    /// The XPaths of what tells them apart, from such an element.
    pub fields: Vec<Spanned<Rc<str>>>,
}

/// What an identity constraint demands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdentityKind {
    /// `xs:key`: every element has all fields, and no two have the same.
    Key,
    /// `xs:keyref`: the fields are those of a key.
    KeyRef,
    /// `xs:unique`: no two elements have the same fields.
    Unique,
}

/// `xs:notation`.
#[derive(Clone, Debug)]
pub struct Notation {
    /// The start tag.
    pub span: Span,
    /// The local name.
    pub name: Spanned<Rc<str>>,
    /// `public`
    pub public: Option<String>,
    /// `system`
    pub system: Option<String>,
}

/// An attribute declaration: a global `xs:attribute`, or a local one with a `name`.
#[derive(Clone, Debug)]
pub struct Attribute {
    /// The start tag.
    pub span: Span,
    /// The documentation.
    pub doc: Option<String>,
    /// The local name.
    pub name: Spanned<Rc<str>>,
    /// The type, if the declaration gives one.
    pub ty: Option<TypeUse>,
    /// `form`, on a local attribute.
    pub form: Option<Form>,
    /// `use`, on a local attribute.
    pub usage: Usage,
    /// `default`
    pub default: Option<String>,
    /// `fixed`
    pub fixed: Option<String>,
}

/// A use of a global attribute: `xs:attribute` with a `ref`.
#[derive(Clone, Debug)]
pub struct AttributeRef {
    /// The start tag.
    pub span: Span,
    /// The documentation of the use.
    pub doc: Option<String>,
    /// The attribute.
    pub name: QName,
    /// `use`
    pub usage: Usage,
    /// `default`
    pub default: Option<String>,
    /// `fixed`
    pub fixed: Option<String>,
}

/// Whether an attribute may or must be there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Usage {
    /// It may be there.
    #[default]
    Optional,
    /// It must be there.
    Required,
    /// It must not be there.
    Prohibited,
}

/// The attributes of a complex type or of an attribute group.
#[derive(Clone, Debug, Default)]
pub struct Attributes {
    /// The attributes, in order.
    pub items: Vec<AttributeItem>,
    /// `xs:anyAttribute`
    pub any: Option<Wildcard>,
}

/// One attribute, or a group of them.
#[derive(Clone, Debug)]
pub enum AttributeItem {
    /// An attribute declared in place.
    Local(Attribute),
    /// A use of a global attribute.
    Ref(AttributeRef),
    /// A use of an attribute group.
    Group(QName),
}

/// An attribute group definition: a global `xs:attributeGroup`.
#[derive(Clone, Debug)]
pub struct AttributeGroup {
    /// The start tag.
    pub span: Span,
    /// The local name.
    pub name: Spanned<Rc<str>>,
    /// The attributes.
    pub attributes: Attributes,
}

/// A model group definition: a global `xs:group`.
#[derive(Clone, Debug)]
pub struct Group {
    /// The start tag.
    pub span: Span,
    /// The local name.
    pub name: Spanned<Rc<str>>,
    /// The documentation.
    pub doc: Option<String>,
    /// What the group holds.
    pub content: Option<Particle>,
}

/// Something that occurs in a content model.
#[derive(Clone, Debug)]
pub struct Particle {
    /// The start tag.
    pub span: Span,
    /// The documentation.
    pub doc: Option<String>,
    /// How often it occurs.
    pub occurs: Occurs,
    /// What occurs.
    pub term: Term,
}

/// What a particle stands for.
#[derive(Clone, Debug)]
pub enum Term {
    /// An element declared in place.
    Element(Box<Element>),
    /// A global element.
    ElementRef(QName),
    /// A model group definition.
    GroupRef(QName),
    /// `xs:sequence`
    Sequence(Vec<Particle>),
    /// `xs:choice`
    Choice(Vec<Particle>),
    /// `xs:all`
    All(Vec<Particle>),
    /// `xs:any`
    Any(Wildcard),
}

/// `xs:any` or `xs:anyAttribute`.
#[derive(Clone, Debug)]
pub struct Wildcard {
    /// `namespace`
    pub namespaces: WildcardNamespaces,
    /// `processContents`
    pub process: ProcessContents,
    /// The start tag.
    pub span: Span,
}

/// What `namespace` says of a wildcard.
#[derive(Clone, Debug)]
pub enum WildcardNamespaces {
    /// `##any`
    Any,
    /// `##other`
    Other,
    /// A list.
    Listed(Vec<WildcardNamespace>),
}

/// One of the namespaces in a list.
#[derive(Clone, Debug)]
pub enum WildcardNamespace {
    /// `##targetNamespace`
    Target,
    /// `##local`
    Local,
    /// Its name.
    Named(Rc<str>),
}

/// A complex type definition.
#[derive(Clone, Debug)]
pub struct ComplexType {
    /// The start tag.
    pub span: Span,
    /// The local name, on a global definition.
    pub name: Option<Spanned<Rc<str>>>,
    /// The documentation.
    pub doc: Option<String>,
    /// `abstract`
    pub is_abstract: bool,
    /// `block`; `None` where the default of the document stands
    pub block: Option<DerivationSet>,
    /// `final`; `None` where the default of the document stands
    pub finals: Option<DerivationSet>,
    /// Where the content is said to be mixed, if it is.
    pub mixed: Option<Span>,
    /// What it is derived from; `None` is short for a restriction of `xs:anyType`.
    pub derivation: Option<Derivation>,
    /// What stands between the tags.
    pub content: Content,
    /// The attributes.
    pub attributes: Attributes,
}

/// How a type is derived, and from what.
#[derive(Clone, Debug)]
pub struct Derivation {
    /// The start tag of `xs:extension` or `xs:restriction`.
    pub span: Span,
    /// Which of the two.
    pub method: Method,
    /// The type it is derived from.
    pub base: QName,
}

/// How a type is derived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// It adds to its base.
    Extension,
    /// It allows less than its base.
    Restriction,
}

/// What stands between the tags.
#[derive(Clone, Debug)]
pub enum Content {
    /// Elements: `xs:complexContent`, or a content model without it.
    Elements(Option<Particle>),
    /// A value: `xs:simpleContent`. A restriction may narrow the value.
    Simple(SimpleRestriction),
}

/// A simple type definition.
#[derive(Clone, Debug)]
pub struct SimpleType {
    /// The start tag.
    pub span: Span,
    /// The local name, on a global definition.
    pub name: Option<Spanned<Rc<str>>>,
    /// The documentation.
    pub doc: Option<String>,
    /// `final`; `None` where the default of the document stands
    pub finals: Option<DerivationSet>,
    /// How it is made.
    pub variety: Variety,
}

/// How a simple type is made.
#[derive(Clone, Debug)]
pub enum Variety {
    /// `xs:restriction`
    Restriction {
        /// The start tag.
        span: Span,
        /// The type that is restricted, unless it is declared in place.
        base: Option<QName>,
        /// What it allows of its base.
        restriction: SimpleRestriction,
    },
    /// `xs:list`
    List {
        /// The start tag.
        span: Span,
        /// The type of the items.
        item: Option<TypeUse>,
    },
    /// `xs:union`
    Union {
        /// The start tag.
        span: Span,
        /// The types of the values.
        members: Vec<TypeUse>,
    },
}

/// What a restriction allows of its simple base.
#[derive(Clone, Debug, Default)]
pub struct SimpleRestriction {
    /// The base, where it is declared in place.
    pub inline: Option<Box<SimpleType>>,
    /// The constraining facets, in order.
    pub facets: Vec<Facet>,
    /// The values of an enumeration, in order.
    pub values: Vec<EnumValue>,
}

/// A constraining facet other than enumeration.
#[derive(Clone, Debug)]
pub struct Facet {
    /// The start tag.
    pub span: Span,
    /// Which one.
    pub kind: FacetKind,
    /// Its value, as it stands.
    pub value: String,
    /// `fixed`: no restriction of the type changes it
    pub fixed: bool,
}

/// `xs:enumeration`.
#[derive(Clone, Debug)]
pub struct EnumValue {
    /// The start tag.
    pub span: Span,
    /// The documentation.
    pub doc: Option<String>,
    /// The value, as it stands.
    pub value: String,
    /// What the value refers to if it is the name of something.
    pub name: Option<QName>,
}
