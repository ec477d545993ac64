//! Types from samples alone.
//!
//! A *place* is an element name below a parent's name (or at the root). Elements of one name
//! whose places share an attribute or a child have one type; a place where the element only ever
//! holds text has the type of that text. Counting says the rest: what is missing in any
//! occurrence is optional, and what stands twice in any is a list.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use super::{NodeRef, Sample, order, values};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::{
    Attribute, Builtin, Complex, Content, Element, Model, Name, Occurs, Particle, Root, TypeDef,
    TypeId, TypeKind, TypeRef, Unknown, Value,
};
use crate::source::Span;

/// What samples say.
#[derive(Clone, Debug, Default)]
pub struct Inferred {
    /// The types and roots.
    pub model: Model,
    /// The types whose elements were seen in orders that contradict each other.
    pub unordered: BTreeSet<TypeId>,
}

/// Finds the types behind samples.
///
/// Text and elements side by side are an error: no type could hold them.
///
/// ```
/// use veeam_model_codegen::diagnostic::Diagnostics;
/// use veeam_model_codegen::sample::{self, infer::infer};
/// use veeam_model_codegen::source::Sources;
///
/// let mut sources = Sources::new();
/// let mut diagnostics = Diagnostics::new();
/// let id = sources.add("a.xml", "<List><Item Id='1'>x</Item><Item Id='2'/></List>");
/// let samples = [sample::parse(&sources, id, &mut diagnostics).unwrap()];
/// let inferred = infer(&samples, &mut diagnostics);
/// assert_eq!(inferred.model.types.len(), 2);
/// ```
#[must_use]
pub fn infer(samples: &[Sample], diagnostics: &mut Diagnostics) -> Inferred {
    let mut entries: IndexMap<&Name, Vec<NodeRef<'_>>> = IndexMap::new();
    for root in samples.iter().filter_map(Sample::root) {
        entries.entry(&root.get().name).or_default().push(root);
    }
    let mut inferred = Inferred::default();
    let entries: Vec<Entry<'_>> = entries
        .into_values()
        .map(|nodes| Entry { owner: None, nodes })
        .collect();
    let usages = extend(&mut inferred, &entries, diagnostics);
    for (entry, usage) in entries.iter().zip(usages) {
        let Some(node) = entry.nodes.first() else {
            continue;
        };
        inferred.model.roots.push(Root {
            name: node.get().name.clone(),
            ty: usage.ty,
            nillable: usage.nillable,
            default: None,
            fixed: None,
            doc: None,
            span: node.get().span,
            rename: None,
        });
    }
    inferred
}

/// Elements of one name in one place, whose type is to be found.
pub(crate) struct Entry<'a> {
    /// The type that the new types are to be a part of; they have names of their own without one.
    pub(crate) owner: Option<TypeId>,
    pub(crate) nodes: Vec<NodeRef<'a>>,
}

/// How an element is used in a place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Usage {
    pub(crate) ty: TypeRef,
    pub(crate) nillable: bool,
}

/// Adds the types of elements to a model; the usages are in the order of the entries.
pub(crate) fn extend(
    inferred: &mut Inferred,
    entries: &[Entry<'_>],
    diagnostics: &mut Diagnostics,
) -> Vec<Usage> {
    let places = Places::new(entries);
    let groups = Groups::new(&places, inferred.model.types.len());
    for group in &groups.list {
        let def = Inference {
            places: &places,
            groups: &groups,
            entries,
            diagnostics,
        }
        .type_of(group, inferred);
        inferred.model.types.push(def);
    }
    (0..entries.len())
        .map(|number| {
            let nodes = entries.get(number).and_then(|entry| entry.nodes.first());
            let name = nodes.map(|node| &node.get().name);
            match name.and_then(|name| places.0.get_full(&(Parent::Entry(number), name))) {
                Some((place, _, nodes)) => groups.usage(place, nodes),
                None => Usage {
                    ty: TypeRef::Builtin(Builtin::String),
                    nillable: false,
                },
            }
        })
        .collect()
}

/// What an element stands in.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Parent<'a> {
    Entry(usize),
    Element(&'a Name),
}

/// The elements by place, in document order.
struct Places<'a>(IndexMap<(Parent<'a>, &'a Name), Vec<NodeRef<'a>>>);

