//! Names as a type declares them, ready to be looked for in a document.

use super::Name;

/// How many bytes are compared at once.
const LENGTH: usize = 16;

/// The name of an element or attribute that a type declares, with the bytes that start most elements
/// or attributes of that name.
///
/// A reader that expects the name compares these with what comes next in the document, without a
/// look for the end of the name there. `#[derive(FromXml)]` writes them out, so that the compiler has
/// nothing to work out for the many names of a program.
#[derive(Clone, Copy, Debug)]
pub struct DeclaredName {
    /// The name itself.
    pub name: Name,
    /// `<` before the local part for an element, a blank for an attribute: the first bytes, and zeros
    /// after them.
    pub start: [u8; LENGTH],
    /// Ones in the bytes of `start` that are not after them.
    pub mask: [u8; LENGTH],
}

impl DeclaredName {
    /// What follows the name in `bytes`, if they start with it and the byte before it.
    #[inline(always)]
    pub(super) fn pass<'b>(&self, bytes: &'b [u8]) -> Option<&'b [u8]> {
        let [first, second] = halves(bytes.first_chunk()?);
        let ([start, next], [mask, next_mask]) = (halves(&self.start), halves(&self.mask));
        if first & mask != start || second & next_mask != next {
            return None;
        }
        let (named, after) = bytes.split_at_checked(1 + self.name.local.len())?;
        let unseen = named.get(LENGTH..).unwrap_or_default();
        (unseen.is_empty() || self.name.local.as_bytes().ends_with(unseen)).then_some(after)
    }
}

/// In two words, which the compiler compares with fewer steps than one that it has to make of them.
#[inline(always)]
fn halves(bytes: &[u8; LENGTH]) -> [u64; 2] {
    let [a, b, c, d, e, f, g, h, rest @ ..] = *bytes;
    [[a, b, c, d, e, f, g, h], rest].map(u64::from_ne_bytes)
}

#[cfg(test)]
mod tests {
    use super::{DeclaredName, LENGTH, Name};

    fn declared(before: u8, local: &'static str) -> DeclaredName {
        let mut bytes = [before].into_iter().chain(local.bytes());
        let start = [(); LENGTH].map(|()| bytes.next().unwrap_or_default());
        DeclaredName {
            name: Name::new("", local),
            start,
            mask: start.map(|byte| if byte == 0 { 0 } else { u8::MAX }),
        }
    }

    #[test]
    fn passes_names_of_any_length_and_no_others() {
        const LETTERS: &str = "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz";
        for length in 1..40 {
            let (local, _) = LETTERS.split_at(length);
            let (element, attribute) = (declared(b'<', local), declared(b' ', local));
            let text = format!("<{local}>{}", "\u{b7}".repeat(10));
            let bytes = text.as_bytes();
            assert_eq!(element.pass(bytes), Some(&bytes[1 + length..]), "{text}");
            assert_eq!(attribute.pass(bytes), None, "{text}");
            for at in 0..=length {
                let mut other = bytes.to_vec();
                other[at] = b'-';
                assert_eq!(
                    element.pass(&other),
                    None,
                    "{text} with another byte at {at}"
                );
                other[at] = bytes[at] ^ 0x80;
                assert_eq!(
                    element.pass(&other),
                    None,
                    "{text} with another bit at {at}"
                );
            }
            for end in 0..=length {
                assert_eq!(element.pass(&bytes[..end]), None, "{text} cut off at {end}");
            }
        }
    }
}
