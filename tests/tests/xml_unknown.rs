//! Content that a type does not declare: ignored, refused, or kept through everything.
#![cfg(test)]

mod common;

use common::infoset::{self, Item, with_names_resolved, without_blanks};
use common::session;
use proptest::prelude::*;
use veeam_model::xml::{self, Element, Nillable, Options, QualifiedName, Unknown};
use veeam_model::{FromXml, ToXml};

const NS: &str = "urn:s";

#[derive(FromXml, ToXml, Clone, Debug, PartialEq)]
#[xml(ns = NS, rename_all = "PascalCase")]
struct Session {
    #[xml(attribute)]
    href: Option<String>,
    title: Option<String>,
    #[xml(children(wrapper = "Links"), name = "Link")]
    links: Option<Vec<Link>>,
    note: Vec<String>,
    size: Option<Nillable<u64>>,
    body: Option<Body>,
    #[xml(choice)]
    choice: Option<Choice>,
    #[xml(unknown)]
    unknown: Unknown,
}

#[derive(FromXml, ToXml, Clone, Debug, PartialEq)]
#[xml(ns = NS, rename_all = "PascalCase")]
struct Link {
    #[xml(attribute)]
    href: Option<String>,
    #[xml(unknown)]
    unknown: Unknown,
}

#[derive(FromXml, ToXml, Clone, Debug, PartialEq)]
struct Body {
    #[xml(text)]
    text: String,
    #[xml(unknown)]
    unknown: Unknown,
}

#[derive(FromXml, ToXml, Clone, Debug, PartialEq)]
#[xml(ns = NS)]
enum Choice {
    Choice(bool),
    Other(String),
}

/// Reads, writes, and reads again.
fn through(text: &str) -> String {
    let session: Session = xml::from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let written = xml::to_string(&session).unwrap();
    let again: Session = xml::from_str(&written).unwrap();
    assert_eq!(again, session, "{text}\nwritten: {written}");
    assert_eq!(xml::to_string(&again).unwrap(), written);

    // White space between elements is all that is new.
    let pretty = xml::to_string_pretty(&session).unwrap();
    let again: Session = xml::from_str(&pretty).unwrap();
    for text in [&pretty, &xml::to_string(&again).unwrap()] {
        assert_eq!(
            without_blanks(with_names_resolved(text)),
            without_blanks(with_names_resolved(&written)),
            "{text}"
        );
    }
    written
}

/// Checks that a document whose known children are in schema order stays what it is.
fn survives(text: &str) {
    let written = through(text);
    assert_eq!(
        with_names_resolved(&written),
        with_names_resolved(text),
        "{text}\nwritten: {written}"
    );
}

/// A session with this content, in a document that binds some prefixes.
fn session(content: &str) -> String {
    format!(
        "<s:Session xmlns:s='urn:s' xmlns:f='urn:f' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'>{content}</s:Session>"
    )
}

#[test]
fn everything_stays_in_its_place() {
    let contents = [
        "<s:New/>",
        "<s:New/><s:Title/><s:New2/><s:Links/><New3/><s:Note/><s:New4/>",
        "<s:Title new='1' f:new='2'>t</s:Title>",
        "<s:Title>t<s:New>u</s:New><f:New/></s:Title>",
        "<s:Title xml:lang='de' xml:space='preserve'> t </s:Title>",
        "<s:Links new='1'><f:a/><s:Link/><f:b/><f:c/><s:Link Href=''/><f:d/></s:Links><f:e/>",
        "<s:Links><s:Link new='1'><s:Deep><s:Deeper/></s:Deep></s:Link></s:Links>",
        "<s:Links><f:only/></s:Links>",
        "<s:Note>1</s:Note><f:a/><s:Note new='1'>2</s:Note><f:b/><s:Note>3<f:c/></s:Note><f:d/>",
        "<s:Size new='1' xsi:nil='true'/><s:New/>",
        "<s:Size new='1'>12</s:Size>",
        "<s:Body new='1'>text<s:New/></s:Body>",
        "<s:Body><s:New/><f:New/></s:Body>",
        "<s:Choice new='1'>true</s:Choice><f:a/>",
        "<s:New xsi:nil='true' xsi:type='f:Kind'/>",
        "<s:New>f:Kind</s:New>",
        "<s:New>  f:Ki<![CDATA[nd]]>\n</s:New>",
        "<s:New>a<f:b/>c<f:b/><f:b/> d <!-- e --></s:New>",
        "<s:New xml:space='preserve'> <f:b/> </s:New>",
    ];
    for content in contents {
        survives(&session(content));
    }
}

