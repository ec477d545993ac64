//! The search for bytes that stand out, several bytes at a time.

const ONES: u64 = u64::from_ne_bytes([0x01; 8]);
const HIGHS: u64 = u64::from_ne_bytes([0x80; 8]);

/// How many bytes come before the first that is one of `stops`, below 0x20 or beyond ASCII: all, if
/// there is none. It is fastest where the compiler knows `stops`.
#[inline(always)]
pub(crate) fn find_stop(bytes: &[u8], stops: [u8; 3]) -> usize {
    let mut rest = bytes;
    // Most values are short.
    for _ in 0..3 {
        match pass_word(&mut rest, stops) {
            Some(0) => {}
            Some(hits) => return bytes.len() - rest.len() + first_byte(hits),
            None => break,
        }
    }
    while let Some((chunk, after)) = rest.split_first_chunk::<32>()
        && !has_stop_among(chunk, stops)
    {
        rest = after;
    }
    loop {
        match pass_word(&mut rest, stops) {
            Some(0) => {}
            Some(hits) => return bytes.len() - rest.len() + first_byte(hits),
            None => break,
        }
    }
    let is_stop = |byte: &u8| is_stop(*byte, stops);
    let last = rest.iter().position(is_stop).unwrap_or(rest.len());
    bytes.len() - rest.len() + last
}

/// [`find_stop`] for attribute values in double quotes, which mostly hold no white space.
#[inline(never)]
pub(crate) fn find_quote(bytes: &[u8]) -> usize {
    const STOPS: [u8; 3] = [b'"', b'&', b'<'];
    let (chunks, rest) = bytes.as_chunks();
    for (at, chunk) in chunks.iter().enumerate() {
        if may_hold_quote(chunk) {
            let (words, _) = chunk.as_chunks();
            for (half, word) in words.iter().enumerate() {
                let hits = quote_hits(*word);
                if hits != 0 {
                    return at * 16 + half * 8 + first_byte(hits);
                }
            }
        }
    }
    let is_stop = |byte: &u8| is_stop(*byte, STOPS);
    let last = rest.iter().position(is_stop).unwrap_or(rest.len());
    chunks.len() * 16 + last
}

/// [`hits`] for the stops of [`find_quote`]: two of them differ in one bit.
#[inline(always)]
fn quote_hits(bytes: [u8; 8]) -> u64 {
    let word = u64::from_le_bytes(bytes);
    let quote_or_reference = is_at(word | (ONES * u64::from(b'"' ^ b'&')), b'&');
    (quote_or_reference | is_at(word, b'<') | word.wrapping_sub(ONES * 0x20)) & HIGHS
}

/// Whether there may be a stop of [`find_quote`]: at `<`, beyond ASCII, and at what is below `'`, which
/// the other stops and a blank are.
#[inline(always)]
fn may_hold_quote(bytes: &[u8; 16]) -> bool {
    // As in `has_stop_among`. What is beyond ASCII is negative.
    let may_stop = |byte: u8| (byte.cast_signed() < 0x27) | (byte == b'<');
    let found = |found, &byte: &u8| found | u8::from(may_stop(byte));
    bytes.iter().fold(0, found) != 0
}

/// Passes eight bytes if none of them is one to stop at; the result is that of [`hits`].
#[inline(always)]
fn pass_word(rest: &mut &[u8], stops: [u8; 3]) -> Option<u64> {
    let (word, after) = rest.split_first_chunk()?;
    let hits = hits(*word, stops);
    if hits == 0 {
        *rest = after;
    }
    Some(hits)
}

/// Whether there is a byte for [`find_stop`] to find.
#[inline(always)]
pub(crate) fn has_stop(bytes: &[u8], stops: [u8; 3]) -> bool {
    // The last bytes are some of those before once more, where they do not come to a whole chunk.
    if let Some(last) = bytes.last_chunk::<32>() {
        let (chunks, rest) = bytes.as_chunks::<32>();
        return chunks.iter().any(|chunk| has_stop_among(chunk, stops))
            || (!rest.is_empty() && has_stop_among(last, stops));
    }
    if let (Some(first), Some(last)) = (bytes.first_chunk::<16>(), bytes.last_chunk::<16>()) {
        return has_stop_among(first, stops) | has_stop_among(last, stops);
    }
    if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        return (hits(*first, stops) | hits(*last, stops)) != 0;
    }
    if let (Some(&[a, b, c, d]), Some(&[e, f, g, h])) = (bytes.first_chunk(), bytes.last_chunk()) {
        return hits([a, b, c, d, e, f, g, h], stops) != 0;
    }
    bytes.iter().any(|&byte| is_stop(byte, stops))
}

