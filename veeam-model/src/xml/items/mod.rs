//! A document read child by child of its root element, with no more of it in memory than that
//! takes.
//!
//! The reader runs over the part of the document that is in memory. Where that ends too early the
//! reader says so, as it does at the end of a document cut short; then more is read, and the reader
//! starts again after the last complete child. So one reader decides what is well-formed, what is
//! a `T` and what an error says, for documents in one piece and in many.

mod child_end;
mod children;
mod decoder;
mod window;

use std::collections::VecDeque;
use std::{fmt, io};

use self::child_end::ChildEnd;
use self::children::Children;
use self::window::Window;
use super::locate::{self, Step};
use super::raw::RawName;
use super::reader::Event;
use super::{
    Error, ErrorKind, FromNamed, FromXml, Name, Options, Position, Reader, Unknown, encoding,
};

/// The children of the root element of a document, read as they arrive; see
/// [`xml::items`](super::items()).
pub struct Items<T, R> {
    options: Options,
    window: Window<R>,
    stage: Stage,
    root: Root,
    /// The children of the root element that have been read; after it, the root itself.
    children: Children,
    /// How many bytes the last of them had: the next one is likely to be like it.
    last_child: usize,
    /// Items that were read and are still to be handed out, before `failure`.
    ready: VecDeque<T>,
    failure: Option<Error>,
    /// What is in memory ends in the middle of something.
    starved: bool,
    /// Whether the reader has not been misled by a start tag so far.
    ahead: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// Up to the root element's start tag.
    Prolog,
    /// Between the root element's tags.
    Content,
    /// After the root element's end tag.
    Epilog,
    /// Nothing is to be read any more.
    Finished,
}

/// The root element.
#[derive(Default)]
struct Root {
    prefix: String,
    local: String,
    /// Prefixes and the namespaces that its start tag binds them to.
    bindings: Vec<(String, String)>,
}

/// What the content of the root element is made of.
enum Piece<'a, T> {
    /// A comment or the like.
    Aside,
    /// An element, with its item unless it was passed over.
    Child(RawName<'a>, Option<T>),
    /// The end tag.
    End,
}

/// How many items are read at once: enough to make up for what it costs to start a reader.
const BATCH: usize = 32;

/// How many bytes at the end of a text cut short the reader may have looked at without success
/// before it gave up: no fixed piece of markup is longer than `standalone`.
const LOOK_AHEAD: usize = 16;

impl<T: FromXml, R: io::Read> Items<T, R> {
    pub(super) fn new(source: R, options: Options) -> Self {
        Items {
            options,
            window: Window::new(source),
            stage: Stage::Prolog,
            root: Root::default(),
            children: Children::default(),
            last_child: 0,
            ready: VecDeque::new(),
            failure: None,
            starved: true,
            ahead: true,
        }
    }

    /// Reads what is in memory up to the end of the root element's start tag.
    fn prolog(&mut self) -> Result<(), Error> {
        let text = self.window.text();
        let mut reader = Reader::new(text, self.options);
        if let Some(encoding) = self.window.encoding() {
            reader.expect_encoding(encoding);
        }
        let root = root_start(&mut reader);
        let at = reader.scan.pos();
        let passed = match root {
            Ok((root, empty)) => {
                if at > self.options.max_input {
                    return Err(self.too_long(0));
                }
                self.window.expect_ascii(encoding::error_unless_ascii(text));
                self.root = root;
                self.stage = Stage::Content;
                if empty {
                    self.leave_root();
                }
                Ok(at)
            }
            Err(error) => Err((error, 0)),
        };
        self.settle(at, passed)
    }

