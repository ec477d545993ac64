//! Inferred types as a schema document.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::infer::Inferred;
use crate::diagnostic::{Code, Diagnostic, quoted};
use crate::model::{
    Attribute, Builtin, Complex, Content, Element, Model, Name, Particle, TypeDef, TypeId,
    TypeKind, TypeRef,
};
use crate::source::Span;

/// The namespace of `xml:lang` and its kin.
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// The pattern of a GUID, for which XML Schema has no type.
const GUID_PATTERN: &str = "[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}";

/// Writes inferred types as a schema that every sample they were inferred from is valid against.
///
/// # Errors
///
/// A diagnostic when the samples use more than one namespace: a schema document describes one.
pub fn write(inferred: &Inferred) -> Result<String, Diagnostic> {
    let model = &inferred.model;
    let target = target_namespace(model)?;
    let writer = Writer {
        inferred,
        target,
        names: type_names(model),
    };
    // Writing to a string cannot fail.
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.push_str("<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\"");
    if let Some(ns) = target {
        let ns = escaped(ns);
        let _ = write!(
            out,
            " xmlns=\"{ns}\"\n    targetNamespace=\"{ns}\" elementFormDefault=\"qualified\""
        );
    }
    out.push_str(">\n");
    if uses_xml_attributes(model) {
        let _ = writeln!(out, "  <xs:import namespace=\"{XML}\"/>");
    }
    for root in &model.roots {
        let nillable = if root.nillable {
            " nillable=\"true\""
        } else {
            ""
        };
        let _ = writeln!(
            out,
            "  <xs:element name=\"{}\" type=\"{}\"{nillable}/>",
            root.name.local,
            writer.reference(root.ty)
        );
    }
    for (id, def) in model.iter() {
        if let TypeKind::Complex(complex) = &def.kind {
            writer.complex(&mut out, id, complex);
        }
    }
    if uses_guid(model) {
        let _ = writeln!(
            out,
            "\n  <xs:simpleType name=\"{}\">\n    <xs:restriction base=\"xs:string\">\n      \
             <xs:pattern value=\"{GUID_PATTERN}\"/>\n    </xs:restriction>\n  </xs:simpleType>",
            writer.guid_name()
        );
    }
    out.push_str("</xs:schema>\n");
    Ok(out)
}

struct Writer<'a> {
    inferred: &'a Inferred,
    target: Option<&'a str>,
    /// The names of the types, in the order of the model.
    names: Vec<String>,
}

impl Writer<'_> {
    fn reference(&self, ty: TypeRef) -> String {
        match ty {
            TypeRef::Builtin(Builtin::Guid) => self.guid_name(),
            TypeRef::Builtin(builtin) => format!("xs:{}", xsd_name(builtin)),
            TypeRef::Defined(id) => self.names.get(id.0).cloned().unwrap_or_default(),
        }
    }

    fn guid_name(&self) -> String {
        free_name("Guid", |name| self.names.iter().any(|taken| taken == name))
    }

    fn complex(&self, out: &mut String, id: TypeId, complex: &Complex) {
        let name = self.reference(TypeRef::Defined(id));
        let _ = writeln!(out, "\n  <xs:complexType name=\"{name}\">");
        match &complex.content {
            Content::Empty => self.attributes(out, &complex.attributes, "    "),
            Content::Text(value) => {
                let base = self.reference(value.ty);
                let _ = writeln!(
                    out,
                    "    <xs:simpleContent>\n      <xs:extension base=\"{base}\">"
                );
                self.attributes(out, &complex.attributes, "        ");
                out.push_str("      </xs:extension>\n    </xs:simpleContent>\n");
            }
            Content::Elements(particles) => {
                let elements = particles.iter().filter_map(|particle| match particle {
                    Particle::Element(element) => Some(element),
                    Particle::Choice(_) => None,
                });
                self.elements(out, id, elements);
                self.attributes(out, &complex.attributes, "    ");
            }
        }
        out.push_str("  </xs:complexType>\n");
    }

    /// A sequence; where the samples contradict one, elements in any order: once each, or if
    /// there are lists any number of times each.
    fn elements<'e>(
        &self,
        out: &mut String,
        id: TypeId,
        elements: impl Iterator<Item = &'e Element> + Clone,
    ) {
        let is_ordered = !self.inferred.unordered.contains(&id);
        let has_lists = elements.clone().any(|element| element.occurs.is_repeated());
        let (group, occurrence) = match (is_ordered, has_lists) {
            (true, _) => ("sequence", ""),
            (false, false) => ("all", ""),
            (false, true) => ("choice", " minOccurs=\"0\" maxOccurs=\"unbounded\""),
        };
        let _ = writeln!(out, "    <xs:{group}{occurrence}>");
        for element in elements {
            let _ = write!(
                out,
                "      <xs:element name=\"{}\" type=\"{}\"",
                element.name.local,
                self.reference(element.ty)
            );
            if group != "choice" {
                if element.occurs.min == 0 {
                    out.push_str(" minOccurs=\"0\"");
                }
                if element.occurs.is_repeated() {
                    out.push_str(" maxOccurs=\"unbounded\"");
                }
            }
            if element.nillable {
                out.push_str(" nillable=\"true\"");
            }
            if element.name.ns.as_deref() != self.target {
                out.push_str(" form=\"unqualified\"");
            }
            out.push_str("/>\n");
        }
        let _ = writeln!(out, "    </xs:{group}>");
    }

    fn attributes(&self, out: &mut String, attributes: &[Attribute], indent: &str) {
        for attribute in attributes {
            let local = &attribute.name.local;
            let is_xml = is_in_xml(&attribute.name);
            let _ = match is_xml {
                true => write!(out, "{indent}<xs:attribute ref=\"xml:{local}\""),
                false => write!(
                    out,
                    "{indent}<xs:attribute name=\"{local}\" type=\"{}\"",
                    self.reference(attribute.value.ty)
                ),
            };
            if attribute.required {
                out.push_str(" use=\"required\"");
            }
            if attribute.name.ns.is_some() && !is_xml {
                out.push_str(" form=\"qualified\"");
            }
            out.push_str("/>\n");
        }
    }
}

