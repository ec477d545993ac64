//! The attribute `#[xml(…)]`, which the derives read.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::Attribute;

use super::rename::Case;
use super::syntax::list;
use crate::name::Names;

/// The items of one `#[xml(…)]`; nothing at all if there are none.
#[derive(Default)]
pub(super) struct XmlAttribute(Vec<TokenStream>);

impl XmlAttribute {
    pub(super) fn push(&mut self, item: TokenStream) {
        self.0.push(item);
    }

    pub(super) fn optional(&mut self, item: Option<TokenStream>) {
        self.0.extend(item);
    }

    pub(super) fn name(&mut self, name: Option<&str>) {
        self.optional(name.map(|name| quote!(name = #name)));
    }

    pub(super) fn rename_all(&mut self, case: Case) {
        self.optional(case.name.map(|case| quote!(rename_all = #case)));
    }

    /// The attribute, if it says anything.
    pub(super) fn attribute(&self) -> Option<Attribute> {
        let items = &self.0;
        (!items.is_empty()).then(|| list("xml", quote!(#(#items),*)))
    }
}

/// `ns = …` for a namespace, or for none.
pub(super) fn ns_setting(names: &Names, ns: Option<&str>) -> TokenStream {
    match ns.map(|ns| names.namespaces.constant(ns).ok_or(ns)) {
        Some(Ok(constant)) => {
            let constant = format_ident!("{constant}");
            quote!(ns = #constant)
        }
        Some(Err(literal)) => quote!(ns = #literal),
        None => quote!(ns = ""),
    }
}
