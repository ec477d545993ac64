//! Identity constraints: `key`, `keyref` and `unique`.

use std::rc::Rc;

use crate::diagnostic::{Code, Diagnostic, quoted};
use crate::xsd::grammar;
use crate::xsd::reader::{Node, Reader};
use crate::xsd::syntax::{IdentityConstraint, IdentityKind, Spanned};
use crate::xsd::xpath::{self, Fault, Kind};

impl Reader<'_> {
    /// An identity constraint; `None` for any other child of an element declaration.
    pub(super) fn identity_constraint(&mut self, node: Node<'_>) -> Option<IdentityConstraint> {
        let (kind, rule) = match node.tag_name().name() {
            "key" => (IdentityKind::Key, &grammar::UNIQUE_OR_KEY),
            "unique" => (IdentityKind::Unique, &grammar::UNIQUE_OR_KEY),
            "keyref" => (IdentityKind::KeyRef, &grammar::KEYREF),
            _ => return None,
        };
        let (mut selector, mut fields) = (None, Vec::new());
        for child in self.accept(node, rule) {
            self.accept(child, &grammar::SELECTOR_OR_FIELD);
            match child.tag_name().name() {
                "selector" => selector = self.xpath(child, Kind::Selector),
                _ => fields.extend(self.xpath(child, Kind::Field)),
            }
        }
        Some(IdentityConstraint {
            span: self.tag(node),
            kind,
            name: self.name(node)?,
            refer: self.qname(node, "refer"),
            selector,
            fields,
        })
    }

    /// The XPath of a selector or field, checked against what XML Schema takes of XPath.
    fn xpath(&mut self, node: Node<'_>, kind: Kind) -> Option<Spanned<Rc<str>>> {
        let path = self.string(node, "xpath")?;
        let is_bound =
            |prefix: &str| prefix == "xml" || node.lookup_namespace_uri(Some(prefix)).is_some();
        match xpath::check(&path.value, kind, is_bound) {
            Ok(()) => {}
            Err(Fault::Unbound(prefix)) => {
                let prefix = prefix.to_owned();
                self.unbound_prefix(node, &prefix, path.span, "");
            }
            Err(Fault::Expected(expected)) => {
                let message = format!(
                    "{} cannot be an XPath here: it needs {expected}",
                    quoted(&path.value)
                );
                let diagnostic = Diagnostic::error(Code::BadValue, message)
                    .at(path.span)
                    .help(match kind {
                        Kind::Selector => {
                            "a selector is paths of child elements, such as `a/b` or `.//a`, with \
                             `|` between them"
                        }
                        Kind::Field => {
                            "a field is paths of child elements, such as `a/b`, which may end in \
                             an attribute, such as `a/@b`, with `|` between them"
                        }
                    });
                self.report(diagnostic);
            }
        }
        Some(path)
    }
}