/// How many ASCII letters `bytes` starts with, or fewer than that where few bytes are left.
#[inline(always)]
pub(crate) fn count_letters(bytes: &[u8]) -> usize {
    let mut rest = bytes;
    while let Some((word, after)) = rest.split_first_chunk() {
        let word = u64::from_le_bytes(*word);
        let lower = word | (ONES * 0x20);
        // The high bit of a byte is set from `a` on, and after `z`. What is carried from a byte beyond
        // ASCII spoils only bytes after it.
        let from_a = lower.wrapping_add(ONES * u64::from(0x80 - b'a'));
        let after_z = lower.wrapping_add(ONES * u64::from(0x7f - b'z'));
        let others = (word | after_z | !from_a) & HIGHS;
        if others != 0 {
            return bytes.len() - rest.len() + first_byte(others);
        }
        rest = after;
    }
    bytes.len() - rest.len()
}

/// The number of the first byte that has a bit set.
#[inline(always)]
fn first_byte(bits: u64) -> usize {
    // At most 64, so the count of whole bytes fits anything.
    (bits.trailing_zeros() / 8) as usize
}

/// Whether one of the bytes is one to stop at. Without an early end, and with numbers for truth
/// values, the compiler makes the best vector instructions of it.
#[inline(always)]
fn has_stop_among<const N: usize>(bytes: &[u8; N], stops: [u8; 3]) -> bool {
    let found = |found, &byte: &u8| found | u8::from(is_stop(byte, stops));
    bytes.iter().fold(0, found) != 0
}

/// Of eight bytes, those to stop at: the high bit of the first is set, and bytes after it may be
/// wrong.
#[inline(always)]
fn hits(bytes: [u8; 8], [a, b, c]: [u8; 3]) -> u64 {
    let word = u64::from_le_bytes(bytes);
    // A byte of a difference has its high bit set if it was the smaller one. So it has in one of
    // them if it was beyond ASCII: up to 0x9f those to the stops show it, which are no control
    // characters, and from 0xa0 on the last one does. What is borrowed spoils only the bytes after.
    let [a, b, c] = [a, b, c].map(|stop| is_at(word, stop));
    (a | b | c | word.wrapping_sub(ONES * 0x20)) & HIGHS
}

/// The difference to a stop in each byte, less one: the high bit is set where there is none.
#[inline(always)]
fn is_at(word: u64, stop: u8) -> u64 {
    (word ^ (ONES * u64::from(stop))).wrapping_sub(ONES)
}

#[inline(always)]
fn is_stop(byte: u8, [a, b, c]: [u8; 3]) -> bool {
    // What is beyond ASCII is negative.
    (byte.cast_signed() < 0x20) | (byte == a) | (byte == b) | (byte == c)
}

/// The position of the first byte that is one of `stops`.
#[inline(always)]
pub(crate) fn find_any<const N: usize>(bytes: &[u8], stops: [u8; N]) -> Option<usize> {
    let mut rest = bytes;
    while let Some((word, after)) = rest.split_first_chunk() {
        let word = u64::from_le_bytes(*word);
        // The high bit of each byte that is zero; what is borrowed spoils only the bytes after one.
        let hits = stops.iter().fold(0, |hits, stop| {
            let difference = word ^ (ONES * u64::from(*stop));
            hits | (difference.wrapping_sub(ONES) & !difference)
        });
        if hits & HIGHS != 0 {
            return Some(bytes.len() - rest.len() + first_byte(hits & HIGHS));
        }
        rest = after;
    }
    let found = rest.iter().position(|byte| stops.contains(byte))?;
    Some(bytes.len() - rest.len() + found)
}

