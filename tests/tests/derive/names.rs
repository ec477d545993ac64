//! Names and namespaces.

use veeam_model::{FromXml, ToXml};

use crate::{both, read, refused, write};

const NS: &str = "urn:a";

mod other {
    pub(crate) const NS: &str = "urn:b";
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
#[xml(name = "doc", ns = NS)]
struct Qualified {
    #[xml(attribute)]
    plain: Option<u8>,
    #[xml(attribute, ns = "urn:b", name = "q-a")]
    qualified: Option<u8>,
    ours: Option<u8>,
    #[xml(ns = other::NS, name = "ours")]
    theirs: Option<u8>,
    #[xml(ns = "")]
    nobodys: Option<u8>,
    #[xml(children(wrapper = "list"), name = "item", ns = "urn:b")]
    list: Option<Vec<u8>>,
}

const FULL: Qualified = Qualified {
    plain: Some(1),
    qualified: Some(2),
    ours: Some(3),
    theirs: Some(4),
    nobodys: Some(5),
    list: None,
};

#[test]
fn names_match_by_namespace_and_never_by_prefix() {
    let texts = [
        r#"<doc xmlns="urn:a" xmlns:b="urn:b" plain="1" b:q-a="2"><ours>3</ours><b:ours>4</b:ours><nobodys xmlns="">5</nobodys></doc>"#,
        r#"<b:doc xmlns:b="urn:a" xmlns:a="urn:b" plain="1" a:q-a="2"><b:ours>3</b:ours><a:ours>4</a:ours><nobodys>5</nobodys></b:doc>"#,
        // The prefix is bound to another namespace on the way.
        r#"<p:doc xmlns:p="urn:a" xmlns:q="urn:b" plain="1" q:q-a="2"><p:ours>3</p:ours><p:ours xmlns:p="urn:b">4</p:ours><nobodys>5</nobodys></p:doc>"#,
    ];
    for text in texts {
        assert_eq!(read::<Qualified>(text), FULL, "{text}");
    }
    assert_eq!(read::<Qualified>(&write(&FULL)), FULL);
}

#[test]
fn a_wrapper_is_in_the_namespace_of_its_field() {
    let value = Qualified {
        list: Some(vec![1]),
        ..none()
    };
    let text = r#"<doc xmlns="urn:a" xmlns:b="urn:b"><b:list><b:item>1</b:item></b:list></doc>"#;
    assert_eq!(read::<Qualified>(text), value);
    assert_eq!(read::<Qualified>(&write(&value)), value);
}

#[test]
fn a_name_in_another_namespace_is_unknown() {
    let text = r#"<doc xmlns="urn:a" xmlns:b="urn:b" b:plain="1" q-a="2"><nobodys>5</nobodys><b:list xmlns:b="urn:a"/></doc>"#;
    assert_eq!(read::<Qualified>(text), none());
    insta::assert_snapshot!(refused::<Qualified>("<doc/>"), @"1:1 /doc: unexpected root element doc; expected {urn:a}doc");
    insta::assert_snapshot!(refused::<Qualified>("<Qualified xmlns='urn:a'/>"), @"1:1 /Qualified: unexpected root element {urn:a}Qualified; expected {urn:a}doc");
}

fn none() -> Qualified {
    read(r#"<doc xmlns="urn:a"/>"#)
}

macro_rules! renamed {
    ($($type:ident $case:literal $text:literal)*) => {$(
        #[derive(FromXml, ToXml, Debug, PartialEq)]
        #[xml(rename_all = $case)]
        struct $type {
            #[xml(attribute)]
            link_url: u8,
            r#type: u8,
            http2_end_time: u8,
            #[xml(name = "AsItIs")]
            named: u8,
        }

        both(
            $text,
            $type { link_url: 1, r#type: 2, http2_end_time: 3, named: 4 },
        );
    )*};
}

#[test]
fn rename_all_fields() {
    renamed! {
        Pascal "PascalCase"
            r#"<Pascal LinkUrl="1"><Type>2</Type><Http2EndTime>3</Http2EndTime><AsItIs>4</AsItIs></Pascal>"#
        Camel "camelCase"
            r#"<Camel linkUrl="1"><type>2</type><http2EndTime>3</http2EndTime><AsItIs>4</AsItIs></Camel>"#
        Snake "snake_case"
            r#"<Snake link_url="1"><type>2</type><http2_end_time>3</http2_end_time><AsItIs>4</AsItIs></Snake>"#
        ScreamingSnake "SCREAMING_SNAKE_CASE"
            r#"<ScreamingSnake LINK_URL="1"><TYPE>2</TYPE><HTTP2_END_TIME>3</HTTP2_END_TIME><AsItIs>4</AsItIs></ScreamingSnake>"#
        Kebab "kebab-case"
            r#"<Kebab link-url="1"><type>2</type><http2-end-time>3</http2-end-time><AsItIs>4</AsItIs></Kebab>"#
        ScreamingKebab "SCREAMING-KEBAB-CASE"
            r#"<ScreamingKebab LINK-URL="1"><TYPE>2</TYPE><HTTP2-END-TIME>3</HTTP2-END-TIME><AsItIs>4</AsItIs></ScreamingKebab>"#
        Train "Train-Case"
            r#"<Train Link-Url="1"><Type>2</Type><Http2-End-Time>3</Http2-End-Time><AsItIs>4</AsItIs></Train>"#
        Lower "lowercase"
            r#"<Lower link_url="1"><type>2</type><http2_end_time>3</http2_end_time><AsItIs>4</AsItIs></Lower>"#
        Upper "UPPERCASE"
            r#"<Upper LINK_URL="1"><TYPE>2</TYPE><HTTP2_END_TIME>3</HTTP2_END_TIME><AsItIs>4</AsItIs></Upper>"#
    }
}

/// Names that the expansion uses itself, or that hide what is in scope everywhere.
#[allow(dead_code, reason = "they only have to be there")]
mod shadows {
    use veeam_model::{FromXml, ToXml};

    struct Option;
    struct Result;
    struct Vec;
    struct Box;
    struct Default;
    struct Ok;
    struct Some;
    struct String;

    #[derive(FromXml, ToXml, Debug, PartialEq)]
    pub(super) struct Shadowed {
        pub(super) reader: u8,
        pub(super) unknown: ::std::option::Option<u8>,
        pub(super) index: ::std::vec::Vec<u8>,
        #[xml(attribute)]
        pub(super) frame: u8,
        pub(super) writer: u8,
        pub(super) __reader: u8,
        pub(super) cursor: u8,
    }
}

#[test]
fn names_of_the_expansion_do_not_clash() {
    both(
        r#"<Shadowed frame="1"><reader>2</reader><index>3</index><writer>4</writer><__reader>5</__reader><cursor>6</cursor></Shadowed>"#,
        shadows::Shadowed {
            reader: 2,
            unknown: None,
            index: vec![3],
            frame: 1,
            writer: 4,
            __reader: 5,
            cursor: 6,
        },
    );
}

mod own_path {
    /// What stands at the path that `crate` gives.
    pub(super) mod runtime {
        pub(crate) use veeam_model::xml;
    }
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
#[xml(crate = crate::names::own_path::runtime)]
struct Elsewhere {
    a: u8,
}

#[test]
fn the_runtime_may_be_elsewhere() {
    both("<Elsewhere><a>1</a></Elsewhere>", Elsewhere { a: 1 });
}

macro_rules! by_example {
    ($type:ident $field:ident: $field_type:ty, $ns:path, $name:expr) => {
        #[derive(FromXml, ToXml, Debug, PartialEq)]
        #[xml(ns = $ns, name = $name)]
        struct $type {
            $field: $field_type,
            #[xml(ns = $ns, name = $name)]
            last: $field_type,
        }
    };
}

by_example!(Made a: Vec<u8>, other::NS, "made");

#[test]
fn types_made_by_a_macro() {
    both(
        r#"<made xmlns="urn:b"><a>1</a><made>2</made></made>"#,
        Made {
            a: vec![1],
            last: vec![2],
        },
    );
}

const OTHER: &str = "urn:o";

#[derive(FromXml, ToXml, Debug, PartialEq)]
#[xml(ns = "urn:p", prefix(p = "urn:p", o = OTHER, n = "urn:n"))]
struct Prefixed {
    #[xml(attribute, ns = "urn:n")]
    id: u8,
    #[xml(ns = OTHER)]
    other: Option<u8>,
    inner: Option<Box<Prefixed>>,
}

#[test]
fn prefixes_that_a_type_chooses() {
    both(
        r#"<p:Prefixed xmlns:p="urn:p" xmlns:o="urn:o" xmlns:n="urn:n" n:id="1"><o:other>2</o:other><p:inner n:id="3"/></p:Prefixed>"#,
        Prefixed {
            id: 1,
            other: Some(2),
            inner: Some(Box::new(Prefixed {
                id: 3,
                other: None,
                inner: None,
            })),
        },
    );
}
