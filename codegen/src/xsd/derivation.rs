//! Ways of derivation and substitution, as `block` and `final` list them.

use std::collections::HashSet;

use super::builtin;
use super::components::{Components, TypeKind, TypeRef, Variety};
use super::syntax::Method;
use crate::model::Builtin;

/// A set of ways in which one type, or one element, comes from another or stands in its place.
///
/// Source: XML Schema Part 1, sections 3.3.2, 3.4.2, 3.14.2 and 3.15.2 (`block`, `final` and
/// their defaults).
///
/// ```
/// use veeam_model_codegen::xsd::derivation::DerivationSet;
///
/// let none = DerivationSet::default();
/// assert!(!none.extension && !none.substitution);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DerivationSet {
    /// A complex type that adds to its base.
    pub extension: bool,
    /// A type that allows less than its base.
    pub restriction: bool,
    /// An element in the place of the head of its substitution group.
    pub substitution: bool,
    /// A list of values of the type.
    pub list: bool,
    /// A union of which the type is a member.
    pub union: bool,
}

/// What `block` of an element may list, and `blockDefault`.
pub(super) const BLOCK_OF_ELEMENT: DerivationSet = DerivationSet {
    substitution: true,
    ..OF_COMPLEX_TYPE
};

/// What `block` and `final` of a complex type may list, and `final` of an element.
pub(super) const OF_COMPLEX_TYPE: DerivationSet = DerivationSet {
    extension: true,
    restriction: true,
    substitution: false,
    list: false,
    union: false,
};

/// What `final` of a simple type may list.
pub(super) const FINAL_LISTED_OF_SIMPLE_TYPE: DerivationSet = DerivationSet {
    extension: false,
    ..FINAL_OF_SIMPLE_TYPE
};

/// What a simple type may be final for: `#all`, and `finalDefault`, are about extension too.
pub(super) const FINAL_OF_SIMPLE_TYPE: DerivationSet = DerivationSet {
    list: true,
    union: true,
    ..OF_COMPLEX_TYPE
};

impl DerivationSet {
    /// Every way: `#all`.
    pub(super) const ALL: Self = Self {
        substitution: true,
        ..FINAL_OF_SIMPLE_TYPE
    };

    /// The ways that are in both sets.
    #[must_use]
    pub(crate) fn and(self, other: Self) -> Self {
        Self {
            extension: self.extension && other.extension,
            restriction: self.restriction && other.restriction,
            substitution: self.substitution && other.substitution,
            list: self.list && other.list,
            union: self.union && other.union,
        }
    }

    /// The ways that are in either set.
    #[must_use]
    pub(crate) fn or(self, other: Self) -> Self {
        Self {
            extension: self.extension || other.extension,
            restriction: self.restriction || other.restriction,
            substitution: self.substitution || other.substitution,
            list: self.list || other.list,
            union: self.union || other.union,
        }
    }

    /// The set of one method of derivation.
    fn of(method: Method) -> Self {
        Self {
            extension: method == Method::Extension,
            restriction: method == Method::Restriction,
            ..Self::default()
        }
    }

    /// Whether there is nothing in the set.
    pub(crate) fn is_empty(self) -> bool {
        self == Self::default()
    }

    /// Whether a method of derivation is in the set.
    pub(crate) fn has(self, method: Method) -> bool {
        match method {
            Method::Extension => self.extension,
            Method::Restriction => self.restriction,
        }
    }

    /// The words of the set.
    pub(super) fn words(self) -> Vec<&'static str> {
        let all = [
            ("extension", self.extension),
            ("restriction", self.restriction),
            ("substitution", self.substitution),
            ("list", self.list),
            ("union", self.union),
        ];
        let listed = all.into_iter().filter(|(_, is_in)| *is_in);
        listed.map(|(word, _)| word).collect()
    }

    /// Adds the way of that name.
    pub(super) fn insert(&mut self, word: &str) {
        match word {
            "extension" => self.extension = true,
            "restriction" => self.restriction = true,
            "substitution" => self.substitution = true,
            "list" => self.list = true,
            "union" => self.union = true,
            _ => {}
        }
    }
}

/// How a type is derived from another, in one step or several.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Steps {
    /// The methods of the steps.
    pub(crate) methods: DerivationSet,
    /// What the types between the two prohibit: their {prohibited substitutions}.
    pub(crate) prohibited: DerivationSet,
}

/// How a type is derived from another; `None` if it is not.
pub(crate) fn steps(components: &Components, derived: TypeRef, base: TypeRef) -> Option<Steps> {
    Base::new(components, base).steps(components, derived)
}

