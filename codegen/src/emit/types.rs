//! The Rust types of values and fields.

use std::cell::Cell;

use proc_macro2::{Ident, Span};
use syn::{Path, PathSegment, Type};

use super::facets::Statics;
use super::syntax::{applied, path_type, within, word};
use crate::diagnostic::{Code, Diagnostic, quoted};
use crate::layout::{Layout, is_inline, resolve_alias};
use crate::model::{
    Alternative, Builtin, ChoiceParticle, Element, List, Model, Occurs, Root, TypeId, TypeKind,
    TypeRef,
};
use crate::name::{ModuleId, Names, is_plain};

/// Writes types of a model as Rust types.
pub(crate) struct Types<'a> {
    pub(crate) model: &'a Model,
    pub(crate) layout: &'a Layout,
    pub(crate) names: &'a Names,
    /// The path of the runtime crate, seen from outside of all modules.
    path: &'a Path,
    /// The same path, seen from where the types are named.
    pub(crate) runtime: Path,
    /// The module that the types are named in.
    module: Option<ModuleId>,
    /// What the schema allows of simple types, if that is asked for.
    pub(super) statics: Option<&'a Statics>,
    /// Whether the module `xml` of the runtime was mentioned.
    uses_xml: &'a Cell<bool>,
}

impl<'a> Types<'a> {
    pub(crate) fn new(
        model: &'a Model,
        layout: &'a Layout,
        names: &'a Names,
        path: &'a Path,
        uses_xml: &'a Cell<bool>,
    ) -> Self {
        Self {
            model,
            layout,
            names,
            path,
            runtime: seen_from(None, path),
            module: None,
            statics: None,
            uses_xml,
        }
    }

    /// The same types, named in a module.
    pub(super) fn within(&self, module: Option<ModuleId>) -> Self {
        Self {
            runtime: seen_from(module, self.path),
            module,
            ..*self
        }
    }

    /// Whether any of the types that were written is in the module `xml` of the runtime.
    pub(crate) fn uses_xml(&self) -> bool {
        self.uses_xml.get()
    }

    /// A value of a type.
    pub(crate) fn value(&self, ty: TypeRef) -> Result<Type, Diagnostic> {
        match ty {
            TypeRef::Builtin(builtin) => Ok(self.builtin(builtin)),
            TypeRef::Defined(id) => self.defined(id),
        }
    }

    fn defined(&self, id: TypeId) -> Result<Type, Diagnostic> {
        let mut id = id;
        // Restrictions that have no name stand for what they restrict, one after the other.
        for _ in 0..=self.model.types.len() {
            let Some(def) = self.model.get(id) else { break };
            if let Some(path) = &def.replace {
                let path = parse_path(path).map_err(|error| error.at(def.span))?;
                return Ok(path_type(seen_from(self.module, &path)));
            }
            match &def.kind {
                TypeKind::Simple(simple) if is_inline(def) => match simple.base {
                    TypeRef::Builtin(builtin) => return Ok(self.builtin(builtin)),
                    TypeRef::Defined(base) => id = base,
                },
                TypeKind::List(list) if is_inline(def) => return self.list(list),
                TypeKind::Choice(_) if is_inline(def) => return Ok(path_type(self.xml("Element"))),
                _ => break,
            }
        }
        Ok(path_type(self.path(id, self.names.ty(id))?))
    }

    /// A name that stands in the module of a type.
    pub(super) fn path(&self, id: TypeId, name: &str) -> Result<Path, Diagnostic> {
        let name = ident(name)?;
        Ok(match self.names.modules.path_to(id, self.module) {
            Some("super") => within(word("super"), name),
            Some(module) => within(ident(module)?, name),
            None => name.into(),
        })
    }

    /// The name of a type, as text.
    pub(super) fn path_text(&self, id: TypeId) -> String {
        let name = self.names.ty(id);
        match self.names.modules.path_to(id, self.module) {
            Some(module) => format!("{module}::{name}"),
            None => name.to_owned(),
        }
    }

    /// A list of values.
    pub(crate) fn list(&self, list: &List) -> Result<Type, Diagnostic> {
        let item = self.value(list.item)?;
        Ok(applied(self.xml("List"), item))
    }

