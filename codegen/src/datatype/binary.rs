//! Bytes as text.

use super::is_space;
use crate::model::Builtin;

/// How many bytes a text of the type `hexBinary` or `base64Binary` holds, if it is one.
///
/// Source: XML Schema Part 2, sections 3.2.15 and 3.2.16.
pub(crate) fn octets(builtin: Builtin, text: &str) -> Option<usize> {
    match builtin {
        Builtin::HexBinary => hex(text),
        _ => base64(text),
    }
}

fn hex(text: &str) -> Option<usize> {
    let is_good = text.len().is_multiple_of(2) && text.bytes().all(|b| b.is_ascii_hexdigit());
    is_good.then_some(text.len() / 2)
}

fn base64(text: &str) -> Option<usize> {
    let text: String = text.chars().filter(|c| !is_space(*c)).collect();
    let digits = text.trim_end_matches('=');
    let padding = text.len() - digits.len();
    let is_digit = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/');
    // The bits of the last digit that are in no byte are zero.
    let ends_well = match padding {
        0 => true,
        1 => digits.ends_with(|c| "AEIMQUYcgkosw048".contains(c)),
        2 => digits.ends_with(['A', 'Q', 'g', 'w']),
        _ => false,
    };
    let is_good = text.len().is_multiple_of(4) && digits.bytes().all(is_digit) && ends_well;
    is_good.then(|| digits.len() * 3 / 4)
}

#[cfg(test)]
mod tests {
    use super::{base64, hex};

    #[test]
    fn bytes_are_counted() {
        assert_eq!(["", "0f", "0FB7"].map(hex), [0, 1, 2].map(Some));
        assert_eq!(["0", "0g", "0 f"].map(hex), [None; 3]);
        assert_eq!(
            ["", "D7c=", "Dw==", "AA AA", "AAAA"].map(base64),
            [0, 2, 1, 3, 3].map(Some)
        );
        assert_eq!(
            ["D7c", "D7d=", "Dx==", "=", "A===", "A-AA", "Dw==AAAA"].map(base64),
            [None; 7]
        );
    }
}
