//! The part of a document that is in memory.

use std::io::{ErrorKind::Interrupted, Read};

use super::super::encoding::Encoding;
use super::super::locate::Place;
use super::super::{Error, ErrorKind, Position};
use super::decoder::Decoder;

/// How many bytes are asked for at once.
const READ: usize = 1 << 16;

/// The text that has been read from a source and is still needed.
pub(super) struct Window<R> {
    source: R,
    /// Room for what is read; the first `undecoded` bytes wait for the rest of their character.
    bytes: Vec<u8>,
    undecoded: usize,
    decoder: Decoder,
    text: String,
    /// Where in `text` what is still needed starts.
    start: usize,
    /// Where that is in the document.
    place: Place,
    /// The source has ended.
    ended: bool,
    /// Why the document cannot go on after `text`.
    failure: Option<ErrorKind>,
    /// The error that a character beyond ASCII makes.
    not_ascii: Option<Error>,
}

impl<R> Window<R> {
    pub(super) fn new(source: R) -> Self {
        Window {
            source,
            bytes: vec![0; READ],
            undecoded: 0,
            decoder: Decoder::default(),
            text: String::new(),
            start: 0,
            place: Place::START,
            ended: false,
            failure: None,
            not_ascii: None,
        }
    }

    /// The text.
    pub(super) fn text(&self) -> &str {
        self.text.get(self.start..).unwrap_or_default()
    }

    /// Whether the document ends where the text does.
    pub(super) fn is_last(&self) -> bool {
        self.ended && self.failure.is_none()
    }

    /// The encoding of the document, once its first bytes have shown it.
    pub(super) fn encoding(&self) -> Option<Encoding> {
        self.decoder.encoding()
    }

    /// From now on, a character beyond ASCII makes this error.
    pub(super) fn expect_ascii(&mut self, error: Option<Error>) {
        self.not_ascii = error;
    }

    /// The first bytes of the text are not needed any more.
    pub(super) fn pass(&mut self, bytes: usize) {
        let end = self.start + bytes;
        self.place
            .pass(self.text.get(self.start..end).unwrap_or_default());
        self.start = end;
    }

    /// Where in the document a place in the text is.
    pub(super) fn position(&self, offset: usize) -> Position {
        let mut place = self.place;
        place.pass(self.text().get(..offset).unwrap_or_default());
        place.position
    }
}

impl<R: Read> Window<R> {
    /// Reads from the source, once.
    pub(super) fn read_more(&mut self) -> Result<(), Error> {
        self.text.drain(..self.start);
        self.start = 0;
        let known = self.text.len();
        if self.failure.is_none() {
            self.failure = self.read().and_then(|()| self.decode()).err();
        }
        if self.not_ascii.is_some() && !self.text.get(known..).is_none_or(str::is_ascii) {
            return self.not_ascii.take().map_or(Ok(()), Err);
        }
        match self.failure.take_if(|_| self.text.len() == known) {
            Some(kind) => Err(Error::at(known, kind)),
            None => Ok(()),
        }
    }

    fn read(&mut self) -> Result<(), ErrorKind> {
        let room = self.bytes.get_mut(self.undecoded..).unwrap_or_default();
        let read = loop {
            match self.source.read(room) {
                Err(error) if error.kind() == Interrupted => {}
                done => break done.map_err(ErrorKind::Input)?,
            }
        };
        self.ended = read == 0;
        self.undecoded = (self.undecoded + read).min(self.bytes.len());
        Ok(())
    }

    fn decode(&mut self) -> Result<(), ErrorKind> {
        let bytes = self.bytes.get(..self.undecoded).unwrap_or_default();
        let decoded = self.decoder.decode(bytes, self.ended, &mut self.text)?;
        self.bytes.copy_within(decoded..self.undecoded, 0);
        self.undecoded -= decoded;
        Ok(())
    }
}
