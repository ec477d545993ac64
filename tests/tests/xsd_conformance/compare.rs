//! Whether two documents say the same: elements in their order, attributes, values. Prefixes,
//! comments and blanks between elements say nothing, and `01` is the integer `1`.

use std::path::Path;

use roxmltree::{Document, Node};

/// Where the infoset of a text differs from that of a document.
pub(crate) fn difference(document: &Path, written: &str) -> Option<String> {
    let bytes = std::fs::read(document).unwrap();
    let text = decoded(&bytes);
    let options = roxmltree::ParsingOptions {
        allow_dtd: true,
        ..Default::default()
    };
    let original = match Document::parse_with_options(&text, options) {
        Ok(original) => original,
        Err(error) => return Some(format!("the document cannot be compared: {error}")),
    };
    let written = match Document::parse(written) {
        Ok(written) => written,
        Err(error) => return Some(format!("what was written cannot be read: {error}")),
    };
    let mut pairs = vec![(original.root_element(), written.root_element())];
    while let Some((a, b)) = pairs.pop() {
        if let Some(difference) = own_difference(a, b) {
            let path: Vec<&str> = a
                .ancestors()
                .filter(Node::is_element)
                .map(|node| node.tag_name().name())
                .collect();
            let path: Vec<&str> = path.into_iter().rev().collect();
            return Some(format!("/{}: {difference}", path.join("/")));
        }
        pairs.extend(elements(a).zip(elements(b)));
    }
    None
}

fn decoded(bytes: &[u8]) -> String {
    let utf16 = |decode: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes[2..]
            .chunks_exact(2)
            .map(|pair| decode([pair[0], pair[1]]))
            .collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xFF, 0xFE, ..] => utf16(u16::from_le_bytes),
        [0xFE, 0xFF, ..] => utf16(u16::from_be_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

fn elements<'a, 'i>(node: Node<'a, 'i>) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(Node::is_element)
}

/// The expanded name; no namespace is an empty one.
fn name<'a>(node: Node<'a, '_>) -> (&'a str, &'a str) {
    let name = node.tag_name();
    (name.namespace().unwrap_or_default(), name.name())
}

fn own_difference(a: Node<'_, '_>, b: Node<'_, '_>) -> Option<String> {
    if name(a) != name(b) {
        return Some(format!("written as {:?}", name(b)));
    }
    for attribute in a.attributes() {
        let name = (attribute.namespace(), attribute.name());
        let find = |other: &roxmltree::Attribute<'_, '_>| (other.namespace(), other.name()) == name;
        match b.attributes().find(find) {
            Some(other) if same_value(a, attribute.value(), b, other.value()) => {}
            Some(other) => {
                return Some(format!(
                    "@{}: {:?} written as {:?}",
                    attribute.name(),
                    attribute.value(),
                    other.value()
                ));
            }
            None => return Some(format!("@{} is not written", attribute.name())),
        }
    }
    if a.attributes().len() != b.attributes().len() {
        return Some("attributes were added".to_owned());
    }
    if elements(a).count() != elements(b).count() {
        return Some(format!(
            "{} children written as {}",
            elements(a).count(),
            elements(b).count()
        ));
    }
    let (texts, others) = (texts(a), texts(b));
    if texts.len() != others.len() {
        return Some(format!("{texts:?} written as {others:?}"));
    }
    texts
        .iter()
        .zip(&others)
        .find(|(one, other)| !same_value(a, one, b, other))
        .map(|(one, other)| format!("{one:?} written as {other:?}"))
}

/// The texts between the elements, one before each and one after the last.
fn texts(node: Node<'_, '_>) -> Vec<String> {
    let mut texts = vec![String::new()];
    for child in node.children() {
        if child.is_element() {
            texts.push(String::new());
        } else if let (true, Some(text), Some(last)) =
            (child.is_text(), child.text(), texts.last_mut())
        {
            last.push_str(text);
        }
    }
    texts
}

fn same_value(a: Node<'_, '_>, one: &str, b: Node<'_, '_>, other: &str) -> bool {
    if one == other {
        return true;
    }
    let words =
        |text: &str| -> Vec<String> { text.split_ascii_whitespace().map(str::to_owned).collect() };
    let (ones, others) = (words(one), words(other));
    ones.len() == others.len()
        && ones.iter().zip(&others).all(|(one, other)| {
            one == other || same_number(one, other) || same_truth(one, other) || {
                let (one, other) = (resolved(a, one), resolved(b, other));
                one.is_some() && one == other
            } || one.eq_ignore_ascii_case(other) && one.bytes().all(|byte| byte.is_ascii_hexdigit())
        })
        // Base64 may be wrapped anywhere.
        || ones.concat() == others.concat()
}

/// Decimals without their insignificant digits, or else floating-point numbers.
fn same_number(one: &str, other: &str) -> bool {
    let plain = |text: &str| -> Option<String> {
        let (sign, digits) = match text.strip_prefix('-') {
            Some(digits) => ("-", digits),
            None => ("", text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if !all(whole) || !all(fraction) || digits.is_empty() {
            return None;
        }
        let number = format!(
            "{}.{}",
            whole.trim_start_matches('0'),
            fraction.trim_end_matches('0')
        );
        let sign = if number == "." { "" } else { sign };
        Some(format!("{sign}{number}"))
    };
    match (plain(one), plain(other)) {
        (Some(one), Some(other)) => one == other,
        _ => match (one.parse::<f64>(), other.parse::<f64>()) {
            (Ok(one), Ok(other)) => one == other,
            _ => false,
        },
    }
}

fn same_truth(one: &str, other: &str) -> bool {
    let truth = |text: &str| match text {
        "true" | "1" => Some(true),
        "false" | "0" => Some(false),
        _ => None,
    };
    truth(one).is_some() && truth(one) == truth(other)
}

/// What a qualified name stands for.
fn resolved(node: Node<'_, '_>, text: &str) -> Option<(Option<String>, String)> {
    let (prefix, local) = match text.split_once(':') {
        Some((prefix, local)) => (Some(prefix), local),
        None => (None, text),
    };
    let namespace = node.lookup_namespace_uri(prefix).map(str::to_owned);
    let namespace = namespace.filter(|namespace| !namespace.is_empty());
    (prefix.is_none() || namespace.is_some()).then(|| (namespace, local.to_owned()))
}
