//! Diagnostics as text and as JSON.

use annotate_snippets::{
    Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet, normalize_untrusted_str,
};

use super::{Diagnostic, Severity};
use crate::source::{SourceId, Sources, Span};

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
        let joined = excerpts.iter_mut().find(|excerpt| excerpt.shows(place));
        match joined {
            Some(excerpt) => excerpt.places.push(place),
            None => excerpts.push(Excerpt::around(place, sources)),
        }
    }
    for (index, excerpt) in excerpts.iter().enumerate() {
        let snippet = excerpt.snippet();
        group = match excerpt.origin(sources) {
            // The headline has said already where the first one is.
            _ if index == 0 && diagnostic.span.is_some() => group.element(snippet),
            Some(origin) => group.element(origin).element(snippet),
            None => group.element(snippet.path(sources.name(excerpt.source))),
        };
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

/// One line of a source, or as much of it as there is room for, with the places in it.
struct Excerpt<'a> {
    source: SourceId,
    line: u32,
    /// Where the text starts.
    start: u32,
    text: &'a str,
    /// Whether there is more of the line before the text, and after it.
    clipped: (bool, bool),
    places: Vec<&'a Place<'a>>,
}

/// As much of a line as the renderer is given, in bytes. It shows what a terminal has room for, and looks
/// at all that it is given.
const WIDTH: usize = 1_000;
/// As much of that as stands before what it is about.
const BEFORE: usize = 400;
const ELLIPSIS: &str = "…";

impl<'a> Excerpt<'a> {
    /// The line where a place starts, or the part of it around the place.
    fn around(place: &'a Place<'a>, sources: &'a Sources) -> Self {
        let line = sources.line(place.span);
        let (number, start) = sources.line_of(place.span);
        let mut range = 0..line.len();
        if line.len() > WIDTH {
            let at = usize::try_from(place.span.start.saturating_sub(start)).unwrap_or(usize::MAX);
            let from = at.min(line.len()).saturating_sub(BEFORE);
            range = boundary(line, from)..boundary(line, from + WIDTH);
        }
        Self {
            source: place.span.source,
            line: number,
            start: start.saturating_add(u32::try_from(range.start).unwrap_or(u32::MAX)),
            clipped: (range.start > 0, range.end < line.len()),
            text: line.get(range).unwrap_or(""),
            places: vec![place],
        }
    }

    /// Whether a place starts in what is shown.
    fn shows(&self, place: &Place<'_>) -> bool {
        let at = place.span.start.checked_sub(self.start);
        let at = at.and_then(|at| usize::try_from(at).ok());
        // The end of a line is a place in it.
        let end = self.text.len() + usize::from(!self.clipped.1);
        self.source == place.span.source && at.is_some_and(|at| at < end)
    }

    /// Where it is, if the text does not begin where the line does, so that no one else can tell.
    fn origin(&self, sources: &'a Sources) -> Option<Origin<'a>> {
        let location = sources.locate(self.places.first()?.span);
        let number = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
        self.clipped.0.then(|| {
            Origin::path(sources.name(self.source))
                .line(number(location.line))
                .char_column(number(location.column))
        })
    }

    fn snippet(&self) -> Snippet<'a, Annotation<'a>> {
        let mark = |is_clipped| if is_clipped { ELLIPSIS } else { "" };
        let (before, after) = (mark(self.clipped.0), mark(self.clipped.1));
        let within = |offset: u32| {
            let offset = usize::try_from(offset.saturating_sub(self.start)).unwrap_or(usize::MAX);
            before.len() + offset.min(self.text.len())
        };
        let annotations = self.places.iter().map(|place| {
            place
                .kind
                .span(within(place.span.start)..within(place.span.end))
                .label(place.label.map(clean))
        });
        Snippet::source(format!("{before}{}{after}", self.text))
            .line_start(usize::try_from(self.line).unwrap_or(1))
            .annotations(annotations)
    }
}

/// The place of a byte, or of the character it is in.
fn boundary(text: &str, at: usize) -> usize {
    let before = (0..=at.min(text.len())).rev();
    let mut boundaries = before.filter(|at| text.is_char_boundary(*at));
    boundaries.next().unwrap_or(0)
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
    fn shows_the_part_of_a_long_line() {
        let mut sources = Sources::new();
        let elements: String = (0..200)
            .map(|n| format!("<élément name='é{n}'/>"))
            .collect();
        let (id, text) = (sources.add("a.xsd", elements.clone()), elements);
        let span = |number: usize, end: &str| {
            let start = text.find(&format!("'é{number}'")).unwrap();
            let length = text.get(start..).and_then(|rest| rest.find(end));
            Span::new(id, start..start + length.unwrap())
        };
        let diagnostic = Diagnostic::error(Code::Duplicate, "`é100` is declared twice")
            .at(span(100, "/"))
            .label("again here")
            .related(span(101, "/"), "beside it")
            .related(span(0, "/"), "at the start")
            .related(span(50, "'é150"), "first here")
            .related(span(199, ">"), "at the end");
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
