use super::compiled;

/// Which texts a pattern matches as a whole.
fn check(pattern: &str, good: &[&str], bad: &[&str]) {
    let regex = compiled(&[pattern]).unwrap_or_else(|| panic!("{pattern} is not understood"));
    for text in good {
        assert!(regex.is_match(text), "{pattern} matches {text:?}");
    }
    for text in bad {
        assert!(!regex.is_match(text), "{pattern} does not match {text:?}");
    }
}

#[test]
fn a_pattern_is_about_the_whole_text() {
    check("a|bc", &["a", "bc"], &["ac", "abc", "a\n", "", "xa"]);
    check("", &[""], &["a"]);
    check("(a|)b", &["ab", "b"], &["a"]);
    check("^a$", &["^a$"], &["a"]);
}

#[test]
fn several_patterns_are_alternatives() {
    let regex = compiled(&["a", "b|c"]).unwrap();
    assert!(["a", "b", "c"].iter().all(|text| regex.is_match(text)));
    assert!(!regex.is_match("ab"));
}

#[test]
fn quantifiers() {
    check("a{2}", &["aa"], &["a", "aaa"]);
    check("a{2,}", &["aa", "aaaa"], &["a"]);
    check("a{0,1}b?c*d+", &["d", "abccdd"], &["aad", "abc"]);
    check("(ab){1,2}", &["ab", "abab"], &["", "aba"]);
}

#[test]
fn a_point_is_anything_in_a_line() {
    check(".", &["a", "ä", "\u{2028}", "\u{1f600}"], &["\n", "\r", ""]);
}

#[test]
fn classes() {
    check("[a-z]", &["a", "q"], &["A", "-"]);
    check("[^a-z]", &["A", "\n"], &["a"]);
    check("[-a]|[b-]", &["-", "a", "b"], &["c"]);
    check("[a^]", &["a", "^"], &["b"]);
    check(r"[\-\]\[\\]", &["-", "]", "[", r"\"], &["a"]);
    check(r"[\d-x]", &["7", "-", "x"], &["w"]);
    check("[+--]", &["+", ",", "-"], &["."]);
    // What these mean in other dialects, they do not mean here.
    check("[a&&b]", &["a", "&", "b"], &["ab"]);
    check("[a~~b]", &["~"], &[]);
    check("[:alpha:]", &["a", ":", "p"], &["b"]);
    check("[.?*+(){}|$#]", &[".", "?", "$", "#"], &["a"]);
}

#[test]
fn classes_are_subtracted() {
    check("[a-z-[aeiou]]+", &["bcd"], &["a", "ba"]);
    check(r"[\w-[\d_]]", &["a", "ß"], &["7", "_"]);
    check("[^a-z-[0-9]]", &["A", "_"], &["a", "7"]);
    check("[a-z-[b-y-[m]]]", &["a", "z", "m"], &["b", "n"]);
    check(r"[\p{L}-[\p{IsBasicLatin}]]", &["ä"], &["a"]);
}

#[test]
fn escapes_of_classes() {
    check(r"\d", &["7", "٣"], &["a", "½"]);
    check(r"\D", &["a"], &["7", "٣"]);
    check(r"\w", &["a", "7", "ä", "+", "$"], &["-", " ", ".", "_"]);
    check(r"\W", &["-", " ", "_"], &["a"]);
    check(r"\s", &[" ", "\t", "\n", "\r"], &["\u{a0}", "\u{2003}"]);
    check(r"\S", &["\u{a0}", "a"], &[" "]);
    check(r"\i\c*", &["a", "_b-1", "x:y", "ä.1"], &["1a", "-", ""]);
    check(r"\I", &["1", "-", " "], &["a", ":"]);
    check(r"\C", &[" ", "/"], &["a", "1", "-"]);
    check(r"[\i-[:]][\c-[:]]*", &["a-1"], &["a:b", ":a"]);
}

#[test]
fn categories_and_blocks() {
    check(r"\p{Lu}\p{Ll}+", &["Ärger"], &["ärger"]);
    check(r"\P{L}", &["1"], &["a"]);
    check(r"[\P{Lu}X]", &["a", "X"], &["A"]);
    check(r"\p{IsBasicLatin}+", &["az~"], &["ä"]);
    check(r"\P{IsBasicLatin}", &["ä"], &["a"]);
    check(r"\p{IsGreek}\p{IsGreekandCoptic}", &["αβ"], &["ab"]);
    check(r"\p{IsLatin-1Supplement}", &["ä"], &["a"]);
}

#[test]
fn escapes_of_characters() {
    check(r"\n\r\t", &["\n\r\t"], &["nrt"]);
    check(r"\.\?\*\+\(\)\{\}\-\[\]\^\|\\", &[r".?*+(){}-[]^|\"], &[]);
    check("a-b#c&d~e/f'g\"h<i>j", &["a-b#c&d~e/f'g\"h<i>j"], &[]);
}

#[test]
fn what_is_no_pattern_is_not_understood() {
    for pattern in [
        "(",
        ")",
        "(a",
        "[",
        "[]",
        "[^]",
        "]",
        "a]",
        "{",
        "a{",
        "a{,3}",
        "a{1,2,3}",
        "a{x}",
        "*a",
        "a**",
        "a*?",
        "(?i)a",
        "(?:a)",
        r"\",
        r"\b",
        r"\u0041",
        r"\p{Xx}",
        r"\p{IsNothing}",
        r"\pL",
        r"\p{L",
        "[z-a]",
        "[a-[b]c]",
        r"[a-\d]",
        "[a[b]]",
        "a{4294967296}",
        "a{9}{9}",
    ] {
        assert!(compiled(&[pattern]).is_none(), "{pattern}");
    }
    assert!(compiled(&["a", "("]).is_none());
}

#[test]
fn classes_are_bounded() {
    let deep = |n: usize| format!("{}{}", "[a-".repeat(n) + "[b]", "]".repeat(n));
    assert!(compiled(&[&deep(8)]).is_some());
    assert!(compiled(&[&deep(100_000)]).is_none());
    assert!(compiled(&[&"(".repeat(100_000)]).is_none());
    let groups = format!("{}a{}", "(".repeat(10_000), ")".repeat(10_000));
    assert!(compiled(&[&groups]).is_none());
}