impl<'a> Places<'a> {
    fn new(entries: &[Entry<'a>]) -> Self {
        let mut places: IndexMap<_, Vec<NodeRef<'a>>> = IndexMap::new();
        for (number, entry) in entries.iter().enumerate() {
            for &node in &entry.nodes {
                let mut todo = vec![(Parent::Entry(number), node)];
                while let Some((parent, node)) = todo.pop() {
                    let name = &node.get().name;
                    places.entry((parent, name)).or_default().push(node);
                    todo.extend(
                        node.children()
                            .rev()
                            .map(|child| (Parent::Element(name), child)),
                    );
                }
            }
        }
        Self(places)
    }
}

/// Places whose elements have one type.
struct Group<'a> {
    name: &'a Name,
    /// The first place; that of an entry if there is one.
    parent: Parent<'a>,
    nodes: Vec<NodeRef<'a>>,
}

/// The groups of all places that have more than a simple type.
struct Groups<'a> {
    list: Vec<Group<'a>>,
    /// The type of every place that is in a group.
    types: BTreeMap<usize, TypeId>,
    /// The type of every name that needs no other name: that of a root, or else the first.
    main: BTreeMap<&'a Name, TypeId>,
}

impl<'a> Groups<'a> {
    /// Groups places; the first type has the number `first`.
    fn new(places: &Places<'a>, first: usize) -> Self {
        // What marks a group: an element name together with an attribute or a child.
        let mut marks: BTreeMap<(&Name, Mark<'_>), usize> = BTreeMap::new();
        // Every place belongs with the one noted here, and so on, until one is noted as its own.
        let mut leaders: Vec<usize> = (0..places.0.len()).collect();
        for (place, ((_, name), nodes)) in places.0.iter().enumerate() {
            for mark in marks_of(nodes) {
                match marks.get(&(*name, mark)) {
                    Some(&other) => join(&mut leaders, place, other),
                    None => {
                        marks.insert((*name, mark), place);
                    }
                }
            }
        }
        let mut list: Vec<Group<'a>> = Vec::new();
        let mut types = BTreeMap::new();
        let mut by_leader: BTreeMap<usize, usize> = BTreeMap::new();
        for (place, (&(parent, name), nodes)) in places.0.iter().enumerate() {
            if marks_of(nodes).next().is_none() {
                continue;
            }
            let number = *by_leader
                .entry(leader(&leaders, place))
                .or_insert(list.len());
            match list.get_mut(number) {
                Some(group) => {
                    group.nodes.extend(nodes);
                    if matches!(parent, Parent::Entry(_)) {
                        group.parent = parent;
                    }
                }
                None => list.push(Group {
                    name,
                    parent,
                    nodes: nodes.clone(),
                }),
            }
            types.insert(place, TypeId(first + number));
        }
        let mut main = BTreeMap::new();
        for (number, group) in list.iter().enumerate() {
            let id = TypeId(first + number);
            if matches!(group.parent, Parent::Entry(_)) {
                main.insert(group.name, id);
            } else {
                main.entry(group.name).or_insert(id);
            }
        }
        // Elements that are always empty in one place, and more than that in another, are what
        // they are there.
        for (place, ((_, name), nodes)) in places.0.iter().enumerate() {
            let is_empty = |node: &NodeRef<'_>| node.get().text_span.is_none();
            if types.contains_key(&place) || !nodes.iter().all(is_empty) {
                continue;
            }
            if let Some(&id) = main.get(name) {
                types.insert(place, id);
                if let Some(group) = list.get_mut(id.0 - first) {
                    group.nodes.extend(nodes);
                }
            }
        }
        Self { list, types, main }
    }

    fn usage(&self, place: usize, nodes: &[NodeRef<'a>]) -> Usage {
        let ty = match self.types.get(&place) {
            Some(&id) => TypeRef::Defined(id),
            None => TypeRef::Builtin(text_type(nodes)),
        };
        Usage {
            ty,
            nillable: nodes.iter().any(|node| node.get().nil),
        }
    }
}

/// What tells types of one element name apart.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Mark<'a> {
    Attribute(&'a Name),
    Child(&'a Name),
}

fn marks_of<'a>(nodes: &[NodeRef<'a>]) -> impl Iterator<Item = Mark<'a>> {
    let marks = nodes.iter().flat_map(|node| {
        let attributes = node
            .get()
            .attributes
            .iter()
            .map(|a| Mark::Attribute(&a.name));
        attributes.chain(node.children().map(|child| Mark::Child(&child.get().name)))
    });
    marks.collect::<BTreeSet<_>>().into_iter()
}

