//! The Rust types of values and fields.

use std::cell::Cell;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::facets::Statics;
use crate::diagnostic::{Code, Diagnostic, quoted};
use crate::layout::{Layout, is_inline, resolve_alias};
use crate::model::{
    Alternative, Builtin, ChoiceParticle, Element, List, Model, Occurs, Root, TypeId, TypeKind,
    TypeRef,
};
use crate::name::{ModuleId, Names};

/// Writes types of a model as Rust types.
pub(crate) struct Types<'a> {
    pub(crate) model: &'a Model,
    pub(crate) layout: &'a Layout,
    pub(crate) names: &'a Names,
    /// The path of the runtime crate, seen from outside of all modules.
    path: &'a syn::Path,
    /// The same path, seen from where the types are named.
    pub(crate) runtime: TokenStream,
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
        path: &'a syn::Path,
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
    pub(crate) fn value(&self, ty: TypeRef) -> Result<TokenStream, Diagnostic> {
        match ty {
            TypeRef::Builtin(builtin) => Ok(self.builtin(builtin)),
            TypeRef::Defined(id) => self.defined(id),
        }
    }

    fn defined(&self, id: TypeId) -> Result<TokenStream, Diagnostic> {
        let mut id = id;
        // Restrictions that have no name stand for what they restrict, one after the other.
        for _ in 0..=self.model.types.len() {
            let Some(def) = self.model.get(id) else { break };
            if let Some(path) = &def.replace {
                let path = parse_path(path).map_err(|error| error.at(def.span))?;
                return Ok(seen_from(self.module, &path));
            }
            match &def.kind {
                TypeKind::Simple(simple) if is_inline(def) => match simple.base {
                    TypeRef::Builtin(builtin) => return Ok(self.builtin(builtin)),
                    TypeRef::Defined(base) => id = base,
                },
                TypeKind::List(list) if is_inline(def) => return self.list(list),
                TypeKind::Choice(_) if is_inline(def) => return Ok(self.xml("Element")),
                _ => break,
            }
        }
        self.path(id, self.names.ty(id))
    }

    /// A name that stands in the module of a type.
    pub(super) fn path(&self, id: TypeId, name: &str) -> Result<TokenStream, Diagnostic> {
        let name = ident(name)?;
        Ok(match self.names.module_of(id, self.module) {
            Some(module) => {
                let module = format_ident!("{module}");
                quote!(#module::#name)
            }
            None => quote!(#name),
        })
    }

    /// A list of values.
    pub(crate) fn list(&self, list: &List) -> Result<TokenStream, Diagnostic> {
        let item = self.value(list.item)?;
        let list = self.xml("List");
        Ok(quote!(#list<#item>))
    }

    fn builtin(&self, builtin: Builtin) -> TokenStream {
        let runtime = &self.runtime;
        match builtin {
            Builtin::Boolean => quote!(bool),
            Builtin::Byte => quote!(i8),
            Builtin::Short => quote!(i16),
            Builtin::Int => quote!(i32),
            Builtin::Long => quote!(i64),
            Builtin::UnsignedByte => quote!(u8),
            Builtin::UnsignedShort => quote!(u16),
            Builtin::UnsignedInt => quote!(u32),
            Builtin::UnsignedLong => quote!(u64),
            // A `float` of a document may have more digits than an `f32` can keep.
            Builtin::Float | Builtin::Double => quote!(f64),
            Builtin::Decimal => self.xml("Decimal"),
            Builtin::Integer
            | Builtin::NonPositiveInteger
            | Builtin::NegativeInteger
            | Builtin::NonNegativeInteger
            | Builtin::PositiveInteger => self.xml("Integer"),
            Builtin::DateTime => self.xml("DateTime"),
            Builtin::Date => self.xml("Date"),
            Builtin::Time => self.xml("Time"),
            Builtin::Duration => self.xml("Duration"),
            Builtin::GYear => self.xml("GYear"),
            Builtin::GYearMonth => self.xml("GYearMonth"),
            Builtin::GMonth => self.xml("GMonth"),
            Builtin::GMonthDay => self.xml("GMonthDay"),
            Builtin::GDay => self.xml("GDay"),
            Builtin::HexBinary => self.xml("HexBinary"),
            Builtin::Base64Binary => self.xml("Base64Binary"),
            Builtin::NmTokens | Builtin::IdRefs | Builtin::Entities => {
                let list = self.xml("List");
                quote!(#list<String>)
            }
            Builtin::Guid => quote!(#runtime::uuid::Uuid),
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
            | Builtin::AnyUri => quote!(String),
            Builtin::QName | Builtin::Notation => self.xml("QualifiedName"),
            Builtin::AnyType => self.xml("Element"),
        }
    }

    /// A type in the module `xml` of the runtime.
    pub(crate) fn xml(&self, name: &str) -> TokenStream {
        self.uses_xml.set(true);
        let name = format_ident!("{name}");
        quote!(xml::#name)
    }

    /// The field of an attribute.
    pub(crate) fn attribute(&self, ty: TypeRef, required: bool) -> Result<TokenStream, Diagnostic> {
        let value = self.value(ty)?;
        Ok(if required {
            value
        } else {
            quote!(Option<#value>)
        })
    }

    /// The field of an element, in a type.
    pub(crate) fn element(
        &self,
        owner: TypeId,
        element: &Element,
    ) -> Result<TokenStream, Diagnostic> {
        if let Some(items) = self.layout.wrapped_items(self.model, element) {
            let item = self.content(owner, items.ty, items.nillable, false, false)?;
            return Ok(counted(
                quote!(Vec<#item>),
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
    ) -> Result<TokenStream, Diagnostic> {
        let by_value = !choice.occurs.is_repeated();
        let value = self.content(owner, TypeRef::Defined(choice.ty), false, by_value, false)?;
        Ok(counted(value, choice.occurs))
    }

    /// What a variant of a choice holds.
    pub(crate) fn alternative(
        &self,
        owner: TypeId,
        alternative: &Alternative,
    ) -> Result<TokenStream, Diagnostic> {
        let may_be_empty = alternative.default.is_some() || alternative.fixed.is_some();
        let (ty, nillable) = (alternative.ty, alternative.nillable);
        self.content(owner, ty, nillable, true, may_be_empty)
    }

    /// What a variant of `Document` holds in its box.
    pub(crate) fn root(&self, root: &Root) -> Result<TokenStream, Diagnostic> {
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
                value = quote!(Option<#value>);
            }
            let element = self.xml("ValueElement");
            value = quote!(#element<#value>);
        }
        Ok(if root.nillable {
            let element = self.xml("NillableElement");
            quote!(#element<#value>)
        } else {
            value
        })
    }

    fn nillable(&self, value: TokenStream) -> TokenStream {
        let nillable = self.xml("Nillable");
        quote!(#nillable<#value>)
    }

    fn content(
        &self,
        owner: TypeId,
        ty: TypeRef,
        nillable: bool,
        by_value: bool,
        may_be_empty: bool,
    ) -> Result<TokenStream, Diagnostic> {
        let mut value = self.value(ty)?;
        if may_be_empty && holds_value(self.model, ty) {
            let element = self.xml("ValueElement");
            value = quote!(#element<Option<#value>>);
        }
        if by_value && self.layout.is_boxed(self.model, owner, ty) {
            value = quote!(Box<#value>);
        }
        if nillable {
            value = self.nillable(value);
        }
        Ok(value)
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

fn counted(value: TokenStream, occurs: Occurs) -> TokenStream {
    if occurs.is_repeated() {
        quote!(Vec<#value>)
    } else if occurs.is_single() {
        value
    } else {
        quote!(Option<#value>)
    }
}

/// An identifier, raw or not.
pub(crate) fn ident(name: &str) -> Result<syn::Ident, Diagnostic> {
    syn::parse_str(name).map_err(|_| {
        Diagnostic::error(
            Code::NotRust,
            format!("{} is not a name in Rust", quoted(name)),
        )
    })
}

/// A path that is written as seen from outside of all modules, as it is written in one.
fn seen_from(module: Option<ModuleId>, path: &syn::Path) -> TokenStream {
    let starts_with = |word| {
        let first = path.segments.first();
        first.is_some_and(|segment| path.leading_colon.is_none() && segment.ident == word)
    };
    match module {
        Some(_) if starts_with("self") => {
            let rest = path.segments.iter().skip(1);
            quote!(super #(::#rest)*)
        }
        Some(_) if starts_with("super") => quote!(super::#path),
        _ => quote!(#path),
    }
}

/// A path.
pub(crate) fn parse_path(path: &str) -> Result<syn::Path, Diagnostic> {
    syn::parse_str(path).map_err(|_| {
        Diagnostic::error(
            Code::NotRust,
            format!("{} is not a path in Rust", quoted(path)),
        )
    })
}