#[test]
fn prefixes_of_every_kind_keep_their_meaning() {
    let documents = [
        // What the type writes without a prefix has one here, and the other way round.
        "<s:Session xmlns:s='urn:s' xmlns='urn:d'><New/><s:Title/><s:New><New/></s:New></s:Session>",
        "<Session xmlns='urn:s'><New xmlns=''><New xmlns='urn:s'/></New><Title/></Session>",
        "<s:Session xmlns:s='urn:s'><New><s:New/></New></s:Session>",
        // One namespace, several prefixes; one prefix, several namespaces.
        "<a:Session xmlns:a='urn:s' xmlns:b='urn:s'><b:New a:x='1'/><b:Title b:y='2'/></a:Session>",
        "<p:Session xmlns:p='urn:s'><p:New xmlns:p='urn:p'><p:a p:b='p:c'/></p:New><p:Title p:b='p:c'/></p:Session>",
        "<Session xmlns='urn:s' xmlns:p='urn:p' p:a='p:b'><p:c xmlns:p='urn:q' p:d='p:e'/><p:f/></Session>",
        "<Session xmlns='urn:s' xmlns:p='urn:s' p:a='p:b' a='p:c'/>",
        "<Session xmlns='urn:s' xmlns:p='urn:p' a='p:c'><Title b='p:d'>t</Title></Session>",
        // An attribute in the namespace that is the default one when it is written.
        "<s:Session xmlns:s='urn:s' s:a='1'><s:Links s:b='2'><s:Link s:c='3'/></s:Links></s:Session>",
        // A prefix that the writer would make up.
        "<Session xmlns='urn:s' xmlns:ns1='urn:ns1'><New ns1:a='ns1:b'/></Session>",
        "<s:Session xmlns:s='urn:s' xmlns:ns2='urn:ns2' a='ns2:b' s:c='d'/>",
        // The default namespace in a value: `xsi:type` without a prefix.
        "<s:Session xmlns:s='urn:s' xmlns='urn:d' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'><s:New xsi:type='TypeInDefaultNamespace'/><s:f xsi:type='TypeInDefaultNamespace'><s:g/><h/></s:f></s:Session>",
        "<Session xmlns='urn:s' xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:type='TypeInDefaultNamespace'><Title i:type='TypeInDefaultNamespace'/></Session>",
        // Another prefix than the usual one for a well-known namespace.
        "<Session xmlns='urn:s' xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:type='i:t' xmlns:xsi='urn:x'><Size i:nil='true' xsi:a='xsi:b'/></Session>",
        "<Session xmlns='urn:s' xmlns:xml='http://www.w3.org/XML/1998/namespace' xml:base='xml:b'/>",
    ];
    for document in documents {
        survives(document);
    }
}

#[test]
fn children_out_of_order_take_what_follows_them_along() {
    let text = session(
        "<f:a/><s:Note>1</s:Note><f:b/><s:Title/><f:c/><s:Note new='1'>2</s:Note><f:d/><s:Choice>true</s:Choice><f:e/><s:Links/><f:g/>",
    );
    let expected = session(
        "<f:a/><s:Title/><f:c/><s:Links/><f:g/><s:Note>1</s:Note><f:b/><s:Note new='1'>2</s:Note><f:d/><s:Choice>true</s:Choice><f:e/>",
    );
    survives(&text);
    let mut session: Session = xml::from_str(&text).unwrap();
    session.unknown.forget_order();
    let written = xml::to_string(&session).unwrap();
    assert_eq!(infoset::of_text(&written), infoset::of_text(&expected));
}

#[test]
fn an_order_survives_changes() {
    let text = session("<s:Links/><s:Note>1</s:Note><s:Title>t</s:Title><s:Note>2</s:Note>");
    let written = |change: &dyn Fn(&mut Session)| {
        let mut session: Session = xml::from_str(&text).unwrap();
        change(&mut session);
        element_names(&xml::to_string(&session).unwrap())
    };
    assert_eq!(
        written(&|_| ()),
        ["Session", "Links", "Note", "Title", "Note"]
    );
    assert_eq!(
        written(&|session| session.title = None),
        ["Session", "Links", "Note", "Note"]
    );
    assert_eq!(
        written(&|session| {
            session.note.pop();
        }),
        ["Session", "Links", "Title", "Note"]
    );
    assert_eq!(
        written(&|session| session.note.extend(session.note.clone())),
        ["Session", "Links", "Note", "Note", "Note", "Title", "Note"]
    );
}

