//! The files that a run reads: their text, their names, and places in them.
//!
//! Every file is read once, decoded to UTF-8 and kept in a [`Sources`], so that a [`Span`] is
//! enough to name a place for as long as the run lasts. Names are shown as the user gave them,
//! with `/` between the parts, and never made absolute: diagnostics and output stay the same on
//! every machine.

mod encoding;
mod xml;

use std::collections::HashMap;
use std::fs;
use std::io::Read;
use std::iter;
use std::path::{Component, Path, PathBuf};

use crate::diagnostic::{Code, Diagnostic, quoted};
pub(crate) use xml::not_well_formed;

/// The largest file that is read, in bytes.
///
/// A limit keeps a wrong path (a device, a database dump) from filling the memory, and every
/// place in a file within the 32 bits of a [`Span`].
const MAX_BYTES: u64 = 256 * 1024 * 1024;

/// One file of a run: its place in the [`Sources`] that read it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceId(u32);

/// A half-open range of bytes in the decoded text of one source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The file.
    pub source: SourceId,
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// The given bytes of a source.
    ///
    /// No source is longer than 32 bits can say, so the bounds of a range that lies in its
    /// source stay as they are.
    #[must_use]
    pub fn new(source: SourceId, range: std::ops::Range<usize>) -> Self {
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self {
            source,
            start: offset(range.start),
            end: offset(range.end),
        }
    }
}

/// A place in a file as editors show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
}

/// Every file that was read, in order.
///
/// ```
/// use veeam_model_codegen::source::{Location, Sources, Span};
///
/// let mut sources = Sources::new();
/// let id = sources.add("a.xsd", "<a>\n  <b/>\n</a>");
/// assert_eq!(sources.locate(Span::new(id, 6..10)), Location { line: 2, column: 3 });
/// ```
#[derive(Debug, Default)]
pub struct Sources {
    files: Vec<File>,
    /// Sources by what identifies them: the canonical path of a file, the name of a text.
    by_key: HashMap<Key, SourceId>,
}

#[derive(Debug, PartialEq, Eq, Hash)]
enum Key {
    Path(PathBuf),
    Text(String),
}

#[derive(Debug)]
struct File {
    name: String,
    path: Option<PathBuf>,
    text: String,
    /// The offset of the first byte of every line.
    lines: Vec<u32>,
    /// The number of characters before every block of [`BLOCK`] bytes: a line may be the whole file.
    blocks: Vec<u32>,
}

const BLOCK: usize = 1024;

impl Sources {
    /// No files yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads a file, or finds it where it was read before.
    ///
    /// The text may be UTF-8 with or without a byte order mark, UTF-16, ISO-8859-1 or
    /// windows-1252, the last two when the XML declaration says so (XML 1.0, section 4.3.3 and
    /// appendix F).
    ///
    /// # Errors
    ///
    /// A diagnostic without a place when the file cannot be read or is too large, with one when
    /// its bytes are not text in its encoding.
    pub fn load(&mut self, path: &Path) -> Result<SourceId, Diagnostic> {
        let name = display_name(path);
        let key = match fs::canonicalize(path) {
            Ok(canonical) => Key::Path(canonical),
            Err(error) => return Err(unreadable(&name, &error)),
        };
        if let Some(&id) = self.by_key.get(&key) {
            return Ok(id);
        }
        let bytes = read(path, &name)?;
        match encoding::decode(bytes) {
            Ok(text) => {
                let id = self.push(name, Some(path.to_owned()), text);
                self.by_key.insert(key, id);
                Ok(id)
            }
            Err(bad) => {
                let at = bad.text.len();
                let id = self.push(name, Some(path.to_owned()), bad.text);
                Err(Diagnostic::error(Code::BadEncoding, bad.message)
                    .at(Span::new(id, at..at))
                    .help("save the file as UTF-8"))
            }
        }
    }

