//! Diagnostics as text and as JSON.

use annotate_snippets::{
    Annotation, AnnotationKind, Group, Level, Renderer, Snippet, normalize_untrusted_str,
};

use super::{Diagnostic, Severity};
use crate::source::{Sources, Span};

/// Renders one diagnostic: `file:line:column: error[CODE]: message`, which editors read, then
/// the line it is about, other places that matter, and how to mend it.
#[must_use]
pub fn render(diagnostic: &Diagnostic, sources: &Sources, color: bool) -> String {
    let mut out = headline(diagnostic, sources, color);
    out.push('\n');
    let places = places(diagnostic);
    let mut group = Group::with_level(level(diagnostic.severity));
    let mut excerpts: Vec<Excerpt<'_>> = Vec::new();
    for place in &places {
        let start = sources.line_of(place.span);
        match excerpts
            .iter_mut()
            .find(|e| e.source == place.span.source && e.start == start)
        {
            Some(excerpt) => excerpt.places.push(place),
            None => excerpts.push(Excerpt {
                source: place.span.source,
                start,
                places: vec![place],
            }),
        }
    }
    for (index, excerpt) in excerpts.iter().enumerate() {
        group = group.element(excerpt.snippet(sources, index == 0 && diagnostic.span.is_some()));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(clean(help)));
    }
    if !group.is_empty() {
        let renderer = if color {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        out.push_str(&renderer.render(&[group]));
        out.push('\n');
    }
    out
}

fn headline(diagnostic: &Diagnostic, sources: &Sources, color: bool) -> String {
    let Diagnostic { severity, code, .. } = diagnostic;
    let message = clean(&diagnostic.message);
    let place = diagnostic
        .span
        .map_or(String::new(), |span| place_name(span, sources) + ": ");
    if color {
        let ansi = match severity {
            Severity::Error => "\x1b[1;31m",
            Severity::Warning => "\x1b[1;33m",
            Severity::Note => "\x1b[1;36m",
        };
        format!("{place}{ansi}{severity}[{code}]\x1b[0m: \x1b[1m{message}\x1b[0m")
    } else {
        format!("{place}{severity}[{code}]: {message}")
    }
}

fn place_name(span: Span, sources: &Sources) -> String {
    let location = sources.locate(span);
    format!(
        "{}:{}:{}",
        sources.name(span.source),
        location.line,
        location.column
    )
}

/// A message on one line and without control characters, whatever input it quotes.
fn clean(message: &str) -> String {
    normalize_untrusted_str(&message.replace(['\r', '\n'], " "))
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
}

/// A place to show, and what to say there.
struct Place<'a> {
    span: Span,
    label: Option<&'a str>,
    kind: AnnotationKind,
}

fn places(diagnostic: &Diagnostic) -> Vec<Place<'_>> {
    let primary = diagnostic.span.map(|span| Place {
        span,
        label: diagnostic.label.as_deref(),
        kind: AnnotationKind::Primary,
    });
    let related = diagnostic.related.iter().map(|(span, message)| Place {
        span: *span,
        label: Some(message),
        kind: AnnotationKind::Context,
    });
    primary.into_iter().chain(related).collect()
}

/// One line of a source with the places in it.
struct Excerpt<'a> {
    source: crate::source::SourceId,
    /// The number of the line, and the offset of its first byte.
    start: (u32, u32),
    places: Vec<&'a Place<'a>>,
}

impl<'a> Excerpt<'a> {
    /// The line as a snippet. The headline has said already which file the first one is from.
    fn snippet(&self, sources: &'a Sources, is_first: bool) -> Snippet<'a, Annotation<'a>> {
        let (number, start) = self.start;
        let rest = sources.slice(Span {
            source: self.source,
            start,
            end: u32::try_from(sources.text(self.source).len()).unwrap_or(u32::MAX),
        });
        let line = rest.lines().next().unwrap_or("");
        let within = |offset: u32| {
            usize::try_from(offset.saturating_sub(start))
                .unwrap_or(0)
                .min(line.len())
        };
        let annotations = self.places.iter().map(|place| {
            place
                .kind
                .span(within(place.span.start)..within(place.span.end))
                .label(place.label.map(clean))
        });
        let snippet = Snippet::source(line)
            .line_start(usize::try_from(number).unwrap_or(1))
            .annotations(annotations);
        if is_first {
            snippet
        } else {
            snippet.path(sources.name(self.source))
        }
    }
}