fn leader(leaders: &[usize], mut place: usize) -> usize {
    while let Some(&next) = leaders.get(place).filter(|&&next| next != place) {
        place = next;
    }
    place
}

/// Notes that two places belong together, led by the first of each.
fn join(leaders: &mut [usize], a: usize, b: usize) {
    let (a, b) = (leader(leaders, a), leader(leaders, b));
    if let Some(slot) = leaders.get_mut(a.max(b)) {
        *slot = a.min(b);
    }
}

/// The type of the text of elements; those that are nil have none.
fn text_type(nodes: &[NodeRef<'_>]) -> Builtin {
    let nodes = nodes.iter().map(|node| node.get()).filter(|node| !node.nil);
    values::type_of(nodes.map(|node| node.text.as_str()))
}

/// Finding one type.
struct Inference<'a, 'i> {
    places: &'i Places<'a>,
    groups: &'i Groups<'a>,
    entries: &'i [Entry<'a>],
    diagnostics: &'i mut Diagnostics,
}

impl<'a> Inference<'a, '_> {
    fn type_of(&mut self, group: &Group<'a>, inferred: &mut Inferred) -> TypeDef {
        let id = TypeId(inferred.model.types.len());
        let first = group.nodes.first().map(|node| node.get());
        TypeDef {
            name: group.name.clone(),
            anonymous_in: self.owner(group, id),
            doc: None,
            span: first.map_or(Span::default(), |node| node.span),
            kind: TypeKind::Complex(Complex {
                any_attributes: false,
                is_abstract: false,
                base: None,
                attributes: attributes(&group.nodes),
                content: self.content(group, id, inferred),
                unknown: Unknown::default(),
            }),
            rename: None,
            replace: None,
        }
    }

    /// The type that a type is a part of: for an extension always one, for a model of its own
    /// only where another type has the element's name already.
    fn owner(&self, group: &Group<'a>, id: TypeId) -> Option<TypeId> {
        let entry_owner = |number: usize| self.entries.get(number).and_then(|entry| entry.owner);
        match group.parent {
            Parent::Entry(number) => entry_owner(number),
            Parent::Element(parent) => {
                let extends = (0..self.entries.len()).any(|number| entry_owner(number).is_some());
                if !extends && self.groups.main.get(group.name) == Some(&id) {
                    return None;
                }
                // The parent holds this element, so it has a type.
                let parent = self
                    .places
                    .0
                    .iter()
                    .enumerate()
                    .find(|(_, ((_, name), nodes))| {
                        *name == parent
                            && nodes
                                .iter()
                                .any(|node| node.children().any(|c| &c.get().name == group.name))
                    });
                parent
                    .and_then(|(place, _)| self.groups.types.get(&place))
                    .copied()
                    .filter(|p| *p != id)
            }
        }
    }

    fn content(&mut self, group: &Group<'a>, id: TypeId, inferred: &mut Inferred) -> Content {
        let nodes = || group.nodes.iter().filter(|node| !node.get().nil);
        let text = nodes().find_map(|node| node.get().text_span);
        let order = order::merge(&nodes().map(|node| names(*node)).collect::<Vec<_>>());
        if order.names.is_empty() {
            return match text {
                None => Content::Empty,
                Some(_) => Content::Text(Value {
                    ty: TypeRef::Builtin(text_type(&group.nodes)),
                    default: None,
                    fixed: None,
                }),
            };
        }
        if let Some(text) = text {
            self.diagnostics.push(mixed(group, text));
        }
        if order.contradicted {
            inferred.unordered.insert(id);
        }
        let counted = Counted::new(&group.nodes);
        let elements = order.names.into_iter().filter_map(|name| {
            let key = (Parent::Element(group.name), name);
            let (place, _, nodes) = self.places.0.get_full(&key)?;
            let usage = self.groups.usage(place, nodes);
            Some(Particle::Element(Element {
                name: name.clone(),
                ty: usage.ty,
                occurs: counted.occurs(name),
                nillable: usage.nillable,
                default: None,
                fixed: None,
                doc: None,
                span: nodes
                    .first()
                    .map_or(Span::default(), |node| node.get().span),
                inherited_from: None,
                loosened: false,
                rename: None,
            }))
        });
        Content::Elements(elements.collect())
    }
}