    fn builtin(&self, builtin: Builtin) -> Type {
        let plain = |name| path_type(word(name));
        match builtin {
            Builtin::Boolean => plain("bool"),
            Builtin::Byte => plain("i8"),
            Builtin::Short => plain("i16"),
            Builtin::Int => plain("i32"),
            Builtin::Long => plain("i64"),
            Builtin::UnsignedByte => plain("u8"),
            Builtin::UnsignedShort => plain("u16"),
            Builtin::UnsignedInt => plain("u32"),
            Builtin::UnsignedLong => plain("u64"),
            // A `float` of a document may have more digits than an `f32` can keep.
            Builtin::Float | Builtin::Double => plain("f64"),
            Builtin::Decimal => path_type(self.xml("Decimal")),
            Builtin::Integer
            | Builtin::NonPositiveInteger
            | Builtin::NegativeInteger
            | Builtin::NonNegativeInteger
            | Builtin::PositiveInteger => path_type(self.xml("Integer")),
            Builtin::DateTime => path_type(self.xml("DateTime")),
            Builtin::Date => path_type(self.xml("Date")),
            Builtin::Time => path_type(self.xml("Time")),
            Builtin::Duration => path_type(self.xml("Duration")),
            Builtin::GYear => path_type(self.xml("GYear")),
            Builtin::GYearMonth => path_type(self.xml("GYearMonth")),
            Builtin::GMonth => path_type(self.xml("GMonth")),
            Builtin::GMonthDay => path_type(self.xml("GMonthDay")),
            Builtin::GDay => path_type(self.xml("GDay")),
            Builtin::HexBinary => path_type(self.xml("HexBinary")),
            Builtin::Base64Binary => path_type(self.xml("Base64Binary")),
            Builtin::NmTokens | Builtin::IdRefs | Builtin::Entities => {
                applied(self.xml("List"), plain("String"))
            }
            Builtin::Guid => {
                let uuid = within(self.runtime.clone(), word("uuid"));
                path_type(within(uuid, word("Uuid")))
            }
            Builtin::AnySimpleType
            | Builtin::String
            | Builtin::NormalizedString
            | Builtin::Token
            | Builtin::Language
            | Builtin::Name
            | Builtin::NCName
            | Builtin::NmToken
            | Builtin::Id
            | Builtin::IdRef
            | Builtin::Entity
            | Builtin::AnyUri => plain("String"),
            Builtin::QName | Builtin::Notation => path_type(self.xml("QualifiedName")),
            Builtin::AnyType => path_type(self.xml("Element")),
        }
    }

    /// A type in the module `xml` of the runtime.
    pub(crate) fn xml(&self, name: &'static str) -> Path {
        self.uses_xml.set(true);
        within(word("xml"), word(name))
    }

    /// The field of an attribute.
    pub(crate) fn attribute(&self, ty: TypeRef, required: bool) -> Result<Type, Diagnostic> {
        let value = self.value(ty)?;
        Ok(if required {
            value
        } else {
            applied(word("Option"), value)
        })
    }

    /// The field of an element, in a type.
    pub(crate) fn element(&self, owner: TypeId, element: &Element) -> Result<Type, Diagnostic> {
        if let Some(items) = self.layout.wrapped_items(self.model, element) {
            let item = self.content(owner, items.ty, items.nillable, false, false)?;
            return Ok(counted(
                applied(word("Vec"), item),
                Occurs {
                    max: Some(1),
                    ..element.occurs
                },
            ));
        }
        let by_value = !element.occurs.is_repeated();
        let has_default = element.default.is_some() || element.fixed.is_some();
        let may_be_empty = has_default && !takes_default(self.model, element);
        let (ty, nillable) = (element.ty, element.nillable);
        let value = self.content(owner, ty, nillable, by_value, may_be_empty)?;
        Ok(counted(value, element.occurs))
    }

    /// The field of a choice, in a type.
    pub(crate) fn choice(
        &self,
        owner: TypeId,
        choice: &ChoiceParticle,
    ) -> Result<Type, Diagnostic> {
        let by_value = !choice.occurs.is_repeated();
        let value = self.content(owner, TypeRef::Defined(choice.ty), false, by_value, false)?;
        Ok(counted(value, choice.occurs))
    }

    /// What a variant of a choice holds.
    pub(crate) fn alternative(
        &self,
        owner: TypeId,
        alternative: &Alternative,
    ) -> Result<Type, Diagnostic> {
        let may_be_empty = alternative.default.is_some() || alternative.fixed.is_some();
        let (ty, nillable) = (alternative.ty, alternative.nillable);
        self.content(owner, ty, nillable, true, may_be_empty)
    }

