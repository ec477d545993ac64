//! Reads a collection that is larger than memory should be, and shows what that takes.
//!
//! ```text
//! cargo run --release --example large_collection -- items 1000    # child by child
//! cargo run --release --example large_collection -- whole 100     # all at once, to compare
//! ```
//!
//! The document comes from no file: sessions are made, written and handed to the reader as it asks
//! for them. The time that this takes is not counted.

#![allow(
    clippy::print_stdout,
    reason = "a command's results go to standard output"
)]

use std::error::Error;
use std::io::{self, Read};
use std::time::{Duration, Instant};

use veeam_model::{NAMESPACE, RestoreSession, RestoreSessions, xml};

const SAMPLE: &str = include_str!("../schemas/samples/RestoreSession.xml");

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (how, megabytes) = match arguments.as_slice() {
        [] => ("items", 100),
        [how, megabytes] => (how.as_str(), megabytes.parse()?),
        _ => return Err("usage: large_collection items|whole MEGABYTES".into()),
    };
    let mut server = Server::new(megabytes * 1_000_000)?;
    let started = Instant::now();
    let sessions = match how {
        "items" => read_items(&mut server)?,
        "whole" => read_whole(&mut server)?,
        other => return Err(format!("{other}: neither items nor whole").into()),
    };
    let time = started.elapsed().saturating_sub(server.busy);
    let read = server.sent as f64 / 1e6;
    println!(
        "{sessions} sessions, {read:.0} MB in {:.2} s",
        time.as_secs_f64()
    );
    println!("{:.0} MB/s", read / time.as_secs_f64());
    if let Some(peak) = peak_memory() {
        println!("peak memory {peak}");
    }
    Ok(())
}

/// Reads one session after the other.
fn read_items(server: &mut Server) -> Result<usize, Box<dyn Error>> {
    let mut sessions = 0;
    for session in xml::items::<RestoreSession, _>(server) {
        check(&session?, sessions)?;
        sessions += 1;
    }
    Ok(sessions)
}

/// Reads the whole document, then makes a list of it.
fn read_whole(server: &mut Server) -> Result<usize, Box<dyn Error>> {
    let mut document = Vec::new();
    let started = Instant::now();
    server.read_to_end(&mut document)?;
    server.busy = started.elapsed();
    let list: RestoreSessions = xml::from_slice(&document)?;
    for (number, session) in list.sessions.iter().enumerate() {
        check(session, number)?;
    }
    Ok(list.sessions.len())
}

fn check(session: &RestoreSession, number: usize) -> Result<(), Box<dyn Error>> {
    match session.name == name(number) {
        true => Ok(()),
        false => Err(format!("session {number} is called {}", session.name).into()),
    }
}

fn name(number: usize) -> String {
    format!("FLR_[srv{number}]")
}

/// A source that makes a collection of about so many bytes.
struct Server {
    session: RestoreSession,
    sessions: usize,
    /// What is written and not yet sent, and how much of it is.
    text: String,
    taken: usize,
    sent: usize,
    size: usize,
    ended: bool,
    /// How long it took to make all that.
    busy: Duration,
}

impl Server {
    fn new(size: usize) -> Result<Self, xml::Error> {
        Ok(Server {
            session: xml::from_str(SAMPLE)?,
            sessions: 0,
            text: format!("<RestoreSessions xmlns=\"{NAMESPACE}\">\n"),
            taken: 0,
            sent: 0,
            size,
            ended: false,
            busy: Duration::ZERO,
        })
    }

    /// Makes enough text for one answer.
    fn write(&mut self, length: usize) -> Result<(), xml::Error> {
        self.text.drain(..self.taken);
        self.taken = 0;
        while self.text.len() < length && !self.ended {
            if self.sent + self.text.len() < self.size {
                self.session.name = name(self.sessions);
                self.sessions += 1;
                self.text += &xml::to_string_pretty(&self.session)?;
                self.text.push('\n');
            } else {
                self.text += "</RestoreSessions>\n";
                self.ended = true;
            }
        }
        Ok(())
    }
}

impl Read for Server {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let started = Instant::now();
        self.write(buffer.len()).map_err(io::Error::other)?;
        let mut rest = self.text.as_bytes().get(self.taken..).unwrap_or_default();
        let length = rest.read(buffer)?;
        self.taken += length;
        self.sent += length;
        self.busy += started.elapsed();
        Ok(length)
    }
}

/// The most memory that this process has had at once, where the system tells it.
fn peak_memory() -> Option<String> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().to_owned())
}
