//! Text that is nearly XML.

use proptest::prelude::*;

/// Pieces of markup in any order.
pub(crate) fn markup() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "<a",
        "<a>",
        "</a>",
        "/>",
        ">",
        " ",
        "b='",
        "'",
        "\"",
        " id=\"",
        "&amp;",
        "&",
        ";",
        "<!--",
        "-->",
        "--",
        "<![CDATA[",
        "]]>",
        "]]",
        "<?",
        "?>",
        "<?xml version='1.0'?>",
        "<!DOCTYPE",
        "xmlns='",
        "xmlns:p='",
        "p:",
        "text",
        "\r",
        "\n",
        "\u{e9}",
        "\u{feff}",
        "<number>",
        "</number>",
        "1",
        "<left>",
        "</left>",
        "\u{ffff}",
        "\0",
    ]);
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// What is done to the bytes of a document: at a place, some are taken out and others put in.
pub(crate) type Edit = (prop::sample::Index, usize, Vec<u8>);

/// A few edits.
pub(crate) fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let bytes = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..3),
        markup().prop_map(String::into_bytes),
    ];
    prop::collection::vec((any::<prop::sample::Index>(), 0..4_usize, bytes), 1..4)
}

pub(crate) fn edited(bytes: &[u8], edits: Vec<Edit>) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for (place, taken, put) in edits {
        let start = place.index(bytes.len() + 1);
        let end = bytes.len().min(start + taken);
        bytes.splice(start..end, put);
    }
    bytes
}
