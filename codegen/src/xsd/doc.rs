//! The text of `xs:documentation`.

use super::grammar::XSD;
use super::lexical::is_space;
use super::reader::Node;

/// The documentation in an element's annotation: one paragraph a line, without the indentation
/// and line breaks of the schema. Markup is left out, its text stays.
pub(super) fn documentation(node: Node<'_>) -> Option<String> {
    let paragraphs: Vec<String> = children(node, "annotation")
        .flat_map(|annotation| children(annotation, "documentation"))
        .flat_map(|documentation| paragraphs(&text(documentation)))
        .collect();
    (!paragraphs.is_empty()).then(|| paragraphs.join("\n"))
}

fn children<'d>(node: Node<'d>, name: &'static str) -> impl Iterator<Item = Node<'d>> {
    node.children()
        .filter(move |child| child.has_tag_name((XSD, name)))
}

fn text(node: Node<'_>) -> String {
    node.descendants()
        .filter(Node::is_text)
        .filter_map(|text| text.text())
        .collect()
}

/// Blank lines separate paragraphs; within one, any run of blanks is one blank.
fn paragraphs(text: &str) -> Vec<String> {
    let mut paragraphs = vec![String::new()];
    for line in text.lines() {
        let words: Vec<&str> = line
            .split(is_space)
            .filter(|word| !word.is_empty())
            .collect();
        match paragraphs.last_mut() {
            Some(last) if !words.is_empty() => {
                if !last.is_empty() {
                    last.push(' ');
                }
                last.push_str(&words.join(" "));
            }
            _ => paragraphs.push(String::new()),
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_paragraphs_and_drops_indentation() {
        let schema = "<e xmlns='http://www.w3.org/2001/XMLSchema'><annotation>
            <appinfo>no</appinfo>
            <documentation>
                One  <b>bold</b>
                line.

                \t
                Two.
            </documentation>
            <documentation xml:lang='en'>Three.</documentation>
        </annotation></e>";
        let document = roxmltree::Document::parse(schema).unwrap();
        let doc = documentation(document.root_element());
        assert_eq!(doc.as_deref(), Some("One bold line.\nTwo.\nThree."));

        let none = "<e xmlns='http://www.w3.org/2001/XMLSchema'><annotation><documentation> </documentation></annotation></e>";
        let document = roxmltree::Document::parse(none).unwrap();
        assert_eq!(documentation(document.root_element()), None);
    }
}
