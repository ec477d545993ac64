//! Fields: what a content model amounts to, and how fields combine.
//!
//! A field holds the elements of one name, or of several if it is a choice; no two fields of a
//! list share a name. A document that fits the content model can be read into the fields and
//! written back without loss, because fields are written in their order and a choice keeps the
//! order of its elements. Where the model is not that simple, a stretch of it becomes one
//! repeated choice over all its names, which loses nothing either.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use indexmap::IndexMap;
use indexmap::map::Entry;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::{Name, Occurs};
use crate::source::Span;
use crate::xsd::components::{ElementId, TypeId, TypeRef};

/// A field of a complex type.
#[derive(Clone, Debug)]
pub(super) struct Field {
    /// The elements it holds: one, or the alternatives of a choice.
    pub(super) leaves: IndexMap<Name, Leaf>,
    /// Whether it holds elements of any other name too.
    pub(super) any: bool,
    /// Whether it holds the text between the elements too: mixed content.
    pub(super) text: bool,
    /// The head of the substitution group that it is the whole of.
    pub(super) head: Option<ElementId>,
    /// How many of them.
    pub(super) occurs: Occurs,
    /// The complex type that declares it.
    pub(super) declared_in: TypeId,
    /// The name of the group that it is the whole of.
    pub(super) group: Option<Rc<str>>,
    /// The documentation of a choice.
    pub(super) doc: Option<String>,
    /// Where it is declared.
    pub(super) span: Span,
    /// Whether the content model says more of its elements than the field does.
    pub(super) loosened: bool,
}

/// An element of a field.
#[derive(Clone, Debug)]
pub(super) struct Leaf {
    pub(super) name: Name,
    pub(super) ty: TypeRef,
    /// Whether it may not be of a type that extends its own.
    pub(super) is_plain: bool,
    pub(super) nillable: bool,
    pub(super) default: Option<String>,
    pub(super) fixed: Option<String>,
    pub(super) doc: Option<String>,
    pub(super) span: Span,
}

impl Field {
    /// Whether it holds elements of several names, or more than elements.
    pub(super) fn is_choice(&self) -> bool {
        self.leaves.len() > 1 || self.any || self.text
    }

    fn make_optional(&mut self) {
        self.occurs.min = 0;
    }
}

/// How the fields of one complex type combine.
pub(super) struct Combiner<'d> {
    /// The type.
    pub(super) owner: TypeId,
    pub(super) diagnostics: &'d mut Diagnostics,
}

