//! A box that hides what is in it.

use std::collections::HashSet;

use veeam_model::{FromXml, ToXml, xml};

#[derive(FromXml, ToXml, Clone, Debug, Default, PartialEq, Eq, Hash)]
#[xml(name = "section")]
struct Section {
    #[xml(attribute)]
    title: Option<String>,
    #[xml(name = "first")]
    first: Option<xml::Recursive<Section>>,
    #[xml(name = "section")]
    sections: Vec<xml::Recursive<Section>>,
    #[xml(children(wrapper = "more"), name = "section")]
    more: Option<Vec<xml::Recursive<Section>>>,
    #[xml(name = "nil")]
    nil: Option<xml::Nillable<xml::Recursive<Section>>>,
    #[xml(choice)]
    parts: Vec<xml::Recursive<Part>>,
}

#[derive(FromXml, ToXml, Clone, Debug, PartialEq, Eq, Hash)]
enum Part {
    #[xml(name = "part")]
    Section(xml::Recursive<Section>),
}

#[derive(FromXml, ToXml, Clone, Debug, PartialEq)]
#[xml(name = "p")]
struct Paragraph {
    #[xml(mixed)]
    content: Vec<xml::Recursive<Inline>>,
}

#[derive(FromXml, ToXml, Clone, Debug, PartialEq)]
enum Inline {
    #[xml(text)]
    Text(String),
    #[xml(name = "p")]
    Paragraph(Paragraph),
}

#[test]
fn it_stands_wherever_a_box_does() -> Result<(), xml::Error> {
    let text = "<section><first title=\"a\"/><section title=\"b\"/><section><section title=\"c\"/>\
                </section><more><section title=\"d\"/></more><nil title=\"e\"/><part title=\"f\"/>\
                </section>";
    let section: Section = xml::from_str(text)?;
    assert_eq!(xml::to_string(&section)?, text);
    let title = |section: &xml::Recursive<Section>| section.title.clone().unwrap();
    assert_eq!(section.first.as_ref().map(title).unwrap(), "a");
    assert_eq!(section.sections[1].sections[0].title.as_deref(), Some("c"));
    assert_eq!(title(&section.more.as_ref().unwrap()[0]), "d");

    let text = "<p>a <p>b</p> c</p>";
    let paragraph: Paragraph = xml::from_str(text)?;
    assert_eq!(xml::to_string(&paragraph)?, text);

    let root: xml::Recursive<Section> = xml::from_str("<section title='root'/>")?;
    assert_eq!(xml::to_string(&root)?, "<section title=\"root\"/>");
    Ok(())
}

#[test]
fn it_is_what_is_in_it() {
    let named = |title: &str| Section {
        title: Some(title.to_owned()),
        ..Section::default()
    };
    let mut boxed = xml::Recursive::new(named("a"));
    assert_eq!(boxed, named("a").into());
    assert_eq!(format!("{boxed:?}"), format!("{:?}", named("a")));
    assert_eq!(HashSet::from([boxed.clone()]).get(&boxed), Some(&boxed));
    assert_eq!(
        xml::Recursive::<Section>::default().into_inner(),
        Section::default()
    );
    boxed.title = Some("b".to_owned());
    assert_ne!(boxed, named("a").into());
    assert_eq!(boxed.into_inner(), named("b"));
}

#[test]
fn it_can_go_to_another_thread() {
    let section = Section {
        first: Some(Section::default().into()),
        ..Section::default()
    };
    let sent = section.clone();
    let back = std::thread::spawn(move || sent).join().unwrap();
    assert_eq!(back, section);
}

#[test]
fn as_deep_as_documents_may_be_it_takes_a_small_stack() {
    let run = || {
        let depth = 128;
        let text = format!(
            "{}{}",
            "<first>".repeat(depth - 1),
            "</first>".repeat(depth - 1)
        );
        let section: Section = xml::from_str(&format!("<section>{text}</section>")).unwrap();
        assert_eq!(section.clone(), section);
        assert!(xml::to_string(&section).unwrap().len() > depth);
    };
    let thread = std::thread::Builder::new().stack_size(2 << 20);
    thread.spawn(run).unwrap().join().unwrap();
}
