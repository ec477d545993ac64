//! Classes of characters.

/// `Char`: what may stand in a document at all.
///
/// Source: XML 1.0, production 2.
pub(crate) fn is_xml_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// `S`: white space.
///
/// Source: XML 1.0, production 3.
pub(crate) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

/// [`is_space`] for characters.
pub(crate) fn is_space_char(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

/// `NameStartChar` without the colon.
///
/// Source: XML 1.0 (fifth edition), production 4; Namespaces in XML 1.0, production 4.
pub(crate) fn is_ncname_start(c: char) -> bool {
    matches!(c,
        'A'..='Z' | '_' | 'a'..='z'
        | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2ff}' | '\u{370}'..='\u{37d}'
        | '\u{37f}'..='\u{1fff}' | '\u{200c}'..='\u{200d}' | '\u{2070}'..='\u{218f}'
        | '\u{2c00}'..='\u{2fef}' | '\u{3001}'..='\u{d7ff}' | '\u{f900}'..='\u{fdcf}'
        | '\u{fdf0}'..='\u{fffd}' | '\u{10000}'..='\u{effff}')
}

/// `NameChar` without the colon.
///
/// Source: XML 1.0 (fifth edition), production 4a; Namespaces in XML 1.0, production 4.
pub(crate) fn is_ncname_char(c: char) -> bool {
    is_ncname_start(c)
        || matches!(c, '-' | '.' | '0'..='9' | '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{203f}'..='\u{2040}')
}

/// Whether `text` is an `NCName`.
pub(crate) fn is_ncname(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(is_ncname_start) && chars.all(is_ncname_char)
}

/// What a byte can be in a name: one look-up in place of a chain of comparisons.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum NameByte {
    /// Ends a name.
    No,
    /// Stands in a name, but does not start one.
    Inner,
    /// Starts a name or stands in one.
    Start,
    /// Separates prefix and local part.
    Colon,
    /// Part of a character beyond ASCII, to be looked at as a whole.
    NonAscii,
}

/// [`NameByte`] of every byte.
pub(crate) static NAME_BYTES: [NameByte; 256] = {
    let mut table = [NameByte::No; 256];
    let mut byte = 0;
    #[allow(
        clippy::indexing_slicing,
        reason = "the counter stays below the table's length"
    )]
    #[allow(
        clippy::cast_possible_truncation,
        reason = "the counter stays below 256"
    )]
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'A'..=b'Z' | b'a'..=b'z' | b'_' => NameByte::Start,
            b'-' | b'.' | b'0'..=b'9' => NameByte::Inner,
            b':' => NameByte::Colon,
            0x80.. => NameByte::NonAscii,
            _ => NameByte::No,
        };
        byte += 1;
    }
    table
};

/// [`NAME_BYTES`] of `byte`.
pub(crate) fn name_byte(byte: u8) -> NameByte {
    #[allow(
        clippy::indexing_slicing,
        reason = "a byte is less than the table's length"
    )]
    NAME_BYTES[usize::from(byte)]
}