impl Combiner<'_> {
    /// One element.
    pub(super) fn element(&self, leaf: Leaf, occurs: Occurs) -> Field {
        Field {
            leaves: IndexMap::from([(leaf.name.clone(), leaf.clone())]),
            ..self.nothing(occurs, leaf.span)
        }
    }

    /// One of the elements of the substitution group of `head`; nothing if there are none.
    pub(super) fn group(
        &self,
        head: ElementId,
        leaves: Vec<Leaf>,
        occurs: Occurs,
        span: Span,
    ) -> Option<Field> {
        let leaves: IndexMap<Name, Leaf> = leaves
            .into_iter()
            .map(|leaf| (leaf.name.clone(), leaf))
            .collect();
        (!leaves.is_empty()).then(|| Field {
            head: (leaves.len() > 1).then_some(head),
            leaves,
            ..self.nothing(occurs, span)
        })
    }

    /// An element of any name.
    pub(super) fn any(&self, occurs: Occurs, span: Span) -> Field {
        Field {
            any: true,
            ..self.nothing(occurs, span)
        }
    }

    /// All of some fields with the text between their elements.
    pub(super) fn mixed(&mut self, fields: Vec<Field>, span: Span) -> Field {
        let text = Field {
            text: true,
            ..self.nothing(Occurs::ANY, span)
        };
        let loosens = fields.len() > 1;
        let joined = self.join(
            [text.clone()].into_iter().chain(fields).collect(),
            Occurs::plus,
        );
        let joined = loosened_if(loosens, joined).next();
        Field {
            occurs: Occurs::ANY,
            span,
            ..joined.unwrap_or(text)
        }
    }

    fn nothing(&self, occurs: Occurs, span: Span) -> Field {
        Field {
            leaves: IndexMap::new(),
            any: false,
            text: false,
            head: None,
            occurs,
            declared_in: self.owner,
            group: None,
            doc: None,
            span,
            loosened: false,
        }
    }

    /// All of these in their order. Where a name or a wildcard comes again, the fields from its first
    /// place to its last become one, so that the order between them is kept.
    pub(super) fn sequence(&mut self, fields: impl IntoIterator<Item = Field>) -> Vec<Field> {
        let mut sequence: Vec<Field> = Vec::new();
        let mut places: HashMap<Name, usize> = HashMap::new();
        let mut any_place = None;
        for field in fields {
            let any_again = any_place.filter(|_| field.any);
            let again = field.leaves.keys().filter_map(|name| places.get(name));
            let again = again.copied().chain(any_again).min();
            let place = again.unwrap_or(sequence.len());
            let mut stretch = sequence.split_off(place);
            stretch.push(field);
            if stretch.iter().any(|field| field.any) {
                any_place = Some(place);
            }
            let moved = stretch.iter().skip(usize::from(again.is_some()));
            places.extend(
                moved
                    .flat_map(|field| field.leaves.keys())
                    .map(|name| (name.clone(), place)),
            );
            // One name in one place and in the next is but more of it.
            let loosens = stretch.len() > 1;
            let joined = self.join(stretch, Occurs::plus).into_iter();
            sequence.extend(joined.map(|field| Field {
                loosened: field.loosened || loosens && field.is_choice(),
                ..field
            }));
        }
        sequence
    }

    /// One of these, each with all its fields in their order, made once or repeatedly.
    pub(super) fn choice(&mut self, branches: Vec<Vec<Field>>, repeated: bool) -> Vec<Field> {
        let is_single = |branch: &Vec<Field>| match branch.as_slice() {
            [] => true,
            [field] => !field.occurs.is_repeated(),
            _ => false,
        };
        if repeated || branches.iter().all(is_single) {
            return self.one_of(branches);
        }
        match self.interleave(&branches) {
            Some(mut fields) => {
                let optional = fields.iter_mut().filter(|field| field.occurs.min == 0);
                optional.for_each(|field| field.loosened |= branches.len() > 1);
                say_what_goes_together(&mut fields, &branches);
                fields
            }
            None => loosened_if(true, self.one_of(branches)).collect(),
        }
    }

    /// One choice over all names of some branches.
    fn one_of(&mut self, branches: Vec<Vec<Field>>) -> Vec<Field> {
        let occurs = branches
            .iter()
            .map(|branch| total(branch))
            .reduce(Occurs::or);
        let loosens = branches.iter().any(|branch| branch.len() > 1);
        let all = branches.into_iter().flatten().collect();
        let field = self.join(all, Occurs::plus);
        loosened_if(loosens, field)
            .map(|field| Field {
                occurs: occurs.unwrap_or(field.occurs),
                ..field
            })
            .collect()
    }

    /// Fields that occur as often as said, all together.
    pub(super) fn repeat(&mut self, mut fields: Vec<Field>, occurs: Occurs) -> Vec<Field> {
        if occurs.max == Some(0) {
            return Vec::new();
        }
        if !occurs.is_repeated() {
            if occurs.min == 0 {
                fields.iter_mut().for_each(Field::make_optional);
            }
            return fields;
        }
        let loosens = fields.len() > 1;
        loosened_if(loosens, self.join(fields, Occurs::plus))
            .map(|field| Field {
                occurs: field.occurs.times(occurs),
                ..field
            })
            .collect()
    }

    /// Makes one field of several.
    fn join(&mut self, fields: Vec<Field>, occurs: fn(Occurs, Occurs) -> Occurs) -> Option<Field> {
        fields.into_iter().reduce(|mut all, field| {
            all.occurs = occurs(all.occurs, field.occurs);
            all.declared_in = self.owner;
            all.group = None;
            all.head = None;
            all.doc = None;
            all.loosened |= field.loosened;
            all.any |= field.any;
            all.text |= field.text;
            for leaf in field.leaves.into_values() {
                self.add(&mut all.leaves, leaf);
            }
            all
        })
    }

    fn add(&mut self, leaves: &mut IndexMap<Name, Leaf>, leaf: Leaf) {
        match leaves.entry(leaf.name.clone()) {
            Entry::Vacant(entry) => {
                entry.insert(leaf);
            }
            Entry::Occupied(mut entry) => self.unify(entry.get_mut(), leaf),
        }
    }

    /// Two declarations of one element in one content model. They must have one type.
    ///
    /// Source: XML Schema Part 1, section 3.8.6, Element Declarations Consistent.
    fn unify(&mut self, first: &mut Leaf, second: Leaf) {
        if first.ty != second.ty {
            let name = quoted(&first.name.local);
            let message = format!("the element {name} has two types in one content model");
            let diagnostic = Diagnostic::error(Code::InconsistentTypes, message)
                .at(second.span)
                .label("another type here")
                .related(first.span, "one type here")
                .help("give both declarations the same named type");
            self.diagnostics.push(diagnostic);
        }
        first.is_plain &= second.is_plain;
        first.nillable |= second.nillable;
        if first.default != second.default {
            first.default = None;
        }
        if first.fixed != second.fixed {
            first.fixed = None;
        }
        if first.doc.is_none() {
            first.doc = second.doc;
        }
    }

    /// The fields of all branches as one list, in an order that is each branch's own; what is not
    /// in every branch is optional. `None` if no such order is.
    fn interleave(&mut self, branches: &[Vec<Field>]) -> Option<Vec<Field>> {
        // A wildcard has no names by which it could be told where it belongs.
        let wildcards = branches.iter().flatten().filter(|field| field.any).count();
        if wildcards > 1 || (wildcards == 1 && branches.len() > 1) {
            return None;
        }
        let mut names = HashSet::new();
        let mut all = branches
            .iter()
            .flatten()
            .flat_map(|field| field.leaves.keys());
        if all.all(|name| names.insert(name)) {
            let mut fields: Vec<Field> = branches.iter().flatten().cloned().collect();
            if branches.len() > 1 {
                fields.iter_mut().for_each(Field::make_optional);
            }
            return Some(fields);
        }
        let (first, rest) = branches.split_first()?;
        let mut merged = first.clone();
        for branch in rest {
            merged = self.interleave_two(merged, branch)?;
        }
        Some(merged)
    }

    fn interleave_two(&mut self, first: Vec<Field>, second: &[Field]) -> Option<Vec<Field>> {
        let places: HashMap<&Name, usize> = (first.iter().enumerate())
            .flat_map(|(place, field)| field.leaves.keys().map(move |name| (name, place)))
            .collect();
        // Where each field of the second list is in the first.
        let mut shared: Vec<Option<usize>> = Vec::new();
        for field in second {
            let mut at = field.leaves.keys().map(|name| places.get(name).copied());
            let place = at.next()?;
            if at.any(|other| other != place) {
                return None;
            }
            let fits = place
                .and_then(|place| first.get(place))
                .is_none_or(|f| f.leaves.len() == field.leaves.len());
            let last = shared.iter().flatten().next_back();
            let in_order = place.is_none() || last < place.as_ref();
            if !fits || !in_order {
                return None;
            }
            shared.push(place);
        }
        let mut merged = Vec::new();
        let mut first = first.into_iter().enumerate().peekable();
        let optional = |mut field: Field| {
            field.make_optional();
            field
        };
        let mut pending: Vec<Field> = Vec::new();
        for (field, place) in second.iter().zip(shared) {
            let Some(place) = place else {
                pending.push(optional(field.clone()));
                continue;
            };
            while let Some((_, alone)) = first.next_if(|(index, _)| *index < place) {
                merged.push(optional(alone));
            }
            merged.append(&mut pending);
            let both = first
                .next()
                .map(|(_, both)| both)
                .into_iter()
                .chain([field.clone()])
                .collect();
            merged.extend(self.join(both, Occurs::or));
        }
        merged.extend(first.map(|(_, alone)| optional(alone)));
        merged.append(&mut pending);
        Some(merged)
    }
}

