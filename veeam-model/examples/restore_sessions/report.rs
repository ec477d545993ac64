//! What was restored: when, from what, by which server, and how it went.

use std::collections::HashMap;

use veeam_model::{
    BackupServer, EntityRef, FromXml, JobType, Link, Linked, QueryResult, RestoreSession,
    SessionResult, VmRestorePoint,
};

use crate::client::Client;
use crate::failure::Failure;

/// How many sessions a page holds.
const PAGE_SIZE: usize = 100;

const HEADINGS: [&str; 6] = ["When (UTC)", "What", "Kind", "From", "By", "Result"];

/// A line of the table.
pub(crate) type Row = [String; 6];

/// A row for each restore session of the server.
pub(crate) fn rows(client: &Client) -> Result<Vec<Row>, Failure> {
    let mut names = Names::new(client);
    let mut rows = Vec::new();
    for page in 1.. {
        let result: QueryResult = client.get(&format!(
            "/api/query?type=RestoreSession&format=Entities&pageSize={PAGE_SIZE}&page={page}"
        ))?;
        let pages = result.paging_info.and_then(|paging| paging.pages_count);
        let sessions = result.entities.and_then(|found| found.restore_sessions);
        for session in sessions.iter().flat_map(|list| &list.sessions) {
            rows.push(row(session, &mut names)?);
        }
        if pages.is_none_or(|pages| page >= pages) {
            break;
        }
    }
    Ok(rows)
}

fn row(session: &RestoreSession, names: &mut Names<'_>) -> Result<Row, Failure> {
    let what = session.vm_display_name.as_ref().unwrap_or(&session.name);
    let from = names.of_restore_point(session.link_to("VmRestorePointReference"))?;
    // The API does not tell who asked for the restore, only which server did it.
    let by = names.of_server(session.link_to("BackupServerReference"))?;
    let kind = session.job_type.as_ref().map(|kind| match kind {
        JobType::FileLevelRestore => "files".to_owned(),
        JobType::RestoreVm => "machine".to_owned(),
        other => format!("{other:?}"),
    });
    Ok([
        session
            .creation_time_utc
            .as_ref()
            .map_or_else(dash, ToString::to_string),
        what.clone(),
        kind.unwrap_or_else(dash),
        from.unwrap_or_else(dash),
        by.unwrap_or_else(dash),
        result(session),
    ])
}

/// How it went; while it goes on, how far it is.
fn result(session: &RestoreSession) -> String {
    match &session.result {
        Some(SessionResult::Success | SessionResult::CompletedSuccessfully) => "success".to_owned(),
        Some(SessionResult::Warning) => "warning".to_owned(),
        Some(SessionResult::Failed) => match session.failure_message.as_deref() {
            None | Some("") => "failed".to_owned(),
            Some(why) => format!("failed: {why}"),
        },
        None | Some(SessionResult::NoResult) => match session.progress {
            Some(percent) => format!("at {percent} %"),
            None => dash(),
        },
        Some(other) => format!("{other:?}"),
    }
}

fn dash() -> String {
    "-".to_owned()
}

/// The names of what links lead to. Each address is asked once: many sessions share a server.
struct Names<'c> {
    client: &'c Client,
    known: HashMap<String, String>,
}

impl<'c> Names<'c> {
    fn new(client: &'c Client) -> Self {
        Names {
            client,
            known: HashMap::new(),
        }
    }

    /// When the restore point at a link was made, or its name.
    fn of_restore_point(&mut self, link: Option<&Link>) -> Result<Option<String>, Failure> {
        self.of(link, "VmRestorePoint", |point: VmRestorePoint| {
            point
                .creation_time_utc
                .map_or(point.name, |time| time.to_string())
        })
    }

    /// The name and the version of the backup server at a link.
    fn of_server(&mut self, link: Option<&Link>) -> Result<Option<String>, Failure> {
        self.of(link, "BackupServer", |server: BackupServer| {
            match server.version {
                Some(version) => format!("{} ({version})", server.name),
                None => server.name,
            }
        })
    }

    /// What to call the resource of a kind, to which the reference at a link leads.
    fn of<T: FromXml>(
        &mut self,
        link: Option<&Link>,
        kind: &str,
        call: impl FnOnce(T) -> String,
    ) -> Result<Option<String>, Failure> {
        let Some(link) = link else {
            return Ok(None);
        };
        if let Some(name) = self.known.get(&link.href) {
            return Ok(Some(name.clone()));
        }
        let name = match self.ask(&link.href, kind, call) {
            Ok(name) => name,
            // Restore points go in time; the record of a restore stays, with the name in its link.
            Err(gone) if gone.is_not_found() => link.name.clone().unwrap_or_else(dash),
            Err(failure) => return Err(failure),
        };
        self.known.insert(link.href.clone(), name.clone());
        Ok(Some(name))
    }

    fn ask<T: FromXml>(
        &self,
        url: &str,
        kind: &str,
        call: impl FnOnce(T) -> String,
    ) -> Result<String, Failure> {
        let reference: EntityRef = self.client.get(url)?;
        match reference.link_to(kind) {
            Some(link) => self.client.get(&link.href).map(call),
            None => Ok(reference.name),
        }
    }
}

/// The rows below headings, in columns that line up.
pub(crate) fn table(rows: &[Row]) -> String {
    let headings = HEADINGS.map(str::to_owned);
    // A name or a message with a line break, or worse, must not break the table.
    let clean = |row: &Row| {
        row.each_ref()
            .map(|cell| cell.replace(char::is_control, " "))
    };
    let rows: Vec<Row> = rows.iter().map(clean).collect();
    let lines = || std::iter::once(&headings).chain(&rows);
    let mut table = String::new();
    let widths: Vec<usize> = (0..HEADINGS.len())
        .map(|column| {
            let cells = lines().filter_map(|line| line.get(column));
            cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
        })
        .collect();
    for line in lines() {
        let cells: Vec<String> = line
            .iter()
            .zip(&widths)
            .map(|(cell, width)| format!("{cell:<width$}"))
            .collect();
        table.push_str(cells.join("  ").trim_end());
        table.push('\n');
    }
    table
}