    /// What a variant of `Document` holds in its box.
    pub(crate) fn root(&self, root: &Root) -> Result<Type, Diagnostic> {
        let mut value = self.value(root.ty)?;
        if !self.layout.preserves_unknown() {
            return Ok(if root.nillable {
                self.nillable(value)
            } else {
                value
            });
        }
        if holds_value(self.model, root.ty) {
            // Empty may stand for the default, which is no value of every type.
            if root.default.is_some() || root.fixed.is_some() {
                value = applied(word("Option"), value);
            }
            value = applied(self.xml("ValueElement"), value);
        }
        Ok(if root.nillable {
            applied(self.xml("NillableElement"), value)
        } else {
            value
        })
    }

    fn nillable(&self, value: Type) -> Type {
        applied(self.xml("Nillable"), value)
    }

    fn content(
        &self,
        owner: TypeId,
        ty: TypeRef,
        nillable: bool,
        by_value: bool,
        may_be_empty: bool,
    ) -> Result<Type, Diagnostic> {
        let mut value = self.value(ty)?;
        if may_be_empty && holds_value(self.model, ty) {
            value = applied(word("Option"), value);
            value = applied(self.xml("ValueElement"), value);
        }
        let is_boxed = by_value && self.layout.is_boxed(self.model, owner, ty);
        value = self.held(owner, ty, value, is_boxed);
        if nillable {
            value = self.nillable(value);
        }
        Ok(value)
    }

    /// How a type holds a value of another one, which is `value` in Rust: apart, boxed, or as it is.
    pub(crate) fn held(&self, owner: TypeId, ty: TypeRef, value: Type, is_boxed: bool) -> Type {
        if self.layout.is_apart(self.model, owner, ty) {
            applied(self.xml("Recursive"), value)
        } else if is_boxed {
            applied(word("Box"), value)
        } else {
            value
        }
    }
}

/// Whether the derives can put the default in the place of an empty element: not where it is a name
/// with a prefix, whose meaning is the schema's, nor where the element may be nil.
pub(super) fn takes_default(model: &Model, element: &Element) -> bool {
    let has_prefixes = matches!(
        resolve_alias(model, element.ty),
        TypeRef::Builtin(Builtin::QName | Builtin::Notation)
    );
    !element.nillable && !has_prefixes && holds_value(model, element.ty)
}

/// Whether an element of the type holds a value of a simple type and nothing else.
pub(super) fn holds_value(model: &Model, ty: TypeRef) -> bool {
    match resolve_alias(model, ty) {
        TypeRef::Builtin(builtin) => builtin != Builtin::AnyType,
        TypeRef::Defined(id) => model.get(id).is_some_and(|def| {
            let is_simple = matches!(
                def.kind,
                TypeKind::Enumeration(_) | TypeKind::List(_) | TypeKind::Union(_)
            );
            def.replace.is_none() && is_simple
        }),
    }
}

fn counted(value: Type, occurs: Occurs) -> Type {
    if occurs.is_repeated() {
        applied(word("Vec"), value)
    } else if occurs.is_single() {
        value
    } else {
        applied(word("Option"), value)
    }
}

/// An identifier, raw or not.
pub(crate) fn ident(name: &str) -> Result<Ident, Diagnostic> {
    if is_plain(name) {
        return Ok(Ident::new(name, Span::call_site()));
    }
    syn::parse_str(name).map_err(|_| {
        Diagnostic::error(
            Code::NotRust,
            format!("{} is not a name in Rust", quoted(name)),
        )
    })
}

/// A path that is written as seen from outside of all modules, as it is written in one.
fn seen_from(module: Option<ModuleId>, path: &Path) -> Path {
    let mut path = path.clone();
    if module.is_none() || path.leading_colon.is_some() {
        return path;
    }
    let outside = PathSegment::from(word("super"));
    match path.segments.first_mut() {
        Some(first) if first.ident == "self" => *first = outside,
        Some(first) if first.ident == "super" => path.segments.insert(0, outside),
        _ => {}
    }
    path
}

/// A path.
pub(crate) fn parse_path(path: &str) -> Result<Path, Diagnostic> {
    syn::parse_str(path).map_err(|_| {
        Diagnostic::error(
            Code::NotRust,
            format!("{} is not a path in Rust", quoted(path)),
        )
    })
}
