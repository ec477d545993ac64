//! The search for the bytes that end a run of ordinary text, eight bytes at a time.

const ONES: u64 = u64::from_ne_bytes([0x01; 8]);
const HIGHS: u64 = u64::from_ne_bytes([0x80; 8]);

/// The position, from `at` on, of the first byte that is one of `stops` or below 0x20, or the
/// length of `bytes`.
#[inline(always)]
pub(crate) fn find_stop(bytes: &[u8], mut at: usize, stops: [u8; 4]) -> usize {
    let [a, b, c, d] = stops;
    while let Some(chunk) = bytes.get(at..).and_then(|rest| rest.first_chunk::<8>()) {
        let word = u64::from_le_bytes(*chunk);
        let hits =
            equal(word, a) | equal(word, b) | equal(word, c) | equal(word, d) | below_space(word);
        if hits != 0 {
            // At most 56 + 7, so the count of whole bytes fits anything.
            return at + (hits.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    let is_stop = |&byte: &u8| byte < 0x20 || stops.contains(&byte);
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().position(is_stop).unwrap_or(rest.len())
}

/// The high bit of each byte of `word` that equals `byte`; bits above the first such byte may be
/// set wrongly, which does not matter to a search for the first.
#[inline(always)]
fn equal(word: u64, byte: u8) -> u64 {
    let zero_where_equal = word ^ (ONES * u64::from(byte));
    zero_where_equal.wrapping_sub(ONES) & !zero_where_equal & HIGHS
}

/// The same for the bytes below 0x20.
#[inline(always)]
fn below_space(word: u64) -> u64 {
    word.wrapping_sub(ONES * 0x20) & !word & HIGHS
}

#[cfg(test)]
mod tests {
    use super::find_stop;

    #[test]
    fn agrees_with_a_search_byte_by_byte() {
        let stops = [b'<', b'&', b'"', 0xef];
        for length in 0..40 {
            for place in 0..length {
                for hit in [b'<', b'&', b'"', 0xef, 0, 9, 0x1f] {
                    for filler in [b' ', b'a', b'=', 0x7f, 0x80, 0xee, 0xf0, 0xff] {
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
