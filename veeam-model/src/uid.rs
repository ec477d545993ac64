//! The identifiers of the API.

use std::borrow::Cow;
use std::convert::Infallible;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use uuid::Uuid;
use uuid::fmt::Hyphenated;

use crate::xml::simple::{hyphenated, trim};
use crate::xml::{FromText, TextWriter, ToText, ValueError};

/// What an identifier of an entity starts with.
const PREFIX: &str = "urn:veeam:";

/// The longest kind that is kept without memory of its own.
const INLINE: usize = 30;

/// The identifier of an entity, such as
/// `urn:veeam:RestoreSession:676dc837-f441-4ac1-8470-15be06b4cffc`.
///
/// It keeps any text the server sends, also an empty one, a bare GUID or something else, and
/// gives the kind and the GUID where the text has them:
///
/// ```
/// use veeam_model::Uid;
///
/// let uid = Uid::from("urn:veeam:RestoreSession:676dc837-f441-4ac1-8470-15be06b4cffc");
/// assert_eq!(uid.kind(), Some("RestoreSession"));
/// assert_eq!(uid.id().unwrap().to_string(), "676dc837-f441-4ac1-8470-15be06b4cffc");
///
/// let bare = Uid::from("78c6a038-38a2-4908-ac19-1540f9448533");
/// assert_eq!(bare.kind(), None);
/// assert!(bare.id().is_some());
///
/// let odd = Uid::from("urn:veeam:CatalogVm:srv04");
/// assert_eq!((odd.kind(), odd.id()), (Some("CatalogVm"), None));
/// assert_eq!(odd.to_string(), "urn:veeam:CatalogVm:srv04");
/// ```
///
/// Two are equal when their texts are. The usual form and a bare GUID take no memory beyond the
/// value itself.
#[derive(Clone)]
pub struct Uid(Repr);

#[derive(Clone)]
enum Repr {
    /// `urn:veeam:`, the kind, a colon, and the GUID in lower case with hyphens.
    Usual(Kind, Uuid),
    /// The GUID alone, in lower case with hyphens.
    Bare(Uuid),
    Text(Box<str>),
}

/// A short text, in place.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Kind {
    length: u8,
    bytes: [u8; INLINE],
}

impl Kind {
    fn new(text: &str) -> Option<Self> {
        let mut bytes = [0; INLINE];
        bytes
            .get_mut(..text.len())?
            .copy_from_slice(text.as_bytes());
        Some(Kind {
            length: u8::try_from(text.len()).ok()?,
            bytes,
        })
    }

    fn as_str(&self) -> &str {
        let bytes = self
            .bytes
            .get(..usize::from(self.length))
            .unwrap_or_default();
        std::str::from_utf8(bytes).unwrap_or_default()
    }
}

/// Kind and the rest, if the text has both.
fn split(text: &str) -> Option<(&str, &str)> {
    text.strip_prefix(PREFIX)?.split_once(':')
}

impl Repr {
    /// A form that takes no memory of its own, if there is one for the text.
    fn inline(text: &str) -> Option<Self> {
        let Some(named) = text.strip_prefix(PREFIX) else {
            return lower_case(text).map(Repr::Bare);
        };
        let (kind, id) = named.split_at_checked(named.len().checked_sub(Hyphenated::LENGTH)?)?;
        let kind = Kind::new(kind.strip_suffix(':')?)?;
        let colon = |found, &byte: &u8| found | (byte == b':');
        if kind.bytes.iter().fold(false, colon) {
            return None;
        }
        Some(Repr::Usual(kind, lower_case(id)?))
    }
}

/// A GUID in the spelling that it is written in.
fn lower_case(text: &str) -> Option<Uuid> {
    // Without an early end, so that it takes a few steps for all of them.
    let upper = |found, byte: &u8| found | byte.is_ascii_uppercase();
    let id = hyphenated(text)?;
    (!text.as_bytes().iter().fold(false, upper)).then_some(id)
}