/// Fields, marked if they say less than the content model does.
fn loosened_if(
    loosens: bool,
    fields: impl IntoIterator<Item = Field>,
) -> impl Iterator<Item = Field> {
    fields.into_iter().map(move |field| Field {
        loosened: field.loosened || loosens,
        ..field
    })
}

/// Adds to the documentation of optional fields which of them are there together: Rust does not
/// tell them from fields that are optional for themselves.
fn say_what_goes_together(fields: &mut [Field], branches: &[Vec<Field>]) {
    /// More names than these say nothing to anyone.
    const LIMIT: usize = 12;
    let count: usize = branches.iter().flatten().map(|f| f.leaves.len()).sum();
    if branches.len() < 2 || count > LIMIT {
        return;
    }
    let name = |field: &Field| {
        let mut names: Vec<String> = field.leaves.keys().map(|n| quoted(&n.local)).collect();
        names.extend(field.any.then(|| "any element".to_owned()));
        names.join(" or ")
    };
    let alternatives = branches
        .iter()
        .map(|branch| branch.iter().map(name).collect::<Vec<String>>());
    let together = alternatives.map(|names| match names.as_slice() {
        [] => "none of these".to_owned(),
        names => names.join(" with "),
    });
    let sentence = format!("One of: {}.", together.collect::<Vec<_>>().join("; "));
    let optional = fields
        .iter_mut()
        .filter(|field| field.occurs.min == 0 && !field.is_choice());
    for leaf in optional.flat_map(|field| field.leaves.values_mut()) {
        leaf.doc = Some(match leaf.doc.take() {
            Some(doc) => format!("{doc}\n{sentence}"),
            None => sentence.clone(),
        });
    }
}

/// How many elements some fields hold together.
fn total(fields: &[Field]) -> Occurs {
    fields
        .iter()
        .map(|field| field.occurs)
        .fold(Occurs::NEVER, Occurs::plus)
}
