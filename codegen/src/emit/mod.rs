//! The model as Rust text: declarations and attributes, which the derives of the runtime expand.
//!
//! ```text
//! model, layout, names -> syntax nodes -> text
//! ```

mod attribute;
mod base_traits;
mod docs;
mod facets;
mod fields;
mod items;
mod modules;
mod rename;
mod syntax;
pub(crate) mod types;

use std::cell::Cell;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Item};

use crate::config::OutputConfig;
use crate::diagnostic::{Code, Diagnostic};
use crate::layout::Layout;
use crate::model::Model;
use crate::name::{ModuleId, Names};

use base_traits::{BaseTraits, Families};
use facets::Statics;
use items::{Emitter, roots_by_type};
use modules::Texts;
use syntax::doc;
use types::{Types, parse_path};

/// What a text is made from.
#[derive(Clone, Debug)]
pub struct Origin {
    /// What to change in order to change the text: `schema` or `samples`.
    pub kind: &'static str,
    /// The names of the files.
    pub files: Vec<String>,
}

/// Writes a model, which was made from the given files, as the text of a Rust module.
///
/// # Errors
///
/// A diagnostic when the text is not Rust, which only a path from the configuration can cause.
pub fn emit(
    model: &Model,
    layout: &Layout,
    names: &Names,
    config: &OutputConfig,
    origin: &Origin,
) -> Result<String, Diagnostic> {
    let runtime = parse_path(config.runtime.as_str())?;
    let uses_xml = Cell::new(false);
    let statics = config.validate.then(|| Statics::new(model, layout, names));
    let mut outside = Types::new(model, layout, names, &runtime, &uses_xml);
    outside.statics = statics.as_ref();
    let roots = roots_by_type(model);
    let emitter_in = |module: Option<ModuleId>| {
        let types = outside.within(module);
        let runtime = &types.runtime;
        Emitter {
            crate_attribute: (config.runtime != OutputConfig::default().runtime)
                .then(|| quote!(crate = #runtime)),
            types,
            roots: &roots,
        }
    };
    let emitter = emitter_in(None);
    let mut texts = Vec::new();
    for (constant, ns) in names.namespaces.iter() {
        texts.push(formatted(emitter.namespace(constant, ns)?)?);
    }
    let mut defs = Vec::new();
    for (id, def) in model.iter() {
        let is_emitted = layout.is_emitted(id);
        let item = is_emitted.then(|| emitter_in(names.modules.of(id)).type_def(id, def));
        defs.push(item.transpose()?);
    }
    let document = match !model.roots.is_empty() || config.keeps_other_documents() {
        true => Some(emitter.document(config.keeps_other_documents())?),
        false => None,
    };
    // Which facets are used is known when all is written that uses them.
    let mut statics = emitter.types.statics()?;
    let mut items = Texts::new(&names.modules);
    for ((id, _), item) in model.iter().zip(defs) {
        let module = names.modules.of(id);
        if let Some(item) = item {
            items.add(module, unparsed(item));
        }
        for item in statics.remove(&id).unwrap_or_default() {
            items.add(module, formatted(item)?);
        }
    }
    let families = &Families::new(&emitter.types);
    for (id, _) in model.iter() {
        let module = names.modules.of(id);
        let types = &emitter_in(module).types;
        for item in (BaseTraits { types, families }).of(id)? {
            items.add(module, item);
        }
    }
    texts.extend(items.finish()?);
    if let Some(document) = document {
        texts.push(unparsed(document));
    }
    // What is used is known when all is written.
    let uses = emitter.uses();
    if !uses.is_empty() {
        texts.insert(0, formatted(uses)?);
    }
    let (header, limit) = (header(origin), recursion_limit(layout.longest_cycle()));
    Ok(format!("{header}{limit}\n{}", texts.join("\n")))
}

/// What the crates may have to say that use so many types that hold each other, as a comment; nothing if
/// they need not.
///
/// Where reading a type calls for reading another, and that for another one, the compiler makes the
/// functions of all within each other, and gives up after 128 of one kind.
fn recursion_limit(cycle: usize) -> String {
    const WITHIN_THE_DEFAULT: usize = 120;
    if cycle <= WITHIN_THE_DEFAULT {
        return String::new();
    }
    let limit = cycle.saturating_mul(2).checked_next_power_of_two();
    let limit = limit.unwrap_or(usize::MAX);
    format!(
        "//\n// {cycle} types hold each other. If the compiler gives up on them (\"reached the recursion limit\"),\n\
         // let each crate that uses them begin with `#![recursion_limit = \"{limit}\"]`.\n"
    )
}

fn header(origin: &Origin) -> String {
    const NAMED: usize = 5;
    let Origin { kind, files: from } = origin;
    let named = from.get(..NAMED).unwrap_or(from);
    let mut list = named.join(", ");
    match from.len() - named.len() {
        0 => {}
        more => list.push_str(&format!(" and {more} more")),
    }
    // A file name may hold a line break; a comment may not.
    list.retain(|c| !c.is_control());
    if !list.is_empty() {
        list.insert_str(0, " from ");
    }
    format!(
        "// @generated by veeam-codegen{list}.\n// Do not edit: change the {kind} and regenerate.\n"
    )
}

/// Formats an item that is given as tokens.
fn formatted(item: TokenStream) -> Result<String, Diagnostic> {
    match syn::parse2(item) {
        Ok(item) => Ok(unparsed(item)),
        Err(error) => Err(Diagnostic::error(
            Code::NotRust,
            format!("the emitted text is not Rust: {error}"),
        )),
    }
}

/// Formats an item.
fn unparsed(item: Item) -> String {
    prettyplease::unparse(&syn::File {
        shebang: None,
        frontmatter: None,
        attrs: Vec::new(),
        items: vec![item],
    })
}

/// Formatted items within braces that stand in as many columns.
fn indented(items: &str, columns: usize) -> String {
    items
        .lines()
        .map(|line| match line {
            "" => "\n".to_owned(),
            line => format!("{:columns$}{line}\n", ""),
        })
        .collect()
}

fn prose(doc: Option<&String>) -> Vec<String> {
    doc.map(|doc| docs::prose(doc)).unwrap_or_default()
}

/// A documentation comment where `indent` columns stand before it.
fn doc_attributes(paragraphs: &[String], indent: usize) -> Vec<Attribute> {
    let lines = docs::lines(paragraphs, indent);
    lines.iter().map(|line| doc(line)).collect()
}
