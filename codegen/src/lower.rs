//! Components of a schema to the model: what the definitions amount to.
//!
//! Derivations and groups are worked out, so that every type has all its attributes and elements.
//! Content models become fields: an element each, or a choice where one of several elements
//! stands, or where only a list of them keeps the order that a document may have.

mod assemble;
mod attributes;
mod content;
mod effective;
mod families;
mod fields;
mod parts;
mod restriction;
mod simple;
mod substitution;
mod union;
mod wildcards;

use std::path::PathBuf;

use crate::diagnostic::Diagnostics;
use crate::model::Model;
use crate::source::{SourceId, Sources};
use crate::xsd::catalog::Catalog;
use crate::xsd::components::{Components, Element};
use crate::xsd::{self, Schemas};

/// Reads schema files, with what they include and import, into a model.
///
/// Everything that is wrong with them is reported; `None` if any of it is an error.
///
/// ```
/// use veeam_model_codegen::diagnostic::Diagnostics;
/// use veeam_model_codegen::lower::model_from_schemas;
/// use veeam_model_codegen::source::Sources;
/// use veeam_model_codegen::xsd::catalog::Catalog;
///
/// let mut diagnostics = Diagnostics::new();
/// let (mut sources, paths) = (Sources::new(), ["gone.xsd".into()]);
/// let model = model_from_schemas(&mut sources, &paths, &Catalog::default(), &mut diagnostics);
/// assert!(model.is_none());
/// assert_eq!(diagnostics.error_count(), 1);
/// ```
pub fn model_from_schemas(
    sources: &mut Sources,
    paths: &[PathBuf],
    catalog: &Catalog,
    diagnostics: &mut Diagnostics,
) -> Option<Model> {
    reporting_errors(diagnostics, |diagnostics| {
        let schemas = xsd::load(sources, paths, catalog, diagnostics);
        model_from_documents(&schemas, diagnostics)
    })
}

/// Like [`model_from_schemas`], for schemas that are among the sources already.
///
/// ```
/// use veeam_model_codegen::diagnostic::Diagnostics;
/// use veeam_model_codegen::lower::model_from_sources;
/// use veeam_model_codegen::source::Sources;
///
/// let mut sources = Sources::new();
/// let schema = sources.add(
///     "a.xsd",
///     r#"<schema xmlns="http://www.w3.org/2001/XMLSchema"><element name="a" type="string"/></schema>"#,
/// );
/// let mut diagnostics = Diagnostics::new();
/// let model = model_from_sources(&mut sources, &[schema], &mut diagnostics);
/// assert_eq!(&*model.unwrap().roots[0].name.local, "a");
/// assert!(diagnostics.is_empty());
/// ```
pub fn model_from_sources(
    sources: &mut Sources,
    schemas: &[SourceId],
    diagnostics: &mut Diagnostics,
) -> Option<Model> {
    reporting_errors(diagnostics, |diagnostics| {
        let schemas = xsd::load_sources(sources, schemas, &Catalog::default(), diagnostics);
        model_from_documents(&schemas, diagnostics)
    })
}

/// Runs a stage on diagnostics of its own, so that errors of others do not count as its errors.
fn reporting_errors(
    diagnostics: &mut Diagnostics,
    stage: impl FnOnce(&mut Diagnostics) -> Option<Model>,
) -> Option<Model> {
    let mut own = Diagnostics::new();
    let model = stage(&mut own);
    let failed = own.has_errors();
    diagnostics.extend(own);
    model.filter(|_| !failed)
}

fn model_from_documents(schemas: &Schemas, diagnostics: &mut Diagnostics) -> Option<Model> {
    // What a stage says of inputs that an earlier one found wrong would be guesses.
    if diagnostics.has_errors() {
        return None;
    }
    let components = xsd::resolve(schemas, diagnostics);
    if diagnostics.has_errors() {
        return None;
    }
    xsd::check(&components, diagnostics);
    if diagnostics.has_errors() {
        return None;
    }
    Some(lower(&components, diagnostics))
}

/// Lowers components without cycles, as [`xsd::check`] makes sure of.
#[must_use]
pub fn lower(components: &Components, diagnostics: &mut Diagnostics) -> Model {
    let types = effective::types(components, diagnostics);
    let families = families::families(components, &types, diagnostics);
    assemble::assemble(components, &types, &families)
}

/// The global elements that a document can start with.
fn roots(components: &Components) -> impl Iterator<Item = &Element> {
    let globals = components.elements.iter().take(components.global_elements);
    globals.filter(|element| !element.is_abstract)
}