/// One diagnostic as a JSON object: `severity`, `code`, `message`, `file`, `line`, `column`,
/// `end_line`, `end_column`, `label`, `related` (each with a `message` and a place) and `help`.
#[cfg(feature = "cli")]
#[must_use]
pub fn to_json(diagnostic: &Diagnostic, sources: &Sources) -> serde_json::Value {
    use serde_json::{Map, Value, json};

    let place = |span: Span, object: &mut Map<String, Value>| {
        let from = sources.locate(span);
        let to = sources.locate(Span {
            start: span.end,
            ..span
        });
        object.insert("file".into(), sources.name(span.source).into());
        object.insert("line".into(), from.line.into());
        object.insert("column".into(), from.column.into());
        object.insert("end_line".into(), to.line.into());
        object.insert("end_column".into(), to.column.into());
    };
    let mut object = Map::new();
    object.insert("severity".into(), diagnostic.severity.to_string().into());
    object.insert("code".into(), diagnostic.code.as_str().into());
    object.insert("message".into(), diagnostic.message.clone().into());
    if let Some(span) = diagnostic.span {
        place(span, &mut object);
    }
    let related = diagnostic.related.iter().map(|(span, message)| {
        let mut object = Map::new();
        object.insert("message".into(), message.clone().into());
        place(*span, &mut object);
        Value::Object(object)
    });
    object.insert("label".into(), json!(diagnostic.label));
    object.insert("related".into(), related.collect());
    object.insert("help".into(), json!(diagnostic.help));
    Value::Object(object)
}

#[cfg(test)]
mod tests {
    use super::super::Code;
    use super::*;

    fn sample() -> (Sources, Diagnostic) {
        let mut sources = Sources::new();
        let a = sources.add(
            "dir/a.xsd",
            "<a>\n\t<é b='c'/>\n  <b x='y'\n     z='w'/>\n</a>",
        );
        let b = sources.add("b.xsd", "<schema/>");
        let diagnostic = Diagnostic::error(Code::Duplicate, "`b` is declared twice")
            .at(Span::new(a, 9..14))
            .label("again here")
            .related(Span::new(a, 19..38), "over\nhere")
            .related(Span::new(b, 1..7), "first here")
            .help("rename one of them");
        (sources, diagnostic)
    }

    #[test]
    fn shows_every_place() {
        let (sources, diagnostic) = sample();
        insta::assert_snapshot!(render(&diagnostic, &sources, false));
    }

    #[test]
    fn shows_no_place_where_there_is_none() {
        let diagnostic = Diagnostic::warning(Code::Unreadable, "cannot read `x`");
        let sources = Sources::new();
        assert_eq!(
            render(&diagnostic, &sources, false),
            "warning[E0101]: cannot read `x`\n"
        );
        let helped = diagnostic.help("try another");
        assert_eq!(
            render(&helped, &sources, false),
            "warning[E0101]: cannot read `x`\n = help: try another\n"
        );
    }

    #[test]
    fn colors_change_nothing_but_colors() {
        let (sources, diagnostic) = sample();
        let colored = render(&diagnostic, &sources, true);
        let mut plain = String::new();
        let mut parts = colored.split('\x1b');
        plain.push_str(parts.next().unwrap());
        for part in parts {
            plain.push_str(part.split_once('m').unwrap().1);
        }
        assert_eq!(plain, render(&diagnostic, &sources, false));
    }

    #[cfg(feature = "cli")]
    #[test]
    fn says_the_same_as_json() {
        let (sources, diagnostic) = sample();
        let json = to_json(&diagnostic, &sources);
        assert_eq!(json["severity"], "error");
        assert_eq!(json["code"], "E0303");
        assert_eq!(json["file"], "dir/a.xsd");
        assert_eq!(
            (json["line"].as_u64(), json["end_column"].as_u64()),
            (Some(2), Some(10))
        );
        assert_eq!(json["related"][1]["message"], "first here");
        assert_eq!(json["related"][1]["file"], "b.xsd");
        assert_eq!(json["help"], "rename one of them");
    }
}
