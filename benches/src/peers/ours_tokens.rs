//! veeam-model: a type that declares nothing and ignores what it meets, so all is read and
//! checked and nothing is made.

use veeam_model::{FromXml, NAMESPACE, xml};

use super::Contestant;
use crate::Result;
use crate::measure::Task;

#[derive(FromXml)]
#[xml(ns = NAMESPACE)]
struct RestoreSession {}

#[derive(FromXml)]
#[xml(ns = NAMESPACE)]
struct RestoreSessions {}

#[derive(FromXml)]
#[xml(ns = NAMESPACE)]
struct EntityReferences {}

fn read<T: FromXml>(text: &str, task: &mut Task<'_>) -> Result<()> {
    task.perform(|| xml::from_str::<T>(text), |_| Ok(None))
}

/// Ready to race.
pub(super) const CONTESTANT: Contestant = Contestant {
    name: "veeam-model (tokens only)",
    packages: &["veeam-model"],
    session: read::<RestoreSession>,
    sessions: read::<RestoreSessions>,
    references: read::<EntityReferences>,
    write: None,
};