    /// Adds a text that is in no file. A text of the same name that came before it stays, but is
    /// no longer found by that name.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> SourceId {
        let name = name.into();
        let id = self.push(name.clone(), None, text.into());
        self.by_key.insert(Key::Text(name), id);
        id
    }

    /// The source that a source refers to by a relative reference, such as the `schemaLocation`
    /// of an `xs:include`: beside the file that says it, or by name beside a text that was added.
    ///
    /// Nothing is ever fetched from a network.
    ///
    /// # Errors
    ///
    /// A diagnostic without a place that says where the source was looked for.
    pub fn load_relative(
        &mut self,
        from: SourceId,
        reference: &str,
    ) -> Result<SourceId, Diagnostic> {
        let reference = reference.trim();
        let local = local_part(reference).ok_or_else(|| {
            Diagnostic::error(
                Code::RemoteReference,
                format!("{} is not a local file", quoted(reference)),
            )
            .help("nothing is fetched from a network: save the file, and name it in the `[catalog]` of codegen.toml")
        })?;
        match self.path(from).map(Path::to_owned) {
            Some(base) => self.load_beside(&base, local),
            None => self.find_beside(from, local),
        }
    }

    /// The text that was added under a name.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<SourceId> {
        self.by_key.get(&Key::Text(name.to_owned())).copied()
    }

    fn load_beside(&mut self, base: &Path, reference: &str) -> Result<SourceId, Diagnostic> {
        let directory = base.parent().unwrap_or(Path::new(""));
        // A reference is a URI: a blank in a file name may be written as `%20`, or as it is. On
        // Windows the steps of a path may be separated otherwise.
        let decoded = percent_decoded(reference);
        let forms = iter::once(reference).chain(decoded.as_deref());
        let mut paths = forms
            .flat_map(|form| [form.to_owned(), form.replace('\\', "/")])
            .map(|form| directory.join(form));
        let path = paths.find(|path| path.exists());
        self.load(&tidy(&path.unwrap_or_else(|| directory.join(reference))))
    }

    fn find_beside(&self, from: SourceId, reference: &str) -> Result<SourceId, Diagnostic> {
        let directory = Path::new(self.name(from)).parent().unwrap_or(Path::new(""));
        let name = display_name(&without_dots(&directory.join(reference)));
        self.find(&name).ok_or_else(|| {
            Diagnostic::error(
                Code::Unreadable,
                format!("no source is called {}", quoted(&name)),
            )
        })
    }

    fn push(&mut self, name: String, path: Option<PathBuf>, text: String) -> SourceId {
        let id = SourceId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        let lines = iter::once(0)
            .chain(
                text.bytes()
                    .enumerate()
                    .filter(|(_, b)| *b == b'\n')
                    .map(|(at, _)| at + 1),
            )
            .map(|at| u32::try_from(at).unwrap_or(u32::MAX))
            .collect();
        let mut characters = 0;
        let blocks = text.as_bytes().chunks(BLOCK).map(|block| {
            let before = characters;
            characters += count_characters(block);
            before
        });
        self.files.push(File {
            name,
            path,
            blocks: blocks.collect(),
            lines,
            text,
        });
        id
    }

    fn file(&self, id: SourceId) -> Option<&File> {
        self.files.get(usize::try_from(id.0).ok()?)
    }

    /// The name to show for a source: its path as given, with `/` between the parts.
    #[must_use]
    pub fn name(&self, id: SourceId) -> &str {
        self.file(id).map_or("", |file| &file.name)
    }

    /// The decoded text of a source, without its byte order mark.
    #[must_use]
    pub fn text(&self, id: SourceId) -> &str {
        self.file(id).map_or("", |file| &file.text)
    }

    /// The path a source was read from; nothing for a text that was added.
    #[must_use]
    pub fn path(&self, id: SourceId) -> Option<&Path> {
        self.file(id)?.path.as_deref()
    }

    /// The text of a span.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        let bounds = usize::try_from(span.start)
            .ok()
            .zip(usize::try_from(span.end).ok());
        bounds
            .and_then(|(start, end)| self.text(span.source).get(start..end))
            .unwrap_or("")
    }

    /// The place where a span starts.
    #[must_use]
    pub fn locate(&self, span: Span) -> Location {
        let (line, start) = self.line_of(span);
        let file = self.file(span.source);
        let before = |offset| file.map_or(0, |file| file.characters_before(offset));
        Location {
            line,
            column: before(span.start).saturating_sub(before(start)) + 1,
        }
    }

    /// The line where a span starts, without its end.
    pub(crate) fn line(&self, span: Span) -> &str {
        let (number, start) = self.line_of(span);
        let next = usize::try_from(number).ok().and_then(|number| {
            let file = self.file(span.source)?;
            file.lines.get(number).copied()
        });
        let line = self.slice(Span {
            start,
            end: next.unwrap_or_else(|| self.end(span.source)),
            ..span
        });
        line.lines().next().unwrap_or("")
    }

    fn end(&self, id: SourceId) -> u32 {
        u32::try_from(self.text(id).len()).unwrap_or(u32::MAX)
    }

    /// The line where a span starts: its number, from 1, and the offset of its first byte.
    pub(crate) fn line_of(&self, span: Span) -> (u32, u32) {
        let Some(file) = self.file(span.source) else {
            return (1, 0);
        };
        // The first line starts at 0, so at least one line starts at or before any place.
        let line = file
            .lines
            .partition_point(|&start| start <= span.start)
            .max(1);
        let start = file.lines.get(line - 1).copied().unwrap_or(0);
        (u32::try_from(line).unwrap_or(u32::MAX), start)
    }

    /// Every source, in the order it was read.
    pub fn ids(&self) -> impl Iterator<Item = SourceId> {
        (0..).map(SourceId).take(self.files.len())
    }

    /// Every file that was read, in order: what a build script watches.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.files.iter().filter_map(|file| file.path.as_deref())
    }
}

