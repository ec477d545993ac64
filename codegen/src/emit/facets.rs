//! What the schema allows of simple types, for `Validate`: a `static` for each type that needs one,
//! and what fields and variants say of it.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::quote;

use super::types::{Types, holds_value, ident};
use super::{doc_attributes, docs, fields};
use crate::datatype;
use crate::diagnostic::Diagnostic;
use crate::layout::{Layout, is_inline};
use crate::model::{
    Builtin, Facet, FacetKind, Model, Occurs, Simple, TypeDef, TypeId, TypeKind, TypeRef,
};
use crate::name::{Names, constant};

/// The names of the statics, and which of them are used.
pub(super) struct Statics {
    names: BTreeMap<TypeId, String>,
    used: RefCell<BTreeSet<TypeId>>,
}

/// What holds the facets of a type.
#[derive(Clone, Copy)]
enum Place {
    /// The runtime.
    Runtime(Builtin),
    /// A static of the emitted text.
    Static(TypeId),
}

impl Statics {
    /// Names the statics of all simple types, each after its type.
    pub(super) fn new(model: &Model, layout: &Layout, names: &Names) -> Self {
        let constants = names.namespaces.iter();
        let mut taken: BTreeSet<String> =
            constants.map(|(constant, _)| constant.to_owned()).collect();
        let mut statics = BTreeMap::new();
        for (id, _) in model.iter().filter(|(_, def)| is_simple(def)) {
            let stem = format!("{}_FACETS", stem(model, layout, names, id));
            let numbered = (2_u64..).map(|number| format!("{stem}_{number}"));
            let mut candidates = std::iter::once(stem.clone()).chain(numbered);
            let name = candidates.find(|name| !taken.contains(name));
            let name = name.unwrap_or_default();
            taken.insert(name.clone());
            statics.insert(id, name);
        }
        Self {
            names: statics,
            used: RefCell::default(),
        }
    }
}

fn is_simple(def: &TypeDef) -> bool {
    matches!(
        def.kind,
        TypeKind::Simple(_) | TypeKind::Enumeration(_) | TypeKind::List(_) | TypeKind::Union(_)
    )
}

/// What a type is called in the name of its static: its Rust name, or for a type without one the name
/// of the type around it and its own.
fn stem(model: &Model, layout: &Layout, names: &Names, id: TypeId) -> String {
    let mut parts = Vec::new();
    let mut next = Some(id);
    while let Some((id, def)) = next.and_then(|id| Some((id, model.get(id)?))) {
        let has_name = layout.is_emitted(id);
        parts.push(match has_name {
            true => constant(names.ty(id)),
            false => constant(&def.name.local),
        });
        // A type that contained itself would have no end.
        let goes_on = !has_name && parts.len() <= model.types.len();
        next = def.anonymous_in.filter(|_| goes_on);
    }
    parts.reverse();
    parts.join("_")
}

/// What a field says of its value.
#[derive(Clone, Copy, Default)]
pub(super) struct Use<'a> {
    pub(super) fixed: Option<&'a String>,
    pub(super) occurs: Option<Occurs>,
}