fn names(node: NodeRef<'_>) -> Vec<&Name> {
    node.children().map(|child| &child.get().name).collect()
}

fn mixed(group: &Group<'_>, text: Span) -> Diagnostic {
    let name = quoted(&group.name.local);
    let message = format!("{name} holds text here, and elements elsewhere or beside it");
    let mut diagnostic = Diagnostic::error(Code::SampleMixed, message)
        .at(text)
        .label("text")
        .help("mixed content has no type: remove the text or the elements from the samples");
    if let Some(child) = group.nodes.iter().find_map(|node| node.children().next()) {
        diagnostic = diagnostic.related(child.get().span, "an element in it");
    }
    diagnostic
}

/// How often children stand in the elements of a group.
struct Counted<'a> {
    parents: usize,
    /// In how many parents, and the most in one.
    children: BTreeMap<&'a Name, (usize, usize)>,
}

impl<'a> Counted<'a> {
    fn new(parents: &[NodeRef<'a>]) -> Self {
        let mut counted = Self {
            parents: 0,
            children: BTreeMap::new(),
        };
        // A nil element has no children, whatever its type says.
        for parent in parents.iter().filter(|parent| !parent.get().nil) {
            counted.parents += 1;
            let mut here: BTreeMap<&Name, usize> = BTreeMap::new();
            for name in names(*parent) {
                *here.entry(name).or_default() += 1;
            }
            for (name, count) in here {
                let (present, most) = counted.children.entry(name).or_default();
                *present += 1;
                *most = count.max(*most);
            }
        }
        counted
    }

    fn occurs(&self, name: &Name) -> Occurs {
        let (present, most) = self.children.get(name).copied().unwrap_or_default();
        Occurs {
            min: u64::from(present == self.parents),
            max: (most <= 1).then_some(1),
        }
    }
}

/// The attributes of elements, each required if every one of them has it.
pub(crate) fn attributes(nodes: &[NodeRef<'_>]) -> Vec<Attribute> {
    let mut found: BTreeMap<&Name, Vec<&super::Attribute>> = BTreeMap::new();
    let mut sequences = Vec::new();
    for node in nodes {
        let attributes = &node.get().attributes;
        for attribute in attributes {
            found.entry(&attribute.name).or_default().push(attribute);
        }
        sequences.push(attributes.iter().map(|attribute| &attribute.name).collect());
    }
    let order = order::merge(&sequences).names;
    let attributes = order
        .into_iter()
        .filter_map(|name| Some((name, found.get(name)?)));
    attributes
        .map(|(name, found)| Attribute {
            name: name.clone(),
            value: Value {
                ty: TypeRef::Builtin(values::type_of(found.iter().map(|a| a.value.as_str()))),
                default: None,
                fixed: None,
            },
            required: found.len() == nodes.len(),
            doc: None,
            span: found
                .first()
                .map_or(Span::default(), |attribute| attribute.span),
            inherited_from: None,
            rename: None,
        })
        .collect()
}
