//! The texts of items, apart by the module they stand in.

use std::collections::BTreeMap;

use quote::quote;

use crate::diagnostic::Diagnostic;
use crate::name::{ModuleId, Modules};

use super::types::ident;
use super::{doc_attributes, formatted, indented, prose};

/// The texts of items, apart by the module they stand in.
pub(super) struct Texts<'a> {
    modules: &'a Modules,
    outside: Vec<String>,
    inside: BTreeMap<ModuleId, Vec<String>>,
}

impl<'a> Texts<'a> {
    pub(super) fn new(modules: &'a Modules) -> Self {
        Self {
            modules,
            outside: Vec::new(),
            inside: BTreeMap::new(),
        }
    }

    /// Adds an item of a module.
    pub(super) fn add(&mut self, module: Option<ModuleId>, text: String) {
        match module {
            Some(module) => self.inside.entry(module).or_default().push(text),
            None => self.outside.push(text),
        }
    }

    /// What stands outside of all modules, then each module, with what makes its names known outside
    /// of it.
    pub(super) fn finish(self) -> Result<Vec<String>, Diagnostic> {
        let mut texts = self.outside;
        for (id, items) in self.inside {
            let Some(module) = self.modules.get(id) else {
                continue;
            };
            let name = ident(&module.name)?;
            let docs = doc_attributes(&prose(module.doc.as_ref()), 0);
            // The braces are opened by hand, for the items inside are formatted already.
            let head = formatted(quote!(#(#docs)* pub mod #name {}))?;
            let head = head.trim_end().trim_end_matches('}').trim_end();
            let body: Vec<String> = items.iter().map(|item| indented(item, 4)).collect();
            texts.push(format!(
                "{head}\n    #[allow(unused_imports)]\n    use super::*;\n\n{}}}\n",
                body.join("\n")
            ));
            if self.modules.are_transparent {
                texts.push(formatted(quote!(pub use #name::*;))?);
            }
        }
        Ok(texts)
    }
}