/// Whether `bytes` starts with `short`: names are so short that a call to compare memory costs more
/// than the comparison.
#[inline(always)]
pub(crate) fn starts_with(bytes: &[u8], short: &[u8]) -> bool {
    let Some((bytes, _)) = bytes.split_at_checked(short.len()) else {
        return false;
    };
    match short.len() {
        33.. => {
            let (chunks, others) = (bytes.as_chunks::<16>().0, short.as_chunks::<16>().0);
            chunks
                .iter()
                .zip(others)
                .all(|(chunk, other)| chunk == other)
                && ends::<16>(bytes) == ends(short)
        }
        16.. => ends::<16>(bytes) == ends(short),
        8.. => ends::<8>(bytes) == ends(short),
        4.. => ends::<4>(bytes) == ends(short),
        _ => bytes.iter().zip(short).all(|(byte, other)| byte == other),
    }
}

/// The first and the last bytes, which are all of them if there are no more than twice as many.
#[inline(always)]
fn ends<const N: usize>(bytes: &[u8]) -> (Option<&[u8; N]>, Option<&[u8; N]>) {
    (bytes.first_chunk(), bytes.last_chunk())
}

/// Whether two names are equal.
#[inline(always)]
pub(crate) fn same(name: &str, other: &str) -> bool {
    same_bytes(name.as_bytes(), other)
}

/// Whether these are the bytes of a name.
#[inline(always)]
pub(crate) fn same_bytes(bytes: &[u8], name: &str) -> bool {
    bytes.len() == name.len() && starts_with(bytes, name.as_bytes())
}

/// How many bytes come before the first that is ASCII or may start a character that XML does not
/// allow (U+FFFE and U+FFFF are the only ones beyond ASCII).
#[inline]
pub(crate) fn count_wide(bytes: &[u8]) -> usize {
    let mut found = bytes.iter();
    let found = found.position(|&byte| byte < 0x80 || byte == 0xef);
    found.unwrap_or(bytes.len())
}

#[cfg(test)]
mod tests {
    use super::{count_letters, find_any, find_quote, find_stop, has_stop, same};

    #[test]
    fn agrees_with_a_search_byte_by_byte() {
        let stops = [b'"', b'&', b'<'];
        // Stops, what is below a blank, and what is beyond ASCII: of these also stops plus 0x80.
        let hits = [
            b'"', b'&', b'<', 0, 9, 0x1f, 0x80, 0x9f, 0xa0, 0xa2, 0xa6, 0xbc, 0xef, 0xff,
        ];
        for length in 0..72 {
            for filler in [b' ', b'!', b'#', b'%', b';', b'=', b'a', 0x7f] {
                let mut bytes = vec![filler; length];
                assert!(!has_stop(&bytes, stops));
                for (place, hit) in (0..length).flat_map(|place| hits.map(|hit| (place, hit))) {
                    bytes[place] = hit;
                    assert!(has_stop(&bytes, stops));
                    for from in [0, place / 2, place] {
                        assert_eq!(find_stop(&bytes[from..], stops), place - from);
                        assert_eq!(find_quote(&bytes[from..]), place - from);
                        let found = stops.contains(&hit).then_some(place - from);
                        assert_eq!(find_any(&bytes[from..], stops), found);
                    }
                    let after = &bytes[place + 1..];
                    assert_eq!(find_stop(after, stops), after.len());
                    assert_eq!(find_any(after, stops), None);
                    bytes[place] = filler;
                }
            }
        }
    }

    #[test]
    fn letters_end_where_another_byte_is() {
        for place in 0..32 {
            for other in (0..=u8::MAX).filter(|byte| !byte.is_ascii_alphabetic()) {
                for letter in [b'A', b'Z', b'a', b'z'] {
                    let mut bytes = [letter; 40];
                    bytes[place] = other;
                    assert_eq!(count_letters(&bytes), place);
                }
            }
        }
        assert_eq!(count_letters(b"letters"), 0);
    }

    #[test]
    fn texts_of_any_length_are_compared() {
        for length in 0..50 {
            let text = "a".repeat(length);
            assert!(same(&text, &text.clone()));
            assert!(!same(&text, &format!("{text}a")));
            for place in 0..length {
                let mut other = text.clone();
                other.replace_range(place..=place, "b");
                assert!(!same(&text, &other));
            }
        }
    }
}
