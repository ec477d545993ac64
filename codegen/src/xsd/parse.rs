//! Text to syntax tree: one schema document, checked against the grammar of XML Schema.
//!
//! Every fault is reported at its place; what is left of the document is read as if the fault
//! were not there, so that one run finds them all.

mod content;
mod identity;
mod notation;
mod types;

use std::collections::HashMap;
use std::rc::Rc;

use roxmltree::{Document, ParsingOptions};

use super::derivation::{BLOCK_OF_ELEMENT, FINAL_OF_SIMPLE_TYPE, OF_COMPLEX_TYPE};
use super::doc::documentation;
use super::grammar::{self, XSD};
use super::lexical;
use super::reader::{Node, Reader};
use super::syntax::{
    Attribute, AttributeItem, AttributeRef, Attributes, Directive, Element, Form, Item, Schema,
    Spanned, TypeUse, Usage, Wildcard, WildcardNamespace, WildcardNamespaces,
};
use super::wildcard::ProcessContents;
use crate::datatype;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::source::{SourceId, not_well_formed};
use crate::suggest::Suggestions;

/// How deep the elements of a schema document may be nested. The functions that read them call
/// each other as deep as that.
const MAX_DEPTH: u32 = 256;

/// Reads a schema document. `None` if it is not one, which is reported.
pub(super) fn parse(source: SourceId, text: &str, diagnostics: &mut Diagnostics) -> Option<Schema> {
    let options = ParsingOptions {
        // Schemas of the W3C have a DOCTYPE. Nothing external is read, and entities are bounded.
        allow_dtd: true,
        ..ParsingOptions::default()
    };
    let document = match Document::parse_with_options(text, options) {
        Ok(document) => document,
        Err(error) => {
            diagnostics.push(not_well_formed(source, text, &error));
            return None;
        }
    };
    let mut reader = Reader {
        source,
        text,
        diagnostics,
        ids: HashMap::new(),
        suggestions: Suggestions::default(),
    };
    let root = document.root_element();
    if !root.has_tag_name((XSD, "schema")) {
        not_a_schema(&mut reader, root);
        return None;
    }
    if let Some(node) = too_deep(&document) {
        let diagnostic = Diagnostic::error(
            Code::TooDeep,
            format!("elements are nested more than {MAX_DEPTH} deep"),
        )
        .at(reader.tag_name(node))
        .help("give the types that are declared in place names of their own");
        reader.report(diagnostic);
        return None;
    }
    Some(reader.schema(root))
}

fn not_a_schema(reader: &mut Reader<'_>, root: Node<'_>) {
    let message = format!("{} is not a schema", quoted(root.tag_name().name()));
    let mut diagnostic = Diagnostic::error(Code::NotASchema, message)
        .at(reader.tag_name(root))
        .label("expected `schema`");
    diagnostic = match root.tag_name().namespace() {
        _ if root.tag_name().name() != "schema" => diagnostic,
        Some(ns) => diagnostic.help(format!("its namespace is {}, not `{XSD}`", quoted(ns))),
        None => diagnostic.help(format!("its namespace must be `{XSD}`")),
    };
    reader.report(diagnostic);
}

/// The first element that is nested too deep.
fn too_deep<'d>(document: &'d Document<'d>) -> Option<Node<'d>> {
    // The nodes come in document order, so the depth of a node's parent is known before its own.
    let mut depths: Vec<u32> = Vec::new();
    document.descendants().find(|node| {
        let parent = node
            .parent()
            .and_then(|parent| depths.get(parent.id().get_usize()));
        let depth = parent.map_or(0, |parent| parent + 1);
        depths.push(depth);
        depth > MAX_DEPTH
    })
}