/// A type that others may be derived from.
pub(crate) struct Base {
    ty: TypeRef,
    /// The type and, if it is a union, those of which it is one.
    members: HashSet<TypeRef>,
}

impl Base {
    /// Gathers the members once for all types that are asked about.
    pub(crate) fn new(components: &Components, ty: TypeRef) -> Self {
        Self {
            ty,
            members: with_members(components, ty),
        }
    }

    /// How a type is derived from this one; `None` if it is not.
    ///
    /// Source: XML Schema Part 1, sections 3.4.6 and 3.14.6, Type Derivation OK.
    pub(crate) fn steps(&self, components: &Components, derived: TypeRef) -> Option<Steps> {
        let mut ancestors = ancestors(components, derived);
        let (ty, mut steps) = ancestors.find(|(ty, _)| self.members.contains(ty))?;
        steps.methods.restriction |= ty == derived && derived != self.ty;
        Some(steps)
    }
}

/// A type and those that it is derived from, the nearest first, each with the way to it.
pub(crate) fn ancestors(
    components: &Components,
    derived: TypeRef,
) -> impl Iterator<Item = (TypeRef, Steps)> {
    let first = (derived, Steps::default());
    let all = std::iter::successors(Some(first), move |&(ty, mut steps)| {
        if ty != derived {
            steps.prohibited = steps.prohibited.or(prohibited(components, ty));
        }
        let (base, method) = next(components, ty)?;
        steps.methods = steps.methods.or(DerivationSet::of(method));
        Some((base, steps))
    });
    // Checked components have no cycles; the bound holds for others too.
    all.take(components.types.len() + builtin::DEEPEST)
}

/// A type and, if it is a union, those of which it is one.
fn with_members(components: &Components, ty: TypeRef) -> HashSet<TypeRef> {
    let mut all = HashSet::new();
    let mut walked = HashSet::new();
    let mut waiting = vec![ty];
    while let Some(mut ty) = waiting.pop() {
        all.insert(ty);
        // A restriction of a union has its members. What was walked before has been gathered.
        while walked.insert(ty)
            && let TypeRef::Defined(id) = ty
            && let TypeKind::Simple(simple) = &components.ty(id).kind
        {
            match &simple.variety {
                Variety::Restriction => ty = simple.base,
                Variety::Union(members) => waiting.extend(members),
                Variety::List(_) => {}
            }
        }
    }
    all
}

/// The built-in type that each type is derived from, the nearest.
pub(crate) struct Builtins(Vec<Option<Builtin>>);

impl Builtins {
    /// Those of all types, each found once.
    pub(crate) fn of_types(components: &Components) -> Self {
        let mut found = Self(vec![None; components.types.len()]);
        let base = |id| next(components, TypeRef::Defined(id)).map(|(base, _)| base);
        for id in components.bases_first(|id| base(id)?.defined()) {
            let builtin = base(id).and_then(|base| found.of(base));
            if let Some(slot) = found.0.get_mut(id.0) {
                *slot = builtin;
            }
        }
        found
    }

    /// That of a type.
    pub(crate) fn of(&self, ty: TypeRef) -> Option<Builtin> {
        match ty {
            TypeRef::Builtin(builtin) => Some(builtin),
            TypeRef::Defined(id) => self.0.get(id.0).copied().flatten(),
        }
    }
}

/// What a type is derived from in one step, and how; `None` for `xs:anyType`.
pub(super) fn next(components: &Components, ty: TypeRef) -> Option<(TypeRef, Method)> {
    Some(match ty {
        TypeRef::Builtin(builtin) => (
            TypeRef::Builtin(builtin::base(builtin)?),
            Method::Restriction,
        ),
        TypeRef::Defined(id) => match &components.ty(id).kind {
            TypeKind::Simple(simple) => (simple.base, Method::Restriction),
            TypeKind::Complex(complex) => complex
                .derivation
                .map_or((ANY_TYPE, Method::Restriction), |derivation| {
                    (derivation.base, derivation.method)
                }),
        },
    })
}

pub(super) const ANY_TYPE: TypeRef = TypeRef::Builtin(Builtin::AnyType);

/// The {prohibited substitutions} of a type: none if it is simple.
pub(crate) fn prohibited(components: &Components, ty: TypeRef) -> DerivationSet {
    match ty {
        TypeRef::Builtin(_) => DerivationSet::default(),
        TypeRef::Defined(id) => match &components.ty(id).kind {
            TypeKind::Complex(complex) => complex.prohibited_substitutions,
            TypeKind::Simple(_) => DerivationSet::default(),
        },
    }
}
