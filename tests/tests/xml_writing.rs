//! How documents are written: white space, escapes, prefixes, and destinations.
#![cfg(test)]

mod common;

use std::io;

use common::infoset::{of_text, with_names_resolved, without_blanks};
use insta::assert_snapshot;
use veeam_model::xml::{self, Element, Nillable, QualifiedName, Unknown};
use veeam_model::{FromXml, ToXml};

fn element(text: &str) -> Element {
    xml::from_str(text).unwrap()
}

fn compact(value: &impl ToXml) -> String {
    xml::to_string(value).unwrap()
}

fn pretty(value: &impl ToXml) -> String {
    xml::to_string_pretty(value).unwrap()
}

#[derive(FromXml, ToXml, Clone, Debug, PartialEq)]
#[xml(ns = "urn:n", rename_all = "camelCase")]
struct Note {
    #[xml(attribute)]
    id: Option<String>,
    #[xml(attribute, name = "space", ns = xml::XML_NAMESPACE)]
    space: Option<String>,
    text: Option<String>,
    #[xml(children(wrapper = "parts"), name = "part")]
    parts: Option<Vec<Note>>,
    nil: Option<Nillable<String>>,
    #[xml(name = "other", ns = "urn:o")]
    other: Option<Other>,
    #[xml(unknown)]
    unknown: Unknown,
}

#[derive(FromXml, ToXml, Clone, Debug, PartialEq)]
struct Other {
    #[xml(attribute, ns = "urn:a")]
    a: Option<u8>,
    #[xml(attribute, ns = "urn:a")]
    b: Option<u8>,
    #[xml(attribute, name = "c", ns = "urn:n")]
    c: Option<u8>,
    #[xml(name = "plain", ns = "")]
    plain: Option<String>,
    #[xml(name = "note", ns = "urn:n")]
    note: Option<Box<Note>>,
}