/// The start tags and texts, whatever their order.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = with_names_resolved(text)
        .iter()
        .filter(|item| **item != Item::End)
        .map(|item| format!("{item:?}"))
        .collect();
    pieces.sort();
    pieces
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn documents_in_schema_order_survive(text in session::document(false)) {
        survives(&text);
    }

    #[test]
    fn documents_in_another_order_survive(text in session::document(true)) {
        survives(&text);
    }

    #[test]
    fn an_order_that_is_forgotten_loses_nothing(text in session::document(true)) {
        let mut session: Session = xml::from_str(&text).unwrap();
        session.unknown.forget_order();
        prop_assert_eq!(pieces(&xml::to_string(&session).unwrap()), pieces(&text));
    }

    #[test]
    fn streams_keep_the_order_too(text in session::document(true)) {
        let session: Session = xml::from_str(&text).unwrap();
        let mut written = Vec::new();
        xml::to_writer(&mut written, &session).unwrap();
        prop_assert_eq!(String::from_utf8(written).unwrap(), xml::to_string(&session).unwrap());
        let pretty = xml::to_string_pretty(&session).unwrap();
        prop_assert_eq!(element_names(&pretty), element_names(&text));
    }
}

/// The names of all elements, as they are in a text.
fn element_names(text: &str) -> Vec<String> {
    let tree = roxmltree::Document::parse(text).unwrap();
    let elements = tree.descendants().filter(roxmltree::Node::is_element);
    elements
        .map(|element| element.tag_name().name().to_owned())
        .collect()
}

#[test]
fn what_was_inside_goes_with_a_child_and_what_stood_after_it_stays() {
    let text = session(
        "<a/><s:Title new='1'>t<b/></s:Title><c/><s:Links><d/><s:Link><e/></s:Link><f/></s:Links><g/><s:Note>1<h/></s:Note><i/><s:Note>2</s:Note><j/>",
    );
    let mut session: Session = xml::from_str(&text).unwrap();
    session.title = None;
    session.links = None;
    session.note.clear();
    let written = xml::to_string(&session).unwrap();
    assert_eq!(
        element_names(&written),
        ["Session", "a", "c", "g", "i", "j"]
    );
    assert!(!written.contains("new="), "{written}");
}

#[test]
fn a_child_that_is_added_finds_its_place() {
    let text = session("<a/><s:Note>1</s:Note><b/>");
    let mut session: Session = xml::from_str(&text).unwrap();
    session.title = Some("t".to_owned());
    session.note.push("2".to_owned());
    session.choice = Some(Choice::Other(String::new()));
    session
        .unknown
        .push(Element::new(QualifiedName::new("", "z")));
    let written = xml::to_string(&session).unwrap();
    assert_eq!(
        element_names(&written),
        ["Session", "a", "Title", "Note", "b", "Note", "Other", "z"]
    );
    session.unknown.clear();
    let written = xml::to_string(&session).unwrap();
    assert_eq!(
        element_names(&written),
        ["Session", "Title", "Note", "Note", "Other"]
    );
}

