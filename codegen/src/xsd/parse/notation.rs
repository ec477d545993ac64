//! Notations.

use crate::diagnostic::{Code, Diagnostic};
use crate::xsd::grammar;
use crate::xsd::reader::{Node, Reader};
use crate::xsd::syntax::Notation;

impl Reader<'_> {
    /// A notation declaration, which says by one identifier or both what it stands for.
    ///
    /// Source: XML Schema Part 1, section 3.12.1: {public identifier} is optional only if {system
    /// identifier} is there.
    pub(super) fn notation(&mut self, node: Node<'_>) -> Option<Notation> {
        self.accept(node, &grammar::NOTATION);
        if !node.has_attribute("public") && !node.has_attribute("system") {
            let message = "this notation has neither `public` nor `system`";
            let diagnostic = Diagnostic::error(Code::MissingAttribute, message)
                .at(self.tag(node))
                .label("one of them is required here");
            self.report(diagnostic);
        }
        Some(Notation {
            span: self.tag(node),
            name: self.name(node)?,
            public: self.text_of(node, "public"),
            system: self.text_of(node, "system"),
        })
    }
}
