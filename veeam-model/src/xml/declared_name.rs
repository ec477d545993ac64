//! Names as a type declares them, ready to be looked for in a document.

use super::Name;

/// How many bytes are compared at once.
const LENGTH: usize = 16;

/// The name of an element or attribute that a type declares, with the bytes that start most elements
/// or attributes of that name.
///
/// A reader that expects the name compares these with what comes next in the document, without a
/// look for the end of the name there.
///
/// ```
/// use veeam_model::xml::{DeclaredName, Name};
///
/// const LINK: DeclaredName = DeclaredName::element(Name::new("http://www.veeam.com/ent/v1.0", "Link"));
///
/// assert_eq!(LINK.name().local, "Link");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct DeclaredName {
    pub(super) name: Name,
    /// The first bytes of an element or attribute; zeros after them.
    start: [[u8; 8]; 2],
    /// Which bits of `start` are those of bytes.
    mask: [[u8; 8]; 2],
}

impl DeclaredName {
    /// The name of an attribute.
    pub const fn attribute(name: Name) -> Self {
        Self::after(b' ', name)
    }

    /// The name of an element.
    pub const fn element(name: Name) -> Self {
        Self::after(b'<', name)
    }

    /// The name itself.
    pub const fn name(&self) -> &Name {
        &self.name
    }

    const fn after(before: u8, name: Name) -> Self {
        let mut start = [0; LENGTH];
        let mut mask = [0; LENGTH];
        start[0] = before;
        mask[0] = u8::MAX;
        // Without a loop: the compiler works this out for each name of a program.
        let local = name.local.as_bytes();
        let (local, _) = local.split_at(if local.len() < LENGTH {
            local.len()
        } else {
            LENGTH - 1
        });
        let (_, rest) = start.split_at_mut(1);
        rest.split_at_mut(local.len()).0.copy_from_slice(local);
        let (ones, _) = [u8::MAX; LENGTH].split_at(local.len());
        let (_, rest) = mask.split_at_mut(1);
        rest.split_at_mut(local.len()).0.copy_from_slice(ones);
        DeclaredName {
            name,
            start: halves(start),
            mask: halves(mask),
        }
    }

    /// What follows the name in `bytes`, if they start with it and the blank or `<` before it.
    #[inline(always)]
    pub(super) fn pass<'b>(&self, bytes: &'b [u8]) -> Option<&'b [u8]> {
        let [first, second, ..] = bytes.as_chunks().0 else {
            return None;
        };
        let ([start, next], [mask, next_mask]) = (self.start, self.mask);
        if differ(*first, start, mask) | differ(*second, next, next_mask) != 0 {
            return None;
        }
        let (named, after) = bytes.split_at_checked(1 + self.name.local.len())?;
        let unseen = named.get(LENGTH..).unwrap_or_default();
        (unseen.is_empty() || self.name.local.as_bytes().ends_with(unseen)).then_some(after)
    }
}

const fn halves(bytes: [u8; LENGTH]) -> [[u8; 8]; 2] {
    let [a, b, c, d, e, f, g, h, rest @ ..] = bytes;
    [[a, b, c, d, e, f, g, h], rest]
}

#[inline(always)]
fn differ(bytes: [u8; 8], start: [u8; 8], mask: [u8; 8]) -> u64 {
    let [bytes, start, mask] = [bytes, start, mask].map(u64::from_ne_bytes);
    (bytes & mask) ^ start
}

#[cfg(test)]
mod tests {
    use super::{DeclaredName, Name};

    #[test]
    fn passes_names_of_any_length_and_no_others() {
        const LETTERS: &str = "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz";
        for length in 1..40 {
            let (local, _) = LETTERS.split_at(length);
            let element = DeclaredName::element(Name::new("", local));
            let attribute = DeclaredName::attribute(Name::new("", local));
            let text = format!("<{local}>{}", "·".repeat(10));
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
