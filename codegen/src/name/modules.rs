//! The Rust modules that types stand in.

use std::collections::BTreeMap;

use super::namespace::{XML, words};
use super::{Taken, ident};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::layout::Layout;
use crate::model::{Model, TypeId};
use crate::source::{SourceId, Sources};
use crate::suggest::nearest;

/// Names that would hide what the emitted text means by them.
const RESERVED: &[&str] = &["xml", "std", "core", "alloc"];

/// The modules of a model, and the types that stand in them.
///
/// A configuration says which schema documents have one. Where it does not, each namespace has one if
/// there are types of more than one; types in no namespace stand outside.
#[derive(Clone, Debug, Default)]
pub struct Modules {
    modules: Vec<Module>,
    of_types: Vec<Option<ModuleId>>,
    /// Whether what is in a module can be named without it, too.
    pub are_transparent: bool,
}

/// One module.
#[derive(Clone, Debug)]
pub struct Module {
    /// Its Rust name.
    pub name: String,
    /// What it is for.
    pub doc: Option<String>,
}

/// The place of a module among the modules of a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ModuleId(usize);

impl Modules {
    /// The modules of a model. What the configuration asks for without effect is an error.
    #[must_use]
    pub fn new(
        model: &Model,
        layout: &Layout,
        config: &Config,
        sources: &Sources,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let by_namespace = config.modules.is_empty() && config.output.namespace_modules;
        let namespaces = match by_namespace {
            true => namespaces_of_types(model, layout),
            false => Vec::new(),
        };
        check_namespaces(config, &namespaces, diagnostics);
        match by_namespace {
            true => Self::of_namespaces(model, &namespaces, config),
            false => Self::of_documents(model, config, sources, diagnostics),
        }
    }

    /// The module of a type; nothing if it stands outside of all.
    #[must_use]
    pub fn of(&self, id: TypeId) -> Option<ModuleId> {
        self.of_types.get(id.0).copied().flatten()
    }

    /// A module.
    #[must_use]
    pub fn get(&self, id: ModuleId) -> Option<&Module> {
        self.modules.get(id.0)
    }

    /// The names of all modules.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.modules.iter().map(|module| module.name.as_str())
    }

    /// Where the name of a type has to be the only one: its module, or everywhere.
    pub(super) fn scope(&self, id: TypeId) -> Option<ModuleId> {
        self.of(id).filter(|_| !self.are_transparent)
    }

    /// What stands before the name of a type, seen from a module or from outside of all.
    pub(crate) fn path_to(&self, id: TypeId, from: Option<ModuleId>) -> Option<&str> {
        if self.are_transparent || self.of(id) == from {
            return None;
        }
        Some(match self.of(id).and_then(|module| self.get(module)) {
            Some(module) => &module.name,
            None => "super",
        })
    }

    fn of_namespaces(model: &Model, namespaces: &[Option<&str>], config: &Config) -> Self {
        if namespaces.len() < 2 {
            return Self::default();
        }
        let mut taken = Taken(RESERVED.iter().map(|&name| name.to_owned()).collect());
        let names = namespaces.iter().flatten();
        // The user's names go first.
        let asked: BTreeMap<&str, String> = config
            .namespaces
            .iter()
            .filter(|(ns, _)| names.clone().any(|other| other == ns.get_ref()))
            .map(|(ns, name)| {
                let name = taken.choose(&[name.get_ref().as_str().to_owned()]);
                (ns.get_ref().as_str(), name)
            })
            .collect();
        let mut modules = Vec::new();
        let mut by_namespace = BTreeMap::new();
        for ns in names {
            let name = match asked.get(ns) {
                Some(name) => name.clone(),
                None => taken.choose(&wished_names(ns)),
            };
            by_namespace.insert(*ns, ModuleId(modules.len()));
            modules.push(Module {
                name,
                doc: Some(format!("The namespace `{ns}`.")),
            });
        }
        let module = |id| by_namespace.get(home_namespace(model, id)?).copied();
        Self {
            modules,
            of_types: model.iter().map(|(id, _)| module(id)).collect(),
            are_transparent: false,
        }
    }

    fn of_documents(
        model: &Model,
        config: &Config,
        sources: &Sources,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let files: BTreeMap<String, SourceId> = sources
            .ids()
            .filter_map(|id| {
                let name = sources.path(id)?.file_name()?;
                Some((name.to_string_lossy().into_owned(), id))
            })
            .collect();
        let mut modules = Vec::new();
        let mut by_source = BTreeMap::new();
        for (name, module) in &config.modules {
            for schema in &module.schemas {
                let file = quoted(schema.get_ref());
                let fault = match files.get(schema.get_ref()) {
                    Some(id) => match by_source.insert(*id, ModuleId(modules.len())) {
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
            modules.push(Module {
                name: name.get_ref().as_str().to_owned(),
                doc: module.doc.clone(),
            });
        }
        let module = |source| by_source.get(&source).copied();
        Self {
            modules,
            of_types: model
                .types
                .iter()
                .map(|def| module(def.span.source))
                .collect(),
            are_transparent: true,
        }
    }
}

/// The namespaces of the emitted types, each once, in the order of their names.
fn namespaces_of_types<'a>(model: &'a Model, layout: &Layout) -> Vec<Option<&'a str>> {
    let mut namespaces: Vec<Option<&str>> = model
        .iter()
        .filter(|(id, _)| layout.is_emitted(*id))
        .map(|(id, _)| home_namespace(model, id))
        .collect();
    namespaces.sort_unstable();
    namespaces.dedup();
    namespaces
}

/// The namespace of a type, or for one declared in place that of the outermost type around it. What
/// is declared for `xml:space` and its kin is as good as in none.
fn home_namespace(model: &Model, id: TypeId) -> Option<&str> {
    let mut def = model.get(id)?;
    // A type that contained itself would have no end.
    for _ in 0..model.types.len() {
        match def.anonymous_in.and_then(|owner| model.get(owner)) {
            Some(owner) => def = owner,
            None => break,
        }
    }
    def.name.ns.as_deref().filter(|ns| *ns != XML)
}

/// Says which names of modules have no effect.
fn check_namespaces(config: &Config, known: &[Option<&str>], diagnostics: &mut Diagnostics) {
    for ns in config.namespaces.keys() {
        let has_module = known.len() > 1 && known.contains(&Some(ns.get_ref()));
        if has_module {
            continue;
        }
        let message = format!(
            "no module is made for the namespace {}",
            quoted(ns.get_ref())
        );
        let fault = Diagnostic::error(Code::UnusedOverride, message);
        let fault = match nearest(ns.get_ref(), known.iter().copied().flatten()) {
            Some(near) if known.len() > 1 => fault.help(format!("did you mean {}?", quoted(near))),
            _ => fault.help(
                "namespaces have modules where types of more than one are generated, unless \
                 `[modules]` or `namespace_modules` say otherwise",
            ),
        };
        diagnostics.push(fault.at(config.span(ns.span())));
    }
}

/// The last word of a namespace name, or the last two.
fn wished_names(ns: &str) -> Vec<String> {
    let mut words = words(ns);
    let last = words.next().unwrap_or("other");
    let before = words.next();
    let mut wished = vec![ident::field(last)];
    wished.extend(before.map(|before| ident::field(&format!("{before} {last}"))));
    wished
}
