//! What can go wrong, and where.

use std::borrow::Cow;
use std::convert::Infallible;
use std::{fmt, io};

use super::locate;

/// What went wrong when XML was read or written, and where.
///
/// It prints as `line:column path: what`, with the path in the manner of XPath:
///
/// ```
/// use veeam_model::{EntityReferences, xml};
///
/// let error = xml::from_str::<EntityReferences>(
///     r#"<EntityReferences xmlns="http://www.veeam.com/ent/v1.0">
///   <Ref UID="" Name="a" Href="" Type=""/>
///   <Ref Name="b" Href="" Type=""/>
/// </EntityReferences>"#,
/// )
/// .unwrap_err();
/// assert_eq!(error.to_string(), "3:3 /EntityReferences/Ref[2]/@UID: missing attribute");
/// assert_eq!(error.position().map(|p| p.line), Some(3));
/// ```
///
/// The position and the path are worked out when the error is made, not before. An error is one
/// pointer wide.
pub struct Error(Box<Inner>);

struct Inner {
    kind: ErrorKind,
    offset: Option<usize>,
    position: Option<Position>,
    path: String,
}

/// A place in an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The number of bytes before it. For input in UTF-16, bytes of the same text in UTF-8.
    pub offset: usize,
    /// Its line, from 1.
    pub line: usize,
    /// The number of characters (not bytes) before it in the line, plus 1.
    pub column: usize,
}