    /// Reads complete children of the root element that are in memory.
    fn content(&mut self) -> Result<(), Error> {
        let limit = self.options.max_input;
        let mut reader = self.root.reader(self.window.text(), self.options);
        reader.ahead &= self.ahead;
        let mut ended = false;
        let mut after_child = false;
        let passed = loop {
            reader.scan.space();
            let start = reader.scan.pos();
            if ended || self.ready.len() == BATCH {
                break Ok(start);
            }
            let rest = self.window.text().get(start..).unwrap_or_default();
            // What is shorter than the child before it is hardly one.
            let short = after_child && rest.len() < self.last_child && !self.window.is_last();
            if short && !ChildEnd::of_element().is_in(rest) {
                self.starved = true;
                break Ok(start);
            }
            match piece(&mut reader) {
                Ok(_) if reader.scan.pos() - start > limit => {
                    break Err((self.too_long(start), start));
                }
                Ok(Piece::Aside) => {}
                Ok(Piece::Child(name, item)) => {
                    after_child = true;
                    self.last_child = reader.scan.pos() - start;
                    self.children.add(name);
                    self.ready.extend(item);
                }
                Ok(Piece::End) => ended = true,
                Err(_) if reader.is_misled() => {
                    self.ahead = false;
                    reader = self.root.reader(self.window.text(), self.options);
                    reader.ahead = false;
                    reader.scan.go_to(start);
                }
                Err(error) => break Err((error, start)),
            }
        };
        let at = reader.scan.pos();
        if ended {
            self.leave_root();
        }
        self.settle(at, passed)
    }

    fn leave_root(&mut self) {
        self.stage = Stage::Epilog;
        self.children = Children::default();
        self.children.add(self.root.name());
    }

    /// Reads what is in memory after the root element.
    fn epilog(&mut self) -> Result<(), Error> {
        let limit = self.options.max_input;
        let mut reader = Reader::new(self.window.text(), self.options);
        let passed = loop {
            reader.scan.space();
            let start = reader.scan.pos();
            match reader.piece_of_misc() {
                Ok(true) if reader.scan.pos() - start > limit => {
                    break Err((self.too_long(start), start));
                }
                Ok(true) => {}
                Ok(false) => break reader.epilog().map_err(|error| (error, start)),
                Err(error) => break Err((error, start)),
            }
        };
        if passed.is_err() && reader.scan.eat("<") {
            // The error names the element that starts here: its name must be there as a whole.
            let _ = reader.scan.name("a name");
        }
        let at = reader.scan.pos();
        match passed {
            Ok(()) if self.window.is_last() => self.stage = Stage::Finished,
            Ok(()) => self.starved = true,
            Err(_) => {}
        }
        self.settle(at, passed.map(|()| at))
    }

    /// Forgets what has been read for good: all up to the place in `passed`. The reader stands at
    /// `at`: an error there may be due to the end of what is in memory.
    fn settle(&mut self, at: usize, passed: Result<usize, (Error, usize)>) -> Result<(), Error> {
        let near_end = at + LOOK_AHEAD > self.window.text().len();
        let (error, start) = match passed {
            Ok(start) => {
                self.window.pass(start);
                return Ok(());
            }
            Err(failed) => failed,
        };
        self.window.pass(start);
        if near_end && !self.window.is_last() {
            self.starved = true;
            return Ok(());
        }
        Err(error.locate_with(|offset| self.place(offset.saturating_sub(start))))
    }

    /// Reads more from the source: up to the end of a child, or as much again as did not do, so
    /// that no byte is looked at more than a few times. A child that is twice as long as the last one
    /// and has not ended may be one with a fault.
    fn feed(&mut self) -> Result<(), Error> {
        let limit = self.options.max_input;
        let before = self.window.text().len();
        if before > limit {
            return Err(self.too_long(0));
        }
        let likely = before.max(self.last_child);
        let enough = limit.min(likely.saturating_mul(2).saturating_sub(1));
        let mut end = match self.stage {
            Stage::Prolog => ChildEnd::of_start_tag(),
            _ => ChildEnd::of_element(),
        };
        loop {
            self.window.read_more()?;
            let text = self.window.text();
            if self.window.is_last() || text.len() > enough || end.is_in(text) {
                self.starved = false;
                return Ok(());
            }
        }
    }

