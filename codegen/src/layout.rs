//! The shape of the emitted types: which are emitted, what is boxed, what is a wrapped list and
//! what can derive `Default`.

mod graph;

use std::collections::BTreeSet;

use self::graph::{cycles, from_the_leaves, is_searched_deeper, too_deep};
use crate::datatype::is_temporal;
use crate::model::{
    Builtin, Complex, Content, Element, Model, Occurs, Particle, TypeDef, TypeId, TypeKind,
    TypeRef, Unknown,
};

/// The decisions about every type of a model.
#[derive(Clone, Debug)]
pub struct Layout {
    types: Vec<TypeLayout>,
    /// The policy that a list type must have to be folded into a field.
    unknown: Unknown,
    /// The most types that lead to each other.
    longest_cycle: usize,
    /// What is held apart: the type that holds, and the one that is held.
    apart: BTreeSet<(usize, usize)>,
}

/// How many types may hold each other in a row.
///
/// The compiler takes four steps from one to the next, where it looks for what is `Send` or must be
/// dropped, and gives up after 128; what uses the types needs some of them.
const MOST_IN_A_ROW: usize = 20;

#[derive(Clone, Debug, Default)]
struct TypeLayout {
    emitted: bool,
    default: bool,
    /// An element of the type may be empty, which stands for a default, whatever its value.
    may_be_empty: bool,
    /// The number of the cycle of types that hold each other by value, if it is part of one.
    cycle: Option<usize>,
}

impl Layout {
    /// Lays out a model, whose types treat content that they do not declare as `unknown` says
    /// unless they were told otherwise one by one.
    #[must_use]
    pub fn new(model: &Model, unknown: Unknown) -> Self {
        let mut layout = Self {
            types: vec![TypeLayout::default(); model.types.len()],
            unknown,
            longest_cycle: 0,
            apart: BTreeSet::new(),
        };
        layout.find_emitted(model);
        layout.find_empty(model);
        layout.find_cycles(model);
        layout.find_apart(model);
        layout.find_defaults(model);
        layout
    }

    /// Whether types preserve what they do not declare, unless told otherwise one by one.
    #[must_use]
    pub fn preserves_unknown(&self) -> bool {
        self.unknown == Unknown::Preserve
    }

    /// The most types that hold each other, in boxes and lists too: any of them leads to any other; 0
    /// where nothing has to be held apart.
    #[must_use]
    pub fn longest_cycle(&self) -> usize {
        self.longest_cycle
    }

    /// Whether the type is a part of the emitted text.
    #[must_use]
    pub fn is_emitted(&self, id: TypeId) -> bool {
        self.types.get(id.0).is_some_and(|ty| ty.emitted)
    }

    /// Whether the type derives `Default`: every field that must be there has a default value.
    #[must_use]
    pub fn has_default(&self, id: TypeId) -> bool {
        self.types.get(id.0).is_some_and(|ty| ty.default)
    }

    /// Whether an element of the type, which has simple content, may be empty in the place of a
    /// default.
    #[must_use]
    pub fn may_be_empty(&self, id: TypeId) -> bool {
        self.types.get(id.0).is_some_and(|ty| ty.may_be_empty)
    }

    /// Marks the types of the elements that have defaults.
    fn find_empty(&mut self, model: &Model) {
        let mut found: Vec<TypeRef> = Vec::new();
        let mut note = |ty: TypeRef, default: &Option<String>, fixed: &Option<String>| {
            if default.is_some() || fixed.is_some() {
                found.push(resolve_alias(model, ty));
            }
        };
        for root in &model.roots {
            note(root.ty, &root.default, &root.fixed);
        }
        for def in &model.types {
            match &def.kind {
                TypeKind::Choice(choice) => {
                    for one in &choice.alternatives {
                        note(one.ty, &one.default, &one.fixed);
                    }
                }
                TypeKind::Complex(complex) => {
                    for element in complex.content.elements() {
                        note(element.ty, &element.default, &element.fixed);
                    }
                }
                _ => {}
            }
        }
        for ty in found {
            let TypeRef::Defined(id) = ty else { continue };
            let family = match model.get(id).map(|def| &def.kind) {
                Some(TypeKind::Types(types)) => types.types.as_slice(),
                _ => &[],
            };
            for id in family.iter().chain([&id]) {
                if let Some(layout) = self.types.get_mut(id.0) {
                    layout.may_be_empty = true;
                }
            }
        }
    }

