//! What a document holds, to see that two contestants speak of the same.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::Result;

/// What a document holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Content {
    /// How many elements.
    pub elements: usize,
    /// How many attributes, namespace declarations aside.
    pub attributes: usize,
    /// A checksum over all names and values in document order, white space between elements aside;
    /// `None` where nobody looked.
    pub values: Option<u64>,
}

impl Content {
    /// Whether the two hold the same, as far as both know.
    pub fn agrees_with(self, other: Self) -> bool {
        let values = self.values.zip(other.values);
        (self.elements, self.attributes) == (other.elements, other.attributes)
            && values.is_none_or(|(mine, theirs)| mine == theirs)
    }

    /// The content of a document, as roxmltree sees it.
    ///
    /// # Errors
    /// When it is not well-formed.
    pub fn of(text: &str) -> Result<Self> {
        Ok(Self::of_tree(&roxmltree::Document::parse(text)?))
    }

    /// The content of a tree.
    pub fn of_tree(tree: &roxmltree::Document<'_>) -> Self {
        let mut content = Content::default();
        let mut hasher = DefaultHasher::new();
        for node in tree
            .root()
            .descendants()
            .filter(roxmltree::Node::is_element)
        {
            content.elements += 1;
            name(node.tag_name()).hash(&mut hasher);
            let mut attributes: Vec<_> = node
                .attributes()
                .map(|attribute| (attribute.namespace(), attribute.name(), attribute.value()))
                .collect();
            attributes.sort_unstable();
            content.attributes += attributes.len();
            attributes.hash(&mut hasher);
            if !node.has_children() || node.children().any(|child| child.is_element()) {
                continue;
            }
            node.text().hash(&mut hasher);
        }
        content.values = Some(hasher.finish());
        content
    }
}

fn name<'a>(name: roxmltree::ExpandedName<'a, 'a>) -> (Option<&'a str>, &'a str) {
    (name.namespace(), name.name())
}