    #[cold]
    fn too_long(&self, offset: usize) -> Error {
        let what = match self.stage {
            Stage::Prolog => "too many bytes up to the end of the root element's start tag",
            Stage::Content => "too many bytes in one child or comment of the root element",
            Stage::Epilog | Stage::Finished => {
                "too many bytes in one comment after the root element"
            }
        };
        let limit = self.options.max_input;
        Error::at(offset, ErrorKind::Limit { what, limit })
    }

    /// Line, column and path of an offset in what is in memory.
    fn place(&self, offset: usize) -> (Position, String) {
        let text = self.window.text();
        let offset = offset.min(text.len());
        let mut steps = locate::steps(text, offset);
        if let Some(first) = steps.first_mut() {
            self.children.count_on(first);
        }
        let mut path = match self.stage {
            Stage::Content => format!("/{}", self.root.name()),
            _ => String::new(),
        };
        path.extend(steps.iter().map(Step::to_string));
        (self.window.position(offset), path)
    }
}

/// A document is read once: after its end, or an error, there are no more items.
impl<T: FromXml, R: io::Read> Iterator for Items<T, R> {
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.ready.pop_front() {
                return Some(Ok(item));
            }
            if let Some(error) = self.failure.take() {
                self.stage = Stage::Finished;
                return Some(Err(error));
            }
            let done = match self.stage {
                Stage::Finished => return None,
                _ if self.starved => self.feed(),
                Stage::Prolog => self.prolog(),
                Stage::Content => self.content(),
                Stage::Epilog => self.epilog(),
            };
            self.failure = done
                .err()
                .map(|error| error.locate_with(|offset| self.place(offset)));
        }
    }
}

impl<T: FromXml, R: io::Read> std::iter::FusedIterator for Items<T, R> {}

impl<T, R> fmt::Debug for Items<T, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("stage", &self.stage)
            .field("position", &self.window.position(0))
            .field("ready", &self.ready.len())
            .finish_non_exhaustive()
    }
}

impl Root {
    fn name(&self) -> RawName<'_> {
        RawName {
            prefix: &self.prefix,
            local: &self.local,
        }
    }

    /// A reader of more of the element's content.
    fn reader<'a>(&'a self, text: &'a str, options: Options) -> Reader<'a> {
        let bindings = self.bindings.iter();
        let bindings = bindings.map(|(prefix, name)| (prefix.as_str(), name.as_str()));
        Reader::within(self.name(), bindings, text, options)
    }
}

/// Reads the root element's start tag and all before it; says whether the element is empty.
fn root_start(reader: &mut Reader<'_>) -> Result<(Root, bool), Error> {
    reader.prolog()?;
    reader.start_tag(false)?;
    reader.all_attributes_unknown(&mut Unknown::default())?;
    let name = reader.tag.name;
    let bindings = reader.namespaces.bindings();
    let root = Root {
        prefix: name.prefix.to_owned(),
        local: name.local.to_owned(),
        bindings: bindings
            .map(|(prefix, name)| (prefix.to_owned(), name.to_owned()))
            .collect(),
    };
    Ok((root, reader.at_empty_end()))
}

/// Reads the next piece of the root element's content.
fn piece<'a, T: FromXml>(reader: &mut Reader<'a>) -> Result<Piece<'a, T>, Error> {
    if reader.piece_between_children()? {
        return Ok(Piece::Aside);
    }
    let Event::Start = reader.tag_event()? else {
        return Ok(Piece::End);
    };
    let name = reader.tag.name;
    let names = <T as FromNamed<'a>>::NAMES;
    let Some(index) = reader.named(names, <T as FromNamed<'a>>::ANY) else {
        let expected = || names.iter().map(Name::to_string).collect();
        reader.unknown_element(&expected, 0, &mut Unknown::default())?;
        return Ok(Piece::Child(name, None));
    };
    let item = T::from_named(index, reader)?;
    Ok(Piece::Child(name, Some(item)))
}