impl Reader<'_> {
    fn schema(&mut self, root: Node<'_>) -> Schema {
        const FORMS: &[(&str, Form)] = &[
            ("qualified", Form::Qualified),
            ("unqualified", Form::Unqualified),
        ];
        let mut directives = Vec::new();
        let mut items = Vec::new();
        for child in self.accept(root, &grammar::SCHEMA) {
            match child.tag_name().name() {
                "include" | "import" | "redefine" => directives.extend(self.directive(child)),
                _ => items.extend(self.item(child)),
            }
        }
        self.check_annotations(root);
        let target_namespace = self.uri(root, "targetNamespace");
        if target_namespace
            .as_ref()
            .is_some_and(|ns| ns.value.is_empty())
        {
            self.bad_value(root, "targetNamespace", "a namespace, or no such attribute");
        }
        Schema {
            source: self.source,
            span: self.tag(root),
            target_namespace,
            element_form_default: self
                .one_of(root, "elementFormDefault", FORMS)
                .unwrap_or_default(),
            attribute_form_default: self
                .one_of(root, "attributeFormDefault", FORMS)
                .unwrap_or_default(),
            block_default: self
                .derivation_set(root, "blockDefault", BLOCK_OF_ELEMENT)
                .unwrap_or_default(),
            final_default: self
                .derivation_set(root, "finalDefault", FINAL_OF_SIMPLE_TYPE)
                .unwrap_or_default(),
            directives,
            items,
        }
    }

    /// Checks what annotations hold. Nothing else of them but the documentation is used.
    fn check_annotations(&mut self, root: Node<'_>) {
        for node in root
            .descendants()
            .filter(|node| node.has_tag_name((XSD, "annotation")))
        {
            self.accept(node, &grammar::ANNOTATION);
        }
    }

    fn directive(&mut self, node: Node<'_>) -> Option<Directive> {
        let span = self.tag(node);
        match node.tag_name().name() {
            "include" => {
                self.accept(node, &grammar::INCLUDE);
                let location = self.uri(node, "schemaLocation")?;
                Some(Directive::Include { span, location })
            }
            "import" => {
                self.accept(node, &grammar::IMPORT);
                Some(Directive::Import {
                    span,
                    namespace: self.uri(node, "namespace"),
                    location: self.uri(node, "schemaLocation"),
                })
            }
            _ => {
                let children = self.accept(node, &grammar::REDEFINE);
                let items = children
                    .into_iter()
                    .filter_map(|child| self.item(child))
                    .collect();
                let location = self.uri(node, "schemaLocation")?;
                Some(Directive::Redefine {
                    span,
                    location,
                    items,
                })
            }
        }
    }

    fn item(&mut self, node: Node<'_>) -> Option<Item> {
        match node.tag_name().name() {
            "element" => {
                let children = self.accept(node, &grammar::GLOBAL_ELEMENT);
                self.element(node, &children).map(Item::Element)
            }
            "attribute" => {
                let children = self.accept(node, &grammar::GLOBAL_ATTRIBUTE);
                self.attribute(node, &children).map(Item::Attribute)
            }
            "simpleType" => Some(Item::SimpleType(
                self.simple_type(node, &grammar::GLOBAL_SIMPLE_TYPE)?,
            )),
            "complexType" => Some(Item::ComplexType(
                self.complex_type(node, &grammar::GLOBAL_COMPLEX_TYPE),
            )),
            "group" => self.group(node).map(Item::Group),
            "attributeGroup" => self.attribute_group(node).map(Item::AttributeGroup),
            _ => self.notation(node).map(Item::Notation),
        }
    }

    fn element(&mut self, node: Node<'_>, children: &[Node<'_>]) -> Option<Element> {
        self.exclusive(node, "default", "fixed");
        let ty = self.type_use(node, children);
        let identity_constraints = children
            .iter()
            .filter_map(|child| self.identity_constraint(*child))
            .collect();
        Some(Element {
            span: self.tag(node),
            doc: documentation(node),
            name: self.ncname(node, "name")?,
            ty,
            form: self.form(node),
            nillable: self.flag(node, "nillable"),
            is_abstract: self.flag(node, "abstract"),
            default: self.text_of(node, "default"),
            fixed: self.text_of(node, "fixed"),
            substitution_group: self.qname(node, "substitutionGroup"),
            block: self.derivation_set(node, "block", BLOCK_OF_ELEMENT),
            finals: self.derivation_set(node, "final", OF_COMPLEX_TYPE),
            identity_constraints,
        })
    }

    /// The type of a declaration: by reference or in place, but not both.
    fn type_use(&mut self, node: Node<'_>, children: &[Node<'_>]) -> Option<TypeUse> {
        let mut inline = None;
        for child in children {
            let ty = match child.tag_name().name() {
                "simpleType" => self.inline_simple_type(*child).map(TypeUse::Simple),
                "complexType" => {
                    let ty = self.complex_type(*child, &grammar::LOCAL_COMPLEX_TYPE);
                    Some(TypeUse::Complex(Box::new(ty)))
                }
                _ => continue,
            };
            self.excludes_child(node, "type", *child);
            inline = inline.or(ty);
        }
        self.qname(node, "type").map(TypeUse::Named).or(inline)
    }

    fn form(&mut self, node: Node<'_>) -> Option<Form> {
        let forms = [
            ("qualified", Form::Qualified),
            ("unqualified", Form::Unqualified),
        ];
        self.one_of(node, "form", &forms)
    }

    fn attribute(&mut self, node: Node<'_>, children: &[Node<'_>]) -> Option<Attribute> {
        self.exclusive(node, "default", "fixed");
        let usage = self.usage(node);
        let name = self.ncname(node, "name");
        // Namespaces in XML 1.0, section 3: such an attribute declares a namespace.
        if name.as_ref().is_some_and(|name| &*name.value == "xmlns") {
            self.bad_value(node, "name", "a name that declares no namespace");
        }
        let ty = self.type_use(node, children);
        Some(Attribute {
            span: self.tag(node),
            doc: documentation(node),
            name: name?,
            ty,
            form: self.form(node),
            usage,
            default: self.text_of(node, "default"),
            fixed: self.text_of(node, "fixed"),
        })
    }

    fn usage(&mut self, node: Node<'_>) -> Usage {
        let values = [
            ("optional", Usage::Optional),
            ("required", Usage::Required),
            ("prohibited", Usage::Prohibited),
        ];
        let usage = self.one_of(node, "use", &values).unwrap_or_default();
        // XML Schema Part 1, section 3.2.3.
        if usage != Usage::Optional && node.has_attribute("default") {
            let mut diagnostic = Diagnostic::error(
                Code::Conflict,
                "an attribute with a default must be optional",
            );
            if let Some(attribute) = node.attribute_node("use") {
                diagnostic = diagnostic.at(self.value_span(attribute));
            }
            self.report(diagnostic);
        }
        usage
    }

    /// The attributes among the children of a type or an attribute group.
    fn attributes(&mut self, children: &[Node<'_>]) -> Attributes {
        let mut attributes = Attributes::default();
        for child in children {
            match child.tag_name().name() {
                "attribute" => attributes.items.extend(self.attribute_item(*child)),
                "attributeGroup" => {
                    self.accept(*child, &grammar::ATTRIBUTE_GROUP_REF);
                    attributes
                        .items
                        .extend(self.qname(*child, "ref").map(AttributeItem::Group));
                }
                "anyAttribute" => {
                    attributes.any = Some(self.wildcard(*child, &grammar::ANY_ATTRIBUTE_RULE));
                }
                _ => {}
            }
        }
        attributes
    }

    fn attribute_item(&mut self, node: Node<'_>) -> Option<AttributeItem> {
        let children = self.accept(node, &grammar::LOCAL_ATTRIBUTE);
        if !self.has_name_or_ref(node) {
            return None;
        }
        if !node.has_attribute("ref") {
            return self.attribute(node, &children).map(AttributeItem::Local);
        }
        self.exclude_from_ref(node, &["name", "type", "form"], &children);
        self.exclusive(node, "default", "fixed");
        let usage = self.usage(node);
        Some(AttributeItem::Ref(AttributeRef {
            span: self.tag(node),
            doc: documentation(node),
            name: self.qname(node, "ref")?,
            usage,
            default: self.text_of(node, "default"),
            fixed: self.text_of(node, "fixed"),
        }))
    }

    /// Whether a local declaration says what it declares; it is reported if it does not.
    fn has_name_or_ref(&mut self, node: Node<'_>) -> bool {
        let has = node.has_attribute("name") || node.has_attribute("ref");
        if !has {
            let message = format!(
                "this {} has neither `name` nor `ref`",
                node.tag_name().name()
            );
            let diagnostic = Diagnostic::error(Code::MissingAttribute, message)
                .at(self.tag(node))
                .label("one of them is required here");
            self.report(diagnostic);
        }
        has
    }

    /// Reports what a declaration that refers to a global one cannot have.
    fn exclude_from_ref(&mut self, node: Node<'_>, attributes: &[&str], children: &[Node<'_>]) {
        for name in attributes {
            self.exclusive(node, "ref", name);
        }
        for child in children {
            self.excludes_child(node, "ref", *child);
        }
    }

    fn wildcard(&mut self, node: Node<'_>, rule: &grammar::Rule) -> Wildcard {
        self.accept(node, rule);
        let process = [
            ("strict", ProcessContents::Strict),
            ("lax", ProcessContents::Lax),
            ("skip", ProcessContents::Skip),
        ];
        let process = self.one_of(node, "processContents", &process);
        Wildcard {
            namespaces: self.wildcard_namespaces(node),
            process: process.unwrap_or_default(),
            span: self.tag(node),
        }
    }

    fn wildcard_namespaces(&mut self, node: Node<'_>) -> WildcardNamespaces {
        let value = node.attribute("namespace").unwrap_or("##any");
        match lexical::trim(value) {
            "##any" => return WildcardNamespaces::Any,
            "##other" => return WildcardNamespaces::Other,
            _ => {}
        }
        let mut listed = Vec::new();
        for word in datatype::words(value) {
            listed.push(match word {
                "##targetNamespace" => WildcardNamespace::Target,
                "##local" => WildcardNamespace::Local,
                word if word.starts_with("##") => {
                    let expected = "`##any`, `##other`, or a list of namespaces, \
                                    `##targetNamespace` and `##local`";
                    self.bad_value(node, "namespace", expected);
                    break;
                }
                name => WildcardNamespace::Named(name.into()),
            });
        }
        WildcardNamespaces::Listed(listed)
    }

    fn name(&mut self, node: Node<'_>) -> Option<Spanned<Rc<str>>> {
        self.ncname(node, "name")
    }
}
