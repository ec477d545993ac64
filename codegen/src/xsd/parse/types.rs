//! Complex and simple type definitions.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::FacetKind;
use crate::xsd::derivation::{FINAL_LISTED_OF_SIMPLE_TYPE, OF_COMPLEX_TYPE};
use crate::xsd::doc::documentation;
use crate::xsd::grammar::{self, Rule};
use crate::xsd::lexical;
use crate::xsd::reader::{Node, Reader};
use crate::xsd::syntax::{
    ComplexType, Content, Derivation, EnumValue, Facet, Method, Particle, SimpleRestriction,
    SimpleType, TypeUse, Variety,
};

impl Reader<'_> {
    /// A complex type definition, global or local, as the rule says.
    pub(super) fn complex_type(&mut self, node: Node<'_>, rule: &Rule) -> ComplexType {
        let children = self.accept(node, rule);
        let mixed = self.mixed(node);
        let mut ty = ComplexType {
            span: self.tag(node),
            name: self.name(node),
            doc: documentation(node),
            is_abstract: self.flag(node, "abstract"),
            block: self.derivation_set(node, "block", OF_COMPLEX_TYPE),
            finals: self.derivation_set(node, "final", OF_COMPLEX_TYPE),
            mixed,
            derivation: None,
            content: Content::Elements(None),
            attributes: Default::default(),
        };
        match children
            .first()
            .map(|child| (*child, child.tag_name().name()))
        {
            Some((content, name @ ("simpleContent" | "complexContent"))) => {
                for stray in children.iter().skip(1) {
                    let message = format!("`{name}` must be the only content of its type");
                    let diagnostic = Diagnostic::error(Code::MisplacedElement, message)
                        .at(self.tag_name(*stray))
                        .help("move this into the `extension` or `restriction`");
                    self.report(diagnostic);
                }
                if name == "simpleContent" {
                    self.simple_content(content, &mut ty);
                } else {
                    self.complex_content(content, &mut ty);
                }
            }
            _ => {
                ty.content = Content::Elements(self.model(&children));
                ty.attributes = self.attributes(&children);
            }
        }
        ty
    }

    fn mixed(&mut self, node: Node<'_>) -> Option<crate::source::Span> {
        let attribute = node.attribute_node("mixed")?;
        self.flag(node, "mixed").then(|| self.value_span(attribute))
    }

    /// The content model among the children of a type.
    fn model(&mut self, children: &[Node<'_>]) -> Option<Particle> {
        let is_model = |node: &&Node<'_>| {
            matches!(
                node.tag_name().name(),
                "group" | "all" | "choice" | "sequence"
            )
        };
        children
            .iter()
            .find(is_model)
            .and_then(|child| self.particle(*child))
    }

    fn simple_content(&mut self, node: Node<'_>, ty: &mut ComplexType) {
        for child in self.accept(node, &grammar::SIMPLE_CONTENT) {
            let method = method(child);
            let children = match method {
                Method::Extension => self.accept(child, &grammar::SIMPLE_CONTENT_EXTENSION),
                Method::Restriction => self.accept(child, &grammar::SIMPLE_CONTENT_RESTRICTION),
            };
            ty.derivation = self.derivation(child, method);
            ty.content = Content::Simple(self.simple_restriction(&children));
            ty.attributes = self.attributes(&children);
        }
    }

    fn complex_content(&mut self, node: Node<'_>, ty: &mut ComplexType) {
        if node.has_attribute("mixed") {
            ty.mixed = self.mixed(node);
        }
        for child in self.accept(node, &grammar::COMPLEX_CONTENT) {
            let children = self.accept(child, &grammar::COMPLEX_CONTENT_DERIVATION);
            ty.derivation = self.derivation(child, method(child));
            ty.content = Content::Elements(self.model(&children));
            ty.attributes = self.attributes(&children);
        }
    }

    fn derivation(&mut self, node: Node<'_>, method: Method) -> Option<Derivation> {
        Some(Derivation {
            span: self.tag(node),
            method,
            base: self.qname(node, "base")?,
        })
    }

    /// A simple type definition, global or local, as the rule says.
    pub(super) fn simple_type(&mut self, node: Node<'_>, rule: &Rule) -> Option<SimpleType> {
        let children = self.accept(node, rule);
        let varieties: Vec<Variety> = children
            .into_iter()
            .map(|child| self.variety(child))
            .collect();
        Some(SimpleType {
            span: self.tag(node),
            name: self.name(node),
            doc: documentation(node),
            finals: self.derivation_set(node, "final", FINAL_LISTED_OF_SIMPLE_TYPE),
            variety: varieties.into_iter().next()?,
        })
    }

    /// A simple type definition in place.
    pub(super) fn inline_simple_type(&mut self, node: Node<'_>) -> Option<Box<SimpleType>> {
        self.simple_type(node, &grammar::LOCAL_SIMPLE_TYPE)
            .map(Box::new)
    }

    fn variety(&mut self, node: Node<'_>) -> Variety {
        let span = self.tag(node);
        match node.tag_name().name() {
            "list" => {
                let children = self.accept(node, &grammar::LIST);
                self.needs_type(node, "itemType", &children);
                let item = children
                    .first()
                    .and_then(|child| self.inline_simple_type(*child));
                let named = self.qname(node, "itemType").map(TypeUse::Named);
                Variety::List {
                    span,
                    item: named.or(item.map(TypeUse::Simple)),
                }
            }
            "union" => {
                let children = self.accept(node, &grammar::UNION);
                match node.attribute("memberTypes") {
                    None => self.needs_type(node, "memberTypes", &children),
                    // XML Schema Part 1, section 3.14.3.
                    Some(listed) if lexical::trim(listed).is_empty() && children.is_empty() => {
                        let expected = "at least one type, or a `simpleType` in place";
                        self.bad_value(node, "memberTypes", expected);
                    }
                    Some(_) => {}
                }
                let named = self
                    .qnames(node, "memberTypes")
                    .into_iter()
                    .map(TypeUse::Named);
                let mut members: Vec<TypeUse> = named.collect();
                for child in children {
                    members.extend(self.inline_simple_type(child).map(TypeUse::Simple));
                }
                Variety::Union { span, members }
            }
            _ => {
                let children = self.accept(node, &grammar::SIMPLE_RESTRICTION);
                let inline: Vec<Node<'_>> = children
                    .iter()
                    .copied()
                    .filter(|child| child.tag_name().name() == "simpleType")
                    .collect();
                self.needs_type(node, "base", &inline);
                Variety::Restriction {
                    span,
                    base: self.qname(node, "base"),
                    restriction: self.simple_restriction(&children),
                }
            }
        }
    }

    /// Reports a derivation that says what it is derived from twice or not at all.
    fn needs_type(&mut self, node: Node<'_>, attribute: &str, inline: &[Node<'_>]) {
        match inline.first() {
            Some(child) => self.excludes_child(node, attribute, *child),
            None if node.has_attribute(attribute) => {}
            None => {
                let message = format!(
                    "this {} does not say of which type it is",
                    node.tag_name().name()
                );
                let diagnostic = Diagnostic::error(Code::MissingAttribute, message)
                    .at(self.tag(node))
                    .label(format!(
                        "it needs `{attribute}`, or a `simpleType` in place"
                    ));
                self.report(diagnostic);
            }
        }
    }

    fn simple_restriction(&mut self, children: &[Node<'_>]) -> SimpleRestriction {
        let mut restriction = SimpleRestriction::default();
        for child in children {
            match child.tag_name().name() {
                "simpleType" => restriction.inline = self.inline_simple_type(*child),
                "enumeration" => restriction.values.extend(self.enum_value(*child)),
                name => {
                    if let Some(kind) = facet_kind(name) {
                        restriction.facets.extend(self.facet(*child, kind));
                    }
                }
            }
        }
        restriction
    }

    fn enum_value(&mut self, node: Node<'_>) -> Option<EnumValue> {
        self.accept(node, &grammar::ENUMERATION_OR_PATTERN);
        Some(EnumValue {
            span: self.tag(node),
            doc: documentation(node),
            value: self.text_of(node, "value")?,
            name: self.qname_if_any(node, "value"),
        })
    }

    fn facet(&mut self, node: Node<'_>, kind: FacetKind) -> Option<Facet> {
        let rule = match kind {
            FacetKind::Pattern => &grammar::ENUMERATION_OR_PATTERN,
            _ => &grammar::FACET,
        };
        self.accept(node, rule);
        let fixed = self.flag(node, "fixed");
        let value = self.text_of(node, "value")?;
        match kind {
            FacetKind::Length
            | FacetKind::MinLength
            | FacetKind::MaxLength
            | FacetKind::FractionDigits
            | FacetKind::TotalDigits => {
                let least = if kind == FacetKind::TotalDigits { 1 } else { 0 };
                if lexical::count(&value).is_none_or(|count| count < least) {
                    self.bad_value(
                        node,
                        "value",
                        &format!("a whole number of 64 bits from {least}"),
                    );
                }
            }
            FacetKind::WhiteSpace => {
                let values = [("preserve", ()), ("replace", ()), ("collapse", ())];
                self.one_of(node, "value", &values);
            }
            _ => {}
        }
        Some(Facet {
            span: self.tag(node),
            kind,
            value,
            fixed,
        })
    }
}

fn method(node: Node<'_>) -> Method {
    match node.tag_name().name() {
        "extension" => Method::Extension,
        _ => Method::Restriction,
    }
}

fn facet_kind(name: &str) -> Option<FacetKind> {
    Some(match name {
        "length" => FacetKind::Length,
        "minLength" => FacetKind::MinLength,
        "maxLength" => FacetKind::MaxLength,
        "pattern" => FacetKind::Pattern,
        "whiteSpace" => FacetKind::WhiteSpace,
        "minInclusive" => FacetKind::MinInclusive,
        "minExclusive" => FacetKind::MinExclusive,
        "maxInclusive" => FacetKind::MaxInclusive,
        "maxExclusive" => FacetKind::MaxExclusive,
        "totalDigits" => FacetKind::TotalDigits,
        "fractionDigits" => FacetKind::FractionDigits,
        _ => return None,
    })
}
