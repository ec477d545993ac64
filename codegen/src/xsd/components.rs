//! The components of a schema: every definition and declaration of its documents, with every
//! reference followed to what it refers to.
//!
//! Components live in lists and refer to each other by their place there. Occurrences, groups
//! and derivations are as they are declared; [`crate::lower`] works out what they amount to.
//!
//! Source: XML Schema Part 1, section 2.2 and 3.

use crate::model::{Builtin, Name, Occurs};
use crate::source::Span;

pub use super::derivation::DerivationSet;
pub use super::syntax::{EnumValue, Facet, IdentityKind, Method, Usage};
pub use super::wildcard::{Namespaces, ProcessContents, Wildcard};

/// Every component of a schema, in declaration order.
#[derive(Debug, Default)]
pub struct Components {
    /// Types, the global ones first.
    pub types: Vec<Type>,
    /// Elements, the global ones first.
    pub elements: Vec<Element>,
    /// The number of global elements.
    pub global_elements: usize,
    /// Attributes, the global ones first.
    pub attributes: Vec<Attribute>,
    /// Model group definitions.
    pub groups: Vec<Group>,
    /// Attribute group definitions.
    pub attribute_groups: Vec<AttributeGroup>,
    /// Identity constraints, in the order of their elements. Nothing is generated from them.
    pub identity_constraints: Vec<IdentityConstraint>,
    /// Whether anything refers to a namespace of which no schema was read: what is declared there is
    /// taken as `xs:anyType`, and little can be said for certain about what is based on it.
    pub has_unknown: bool,
}