#[test]
fn elements_on_lines_of_their_own() {
    let note: Note = xml::from_str(
        "<Note xmlns='urn:n' id='1'><text/><parts><part/><part><text>t</text></part></parts><nil/></Note>",
    )
    .unwrap();
    assert_snapshot!(pretty(&note), @r#"
    <Note xmlns="urn:n" id="1">
      <text/>
      <parts>
        <part/>
        <part>
          <text>t</text>
        </part>
      </parts>
      <nil/>
    </Note>
    "#);
    let text = "<a><b/><c><d/></c></a>";
    assert_snapshot!(pretty(&element(text)), @"
    <a>
      <b/>
      <c>
        <d/>
      </c>
    </a>
    ");
}

#[test]
fn no_white_space_is_added_to_mixed_content() {
    let texts = [
        "<a>b<c><d/><e/></c><f/></a>",
        "<a><c><d/><e/></c><f/>b</a>",
        "<a> <b/></a>",
        "<a xml:space=\"preserve\"><b><c/></b><d/></a>",
    ];
    for text in texts {
        assert_eq!(pretty(&element(text)), text);
    }
    let within = element("<a><b>c<d/><e/></b><f><g/></f></a>");
    assert_snapshot!(pretty(&within), @"
    <a>
      <b>c<d/><e/></b>
      <f>
        <g/>
      </f>
    </a>
    ");
    let preserve = element(
        "<a><b xml:space='preserve'><d/><e><f xml:space='default'><h/></f></e></b><g/></a>",
    );
    assert_snapshot!(pretty(&preserve), @r#"
    <a>
      <b xml:space="preserve"><d/><e><f xml:space="default"><h/></f></e></b>
      <g/>
    </a>
    "#);
}

#[test]
fn no_white_space_is_added_to_simple_content_with_unknown_elements() {
    let texts = [
        "<Note xmlns='urn:n'><text>a<b/><c/></text></Note>",
        "<Note xmlns='urn:n'><text><b/><c/></text></Note>",
        "<Note xmlns='urn:n'><nil xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:nil='true'><b/><c/></nil></Note>",
        "<Note xmlns='urn:n' xml:space='preserve'><text>a</text><parts><part/></parts></Note>",
        "<Note xmlns='urn:n'><parts xml:space='preserve'><part><text/></part></parts></Note>",
        "<Note xmlns='urn:n'><text xml:space='preserve'/><b xml:space='preserve'><c/></b></Note>",
    ];
    for text in texts {
        let note: Note = xml::from_str(text).unwrap();
        let again: Note = xml::from_str(&pretty(&note)).unwrap();
        assert_eq!(again, note, "{}", pretty(&note));
    }
}

#[test]
fn only_what_must_be_is_escaped() {
    let text = "<>&'\" ]]> \t\r\n\u{85}\u{2028}\u{a0}";
    let element = Element::new(QualifiedName::new("", "a"))
        .with_attribute(QualifiedName::new("", "b"), text)
        .with_text(text);
    let written = compact(&element);
    assert_eq!(
        written,
        "<a b=\"&lt;>&amp;'&quot; ]]> &#9;&#13;&#10;\u{85}\u{2028}\u{a0}\">&lt;>&amp;'\" ]]&gt; \t&#13;\n\u{85}\u{2028}\u{a0}</a>"
    );
    assert_eq!(self::element(&written), element);
}

#[test]
fn the_end_of_a_cdata_section_is_no_part_of_text() {
    let pieces = [
        ["]]>", ""],
        ["]]", ">"],
        ["]", "]>"],
        ["]]]", ">"],
        ["\u{e9}]]", ">]]>"],
        ["&]]", ">"],
        ["\n]]", ">"],
    ];
    for [first, second] in pieces {
        let name = QualifiedName::new("", "a");
        let element = Element::new(name.clone())
            .with_text(first)
            .with_text(second);
        assert_eq!(
            self::element(&compact(&element)),
            element,
            "{first} {second}"
        );
        let joined = Element::new(name).with_text(format!("{first}{second}"));
        assert_eq!(element, joined);
    }

    /// A value that is written in pieces.
    #[derive(Clone, Debug, PartialEq)]
    struct Pieces;
    impl xml::ToText for Pieces {
        fn to_text(&self, out: &mut xml::TextWriter<'_>) -> Result<(), xml::ValueError> {
            out.write_str("]")?;
            out.write_display(']')?;
            out.write_str(">")
        }
    }
    #[derive(ToXml)]
    #[xml(name = "a")]
    struct Holder {
        #[xml(text)]
        pieces: Pieces,
    }
    assert_eq!(compact(&Holder { pieces: Pieces }), "<a>]]&gt;</a>");
}

#[test]
fn elements_made_by_hand_are_what_a_reader_makes() {
    let name = |local: &str| QualifiedName::new("", local);
    let made = Element::new(name("a"))
        .with_text("")
        .with_text("x")
        .with_text("")
        .with_child(Element::new(name("b")).with_text("y"))
        .with_text("z")
        .with_text("z")
        .with_child(Element::new(name("c")))
        .with_text("");
    assert_eq!(made, element("<a>x<b>y</b>zz<c/></a>"));
    assert_eq!(made.text(), "xzz");
    let overwritten = Element::new(name("a"))
        .with_attribute(name("b"), "1")
        .with_attribute(name("c"), "2")
        .with_attribute(name("b"), "3");
    assert_eq!(overwritten, element("<a c='2' b='3'/>"));
}

#[test]
fn a_namespace_is_declared_once_and_where_it_is_used() {
    let note = |note: Option<Box<Note>>| Other {
        a: Some(1),
        b: Some(2),
        c: Some(3),
        plain: Some(String::new()),
        note,
    };
    let mut inner: Note = xml::from_str("<Note xmlns='urn:n'/>").unwrap();
    inner.other = Some(note(None));
    let mut outer = inner.clone();
    outer.other = Some(note(Some(Box::new(inner))));
    assert_snapshot!(pretty(&outer), @r#"
    <Note xmlns="urn:n">
      <other xmlns="urn:o" xmlns:ns3="urn:a" ns3:a="1" ns3:b="2" xmlns:ns4="urn:n" ns4:c="3">
        <plain xmlns=""/>
        <ns4:note>
          <other ns3:a="1" ns3:b="2" ns4:c="3">
            <plain xmlns=""/>
          </other>
        </ns4:note>
      </other>
    </Note>
    "#);
    assert_eq!(xml::from_str::<Note>(&compact(&outer)).unwrap(), outer);
}

#[test]
fn prefixes_made_by_hand_are_wishes() {
    let name = |namespace: &str, prefix: &str, local: &str| {
        QualifiedName::new(namespace, local).with_prefix(prefix)
    };
    let made = Element::new(name("urn:a", "p", "a"))
        .with_attribute(name("urn:a", "q", "b"), "1")
        .with_attribute(name("urn:b", "p", "b"), "2")
        .with_attribute(name("urn:c", "", "b"), "3")
        .with_attribute(name("urn:d", "xml", "b"), "4")
        .with_attribute(name("urn:e", "xmlns", "b"), "5")
        .with_attribute(name("urn:f", "1 2", "b"), "6")
        .with_attribute(name(xml::XSI_NAMESPACE, "", "b"), "7")
        .with_attribute(name(xml::XML_NAMESPACE, "", "lang"), "8")
        .with_attribute(name("urn:g<&\">", "g", "b"), "9")
        .with_child(Element::new(name("urn:b", "p", "c")))
        .with_child(Element::new(name("urn:h", "xmlns", "d")))
        .with_child(Element::new(name("", "p", "e")));
    assert_snapshot!(pretty(&made), @r#"
    <p:a xmlns:p="urn:a" p:b="1" xmlns:ns2="urn:b" ns2:b="2" xmlns:ns3="urn:c" ns3:b="3" xmlns:ns4="urn:d" ns4:b="4" xmlns:ns5="urn:e" ns5:b="5" xmlns:ns6="urn:f" ns6:b="6" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:b="7" xml:lang="8" xmlns:g="urn:g&lt;&amp;&quot;>" g:b="9">
      <ns2:c/>
      <d xmlns="urn:h"/>
      <e/>
    </p:a>
    "#);
    assert_eq!(element(&compact(&made)), made);
}

/// A field may be an element of any content: it has the name of the field, and the rest as it came.
#[test]
fn an_element_of_any_content_as_a_field() {
    #[derive(FromXml, ToXml, Debug, PartialEq)]
    #[xml(ns = "urn:n")]
    struct Holder {
        any: Option<Element>,
        several: Vec<Element>,
    }
    let texts = [
        "<h:Holder xmlns:h='urn:n' xmlns:p='urn:p'><h:any a='p:b' p:c='h:d'>p:e</h:any></h:Holder>",
        "<Holder xmlns='urn:n' xmlns:p='urn:p'><any>a<b/><p:b/>c</any><several/><several xml:space='preserve'> </several></Holder>",
    ];
    for text in texts {
        let holder: Holder = xml::from_str(text).unwrap();
        for written in [compact(&holder), pretty(&holder)] {
            assert_eq!(
                xml::from_str::<Holder>(&written).unwrap(),
                holder,
                "{written}"
            );
            assert_eq!(
                without_blanks(with_names_resolved(&written)),
                without_blanks(with_names_resolved(text)),
                "{written}"
            );
        }
    }
}

/// A destination that notes how it was written to.
#[derive(Default)]
struct Sink {
    bytes: Vec<u8>,
    longest: usize,
    writes: usize,
}

impl io::Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writes += 1;
        self.longest = self.longest.max(bytes.len());
        // Not all at once.
        let taken = bytes.len().min(10_000);
        self.bytes.extend_from_slice(&bytes[..taken]);
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_destination_gets_the_text_in_parts_of_bounded_size() {
    let part = |i: usize| {
        let text = format!(
            "<Note xmlns='urn:n' id='\u{e9}{i}'><text>]]&gt; {i}</text><n xmlns='urn:{i}'/></Note>"
        );
        xml::from_str::<Note>(&text).unwrap()
    };
    let mut note = part(0);
    note.parts = Some((0..5_000).map(part).collect());
    let mut sink = Sink::default();
    xml::to_writer(&mut sink, &note).unwrap();
    assert_eq!(String::from_utf8(sink.bytes).unwrap(), compact(&note));
    assert!(
        sink.writes > 10 && sink.longest < 40_000,
        "{} {}",
        sink.writes,
        sink.longest
    );

    let deep = "<a>".repeat(100) + "text" + &"</a>".repeat(100);
    let wide = format!("<a>{}</a>", format!("{deep} &amp; ").repeat(500));
    let element = element(&wide);
    let mut sink = Sink::default();
    xml::to_writer(&mut sink, &element).unwrap();
    assert_eq!(
        of_text(&String::from_utf8(sink.bytes).unwrap()),
        of_text(&wide)
    );
    assert!(sink.longest < 40_000, "{}", sink.longest);
}

#[test]
fn a_small_document_is_written_at_once() {
    let mut sink = Sink::default();
    xml::to_writer(&mut sink, &element("<a><b/></a>")).unwrap();
    assert_eq!((sink.writes, &*sink.bytes), (1, b"<a><b/></a>".as_slice()));
}

#[test]
fn an_indentation_of_ones_own() {
    let text = "<a><b><c/></b><p>be <i/>!</p></a>";
    let element: Element = xml::from_str(text).unwrap();
    let options = xml::WriteOptions::new();
    assert_eq!(options.to_string(&element).unwrap(), text);
    assert_eq!(
        options.indent(4).to_string(&element).unwrap(),
        "<a>\n    <b>\n        <c/>\n    </b>\n    <p>be <i/>!</p>\n</a>"
    );
    assert_eq!(
        options.indent_with_tabs().to_string(&element).unwrap(),
        "<a>\n\t<b>\n\t\t<c/>\n\t</b>\n\t<p>be <i/>!</p>\n</a>"
    );
    assert_eq!(
        options.indent(2).to_string(&element).unwrap(),
        xml::to_string_pretty(&element).unwrap()
    );
    let mut written = Vec::new();
    options.indent(0).to_writer(&mut written, &element).unwrap();
    assert_eq!(
        String::from_utf8(written).unwrap(),
        "<a>\n<b>\n<c/>\n</b>\n<p>be <i/>!</p>\n</a>"
    );
}
