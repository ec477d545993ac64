//! The search for the bytes that end a run of ordinary text, eight bytes at a time.

const ONES: u64 = u64::from_ne_bytes([0x01; 8]);
const HIGHS: u64 = u64::from_ne_bytes([0x80; 8]);

/// The position, from `at` on, of the first byte that is one of `stops`, below 0x20 or beyond
/// ASCII, or the length of `bytes`.
#[inline(always)]
pub(crate) fn find_stop(bytes: &[u8], mut at: usize, stops: [u8; 3]) -> usize {
    let [a, b, c] = stops;
    while let Some(chunk) = bytes.get(at..).and_then(|rest| rest.first_chunk::<8>()) {
        let word = u64::from_le_bytes(*chunk);
        // A byte of a difference has its high bit set if it was the smaller one, or was beyond
        // ASCII, which is a stop itself. What is borrowed spoils only the bytes after such a one.
        let hits = (word ^ (ONES * u64::from(a))).wrapping_sub(ONES)
            | (word ^ (ONES * u64::from(b))).wrapping_sub(ONES)
            | (word ^ (ONES * u64::from(c))).wrapping_sub(ONES)
            | word.wrapping_sub(ONES * 0x20)
            | word;
        if hits & HIGHS != 0 {
            // At most 56 + 7, so the count of whole bytes fits anything.
            return at + ((hits & HIGHS).trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    let is_stop = |&byte: &u8| !(0x20..0x80).contains(&byte) || stops.contains(&byte);
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().position(is_stop).unwrap_or(rest.len())
}

/// Whether `bytes` starts with `short`: names are so short that a call to compare memory costs more
/// than the comparison.
#[inline(always)]
pub(crate) fn starts_with(bytes: &[u8], short: &[u8]) -> bool {
    let Some((bytes, _)) = bytes.split_at_checked(short.len()) else {
        return false;
    };
    if let (Some(first), Some(other)) = (bytes.first_chunk::<8>(), short.first_chunk::<8>()) {
        return first == other && bytes == short;
    }
    if let (Some(first), Some(last), Some(other), Some(other_last)) = (
        bytes.first_chunk::<4>(),
        bytes.last_chunk::<4>(),
        short.first_chunk::<4>(),
        short.last_chunk::<4>(),
    ) {
        return first == other && last == other_last;
    }
    bytes.iter().zip(short).all(|(byte, other)| byte == other)
}

/// Whether two names are equal.
#[inline(always)]
pub(crate) fn same(name: &str, other: &str) -> bool {
    name.len() == other.len() && starts_with(name.as_bytes(), other.as_bytes())
}

/// The position, from `at` on, of the first byte that is ASCII or may start a character that XML
/// does not allow (U+FFFE and U+FFFF are the only ones beyond ASCII).
#[inline]
pub(crate) fn pass_wide(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest
        .iter()
        .position(|&byte| byte < 0x80 || byte == 0xef)
        .unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::find_stop;

    #[test]
    fn agrees_with_a_search_byte_by_byte() {
        let stops = [b'<', b'&', b'"'];
        for length in 0..40 {
            for place in 0..length {
                for hit in [b'<', b'&', b'"', 0xef, 0x80, 0xff, 0, 9, 0x1f] {
                    for filler in [b' ', b'!', b'#', b'%', b';', b'=', b'a', 0x7f] {
                        let mut bytes = vec![filler; length];
                        bytes[place] = hit;
                        for from in 0..=place {
                            assert_eq!(find_stop(&bytes, from, stops), place);
                        }
                        assert_eq!(find_stop(&bytes, place + 1, stops), length);
                    }
                }
            }
        }
    }
}