macro_rules! ids {
    ($($(#[$doc:meta])+ $id:ident => $list:ident: $component:ident, $get:ident;)+) => {
        $(
            $(#[$doc])+
            #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
            pub struct $id(pub usize);
        )+

        impl Components {
            $(
                /// The component in that place. Every id that is part of the components has one.
                #[must_use]
                #[allow(clippy::indexing_slicing, reason = "ids are made for components that exist, and none is removed")]
                pub fn $get(&self, id: $id) -> &$component {
                    &self.$list[id.0]
                }
            )+
        }
    };
}

ids! {
    /// The place of a type in [`Components::types`].
    TypeId => types: Type, ty;
    /// The place of an element in [`Components::elements`].
    ElementId => elements: Element, element;
    /// The place of an attribute in [`Components::attributes`].
    AttributeId => attributes: Attribute, attribute;
    /// The place of a group in [`Components::groups`].
    GroupId => groups: Group, group;
    /// The place of an attribute group in [`Components::attribute_groups`].
    AttributeGroupId => attribute_groups: AttributeGroup, attribute_group;
}

impl Components {
    /// Whether the element is declared at the top of a schema.
    #[must_use]
    pub fn is_global(&self, id: ElementId) -> bool {
        id.0 < self.global_elements
    }

    /// Whether it is a complex type with simple content.
    pub(crate) fn has_simple_content(&self, ty: TypeRef) -> bool {
        ty.defined().is_some_and(|id| match &self.ty(id).kind {
            TypeKind::Complex(complex) => matches!(complex.content, Content::Simple(_)),
            TypeKind::Simple(_) => false,
        })
    }

    /// The types, each after the one that `base` says it is based on. Checked components have no
    /// cycles; of others, too, each type comes once.
    pub(crate) fn bases_first(&self, base: impl Fn(TypeId) -> Option<TypeId>) -> Vec<TypeId> {
        let mut order = Vec::with_capacity(self.types.len());
        let mut seen = vec![false; self.types.len()];
        for id in (0..self.types.len()).map(TypeId) {
            let start = order.len();
            let mut next = Some(id);
            while let Some(id) = next
                && let Some(seen @ false) = seen.get_mut(id.0)
            {
                *seen = true;
                order.push(id);
                next = base(id);
            }
            if let Some(chain) = order.get_mut(start..) {
                chain.reverse();
            }
        }
        order
    }

    /// The heads that an element may stand in the place of: that of its substitution group, that
    /// one's own head, and so on.
    pub fn heads(&self, id: ElementId) -> impl Iterator<Item = ElementId> {
        let next = |id: &ElementId| self.element(*id).substitutes;
        // A chain that is longer than the list of elements has no end.
        std::iter::successors(next(&id), next).take(self.global_elements)
    }

    /// Gives an element that says no type the one of its head.
    ///
    /// Source: XML Schema Part 1, section 3.3.2, {type definition}.
    pub(super) fn types_of_heads(&mut self) {
        for number in 0..self.global_elements {
            let id = ElementId(number);
            if self.element(id).has_type {
                continue;
            }
            let ty = {
                let mut heads = self.heads(id).map(|head| self.element(head));
                heads.find(|head| head.has_type).map(|head| head.ty)
            };
            if let (Some(ty), Some(element)) = (ty, self.elements.get_mut(number)) {
                element.ty = ty;
            }
        }
    }
}

impl ComplexType {
    /// The type of the schema that it is derived from.
    pub(crate) fn base(&self) -> Option<TypeId> {
        self.derivation?.base.defined()
    }
}

impl SimpleType {
    /// A list or union of all values.
    #[must_use]
    pub fn of_variety(variety: Variety) -> Self {
        Self {
            variety,
            base: TypeRef::Builtin(Builtin::AnySimpleType),
            facets: Vec::new(),
            values: Vec::new(),
        }
    }

    /// The types that a list or union is made of.
    #[must_use]
    pub fn parts(&self) -> &[TypeRef] {
        match &self.variety {
            Variety::Restriction => &[],
            Variety::List(item) => std::slice::from_ref(item),
            Variety::Union(members) => members,
        }
    }
}

/// A type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TypeRef {
    /// One of the recommendation's own.
    Builtin(Builtin),
    /// One of the schema's.
    Defined(TypeId),
}

impl TypeRef {
    /// The type, if it is one of the schema's.
    pub(crate) fn defined(self) -> Option<TypeId> {
        match self {
            Self::Builtin(_) => None,
            Self::Defined(id) => Some(id),
        }
    }
}

/// Where a type is declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// At the top: it has a name.
    Global,
    /// In place, for a global element or attribute.
    Declaration,
    /// In place, within another type.
    Type(TypeId),
    /// In place, within a group, whoever uses that.
    Group,
}

/// A type definition.
#[derive(Clone, Debug)]
pub struct Type {
    /// Its name, or the name of the element or attribute it is declared for.
    pub name: Name,
    /// Where it is declared.
    pub scope: Scope,
    /// The document that declares it: its place among the schema's documents.
    pub document: usize,
    /// The start tag.
    pub span: Span,
    /// The documentation.
    pub doc: Option<String>,
    /// In which ways no type may be derived from it: {final}.
    pub finals: DerivationSet,
    /// What it is.
    pub kind: TypeKind,
}

/// What a type is.
#[derive(Clone, Debug)]
pub enum TypeKind {
    /// A complex type.
    Complex(ComplexType),
    /// A simple type.
    Simple(SimpleType),
}

/// A complex type definition.
#[derive(Clone, Debug)]
pub struct ComplexType {
    /// No element may have exactly this type.
    pub is_abstract: bool,
    /// In which ways a type may not be derived that `xsi:type` names where this one is declared:
    /// {prohibited substitutions}.
    pub prohibited_substitutions: DerivationSet,
    /// What it is derived from; `None` where it is derived from `xs:anyType`, as all are.
    pub derivation: Option<Derivation>,
    /// What it says of its content.
    pub content: Content,
    /// Whether text may stand between its elements.
    pub mixed: bool,
    /// The attributes it declares.
    pub attributes: Vec<AttributeUse>,
    /// The attribute wildcard that it has itself.
    pub any_attribute: Option<Wildcard>,
}

/// How a type is derived, and from what.
#[derive(Clone, Copy, Debug)]
pub struct Derivation {
    /// How.
    pub method: Method,
    /// From what.
    pub base: TypeRef,
    /// The start tag of `xs:extension` or `xs:restriction`.
    pub span: Span,
}

/// What a complex type says of its content.
#[derive(Clone, Debug)]
pub enum Content {
    /// Elements, or nothing.
    Elements(Option<Particle>),
    /// A value, narrowed further than in the base if the type says so.
    Simple(Narrowing),
}

/// A simple type definition: a restriction of another, a list or a union.
#[derive(Clone, Debug)]
pub struct SimpleType {
    /// What its values are.
    pub variety: Variety,
    /// The type that is restricted; `xs:anySimpleType` for a list or union.
    pub base: TypeRef,
    /// What is allowed of it.
    pub facets: Vec<Facet>,
    /// The values of an enumeration.
    pub values: Vec<EnumValue>,
}

/// What the values of a simple type are.
///
/// Source: XML Schema Part 2, section 2.5.1.
#[derive(Clone, Debug)]
pub enum Variety {
    /// Some of those of its base.
    Restriction,
    /// Lists of values of this type, with white space between them.
    List(TypeRef),
    /// Those of any of these types.
    Union(Vec<TypeRef>),
}

/// What a simple content allows of the value of its base.
#[derive(Clone, Debug, Default)]
pub struct Narrowing {
    /// A type to take in place of the base's.
    pub inline: Option<TypeRef>,
    /// What is allowed of it.
    pub facets: Vec<Facet>,
    /// The values of an enumeration.
    pub values: Vec<EnumValue>,
}

impl Narrowing {
    /// Whether anything is narrowed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.inline.is_none() && self.facets.is_empty() && self.values.is_empty()
    }
}