impl Uid {
    /// The identifier of an entity of a kind, such as `BackupServer`.
    pub fn new(kind: &str, id: Uuid) -> Self {
        match Kind::new(kind).filter(|_| !kind.contains(':')) {
            Some(kind) => Uid(Repr::Usual(kind, id)),
            None => Uid(Repr::Text(format!("{PREFIX}{kind}:{id}").into())),
        }
    }

    /// The kind of entity, such as `RestoreSession`; `None` if the text is not of the form
    /// `urn:veeam:Kind:…`.
    pub fn kind(&self) -> Option<&str> {
        match &self.0 {
            Repr::Usual(kind, _) => Some(kind.as_str()),
            Repr::Bare(_) => None,
            Repr::Text(text) => split(text).map(|(kind, _)| kind),
        }
    }

    /// The GUID: all of the text, or what follows the kind, without white space around it. `None`
    /// if that is no GUID.
    pub fn id(&self) -> Option<Uuid> {
        match &self.0 {
            Repr::Usual(_, id) | Repr::Bare(id) => Some(*id),
            Repr::Text(text) => hyphenated(trim(split(text).map_or(&**text, |(_, id)| id))),
        }
    }

    /// Whether the text is empty, as the server sends it where there is no entity.
    pub fn is_empty(&self) -> bool {
        matches!(&self.0, Repr::Text(text) if text.is_empty())
    }
}

/// The empty text.
impl Default for Uid {
    fn default() -> Self {
        Uid(Repr::Text("".into()))
    }
}

impl From<&str> for Uid {
    fn from(text: &str) -> Self {
        Uid(Repr::inline(text).unwrap_or_else(|| Repr::Text(text.into())))
    }
}

impl From<String> for Uid {
    fn from(text: String) -> Self {
        Uid(Repr::inline(&text).unwrap_or_else(|| Repr::Text(text.into())))
    }
}

impl FromStr for Uid {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Uid::from(text))
    }
}

impl fmt::Display for Uid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Repr::Usual(kind, id) => write!(f, "{PREFIX}{}:{id}", kind.as_str()),
            Repr::Bare(id) => id.fmt(f),
            Repr::Text(text) => f.write_str(text),
        }
    }
}

impl fmt::Debug for Uid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.to_string())
    }
}

/// A text has one form only, so equal texts have equal forms.
impl PartialEq for Uid {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Repr::Usual(kind, id), Repr::Usual(other_kind, other_id)) => {
                (kind, id) == (other_kind, other_id)
            }
            (Repr::Bare(id), Repr::Bare(other)) => id == other,
            (Repr::Text(text), Repr::Text(other)) => text == other,
            _ => false,
        }
    }
}

impl Eq for Uid {}

impl PartialEq<str> for Uid {
    fn eq(&self, other: &str) -> bool {
        match &self.0 {
            Repr::Text(text) => **text == *other,
            Repr::Bare(id) => *other == *id.hyphenated().encode_lower(&mut Uuid::encode_buffer()),
            Repr::Usual(kind, id) => {
                let mut buffer = Uuid::encode_buffer();
                split(other) == Some((kind.as_str(), id.hyphenated().encode_lower(&mut buffer)))
            }
        }
    }
}

impl PartialEq<&str> for Uid {
    fn eq(&self, other: &&str) -> bool {
        self == *other
    }
}

impl Hash for Uid {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match &self.0 {
            Repr::Usual(kind, id) => (kind.as_str(), id).hash(state),
            Repr::Bare(id) => id.hash(state),
            Repr::Text(text) => text.hash(state),
        }
    }
}

impl<'a> FromText<'a> for Uid {
    fn from_text(text: Cow<'a, str>) -> Result<Self, ValueError> {
        Ok(Uid::from(&*text))
    }
}

impl ToText for Uid {
    fn to_text(&self, out: &mut TextWriter<'_>) -> Result<(), ValueError> {
        match &self.0 {
            Repr::Usual(kind, id) => {
                out.write_plain(PREFIX);
                out.write_str(kind.as_str())?;
                out.write_plain(":");
                id.to_text(out)
            }
            Repr::Bare(id) => id.to_text(out),
            Repr::Text(text) => out.write_str(text),
        }
    }
}

crate::text_type!(Uid);