impl Types<'_> {
    /// `validate(…)` for a field or a variant with a value of the type, if there is anything to say.
    pub(super) fn validate(&self, ty: Option<TypeRef>, with: Use<'_>) -> Option<TokenStream> {
        let statics = self.statics?;
        let ty = ty.filter(|ty| holds_value(self.model, *ty));
        let mut items = Vec::new();
        if let Some(ty) = ty {
            let place = match with.fixed {
                Some(_) => self.place(ty),
                None => self.needed(ty),
            };
            if let Some(path) = place.and_then(|place| self.facets_path(statics, place)) {
                items.push(quote!(facets = #path));
            }
            if let Some(fixed) = with.fixed {
                items.push(quote!(fixed = #fixed));
            }
        }
        if let Some(occurs) = with.occurs.filter(|occurs| occurs.is_repeated()) {
            let number = |number: u64| proc_macro2::Literal::u64_unsuffixed(number);
            if occurs.min > 0 {
                let min = number(occurs.min);
                items.push(quote!(min_occurs = #min));
            }
            if let Some(max) = occurs.max.map(number) {
                items.push(quote!(max_occurs = #max));
            }
        }
        (!items.is_empty()).then(|| quote!(validate(#(#items),*)))
    }

    /// `validate(…)` for an enum over text, if the text alone does not say what is allowed.
    pub(super) fn validate_enum(&self, id: TypeId, def: &TypeDef) -> Option<TokenStream> {
        let statics = self.statics?;
        let is_more_than_text = match &def.kind {
            TypeKind::Enumeration(enumeration) => {
                self.model.unions.contains_key(&id)
                    || !fields::builtin(self.model, enumeration.base).is_some_and(datatype::is_text)
            }
            _ => true,
        };
        let path = is_more_than_text.then(|| self.facets_path(statics, Place::Static(id)))??;
        Some(quote!(validate(facets = #path)))
    }

    /// Where the facets of a type are, if it is a simple one.
    fn place(&self, mut ty: TypeRef) -> Option<Place> {
        // No chain of names is longer than the list of types, unless it bites its own tail.
        for _ in 0..=self.model.types.len() {
            let id = match ty {
                TypeRef::Builtin(Builtin::AnyType | Builtin::Guid) => return None,
                TypeRef::Builtin(builtin) => return Some(Place::Runtime(builtin)),
                TypeRef::Defined(id) => id,
            };
            match &self.model.get(id)?.kind {
                TypeKind::Simple(simple)
                    if simple.facets.is_empty() && !self.model.unions.contains_key(&id) =>
                {
                    ty = simple.base;
                }
                TypeKind::Simple(_)
                | TypeKind::Enumeration(_)
                | TypeKind::List(_)
                | TypeKind::Union(_) => return Some(Place::Static(id)),
                TypeKind::Complex(_) | TypeKind::Choice(_) | TypeKind::Types(_) => return None,
            }
        }
        None
    }

    /// Where the facets of a type are, if its Rust type does not check them itself.
    fn needed(&self, ty: TypeRef) -> Option<Place> {
        let place = self.place(ty)?;
        let is_needed = match place {
            Place::Runtime(builtin) => is_narrow(builtin),
            Place::Static(id) => self.is_needed(id),
        };
        is_needed.then_some(place)
    }

    fn is_needed(&self, id: TypeId) -> bool {
        let mut next = id;
        for _ in 0..=self.model.types.len() {
            let Some(def) = self.model.get(next) else {
                return false;
            };
            let base = match &def.kind {
                _ if def.replace.is_some() => return false,
                TypeKind::Simple(simple) if !says_more(simple) => simple.base,
                TypeKind::Simple(_) => return true,
                TypeKind::List(list) => list.item,
                _ => return false,
            };
            if self.model.unions.contains_key(&next) {
                return true;
            }
            match base {
                TypeRef::Builtin(builtin) => return is_narrow(builtin),
                TypeRef::Defined(id) => next = id,
            }
        }
        false
    }

    /// The path of what holds facets, which is used then.
    fn facets_path(&self, statics: &Statics, place: Place) -> Option<TokenStream> {
        match place {
            Place::Runtime(builtin) => {
                let module = self.xml("facets");
                let name = ident(runtime_name(builtin)).ok()?;
                Some(quote!(#module::#name))
            }
            Place::Static(id) => {
                statics.used.borrow_mut().insert(id);
                let path = self.path(id, statics.names.get(&id)?).ok()?;
                Some(quote!(#path))
            }
        }
    }

    fn base_path(&self, statics: &Statics, ty: TypeRef) -> Option<TokenStream> {
        let place = self.place(ty);
        self.facets_path(
            statics,
            place.unwrap_or(Place::Runtime(Builtin::AnySimpleType)),
        )
    }

    /// The statics that are used, and those of named types; each beside its type.
    pub(super) fn statics(&self) -> Result<BTreeMap<TypeId, Vec<TokenStream>>, Diagnostic> {
        let mut written = BTreeMap::new();
        let Some(statics) = self.statics else {
            return Ok(written);
        };
        for (id, def) in self.model.iter() {
            let is_alias = matches!(def.kind, TypeKind::Simple(_) | TypeKind::List(_));
            if is_alias && self.layout.is_emitted(id) && self.is_needed(id) {
                statics.used.borrow_mut().insert(id);
            }
        }
        // What is written uses what it restricts.
        loop {
            let used: Vec<TypeId> = statics.used.borrow().iter().copied().collect();
            let mut waiting = used
                .into_iter()
                .filter(|id| !written.contains_key(id))
                .peekable();
            if waiting.peek().is_none() {
                return Ok(written);
            }
            for id in waiting.collect::<Vec<_>>() {
                let types = self.within(self.names.modules.of(id));
                written.insert(id, types.static_of(statics, id)?);
            }
        }
    }

    /// The static of a type, after one for each of its restrictions but the last, if patterns stand in
    /// several of them.
    fn static_of(&self, statics: &Statics, id: TypeId) -> Result<Vec<TokenStream>, Diagnostic> {
        let (Some(def), Some(name)) = (self.model.get(id), statics.names.get(&id)) else {
            return Ok(Vec::new());
        };
        let facets_type = self.xml("Facets");
        let base = |ty| self.base_path(statics, ty).unwrap_or_default();
        let last = match (&def.kind, self.model.unions.get(&id)) {
            (_, Some(members)) => {
                let members = members.iter().map(|ty| base(*ty));
                quote!(#facets_type::union(&[#(&#members),*]))
            }
            (TypeKind::Union(union), None) => {
                let members = union.members.iter().map(|ty| base(*ty));
                quote!(#facets_type::union(&[#(&#members),*]))
            }
            (TypeKind::List(list), None) => {
                let item = base(list.item);
                quote!(#facets_type::list(&#item))
            }
            (TypeKind::Enumeration(enumeration), None) => {
                let base = base(enumeration.base);
                let values = enumeration.values.iter().map(|value| &value.value);
                quote!(#facets_type::restriction(&#base).enumeration(&[#(#values),*]))
            }
            (TypeKind::Simple(simple), None) => {
                return self.restrictions(id, def, name, simple, base(simple.base));
            }
            _ => return Ok(Vec::new()),
        };
        Ok(vec![self.item(id, def, name, &last)?])
    }

    fn restrictions(
        &self,
        id: TypeId,
        def: &TypeDef,
        name: &str,
        simple: &Simple,
        mut base: TokenStream,
    ) -> Result<Vec<TokenStream>, Diagnostic> {
        let facets_type = self.xml("Facets");
        let mut items = Vec::new();
        let parts = parts(&simple.facets);
        for (at, facets) in parts.iter().enumerate() {
            let is_last = at + 1 == parts.len();
            let name = match is_last {
                true => name.to_owned(),
                false => format!("{name}_OF_STEP_{}", at + 1),
            };
            let calls = self.calls(facets);
            let value = quote!(#facets_type::restriction(&#base) #(#calls)*);
            items.push(self.item(id, def, &name, &value)?);
            let name = ident(&name)?;
            base = quote!(#name);
        }
        Ok(items)
    }

    fn item(
        &self,
        id: TypeId,
        def: &TypeDef,
        name: &str,
        value: &TokenStream,
    ) -> Result<TokenStream, Diagnostic> {
        let name = ident(name)?;
        let facets_type = self.xml("Facets");
        let of = match self.layout.is_emitted(id) && !is_inline(def) {
            true => format!("[`{}`]", self.names.ty(id)),
            false => docs::code(&self.model.path(id)),
        };
        let docs = doc_attributes(&[format!("What the schema allows of {of}.")], 0);
        Ok(quote!(#(#docs)* pub static #name: #facets_type = #value;))
    }

    /// The calls that add facets.
    fn calls(&self, facets: &[&Facet]) -> Vec<TokenStream> {
        let mut calls = Vec::new();
        let patterns = facets
            .iter()
            .filter(|facet| facet.kind == FacetKind::Pattern);
        let patterns: Vec<&str> = patterns.map(|facet| facet.value.as_str()).collect();
        for facet in facets {
            let value = datatype::trim(&facet.value);
            let count = || {
                let count = value.trim_start_matches('+').parse::<u64>().ok()?;
                Some(proc_macro2::Literal::u64_unsuffixed(count))
            };
            calls.extend(match facet.kind {
                FacetKind::Length => count().map(|count| quote!(.length(#count))),
                FacetKind::MinLength => count().map(|count| quote!(.min_length(#count))),
                FacetKind::MaxLength => count().map(|count| quote!(.max_length(#count))),
                FacetKind::MinInclusive => Some(quote!(.min_inclusive(#value))),
                FacetKind::MinExclusive => Some(quote!(.min_exclusive(#value))),
                FacetKind::MaxInclusive => Some(quote!(.max_inclusive(#value))),
                FacetKind::MaxExclusive => Some(quote!(.max_exclusive(#value))),
                FacetKind::TotalDigits => count().map(|count| quote!(.total_digits(#count))),
                FacetKind::FractionDigits => count().map(|count| quote!(.fraction_digits(#count))),
                FacetKind::WhiteSpace => {
                    let white_space = self.xml("WhiteSpace");
                    let mode = match value {
                        "collapse" => quote!(Collapse),
                        "replace" => quote!(Replace),
                        _ => quote!(Preserve),
                    };
                    Some(quote!(.white_space(#white_space::#mode)))
                }
                FacetKind::Pattern => None,
            });
        }
        if !patterns.is_empty() {
            calls.push(quote!(.pattern(&[#(#patterns),*])));
        }
        calls
    }
}

/// The facets, apart where patterns of several restrictions have to hold together.
fn parts(facets: &[Facet]) -> Vec<Vec<&Facet>> {
    let mut parts: Vec<Vec<&Facet>> = vec![Vec::new()];
    let mut pattern_step = None;
    for facet in facets {
        if facet.kind == FacetKind::Pattern {
            if pattern_step.is_some_and(|step| step != facet.step) {
                parts.push(Vec::new());
            }
            pattern_step = Some(facet.step);
        }
        if let Some(part) = parts.last_mut() {
            part.push(facet);
        }
    }
    parts
}

/// Whether a restriction restricts anything.
fn says_more(simple: &Simple) -> bool {
    let mut facets = simple.facets.iter();
    facets.any(|facet| facet.kind != FacetKind::WhiteSpace)
}

/// Whether a built-in type allows less than its Rust type.
fn is_narrow(builtin: Builtin) -> bool {
    matches!(
        builtin,
        Builtin::Language
            | Builtin::Name
            | Builtin::NCName
            | Builtin::NmToken
            | Builtin::Id
            | Builtin::IdRef
            | Builtin::Entity
            | Builtin::NmTokens
            | Builtin::IdRefs
            | Builtin::Entities
            | Builtin::NonPositiveInteger
            | Builtin::NegativeInteger
            | Builtin::NonNegativeInteger
            | Builtin::PositiveInteger
    )
}

/// What the runtime calls the facets of a built-in type.
fn runtime_name(builtin: Builtin) -> &'static str {
    match builtin {
        Builtin::AnyType | Builtin::Guid | Builtin::AnySimpleType => "ANY_SIMPLE_TYPE",
        Builtin::String => "STRING",
        Builtin::NormalizedString => "NORMALIZED_STRING",
        Builtin::Token => "TOKEN",
        Builtin::Language => "LANGUAGE",
        Builtin::Name => "NAME",
        Builtin::NCName => "NCNAME",
        Builtin::NmToken => "NMTOKEN",
        Builtin::Id => "ID",
        Builtin::IdRef => "IDREF",
        Builtin::Entity => "ENTITY",
        Builtin::AnyUri => "ANY_URI",
        Builtin::QName => "QNAME",
        Builtin::Notation => "NOTATION",
        Builtin::Boolean => "BOOLEAN",
        Builtin::Decimal => "DECIMAL",
        Builtin::Integer => "INTEGER",
        Builtin::NonPositiveInteger => "NON_POSITIVE_INTEGER",
        Builtin::NegativeInteger => "NEGATIVE_INTEGER",
        Builtin::NonNegativeInteger => "NON_NEGATIVE_INTEGER",
        Builtin::PositiveInteger => "POSITIVE_INTEGER",
        Builtin::Long => "LONG",
        Builtin::Int => "INT",
        Builtin::Short => "SHORT",
        Builtin::Byte => "BYTE",
        Builtin::UnsignedLong => "UNSIGNED_LONG",
        Builtin::UnsignedInt => "UNSIGNED_INT",
        Builtin::UnsignedShort => "UNSIGNED_SHORT",
        Builtin::UnsignedByte => "UNSIGNED_BYTE",
        Builtin::Float => "FLOAT",
        Builtin::Double => "DOUBLE",
        Builtin::DateTime => "DATE_TIME",
        Builtin::Date => "DATE",
        Builtin::Time => "TIME",
        Builtin::Duration => "DURATION",
        Builtin::GYear => "G_YEAR",
        Builtin::GYearMonth => "G_YEAR_MONTH",
        Builtin::GMonth => "G_MONTH",
        Builtin::GMonthDay => "G_MONTH_DAY",
        Builtin::GDay => "G_DAY",
        Builtin::HexBinary => "HEX_BINARY",
        Builtin::Base64Binary => "BASE64_BINARY",
        Builtin::NmTokens => "NMTOKENS",
        Builtin::IdRefs => "IDREFS",
        Builtin::Entities => "ENTITIES",
    }
}