/// Something that occurs in a content model.
#[derive(Clone, Debug)]
pub struct Particle {
    /// How often.
    pub occurs: Occurs,
    /// What.
    pub term: Term,
    /// The start tag.
    pub span: Span,
    /// The documentation.
    pub doc: Option<String>,
}

/// What a particle stands for.
#[derive(Clone, Debug)]
pub enum Term {
    /// An element.
    Element(ElementId),
    /// A model group definition.
    Group(GroupId),
    /// All of these in their order.
    Sequence(Vec<Particle>),
    /// One of these.
    Choice(Vec<Particle>),
    /// All of these in any order.
    All(Vec<Particle>),
    /// An element of any name.
    Any(Wildcard),
}

/// An element declaration.
#[derive(Clone, Debug)]
pub struct Element {
    /// The expanded name.
    pub name: Name,
    /// The type.
    pub ty: TypeRef,
    /// Whether the declaration says a type.
    pub has_type: bool,
    /// Whether it may say `xsi:nil="true"`.
    pub nillable: bool,
    /// Whether it may not stand in a document itself.
    pub is_abstract: bool,
    /// The global element in the place of which it may stand.
    pub substitutes: Option<ElementId>,
    /// What may not stand in its place: {disallowed substitutions}.
    pub disallowed_substitutions: DerivationSet,
    /// In which ways the types of the members of its substitution group may not be derived from its
    /// own: {substitution group exclusions}.
    pub substitution_group_exclusions: DerivationSet,
    /// The value that stands for an empty element.
    pub default: Option<String>,
    /// The only value allowed.
    pub fixed: Option<String>,
    /// The documentation.
    pub doc: Option<String>,
    /// The start tag.
    pub span: Span,
}

/// An identity constraint: a `key`, `keyref` or `unique` of an element.
#[derive(Clone, Debug)]
pub struct IdentityConstraint {
    /// The expanded name.
    pub name: Name,
    /// Which of the three.
    pub kind: IdentityKind,
    /// The key that a `keyref` refers to: its place among the identity constraints.
    pub refers_to: Option<usize>,
    /// How many fields it has.
    pub fields: usize,
    /// The start tag.
    pub span: Span,
}

/// An attribute declaration.
#[derive(Clone, Debug)]
pub struct Attribute {
    /// The expanded name.
    pub name: Name,
    /// The type.
    pub ty: TypeRef,
    /// The value that stands for an absent attribute.
    pub default: Option<String>,
    /// The only value allowed.
    pub fixed: Option<String>,
    /// The documentation.
    pub doc: Option<String>,
    /// The start tag.
    pub span: Span,
}

/// A use of an attribute, or of a group of them.
#[derive(Clone, Debug)]
pub enum AttributeUse {
    /// An attribute.
    Attribute {
        /// Which.
        attribute: AttributeId,
        /// Whether it may or must be there.
        usage: Usage,
        /// The value that stands for an absent attribute, in place of the declaration's.
        default: Option<String>,
        /// The only value allowed, in place of the declaration's.
        fixed: Option<String>,
        /// The documentation of the use.
        doc: Option<String>,
        /// The start tag.
        span: Span,
    },
    /// An attribute group.
    Group {
        /// Which.
        group: AttributeGroupId,
        /// The reference.
        span: Span,
    },
}

/// A model group definition.
#[derive(Clone, Debug)]
pub struct Group {
    /// The expanded name.
    pub name: Name,
    /// The documentation.
    pub doc: Option<String>,
    /// What it holds.
    pub content: Option<Particle>,
    /// The group that it redefines and does not refer to: it is a restriction of that.
    pub redefines: Option<GroupId>,
    /// The start tag.
    pub span: Span,
}

/// An attribute group definition.
#[derive(Clone, Debug)]
pub struct AttributeGroup {
    /// The expanded name.
    pub name: Name,
    /// The attributes.
    pub attributes: Vec<AttributeUse>,
    /// The attribute wildcard that it has itself.
    pub any_attribute: Option<Wildcard>,
    /// The attribute group that it redefines and does not refer to: it is a restriction of that.
    pub redefines: Option<AttributeGroupId>,
    /// The start tag.
    pub span: Span,
}
