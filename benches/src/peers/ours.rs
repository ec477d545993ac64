//! veeam-model: its generated types.

use std::convert::Infallible;

use veeam_model::{EntityReferences, FromXml, RestoreSession, RestoreSessions, ToXml, xml};

use super::Contestant;
use crate::Result;
use crate::content::Content;
use crate::measure::Task;

/// Reads a list of restore sessions: what a profiler is to look at.
///
/// # Errors
/// When the text holds none.
#[inline(never)]
pub fn read_sessions(text: &str) -> Result<RestoreSessions> {
    Ok(xml::from_str(text)?)
}

fn content<T: ToXml>(value: &T) -> Result<Option<Content>> {
    Content::of(&xml::to_string(value)?).map(Some)
}

fn read<T: FromXml + ToXml>(text: &str, task: &mut Task<'_>) -> Result<()> {
    task.perform(|| xml::from_str::<T>(text), content)
}

fn write(text: &str, task: &mut Task<'_>) -> Result<()> {
    let value: RestoreSessions = xml::from_str(text)?;
    task.perform(
        || xml::to_string(&value),
        |text| Content::of(text).map(Some),
    )
}

fn clone<T: FromXml + ToXml + Clone>(text: &str, task: &mut Task<'_>) -> Result<()> {
    let value: T = xml::from_str(text)?;
    task.perform(|| Ok::<T, Infallible>(value.clone()), content)
}

/// Ready to race.
pub(super) const CONTESTANT: Contestant = Contestant {
    name: "veeam-model",
    packages: &["veeam-model"],
    session: read::<RestoreSession>,
    sessions: read::<RestoreSessions>,
    references: read::<EntityReferences>,
    write: Some(write),
};

/// A copy of the outcome, which no reader can beat: it has to make the same values.
pub(super) const CLONE: Contestant = Contestant {
    name: "veeam-model (clone of the outcome)",
    packages: &["veeam-model"],
    session: clone::<RestoreSession>,
    sessions: clone::<RestoreSessions>,
    references: clone::<EntityReferences>,
    write: None,
};
