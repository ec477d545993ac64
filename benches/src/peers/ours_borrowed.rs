//! veeam-model: types whose text is borrowed from the input wherever it stands there as it is.

use std::borrow::Cow;

use veeam_model::{FromXml, NAMESPACE, ToXml, xml};

use super::Contestant;
use crate::Result;
use crate::content::Content;
use crate::measure::Task;

#[derive(FromXml, ToXml)]
#[xml(ns = NAMESPACE)]
struct RestoreSessions<'a> {
    #[xml(name = "RestoreSession")]
    sessions: Vec<RestoreSession<'a>>,
}

#[derive(FromXml, ToXml)]
#[xml(ns = NAMESPACE, rename_all = "PascalCase")]
struct RestoreSession<'a> {
    #[xml(attribute)]
    r#type: Option<Cow<'a, str>>,
    #[xml(attribute)]
    href: Option<Cow<'a, str>>,
    #[xml(attribute)]
    name: Cow<'a, str>,
    #[xml(attribute, name = "UID")]
    uid: Cow<'a, str>,
    #[xml(attribute)]
    vm_display_name: Option<Cow<'a, str>>,
    #[xml(children(wrapper = "Links"), name = "Link")]
    links: Option<Vec<Link<'a>>>,
    job_uid: Option<Cow<'a, str>>,
    job_name: Option<Cow<'a, str>>,
    job_type: Option<Cow<'a, str>>,
    #[xml(name = "CreationTimeUTC")]
    creation_time_utc: Option<Cow<'a, str>>,
    #[xml(name = "EndTimeUTC")]
    end_time_utc: Option<Cow<'a, str>>,
    state: Option<Cow<'a, str>>,
    result: Option<Cow<'a, str>>,
    progress: Option<i32>,
    failure_message: Option<Cow<'a, str>>,
    restored_obj_ref: Option<Cow<'a, str>>,
}

#[derive(FromXml, ToXml)]
#[xml(ns = NAMESPACE, rename_all = "PascalCase")]
struct Link<'a> {
    #[xml(attribute)]
    r#type: Option<Cow<'a, str>>,
    #[xml(attribute)]
    href: Cow<'a, str>,
    #[xml(attribute)]
    name: Option<Cow<'a, str>>,
    #[xml(attribute)]
    rel: Cow<'a, str>,
}

#[derive(FromXml, ToXml)]
#[xml(ns = NAMESPACE)]
struct EntityReferences<'a> {
    #[xml(name = "Ref")]
    refs: Vec<EntityRef<'a>>,
}

#[derive(FromXml, ToXml)]
#[xml(ns = NAMESPACE, rename_all = "PascalCase")]
struct EntityRef<'a> {
    #[xml(attribute)]
    r#type: Cow<'a, str>,
    #[xml(attribute)]
    href: Cow<'a, str>,
    #[xml(attribute)]
    name: Cow<'a, str>,
    #[xml(attribute, name = "UID")]
    uid: Cow<'a, str>,
    #[xml(children(wrapper = "Links"), name = "Link")]
    links: Option<Vec<Link<'a>>>,
}

fn read<'a, T: xml::FromNamed<'a> + ToXml>(text: &'a str, task: &mut Task<'_>) -> Result<()> {
    task.perform(
        || xml::from_str::<T>(text),
        |value| Content::of(&xml::to_string(value)?).map(Some),
    )
}

/// Ready to race.
pub(super) const CONTESTANT: Contestant = Contestant {
    name: "veeam-model (borrowed text)",
    packages: &["veeam-model"],
    session: |text, task| read::<RestoreSession<'_>>(text, task),
    sessions: |text, task| read::<RestoreSessions<'_>>(text, task),
    references: |text, task| read::<EntityReferences<'_>>(text, task),
    write: None,
};
