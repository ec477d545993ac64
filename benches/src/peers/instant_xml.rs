//! instant-xml: `FromXml` and `ToXml`.

use instant_xml::{FromXml, FromXmlOwned, ToXml};

use super::Contestant;
use crate::Result;
use crate::content::Content;
use crate::measure::Task;

const ENT: &str = "http://www.veeam.com/ent/v1.0";

#[derive(FromXml, ToXml)]
#[xml(ns(ENT))]
struct RestoreSessions {
    sessions: Vec<RestoreSession>,
}

#[derive(FromXml, ToXml)]
#[xml(ns(ENT), rename_all = "PascalCase")]
struct RestoreSession {
    #[xml(attribute)]
    r#type: Option<String>,
    #[xml(attribute)]
    href: Option<String>,
    #[xml(attribute)]
    name: String,
    #[xml(attribute, rename = "UID")]
    uid: String,
    #[xml(attribute)]
    vm_display_name: Option<String>,
    links: Option<Links>,
    job_uid: Option<String>,
    job_name: Option<String>,
    job_type: Option<String>,
    #[xml(rename = "CreationTimeUTC")]
    creation_time_utc: Option<String>,
    #[xml(rename = "EndTimeUTC")]
    end_time_utc: Option<String>,
    state: Option<String>,
    result: Option<String>,
    progress: Option<i32>,
    failure_message: Option<String>,
    restored_obj_ref: Option<String>,
}

#[derive(FromXml, ToXml)]
#[xml(ns(ENT))]
struct Links {
    links: Vec<Link>,
}

#[derive(FromXml, ToXml)]
#[xml(ns(ENT), rename_all = "PascalCase")]
struct Link {
    #[xml(attribute)]
    r#type: Option<String>,
    #[xml(attribute)]
    href: String,
    #[xml(attribute)]
    name: Option<String>,
    #[xml(attribute)]
    rel: String,
}

#[derive(FromXml, ToXml)]
#[xml(ns(ENT))]
struct EntityReferences {
    refs: Vec<EntityRef>,
}

#[derive(FromXml, ToXml)]
#[xml(ns(ENT), rename = "Ref", rename_all = "PascalCase")]
struct EntityRef {
    #[xml(attribute)]
    r#type: String,
    #[xml(attribute)]
    href: String,
    #[xml(attribute)]
    name: String,
    #[xml(attribute, rename = "UID")]
    uid: String,
    links: Option<Links>,
}

fn read<T: FromXmlOwned + ToXml>(text: &str, task: &mut Task<'_>) -> Result<()> {
    task.perform(
        || instant_xml::from_str::<T>(text),
        |value| Content::of(&instant_xml::to_string(value)?).map(Some),
    )
}

fn write(text: &str, task: &mut Task<'_>) -> Result<()> {
    let value: RestoreSessions = instant_xml::from_str(text)?;
    task.perform(
        || instant_xml::to_string(&value),
        |text| Content::of(text).map(Some),
    )
}

/// Ready to race.
pub(super) const CONTESTANT: Contestant = Contestant {
    name: "instant-xml",
    packages: &["instant-xml"],
    session: read::<RestoreSession>,
    sessions: read::<RestoreSessions>,
    references: read::<EntityReferences>,
    write: Some(write),
};