    /// Whether a value of the type `ty` must be boxed inside one of the type `owner`, which holds
    /// it by value: it holds, in the end, an `owner` by value itself.
    #[must_use]
    pub fn is_boxed(&self, model: &Model, owner: TypeId, ty: TypeRef) -> bool {
        let cycle = |id: TypeId| self.types.get(id.0).and_then(|ty| ty.cycle);
        match resolve_alias(model, ty) {
            TypeRef::Defined(id) => cycle(owner).is_some() && cycle(owner) == cycle(id),
            TypeRef::Builtin(_) => false,
        }
    }

    /// Whether a value of the type `ty` is held apart inside one of the type `owner`, in a list too:
    /// too many types hold each other there.
    #[must_use]
    pub fn is_apart(&self, model: &Model, owner: TypeId, ty: TypeRef) -> bool {
        match resolve_alias(model, ty) {
            TypeRef::Defined(id) => self.apart.contains(&(owner.0, id.0)),
            TypeRef::Builtin(_) => false,
        }
    }

    /// The items of a wrapped list, if the element is one: its type holds a repeated element and
    /// nothing else, so that a list can stand for it.
    ///
    /// A type that was given a name, a policy or names of fields of its own stays a type.
    #[must_use]
    pub fn wrapped_items<'m>(&self, model: &'m Model, element: &Element) -> Option<&'m Element> {
        if element.occurs.is_repeated() || element.nillable {
            return None;
        }
        let TypeRef::Defined(id) = resolve_alias(model, element.ty) else {
            return None;
        };
        let items = self.list_items(model.types.get(id.0)?)?;
        // A wrapper and its items are named in one namespace.
        (items.name.ns == element.name.ns).then_some(items)
    }

    /// Whether the type only holds a repeated element, so that a list can stand for it.
    pub(crate) fn is_list(&self, ty: &TypeDef) -> bool {
        self.list_items(ty).is_some()
    }

    fn list_items<'m>(&self, ty: &'m TypeDef) -> Option<&'m Element> {
        let TypeKind::Complex(complex) = &ty.kind else {
            return None;
        };
        if ty.rename.is_some()
            || ty.replace.is_some()
            || complex.is_abstract
            || complex.base.is_some()
            || complex.unknown != self.unknown
            || complex.any_attributes
            || !complex.attributes.is_empty()
        {
            return None;
        }
        match &complex.content {
            Content::Elements(particles) => match particles.as_slice() {
                [Particle::Element(items)]
                    if items.occurs.is_repeated() && items.rename.is_none() =>
                {
                    Some(items)
                }
                _ => None,
            },
            Content::Empty | Content::Text(_) => None,
        }
    }

    /// Marks what a document or a user can reach: the types of the roots, named types that are
    /// neither abstract nor lists folded into a field, and what these refer to.
    fn find_emitted(&mut self, model: &Model) {
        let named = model.types.iter().enumerate().filter(|(_, ty)| {
            ty.anonymous_in.is_none()
                // Those that stand for others are needed where they are used.
                && !matches!(ty.kind, TypeKind::Types(_) | TypeKind::Choice(_))
                && !self.is_list(ty)
                && !matches!(&ty.kind, TypeKind::Complex(complex) if complex.is_abstract)
        });
        let mut todo: Vec<TypeRef> = named.map(|(id, _)| TypeRef::Defined(TypeId(id))).collect();
        todo.extend(model.roots.iter().map(|root| root.ty));
        let mut seen = BTreeSet::new();
        while let Some(ty) = todo.pop() {
            let TypeRef::Defined(id) = ty else { continue };
            let Some(def) = model.types.get(id.0) else {
                continue;
            };
            if def.replace.is_some() || !seen.insert(id) {
                continue;
            }
            if let Some(layout) = self.types.get_mut(id.0) {
                layout.emitted = !is_inline(def);
            }

            match &def.kind {
                TypeKind::Simple(simple) => todo.push(simple.base),
                TypeKind::List(list) => todo.push(list.item),
                TypeKind::Union(union) => todo.extend(&union.members),
                TypeKind::Types(types) => {
                    todo.extend(types.types.iter().copied().map(TypeRef::Defined));
                }
                TypeKind::Enumeration(_) => {}
                TypeKind::Choice(choice) => todo.extend(choice.alternatives.iter().map(|a| a.ty)),
                TypeKind::Complex(complex) => {
                    todo.extend(complex.attributes.iter().map(|a| a.value.ty));
                    match &complex.content {
                        Content::Empty => {}
                        Content::Text(value) => todo.push(value.ty),
                        Content::Elements(particles) => {
                            todo.extend(particles.iter().map(|particle| {
                                match particle {
                                    Particle::Choice(choice) => TypeRef::Defined(choice.ty),
                                    Particle::Element(element) => self
                                        .wrapped_items(model, element)
                                        .map_or(element.ty, |items| items.ty),
                                }
                            }));
                        }
                    }
                }
            }
        }
    }

    /// Numbers the cycles of types that hold each other by value.
    fn find_cycles(&mut self, model: &Model) {
        let edges: Vec<Vec<usize>> = (0..model.types.len())
            .map(|id| self.held_by_value(model, TypeId(id), |occurs| !occurs.is_repeated()))
            .collect();
        for (number, cycle) in cycles(&edges).into_iter().enumerate() {
            for id in cycle {
                if let Some(layout) = self.types.get_mut(id) {
                    layout.cycle = Some(number);
                }
            }
        }
    }

    /// Finds what must be held apart so that few types hold each other in a row, if the compiler goes
    /// through many: where too many lead to each other, what is boxed and the alternatives of choices;
    /// and what else it takes.
    fn find_apart(&mut self, model: &Model) {
        let mut edges: Vec<Vec<usize>> = (0..model.types.len())
            .map(|id| self.held(model, TypeId(id)))
            .collect();
        if too_deep(&edges, MOST_IN_A_ROW).is_empty() || !is_searched_deeper(&edges, MOST_IN_A_ROW)
        {
            return;
        }
        for cycle in cycles(&edges) {
            self.longest_cycle = self.longest_cycle.max(cycle.len());
            if cycle.len() <= MOST_IN_A_ROW {
                continue;
            }
            let members: BTreeSet<usize> = cycle.into_iter().collect();
            for &from in &members {
                let targets = edges.get_mut(from).map(std::mem::take).unwrap_or_default();
                let (apart, near): (Vec<usize>, _) = targets.into_iter().partition(|&to| {
                    members.contains(&to) && self.is_apart_by_itself(model, from, to)
                });
                self.apart.extend(apart.into_iter().map(|to| (from, to)));
                if let Some(targets) = edges.get_mut(from) {
                    *targets = near;
                }
            }
        }
        self.apart.extend(too_deep(&edges, MOST_IN_A_ROW));
    }

    /// Whether a value stands for itself inside another one.
    fn is_apart_by_itself(&self, model: &Model, owner: usize, held: usize) -> bool {
        let is_choice = model
            .types
            .get(owner)
            .is_some_and(|def| matches!(def.kind, TypeKind::Choice(_) | TypeKind::Types(_)));
        is_choice || self.is_boxed(model, TypeId(owner), TypeRef::Defined(TypeId(held)))
    }

    /// The structs and enums that a value of the type holds in any way.
    fn held(&self, model: &Model, id: TypeId) -> Vec<usize> {
        let mut held = self.held_by_value(model, id, |_| true);
        match model.types.get(id.0).map(|def| &def.kind) {
            Some(TypeKind::Types(types)) => held.extend(types.types.iter().map(|id| id.0)),
            Some(TypeKind::Complex(Complex {
                content: Content::Elements(particles),
                ..
            })) => {
                let items = particles.iter().filter_map(|particle| match particle {
                    Particle::Element(element) => self.wrapped_items(model, element),
                    Particle::Choice(_) => None,
                });
                held.extend(
                    items.filter_map(|items| match resolve_alias(model, items.ty) {
                        TypeRef::Defined(id) => Some(id.0),
                        TypeRef::Builtin(_) => None,
                    }),
                );
            }
            _ => {}
        }
        held
    }

    /// The structs and enums that a value of the type holds by value, unless they are boxed, where
    /// they occur as often as asked.
    fn held_by_value(
        &self,
        model: &Model,
        id: TypeId,
        counts: impl Fn(Occurs) -> bool,
    ) -> Vec<usize> {
        let Some(def) = model.types.get(id.0) else {
            return Vec::new();
        };
        let held: Vec<TypeRef> = match &def.kind {
            TypeKind::Choice(choice) => choice.alternatives.iter().map(|a| a.ty).collect(),
            TypeKind::Complex(Complex {
                content: Content::Elements(particles),
                ..
            }) => particles
                .iter()
                .filter_map(|particle| match particle {
                    Particle::Element(element) if counts(element.occurs) => {
                        match self.wrapped_items(model, element) {
                            Some(_) => None,
                            None => Some(element.ty),
                        }
                    }
                    Particle::Choice(choice) if counts(choice.occurs) => {
                        Some(TypeRef::Defined(choice.ty))
                    }
                    Particle::Element(_) | Particle::Choice(_) => None,
                })
                .collect(),
            TypeKind::Complex(_)
            | TypeKind::Simple(_)
            | TypeKind::Enumeration(_)
            | TypeKind::List(_)
            | TypeKind::Union(_)
            // These are boxed.
            | TypeKind::Types(_) => Vec::new(),
        };
        held.into_iter()
            .filter_map(|ty| match resolve_alias(model, ty) {
                TypeRef::Defined(id) => Some(id.0),
                TypeRef::Builtin(_) => None,
            })
            .collect()
    }

    /// Finds the types whose required fields all have a default value: what a type requires is
    /// looked at before it. One that requires itself is not, and its default value would never end.
    fn find_defaults(&mut self, model: &Model) {
        let edges: Vec<Vec<usize>> = (0..model.types.len())
            .map(|id| self.held_by_value(model, TypeId(id), Occurs::is_single))
            .collect();
        for id in from_the_leaves(&edges) {
            let default = model
                .types
                .get(id)
                .is_some_and(|def| self.gets_default(model, def, self.may_be_empty(TypeId(id))));
            if let Some(layout) = self.types.get_mut(id) {
                layout.default = default;
            }
        }
    }

    fn gets_default(&self, model: &Model, def: &TypeDef, optional_text: bool) -> bool {
        let has_default = |ty: TypeRef| match resolve_alias(model, ty) {
            TypeRef::Builtin(builtin) => {
                let has_none = matches!(
                    builtin,
                    Builtin::QName | Builtin::Notation | Builtin::AnyType
                );
                !is_temporal(builtin) && !has_none
            }
            TypeRef::Defined(id) => self.has_default(id),
        };
        let complex = match &def.kind {
            TypeKind::Complex(complex) => complex,
            TypeKind::List(_) => return true,
            _ => return false,
        };
        if def.replace.is_some() {
            return false;
        }
        let attributes = complex
            .attributes
            .iter()
            .all(|attribute| !attribute.required || has_default(attribute.value.ty));
        let content = match &complex.content {
            Content::Empty => true,
            Content::Text(value) => optional_text || has_default(value.ty),
            Content::Elements(particles) => particles.iter().all(|particle| match particle {
                Particle::Element(element) => {
                    !element.occurs.is_single()
                        || self.wrapped_items(model, element).is_some()
                        || has_default(element.ty)
                }
                Particle::Choice(choice) => !choice.occurs.is_single(),
            }),
        };
        attributes && content
    }
}

/// Follows a type that is another name for a type to what it names in the end; a hand-written
/// type in the place of one is an end.
#[must_use]
pub fn resolve_alias(model: &Model, mut ty: TypeRef) -> TypeRef {
    // No chain of names is longer than the list of types, unless it bites its own tail.
    for _ in 0..model.types.len() {
        let TypeRef::Defined(id) = ty else { break };
        match model.types.get(id.0) {
            Some(TypeDef {
                kind: TypeKind::Simple(simple),
                replace: None,
                ..
            }) => ty = simple.base,
            _ => break,
        }
    }
    ty
}

/// Whether the type has no name in Rust: an anonymous restriction without a list of values is
/// what it restricts, a list and a wildcard are types of the runtime.
pub(crate) fn is_inline(def: &TypeDef) -> bool {
    def.anonymous_in.is_some()
        && def.rename.is_none()
        && def.replace.is_none()
        && match &def.kind {
            TypeKind::Simple(_) | TypeKind::List(_) => true,
            TypeKind::Choice(choice) => choice.is_wildcard(),
            _ => false,
        }
}
