//! Whether the time taken grows no faster than the input: on lists of sessions, and on the shapes
//! that make readers quadratic.

use std::fmt::Write;
use std::hint::black_box;
use std::time::{Duration, Instant};

use cpu_time::ThreadTime;
use veeam_model::{FromXml, xml};

use crate::table::Table;
use crate::{Error, Result, inputs, peers};

/// Everything in one kind of input that there may be more and more of.
struct Shape {
    title: &'static str,
    sizes: [usize; 3],
    text: fn(usize) -> Result<String>,
    read: &'static [Reading],
}

/// The type that an input is read into.
struct Reading {
    title: &'static str,
    read: fn(&str) -> Result<()>,
}

const ELEMENT: Reading = reading("xml::Element", read::<xml::Element>);
const IGNORED: Reading = reading("type that ignores all", read::<Ignoring>);
const PRESERVED: Reading = reading("type that preserves all", read::<Preserving>);
const LISTED: Reading = reading("type with a list", read::<Listing>);
const TEXT: Reading = reading("type with text", read::<Text>);
const ATTRIBUTE: Reading = reading("type with an attribute", read::<Attribute>);
const NESTED: Reading = reading("type within itself", read::<Nested>);
const SESSIONS: Reading = reading("RestoreSessions", |text| {
    peers::read_sessions(text).map(|value| drop(black_box(value)))
});

const fn reading(title: &'static str, read: fn(&str) -> Result<()>) -> Reading {
    Reading { title, read }
}

#[derive(FromXml)]
#[xml(name = "r")]
struct Ignoring {}

#[derive(FromXml)]
#[xml(name = "r")]
struct Preserving {
    #[xml(unknown)]
    _unknown: xml::Unknown,
}

#[derive(FromXml)]
#[xml(name = "r")]
struct Listing {
    #[xml(name = "i")]
    _items: Vec<u32>,
}

#[derive(FromXml)]
#[xml(name = "r")]
struct Text {
    #[xml(text)]
    _text: String,
}

#[derive(FromXml)]
#[xml(name = "r")]
struct Attribute {
    #[xml(attribute, name = "a")]
    _attribute: String,
}

#[derive(FromXml)]
#[xml(name = "r")]
struct Nested {
    #[xml(name = "r")]
    _inner: Option<Box<Nested>>,
}

fn read<T: FromXml>(text: &str) -> Result<()> {
    let options = xml::Options::new()
        .max_attributes(usize::MAX)
        .max_depth(usize::MAX);
    black_box(options.from_str::<T>(text)?);
    Ok(())
}

/// How deep a type within itself may stand by default.
const DEFAULT_DEPTH: usize = 128;

