//! quick-xml's `Reader`: each event, each attribute and each value with its references resolved,
//! and nothing made of them.

use std::hint::black_box;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::Contestant;
use crate::Result;
use crate::content::Content;
use crate::measure::Task;

fn walk(text: &str) -> Result<Content> {
    let mut reader = Reader::from_str(text);
    let mut content = Content::default();
    loop {
        match reader.read_event()? {
            Event::Start(tag) | Event::Empty(tag) => start(&tag, &mut content)?,
            Event::Text(text) => drop(black_box(text.xml10_content())),
            Event::GeneralRef(reference) => drop(black_box(reference.resolve_char_ref()?)),
            Event::Eof => return Ok(content),
            _ => {}
        }
    }
}

fn start(tag: &BytesStart<'_>, content: &mut Content) -> Result<()> {
    content.elements += 1;
    for attribute in tag.attributes() {
        let attribute = attribute?;
        black_box(attribute.normalized_value(XmlVersion::Implicit1_0)?);
        if attribute.key.as_namespace_binding().is_none() {
            content.attributes += 1;
        }
    }
    Ok(())
}

fn read(text: &str, task: &mut Task<'_>) -> Result<()> {
    task.perform(|| walk(text), |content| Ok(Some(*content)))
}

/// Ready to race.
pub(super) const CONTESTANT: Contestant = Contestant {
    name: "quick-xml Reader (events only)",
    packages: &["quick-xml"],
    session: read,
    sessions: read,
    references: read,
    write: None,
};