impl File {
    /// The number of characters before a byte of the text.
    fn characters_before(&self, offset: u32) -> u32 {
        let offset =
            usize::try_from(offset).map_or(usize::MAX, |offset| offset.min(self.text.len()));
        let block = (offset / BLOCK).min(self.blocks.len().saturating_sub(1));
        let rest = self.text.as_bytes().get(block * BLOCK..offset);
        self.blocks.get(block).copied().unwrap_or(0) + count_characters(rest.unwrap_or_default())
    }
}

/// The number of characters that start in bytes of UTF-8.
fn count_characters(bytes: &[u8]) -> u32 {
    let continues = |byte: u8| byte & 0xC0 == 0x80;
    let count = bytes.iter().filter(|byte| !continues(**byte)).count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn read(path: &Path, name: &str) -> Result<Vec<u8>, Diagnostic> {
    let file = fs::File::open(path).map_err(|error| unreadable(name, &error))?;
    let mut bytes = Vec::new();
    file.take(MAX_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| unreadable(name, &error))?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(Diagnostic::error(
            Code::SourceTooLarge,
            format!(
                "{} is larger than {} MiB",
                quoted(name),
                MAX_BYTES / 1024 / 1024
            ),
        ));
    }
    Ok(bytes)
}

fn unreadable(name: &str, error: &std::io::Error) -> Diagnostic {
    let reason = match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file".to_owned(),
        std::io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        std::io::ErrorKind::IsADirectory => "it is a directory".to_owned(),
        _ => error.to_string(),
    };
    let diagnostic = Diagnostic::error(
        Code::Unreadable,
        format!("cannot read {}: {reason}", quoted(name)),
    );
    match error.kind() {
        std::io::ErrorKind::IsADirectory => diagnostic.help("name the files in it"),
        _ => diagnostic,
    }
}

fn display_name(path: &Path) -> String {
    let name = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' {
        name.into_owned()
    } else {
        name.replace(std::path::MAIN_SEPARATOR, "/")
    }
}

/// The path in a reference, or nothing if it points to another machine or is no file.
fn local_part(reference: &str) -> Option<&str> {
    let path = reference.split('#').next().unwrap_or(reference);
    if let Some(path) = path.strip_prefix("file://") {
        return path
            .strip_prefix("localhost")
            .or(Some(path))
            .filter(|p| p.starts_with('/'));
    }
    let path = path.strip_prefix("file:").unwrap_or(path);
    let scheme = path.split_once(':').map(|(scheme, _)| scheme);
    // One letter before a colon is a drive, not a scheme.
    let is_remote =
        scheme.is_some_and(|s| s.len() > 1 && s.bytes().all(|b| b.is_ascii_alphanumeric()));
    (!is_remote && !path.is_empty()).then_some(path)
}

/// A reference with its `%xx` escapes undone, if it has any and they give UTF-8.
fn percent_decoded(reference: &str) -> Option<String> {
    if !reference.contains('%') {
        return None;
    }
    let mut parts = reference.split('%');
    let mut bytes = parts.next()?.as_bytes().to_vec();
    for part in parts {
        let (digits, rest) = part.split_at_checked(2)?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        bytes.extend_from_slice(rest.as_bytes());
    }
    String::from_utf8(bytes).ok()
}