const SHAPES: &[Shape] = &[
    Shape {
        title: "list of restore sessions, in bytes",
        sizes: [1_000_000, 10_000_000, 100_000_000],
        text: inputs::sessions,
        read: &[SESSIONS, ELEMENT],
    },
    Shape {
        title: "attributes of one element",
        sizes: [1_000, 10_000, 100_000],
        text: |n| within("<r", n, |i| format!(" a{i}='{i}'"), "/>"),
        read: &[ELEMENT, IGNORED, PRESERVED],
    },
    Shape {
        title: "attributes of one element, prefixed",
        sizes: [1_000, 10_000, 100_000],
        text: |n| within("<r xmlns:p='urn:p'", n, |i| format!(" p:a{i}='{i}'"), "/>"),
        read: &[ELEMENT, IGNORED, PRESERVED],
    },
    Shape {
        title: "namespace declarations on one element",
        sizes: [1_000, 10_000, 100_000],
        text: |n| within("<r", n, |i| format!(" xmlns:p{i}='urn:{i}'"), "/>"),
        read: &[ELEMENT, IGNORED, PRESERVED],
    },
    Shape {
        title: "namespaces declared and used",
        sizes: [1_000, 10_000, 100_000],
        text: |n| {
            within(
                "<r>",
                n,
                |i| format!("<p{i}:e xmlns:p{i}='urn:{i}'/>"),
                "</r>",
            )
        },
        read: &[ELEMENT, IGNORED, PRESERVED],
    },
    Shape {
        title: "declarations of one prefix, within each other",
        sizes: [1_000, 10_000, 100_000],
        text: |n| nested("<r xmlns:p='urn:p'>", n, "</r>"),
        read: &[ELEMENT, IGNORED],
    },
    Shape {
        title: "siblings",
        sizes: [10_000, 100_000, 1_000_000],
        text: |n| within("<r>", n, |i| format!("<i>{i}</i>"), "</r>"),
        read: &[ELEMENT, IGNORED, PRESERVED, LISTED],
    },
    Shape {
        title: "siblings with text between them",
        sizes: [10_000, 100_000, 1_000_000],
        text: |n| within("<r>", n, |i| format!("<i/>{i}"), "</r>"),
        read: &[ELEMENT],
    },
    Shape {
        title: "bytes of one text",
        sizes: [1_000_000, 10_000_000, 100_000_000],
        text: |n| Ok(format!("<r>{}</r>", "x".repeat(n))),
        read: &[ELEMENT, TEXT],
    },
    Shape {
        title: "bytes of one attribute value",
        sizes: [1_000_000, 10_000_000, 100_000_000],
        text: |n| Ok(format!("<r a='{}'/>", "x".repeat(n))),
        read: &[ELEMENT, ATTRIBUTE],
    },
    Shape {
        title: "references in one text",
        sizes: [1_000, 10_000, 100_000],
        text: |n| Ok(format!("<r>{}</r>", "x&amp;".repeat(n))),
        read: &[ELEMENT, TEXT],
    },
    Shape {
        title: "references in one attribute value",
        sizes: [1_000, 10_000, 100_000],
        text: |n| Ok(format!("<r a='{}'/>", "x&#x26;".repeat(n))),
        read: &[ELEMENT, ATTRIBUTE],
    },
    Shape {
        title: "comments in one text",
        sizes: [1_000, 10_000, 100_000],
        text: |n| Ok(format!("<r>{}</r>", "some text<!---->".repeat(n))),
        read: &[ELEMENT, TEXT],
    },
    Shape {
        title: "CDATA sections of one text",
        sizes: [1_000, 10_000, 100_000],
        text: |n| Ok(format!("<r>{}</r>", "<![CDATA[some text]]>".repeat(n))),
        read: &[ELEMENT, TEXT],
    },
    Shape {
        title: "elements within each other",
        sizes: [1_000, 10_000, 100_000],
        text: |n| nested("<r>", n, "</r>"),
        read: &[ELEMENT, IGNORED, PRESERVED],
    },
    Shape {
        title: "elements within each other, up to the default limit",
        sizes: [DEFAULT_DEPTH / 4, DEFAULT_DEPTH / 2, DEFAULT_DEPTH],
        text: |n| nested("<r>", n, "</r>"),
        read: &[ELEMENT, NESTED],
    },
];

fn within(start: &str, n: usize, item: impl Fn(usize) -> String, end: &str) -> Result<String> {
    let mut text = start.to_owned();
    text.extend((0..n).map(item));
    text.push_str(end);
    Ok(text)
}

fn nested(start: &str, n: usize, end: &str) -> Result<String> {
    Ok(start.repeat(n) + &end.repeat(n))
}

/// Reads every shape in three sizes and tells the time for each byte in Markdown.
///
/// # Errors
/// When an input cannot be read.
pub fn linearity() -> Result<String> {
    let columns = [
        "shape",
        "read into",
        "sizes",
        "ns/byte",
        "ns/byte",
        "ns/byte",
    ];
    let mut table = Table::new(3, columns);
    for shape in SHAPES {
        let mut rows: Vec<Vec<String>> = Vec::new();
        for reading in shape.read {
            let sizes = shape.sizes.map(|size| size.to_string()).join(" / ");
            rows.push(vec![
                shape.title.to_owned(),
                reading.title.to_owned(),
                sizes,
            ]);
        }
        for size in shape.sizes {
            let text = (shape.text)(size)?;
            for (reading, row) in shape.read.iter().zip(&mut rows) {
                let fastest = fastest(reading.read, &text)
                    .map_err(|error| Error::from(format!("{} {size}: {error}", shape.title)))?;
                row.push(format!(
                    "{:.2}",
                    fastest.as_secs_f64() * 1e9 / text.len() as f64
                ));
            }
        }
        for row in rows {
            table.row(row);
        }
    }
    let mut report = table.to_string();
    writeln!(
        report,
        "\nThe fastest of some runs; an outcome's end is part of a run. Limits are raised."
    )?;
    Ok(report)
}

/// The fastest of some runs: small inputs are read more often than large ones.
fn fastest(read: fn(&str) -> Result<()>, text: &str) -> Result<Duration> {
    let begin = Instant::now();
    let mut fastest = Duration::MAX;
    for run in 0..1000 {
        let start = ThreadTime::now();
        read(text)?;
        fastest = fastest.min(start.elapsed());
        if run >= 2 && begin.elapsed() > Duration::from_millis(200) {
            break;
        }
    }
    Ok(fastest)
}