/// Whether it is `xml:lang` or one of its kin, which are declared elsewhere.
fn is_in_xml(name: &Name) -> bool {
    name.ns.as_deref() == Some(XML)
}

fn uses_xml_attributes(model: &Model) -> bool {
    model
        .types
        .iter()
        .flat_map(names_in)
        .any(|(name, _)| is_in_xml(name))
}

/// The namespace that the schema describes: that of the first root. Elements and attributes
/// inside may also be in none.
fn target_namespace(model: &Model) -> Result<Option<&str>, Diagnostic> {
    let target = model.roots.first().and_then(|root| root.name.ns.as_deref());
    let first = model.roots.first().map(|root| root.span);
    let roots = model
        .roots
        .iter()
        .map(|root| (&root.name, root.span, false));
    let inside = model
        .types
        .iter()
        .flat_map(names_in)
        .map(|(name, span)| (name, span, true));
    for (name, span, may_be_in_none) in roots.chain(inside) {
        let ns = name.ns.as_deref();
        if ns == target || may_be_in_none && (ns.is_none() || is_in_xml(name)) {
            continue;
        }
        let mut diagnostic = Diagnostic::error(
            Code::SampleNamespaces,
            format!(
                "{} is in the namespace {}",
                quoted(&name.local),
                quoted(ns.unwrap_or(""))
            ),
        )
        .at(span)
        .help("one schema document describes one namespace: infer Rust types instead (`--rust`)");
        if let Some(first) = first {
            diagnostic = diagnostic.related(
                first,
                format!("the first sample is in {}", quoted(target.unwrap_or(""))),
            );
        }
        return Err(diagnostic);
    }
    Ok(target)
}

fn names_in(def: &TypeDef) -> Vec<(&Name, Span)> {
    let TypeKind::Complex(complex) = &def.kind else {
        return Vec::new();
    };
    let mut names: Vec<_> = complex
        .attributes
        .iter()
        .map(|a| (&a.name, a.span))
        .collect();
    let elements = complex.content.elements();
    names.extend(elements.map(|element| (&element.name, element.span)));
    names
}

/// The element names, with the name of the type around them where more than one type has it.
fn type_names(model: &Model) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let mut names = Vec::new();
    for (_, def) in model.iter() {
        let owner = def.anonymous_in.and_then(|owner| model.get(owner));
        let wanted = match owner {
            Some(owner) => format!("{}{}", owner.name.local, def.name.local),
            None => def.name.local.to_string(),
        };
        let name = free_name(&wanted, |name| taken.contains(name));
        taken.insert(name.clone());
        names.push(name);
    }
    names
}

fn free_name(wanted: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let numbered = (2_u64..).map(|number| format!("{wanted}{number}"));
    std::iter::once(wanted.to_owned())
        .chain(numbered)
        .find(|name| !is_taken(name))
        .unwrap_or_default()
}

fn uses_guid(model: &Model) -> bool {
    const GUID: TypeRef = TypeRef::Builtin(Builtin::Guid);
    let in_types = model.types.iter().any(|def| match &def.kind {
        TypeKind::Complex(complex) => {
            complex
                .attributes
                .iter()
                .any(|attribute| attribute.value.ty == GUID) || match &complex.content {
                Content::Empty => false,
                Content::Text(value) => value.ty == GUID,
                Content::Elements(particles) => particles.iter().any(
                    |particle| matches!(particle, Particle::Element(element) if element.ty == GUID),
                ),
            }
        }
        _ => false,
    });
    in_types || model.roots.iter().any(|root| root.ty == GUID)
}

/// The XML Schema names of the types that inference finds.
fn xsd_name(builtin: Builtin) -> &'static str {
    match builtin {
        Builtin::Boolean => "boolean",
        Builtin::Int => "int",
        Builtin::Long => "long",
        Builtin::Integer => "integer",
        Builtin::Decimal => "decimal",
        Builtin::DateTime => "dateTime",
        Builtin::AnyUri => "anyURI",
        _ => "string",
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}