/// What went wrong.
#[derive(Debug)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The text is no well-formed XML 1.0 with namespaces.
    Syntax(Syntax),
    /// The document has a document type declaration, which is refused: no entity can expand,
    /// and nothing external is ever fetched.
    Doctype,
    /// The bytes are in no encoding that can be read, or not in the one they claim.
    Encoding(Cow<'static, str>),
    /// A limit of [`Options`](super::Options) is exceeded.
    Limit {
        /// What there is too much of, in words.
        what: &'static str,
        /// The limit.
        limit: usize,
    },
    /// The root element is none of those that the type can be read from.
    UnexpectedRoot {
        /// The root element's expanded name.
        found: String,
        /// The names that would do.
        expected: Vec<String>,
    },
    /// An attribute that the type requires is not there.
    MissingAttribute(String),
    /// An element that the type requires is not there.
    MissingElement(String),
    /// An element that may stand there once stands there again.
    DuplicateElement(String),
    /// An attribute that the type does not declare, and unknown content is refused.
    UnknownAttribute {
        /// Its expanded name.
        found: String,
        /// The attributes that the type declares.
        expected: Vec<String>,
    },
    /// An element that the type does not declare, and unknown content is refused.
    UnknownElement {
        /// Its expanded name.
        found: String,
        /// The elements that the type declares.
        expected: Vec<String>,
    },
    /// Text other than white space where only elements may stand.
    UnexpectedText(String),
    /// A value is not of its type.
    Value {
        /// The text as it stands in the document.
        found: String,
        /// What the type asks for.
        expected: Cow<'static, str>,
    },
    /// A value that is to be written has no form in XML.
    Unwritable(Cow<'static, str>),
    /// The destination of the output failed.
    Io(io::Error),
    /// The source of the input failed.
    Input(io::Error),
}

/// In which way a text is not well-formed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Syntax {
    /// The text ends where something is still open or expected.
    UnexpectedEnd {
        /// What was expected.
        expected: Cow<'static, str>,
    },
    /// Something else stands in the place of what the grammar demands.
    Unexpected {
        /// What stands there.
        found: String,
        /// What was expected.
        expected: Cow<'static, str>,
    },
    /// A character that XML does not allow, even as a reference.
    ///
    /// Source: XML 1.0, section 2.2.
    InvalidChar(char),
    /// A reference to an entity other than `lt`, `gt`, `amp`, `apos` and `quot`.
    UnknownEntity(String),
    /// An end tag that does not match the open start tag.
    MismatchedEndTag {
        /// The name in the end tag.
        found: String,
        /// The name in the start tag.
        expected: String,
    },
    /// Two attributes of one element with the same expanded name.
    DuplicateAttribute(String),
    /// A prefix that no declaration in scope binds.
    UnboundPrefix(String),
    /// A namespace declaration that the recommendation forbids.
    ReservedNamespace(&'static str),
    /// A rule of the grammar is broken; the text says which.
    Grammar(&'static str),
}

impl Error {
    /// An error whose place is still to be found by [`Error::locate`].
    #[cold]
    pub(crate) fn at(offset: usize, kind: ErrorKind) -> Self {
        Error(Box::new(Inner {
            kind,
            offset: Some(offset),
            position: None,
            path: String::new(),
        }))
    }

    #[cold]
    pub(crate) fn syntax(offset: usize, syntax: Syntax) -> Self {
        Error::at(offset, ErrorKind::Syntax(syntax))
    }

    /// An error without a place in an input: one of writing.
    #[cold]
    pub(crate) fn unplaced(kind: ErrorKind) -> Self {
        Error(Box::new(Inner {
            kind,
            offset: None,
            position: None,
            path: String::new(),
        }))
    }

    /// The error that there are more bytes than [`Options`](super::Options) allow.
    #[cold]
    pub(crate) fn input_too_long(limit: usize) -> Self {
        let what = "too many bytes of input";
        Error::unplaced(ErrorKind::Limit { what, limit })
    }

    /// Names the attribute that the error is about; [`Error::locate`] puts the path of its
    /// element before it.
    #[cold]
    pub(crate) fn in_attribute(mut self, name: &str) -> Self {
        self.0.path = format!("/@{name}");
        self
    }

    /// Names the element that the error is in, from the inside out.
    #[cold]
    pub(crate) fn within(mut self, name: &str, nth: usize) -> Self {
        let step = match nth {
            0 => format!("/{name}"),
            _ => format!("/{name}[{}]", nth + 1),
        };
        self.0.path.insert_str(0, &step);
        self
    }

    /// Works out line, column and path, given the text that was read.
    #[cold]
    pub(crate) fn locate(self, source: &str) -> Self {
        self.locate_with(|offset| {
            let offset = offset.min(source.len());
            (
                locate::position(source, offset),
                locate::path(source, offset),
            )
        })
    }

    /// Works out line, column and path by a function of the offset, unless they are known.
    #[cold]
    pub(crate) fn locate_with(mut self, place: impl FnOnce(usize) -> (Position, String)) -> Self {
        if let (None, Some(offset)) = (self.0.position, self.0.offset) {
            let (position, path) = place(offset);
            self.0.position = Some(position);
            self.0.path.insert_str(0, &path);
        }
        self
    }

    /// What went wrong.
    pub fn kind(&self) -> &ErrorKind {
        &self.0.kind
    }

    /// Where in the input it went wrong; `None` for an error of writing, and for an input that is
    /// too long as a whole.
    pub fn position(&self) -> Option<Position> {
        self.0.position
    }

    /// The element or attribute that the error is about, such as
    /// `/EntityReferences/Ref[3]/@UID`.
    ///
    /// An index counts the elements of one name under one parent; the first one has none. The
    /// path is empty where the error lies outside the root element.
    pub fn path(&self) -> &str {
        &self.0.path
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        Error::unplaced(ErrorKind::Io(error))
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("kind", &self.0.kind)
            .field("position", &self.0.position)
            .field("path", &self.0.path)
            .finish()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(Position { line, column, .. }) = self.0.position {
            write!(f, "{line}:{column}")?;
            f.write_str(if self.0.path.is_empty() { ": " } else { " " })?;
        }
        if !self.0.path.is_empty() {
            write!(f, "{}: ", self.0.path)?;
        }
        self.0.kind.fmt(f)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.0.kind {
            ErrorKind::Io(error) | ErrorKind::Input(error) => Some(error),
            _ => None,
        }
    }
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ErrorKind::Syntax(syntax) => syntax.fmt(f),
            ErrorKind::Doctype => f.write_str(
                "document type declarations are refused; take the <!DOCTYPE …> out of the document",
            ),
            ErrorKind::Encoding(what) => f.write_str(what),
            ErrorKind::Limit { what, limit } => write!(f, "{what}: the limit is {limit}"),
            ErrorKind::UnexpectedRoot { found, expected } => {
                write!(f, "unexpected root element {found}")?;
                write_expected(f, expected)
            }
            ErrorKind::MissingAttribute(_) => f.write_str("missing attribute"),
            ErrorKind::MissingElement(_) => f.write_str("missing element"),
            ErrorKind::DuplicateElement(name) => {
                write!(f, "element {name} stands here again; only one is allowed")
            }
            ErrorKind::UnknownAttribute { found, expected } => {
                write!(f, "unknown attribute {found}")?;
                write_expected(f, expected)
            }
            ErrorKind::UnknownElement { found, expected } => {
                write!(f, "unknown element {found}")?;
                write_expected(f, expected)
            }
            ErrorKind::UnexpectedText(text) => {
                write!(
                    f,
                    "unexpected text {}; only elements may stand here",
                    Quoted(text)
                )?;
                write_odd_space(f, text)
            }
            ErrorKind::Value { found, expected } => {
                write!(f, "invalid value {}: expected {expected}", Quoted(found))
            }
            ErrorKind::Unwritable(what) => f.write_str(what),
            ErrorKind::Io(error) => write!(f, "cannot write: {error}"),
            ErrorKind::Input(error) => write!(f, "cannot read: {error}"),
        }
    }
}