#[test]
fn text_stands_before_unknown_elements() {
    // The one thing that is not kept: where in the text of simple content an element stood.
    let text = session("<s:Title>a<b/>c</s:Title><s:Body>d<e/>f</s:Body>");
    let written = through(&text);
    assert_eq!(
        infoset::of_text(&written),
        infoset::of_text(&session("<s:Title>ac<b/></s:Title><s:Body>df<e/></s:Body>"))
    );
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
#[xml(name = "Session", ns = NS)]
struct Ignoring {
    #[xml(name = "Title")]
    title: Option<String>,
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
#[xml(name = "Session", ns = NS, unknown = "deny")]
struct Denying {
    #[xml(name = "Title")]
    title: Option<String>,
    #[xml(name = "Inner")]
    inner: Option<Ignoring>,
    #[xml(children(wrapper = "List"), name = "Item")]
    list: Option<Vec<u8>>,
}

#[test]
fn ignored_content_is_still_checked() {
    let title = Some("t".to_owned());
    let text = session("<s:New a='b'>text<s:Title/></s:New><s:Title new='1'>t<b/></s:Title><c/>");
    assert_eq!(
        xml::from_str::<Ignoring>(&text).unwrap(),
        Ignoring { title }
    );
    for content in [
        "<s:New>&bad;</s:New>",
        "<s:New a='1' a='1'/>",
        "<s:New></s:Old>",
        "<q:New/>",
    ] {
        xml::from_str::<Ignoring>(&session(content)).unwrap_err();
    }
}

#[test]
fn refused_content_is_refused_wherever_it_is() {
    let allowed = [
        "<s:Title xml:space='preserve'/>",
        "<s:Title/><s:Inner><s:New/></s:Inner><s:List><s:Item>1</s:Item></s:List>",
        "<s:Title xsi:type='f:x'/><s:List xsi:schemaLocation='a b'/>",
    ];
    let [first, ..] = allowed;
    for content in &allowed[1..] {
        xml::from_str::<Denying>(&session(content)).unwrap();
    }
    let refused = [
        first,
        "<s:New/>",
        "<f:Title/>",
        "<s:Title new='1'/>",
        "<s:Title f:new='1'/>",
        "<s:Title>a<b/></s:Title>",
        "<s:List new='1'/>",
        "<s:List><s:New/></s:List>",
        "<s:List><s:Item new='1'>1</s:Item></s:List>",
    ];
    for content in refused {
        xml::from_str::<Denying>(&session(content)).expect_err(content);
    }
}

#[test]
fn the_option_refuses_whatever_the_type_says() {
    let strict = Options::new().deny_unknown(true);
    strict
        .from_str::<Session>(&session("<s:Title xsi:type='f:x'>t</s:Title>"))
        .unwrap();
    for content in [
        "<s:New/>",
        "<s:Title a='1'/>",
        "<s:Links><s:Link a='1'/></s:Links>",
        "<s:Body>a<b/></s:Body>",
    ] {
        let text = session(content);
        xml::from_str::<Session>(&text).unwrap();
        strict.from_str::<Session>(&text).expect_err(content);
    }
    // An element of any name has nothing unknown in it.
    strict
        .from_str::<Element>(&session("<s:New a='1'/>"))
        .unwrap();
}

#[test]
fn a_type_that_preserves_lets_one_within_it_ignore() {
    #[derive(FromXml, ToXml, Debug, PartialEq)]
    struct Outer {
        inner: Option<Inner>,
        after: Option<u8>,
        #[xml(unknown)]
        unknown: Unknown,
    }
    #[derive(FromXml, ToXml, Debug, PartialEq)]
    #[xml(unknown = "ignore")]
    struct Inner {
        value: Option<u8>,
    }
    let text = "<Outer><inner a='1'><b/><value c='2'>3<d/></value><e/></inner><f/><after g='4'>5</after></Outer>";
    let outer: Outer = xml::from_str(text).unwrap();
    assert_eq!(
        xml::to_string(&outer).unwrap(),
        r#"<Outer><inner><value>3</value></inner><f/><after g="4">5</after></Outer>"#
    );
}

#[test]
fn that_an_element_is_not_nil_is_kept_until_it_is() {
    let xsi = "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"";
    for (before, after) in [("", ""), ("hint=\"a\" ", " hint=\"a\"")] {
        let text = format!(
            "<Session xmlns=\"urn:s\" {xsi}><Size {before}xsi:nil=\"false\">1</Size></Session>"
        );
        let mut session: Session = xml::from_str(&text).unwrap();
        assert_eq!(session.size, Some(Nillable::Value(1)));
        let written = xml::to_string(&session).unwrap();
        assert!(written.contains("xsi:nil=\"false\">1</Size>"), "{written}");

        session.size = Some(Nillable::Nil);
        let nil = xml::to_string(&session).unwrap();
        assert!(
            nil.contains(&format!("<Size{after} {xsi} xsi:nil=\"true\"/>")),
            "{nil}"
        );
        let again: Session = xml::from_str(&nil).unwrap();
        assert_eq!(again.size, Some(Nillable::Nil));
    }
}