/// A path without needless `.` and `..`, as long as it still leads to the same file: `a/b/..` is
/// not `a` when `b` is a link.
fn tidy(path: &Path) -> PathBuf {
    let short = without_dots(path);
    match (fs::canonicalize(path), fs::canonicalize(&short)) {
        (Ok(long), Ok(tidied)) if long == tidied => short,
        (Err(_), Err(_)) => short,
        _ => path.to_owned(),
    }
}

fn without_dots(path: &Path) -> PathBuf {
    let mut short = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir
                if matches!(short.components().next_back(), Some(Component::Normal(_))) =>
            {
                short.pop();
            }
            other => short.push(other),
        }
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locates_in_characters() {
        let mut sources = Sources::new();
        let id = sources.add("a", "é<x/>\r\n\n  ü<y/>");
        let at = |start| sources.locate(Span::new(id, start..start));
        assert_eq!(at(0), Location { line: 1, column: 1 });
        assert_eq!(at(2), Location { line: 1, column: 2 });
        assert_eq!(at(8), Location { line: 2, column: 1 });
        assert_eq!(at(13), Location { line: 3, column: 4 });
        assert_eq!(at(900), Location { line: 3, column: 8 });
    }

    #[test]
    fn locates_in_long_lines() {
        let mut sources = Sources::new();
        let text = format!("{}\n{}", "aé".repeat(1_000), "é".repeat(3_000));
        let id = sources.add("a", text.clone());
        for (at, _) in text.char_indices() {
            let line = text.get(..at).unwrap().split('\n').next_back().unwrap();
            let found = sources.locate(Span::new(id, at..at));
            assert_eq!(found.column as usize, line.chars().count() + 1, "{at}");
        }
    }

    #[test]
    fn finds_texts_beside_a_text() {
        let mut sources = Sources::new();
        let main = sources.add("dir/main.xsd", "");
        let other = sources.add("dir/sub/other.xsd", "");
        assert_eq!(
            sources
                .load_relative(main, "./sub/../sub/other.xsd")
                .unwrap(),
            other
        );
        assert_eq!(
            sources.load_relative(other, "../main.xsd#part").unwrap(),
            main
        );
        assert_eq!(
            sources.load_relative(main, "gone.xsd").unwrap_err().message,
            "no source is called `dir/gone.xsd`"
        );
    }

    #[test]
    fn reads_each_file_once_and_never_fetches() {
        let dir = tempfile::tempdir().unwrap();
        let main = dir.path().join("main.xsd");
        let other = dir.path().join("parts/a b.xsd");
        fs::create_dir(dir.path().join("parts")).unwrap();
        fs::write(&main, "<a/>").unwrap();
        fs::write(&other, "<b/>").unwrap();
        let mut sources = Sources::new();
        let id = sources.load(&main).unwrap();
        assert_eq!(sources.load(&dir.path().join("./main.xsd")).unwrap(), id);
        let beside = sources.load_relative(id, "parts/a%20b.xsd").unwrap();
        let path = other.display();
        for reference in [
            "parts/a b.xsd",
            r"parts\a b.xsd",
            r"parts\a%20b.xsd",
            "file:parts/a%20b.xsd",
            &format!("file:{path}"),
            &format!("file://localhost{path}"),
        ] {
            assert_eq!(sources.load_relative(id, reference).unwrap(), beside);
        }
        assert_eq!(sources.text(beside), "<b/>");
        assert_eq!(sources.paths().count(), 2);
        for remote in [
            "http://example.com/a.xsd",
            "urn:example:a",
            "file://host/a.xsd",
            "",
        ] {
            let error = sources.load_relative(id, remote).unwrap_err();
            assert_eq!(error.code, Code::RemoteReference, "{remote}");
        }
    }

    #[test]
    fn says_why_a_file_cannot_be_read() {
        let dir = tempfile::tempdir().unwrap();
        let mut sources = Sources::new();
        let missing = sources.load(&dir.path().join("gone.xsd")).unwrap_err();
        assert_eq!(missing.code, Code::Unreadable);
        assert!(
            missing.message.ends_with("there is no such file"),
            "{}",
            missing.message
        );
        assert_eq!(sources.load(dir.path()).unwrap_err().code, Code::Unreadable);

        let latin = dir.path().join("latin.xsd");
        fs::write(&latin, b"<a>\n<b c='\xE9'/></a>").unwrap();
        let bad = sources.load(&latin).unwrap_err();
        assert_eq!(bad.code, Code::BadEncoding);
        assert_eq!(
            sources.locate(bad.span.unwrap()),
            Location { line: 2, column: 7 }
        );
    }
}