impl fmt::Display for Syntax {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Syntax::UnexpectedEnd { expected } => {
                write!(f, "the text ends too early: expected {expected}")
            }
            Syntax::Unexpected { found, expected } => {
                write!(f, "unexpected {}: expected {expected}", Quoted(found))?;
                write_odd_space(f, found)
            }
            Syntax::InvalidChar(c) => {
                write!(f, "character {} is not allowed in XML", CodePoint(*c))
            }
            Syntax::UnknownEntity(name) => write!(
                f,
                "unknown entity &{name};: only &lt; &gt; &amp; &apos; and &quot; are defined; \
                 write & itself as &amp;"
            ),
            Syntax::MismatchedEndTag { found, expected } => {
                write!(
                    f,
                    "end tag </{found}> does not match the start tag <{expected}>"
                )
            }
            Syntax::DuplicateAttribute(name) => {
                write!(f, "attribute {name} stands twice in one start tag")
            }
            Syntax::UnboundPrefix(prefix) => {
                write!(
                    f,
                    "prefix {prefix} is not bound; declare it with xmlns:{prefix}=\"…\""
                )
            }
            Syntax::ReservedNamespace(rule) | Syntax::Grammar(rule) => f.write_str(rule),
        }
    }
}

/// How many names an error lists at most.
const LISTED: usize = 12;

fn write_expected(f: &mut fmt::Formatter<'_>, expected: &[String]) -> fmt::Result {
    match expected {
        [] => f.write_str("; none is declared here"),
        [one] => write!(f, "; expected {one}"),
        many => {
            f.write_str("; expected one of ")?;
            for (i, name) in many.iter().take(LISTED).enumerate() {
                write!(f, "{}{name}", if i == 0 { "" } else { ", " })?;
            }
            match many.len().saturating_sub(LISTED) {
                0 => Ok(()),
                more => write!(f, " and {more} more"),
            }
        }
    }
}

/// Names a character that looks like a blank but is none for XML: pasted text often holds one.
fn write_odd_space(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    let odd = |c: &char| !c.is_ascii() && (c.is_whitespace() || is_of_no_width(*c));
    match text.chars().find(odd) {
        Some(c) => {
            let remedy = match is_of_no_width(c) {
                true => "take it out",
                false => "put a blank in its place",
            };
            write!(f, " ({} is not white space in XML; {remedy})", CodePoint(c))
        }
        None => Ok(()),
    }
}

fn is_of_no_width(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{feff}')
}

/// A character as `U+00A0`, with its name where it is a known invisible one.
struct CodePoint(char);

impl fmt::Display for CodePoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "U+{:04X}", u32::from(self.0))?;
        match self.0 {
            '\u{00a0}' => f.write_str(" NO-BREAK SPACE"),
            '\u{200b}' => f.write_str(" ZERO WIDTH SPACE"),
            '\u{feff}' => f.write_str(" BYTE ORDER MARK"),
            _ => Ok(()),
        }
    }
}

/// A piece of input in quotes, cut to a readable length, with what cannot be seen escaped.
pub(super) struct Quoted<'t>(pub(super) &'t str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SHOWN: usize = 60;
        f.write_str("\"")?;
        for c in self.0.chars().take(SHOWN) {
            match is_visible(c) {
                true => fmt::Write::write_char(f, c)?,
                false => write!(f, "{}", c.escape_default())?,
            }
        }
        let cut = self.0.chars().nth(SHOWN).is_some();
        f.write_str(if cut { "…\"" } else { "\"" })
    }
}

pub(super) fn is_visible(c: char) -> bool {
    // Marks that only steer how the text around them is shown.
    let steers = matches!(c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    !c.is_control() && !steers && (!c.is_whitespace() || c == ' ')
}

/// Why a text is not a value of a type, or a value has no text; the reader or writer that asked
/// for the conversion makes an [`Error`] of it.
///
/// ```
/// use veeam_model::xml::ValueError;
///
/// let error = ValueError::expected("a percentage from 0% to 100%");
/// assert_eq!(error.to_string(), "expected a percentage from 0% to 100%");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueError(Cow<'static, str>);

impl ValueError {
    /// An error that says what the type asks for, such as `an integer from 0 to 255`.
    pub fn expected(what: impl Into<Cow<'static, str>>) -> Self {
        ValueError(what.into())
    }

    /// An error that lists the texts that would do.
    pub fn one_of(texts: &[&str]) -> Self {
        ValueError(format!("one of {}", texts.join(", ")).into())
    }

    pub(crate) fn into_expected(self) -> Cow<'static, str> {
        self.0
    }
}

impl fmt::Display for ValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}", self.0)
    }
}

impl std::error::Error for ValueError {}

/// For conversions that cannot fail.
impl From<Infallible> for ValueError {
    fn from(never: Infallible) -> Self {
        match never {}
    }
}
