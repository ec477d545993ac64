//! Which module of the emitted text a type stands in.

use std::collections::BTreeMap;

use quote::quote;

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::source::{SourceId, Sources};
use crate::suggest::nearest;

use super::types::ident;
use super::{doc_attributes, formatted, indented, prose};

/// The modules that a configuration asks for.
#[derive(Clone, Debug, Default)]
pub struct Modules {
    modules: Vec<Module>,
    /// The module of each schema document that has one, an index into the list.
    by_source: BTreeMap<SourceId, usize>,
}

#[derive(Clone, Debug)]
struct Module {
    name: String,
    doc: Option<String>,
}

impl Modules {
    /// What the configuration asks for. A schema document that was not read, or is to be in two
    /// modules, is an error.
    #[must_use]
    pub fn new(config: &Config, sources: &Sources, diagnostics: &mut Diagnostics) -> Self {
        let files: BTreeMap<String, SourceId> = sources
            .ids()
            .filter_map(|id| {
                let name = sources.path(id)?.file_name()?;
                Some((name.to_string_lossy().into_owned(), id))
            })
            .collect();
        let mut found = Self::default();
        for (name, module) in &config.modules {
            let index = found.modules.len();
            for schema in &module.schemas {
                let file = quoted(schema.get_ref());
                let fault = match files.get(schema.get_ref()) {
                    Some(id) => match found.by_source.insert(*id, index) {
                        None => continue,
                        Some(_) => Diagnostic::error(
                            Code::WrongOverride,
                            format!("{file} is to be in two modules"),
                        )
                        .help("name it once"),
                    },
                    None => {
                        let message = format!("no schema document {file} was read");
                        let fault = Diagnostic::error(Code::UnusedOverride, message);
                        match nearest(schema.get_ref(), files.keys().map(String::as_str)) {
                            Some(near) => fault.help(format!("did you mean {}?", quoted(near))),
                            None => fault.help("give the name of the file, without a directory"),
                        }
                    }
                };
                diagnostics.push(fault.at(config.span(schema.span())));
            }
            found.modules.push(Module {
                name: name.get_ref().as_str().to_owned(),
                doc: module.doc.clone(),
            });
        }
        found
    }
}

/// The texts of items, apart by the module they stand in.
pub(super) struct Texts<'a> {
    modules: &'a Modules,
    outside: Vec<String>,
    inside: BTreeMap<usize, Vec<String>>,
}

impl<'a> Texts<'a> {
    pub(super) fn new(modules: &'a Modules) -> Self {
        Self {
            modules,
            outside: Vec::new(),
            inside: BTreeMap::new(),
        }
    }

    /// Adds an item that is declared in a document.
    pub(super) fn add(&mut self, declared_in: SourceId, text: String) {
        match self.modules.by_source.get(&declared_in) {
            Some(module) => self.inside.entry(*module).or_default().push(text),
            None => self.outside.push(text),
        }
    }

    /// What stands outside of all modules, then each module, then what makes its names known
    /// outside of it.
    pub(super) fn finish(self) -> Result<Vec<String>, Diagnostic> {
        let mut texts = self.outside;
        for (index, items) in self.inside {
            let Some(module) = self.modules.modules.get(index) else {
                continue;
            };
            let name = ident(&module.name)?;
            let docs = doc_attributes(&prose(module.doc.as_ref()), 0);
            // The braces are opened by hand, for the items inside are formatted already.
            let head = formatted(quote!(#docs pub mod #name {}))?;
            let head = head.trim_end().trim_end_matches('}').trim_end();
            let body: Vec<String> = items.iter().map(|item| indented(item, 4)).collect();
            texts.push(format!(
                "{head}\n    use super::*;\n\n{}}}\n",
                body.join("\n")
            ));
            texts.push(formatted(quote!(pub use #name::*;))?);
        }
        Ok(texts)
    }
}
