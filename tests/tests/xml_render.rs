//! Errors with the line that they are about.
#![cfg(test)]

use insta::assert_snapshot;
use proptest::prelude::*;
use veeam_model::FromXml;
use veeam_model::xml::{self, Element, Error, Options};

#[derive(FromXml, Debug)]
struct Order {
    #[xml(attribute)]
    id: u32,
}

/// What is shown of the error that reading this text makes.
fn rendered(text: &str) -> String {
    xml::from_str::<Element>(text).unwrap_err().render(text)
}

fn listing<const N: usize>(texts: [&str; N]) -> String {
    texts.map(rendered).join("\n")
}

#[test]
fn the_line_and_a_caret_under_the_place() {
    let text = "<order>\n  <item>\n    a & b\n  </item>\n</order>\n";
    let of_syntax = rendered(text);
    let text = "<list>\n  <Order id='1'/>\n  <Order/>\n</list>";
    let mut items = xml::items::<Order, _>(text.as_bytes());
    assert_eq!(items.next().unwrap().unwrap().id, 1);
    let of_an_item = items.next().unwrap().unwrap_err().render(text);
    assert_snapshot!(format!("{of_syntax}\n{of_an_item}"));
}

#[test]
fn the_first_and_the_last_place() {
    assert_snapshot!(listing([
        "",
        "order",
        "\u{feff}order",
        "<order>\n",
        "<order>\r\n  <item>",
    ]));
}

#[test]
fn every_line_end_counts() {
    for end in ["\n", "\r", "\r\n"] {
        let text = [
            "<order>", "", "", "", "", "", "", "", "", " &bad;", "</order>",
        ]
        .join(end);
        let lines: Vec<String> = rendered(&text).lines().map(str::to_owned).collect();
        assert_eq!(lines[1..], ["   |", "10 |  &bad;", "   |  ^"], "{end:?}");
    }
}

#[test]
fn tabs_wide_characters_and_what_cannot_be_seen() {
    assert_snapshot!(listing([
        "<a>\n\t\tx&bad;\t</a>",
        "<a>\u{6f22}\u{5b57} \u{1f600}&bad;</a>",
        "<a>e\u{301}\u{e9}&bad;</a>",
        "<a>\u{200b}\u{202e}\u{85}&bad;</a>",
        "<a>\u{1b}[31m</a>",
    ]));
}

#[test]
fn long_lines_are_cut() {
    let words = "some words and ".repeat(1000);
    let wide = "\u{6f22}".repeat(1000);
    assert_snapshot!(listing([
        &format!("<a>{words}&bad;{words}</a>"),
        &format!("<a>&bad;{words}</a>"),
        &format!("<a>{words}&bad;</a>"),
        &format!("<a>{wide}&bad;{wide}</a>"),
    ]));
}

#[test]
fn errors_without_a_line() {
    let long: Error = Options::new()
        .max_input(1)
        .from_str::<Element>("<a/>")
        .unwrap_err();
    assert_eq!(long.render("<a/>"), format!("{long}\n"));
    let error = xml::from_str::<Element>("<a>\n\n  &bad;</a>").unwrap_err();
    for other in ["", "<a>", "<a>\n", "<a>\n\n "] {
        assert_eq!(error.render(other), format!("{error}\n"), "another text");
    }
}

proptest! {
    /// Whatever the text, the caret stands under the line, and the line has room for it.
    #[test]
    fn the_caret_is_never_far_away(text in "<a>([ -;=-~\u{0}\t\r\n\u{e9}\u{6f22}\u{301}\u{200b}]{0,300})<") {
        let rendered = rendered(&text);
        let lines: Vec<&str> = rendered.lines().collect();
        prop_assert_eq!(lines.len(), 4, "{}", rendered);
        let caret = lines[3];
        prop_assert!(caret.ends_with('^') && caret.len() < 110, "{}", rendered);
        prop_assert!(lines[2].chars().count() < 220, "{}", rendered);
        let unseen = ['\t', '\r', '\0', '\u{200b}'];
        prop_assert!(!rendered.contains(unseen));
    }
}
