//! quick-xml with serde: `Deserialize` and `Serialize`.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::Contestant;
use crate::Result;
use crate::content::Content;
use crate::measure::Task;

#[derive(Deserialize, Serialize)]
#[serde(rename = "RestoreSessions")]
struct RestoreSessions {
    /// quick-xml does not resolve namespaces: the declaration is an attribute.
    #[serde(rename = "@xmlns")]
    xmlns: String,
    #[serde(rename = "RestoreSession", default)]
    sessions: Vec<RestoreSession>,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "PascalCase")]
struct RestoreSession {
    #[serde(rename = "@xmlns", skip_serializing_if = "Option::is_none")]
    xmlns: Option<String>,
    #[serde(rename = "@Type", skip_serializing_if = "Option::is_none")]
    r#type: Option<String>,
    #[serde(rename = "@Href", skip_serializing_if = "Option::is_none")]
    href: Option<String>,
    #[serde(rename = "@Name")]
    name: String,
    #[serde(rename = "@UID")]
    uid: String,
    #[serde(rename = "@VmDisplayName", skip_serializing_if = "Option::is_none")]
    vm_display_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    links: Option<Links>,
    #[serde(skip_serializing_if = "Option::is_none")]
    job_uid: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    job_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    job_type: Option<String>,
    #[serde(rename = "CreationTimeUTC", skip_serializing_if = "Option::is_none")]
    creation_time_utc: Option<String>,
    #[serde(rename = "EndTimeUTC", skip_serializing_if = "Option::is_none")]
    end_time_utc: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    result: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    progress: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    failure_message: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    restored_obj_ref: Option<String>,
}

#[derive(Deserialize, Serialize)]
struct Links {
    #[serde(rename = "Link", default)]
    links: Vec<Link>,
}

#[derive(Deserialize, Serialize)]
struct Link {
    #[serde(rename = "@Type", skip_serializing_if = "Option::is_none")]
    r#type: Option<String>,
    #[serde(rename = "@Href")]
    href: String,
    #[serde(rename = "@Name", skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(rename = "@Rel")]
    rel: String,
}

#[derive(Deserialize, Serialize)]
#[serde(rename = "EntityReferences")]
struct EntityReferences {
    #[serde(rename = "@xmlns")]
    xmlns: String,
    #[serde(rename = "Ref", default)]
    refs: Vec<EntityRef>,
}

#[derive(Deserialize, Serialize)]
struct EntityRef {
    #[serde(rename = "@Type")]
    r#type: String,
    #[serde(rename = "@Href")]
    href: String,
    #[serde(rename = "@Name")]
    name: String,
    #[serde(rename = "@UID")]
    uid: String,
    #[serde(rename = "Links", skip_serializing_if = "Option::is_none")]
    links: Option<Links>,
}

fn read<T: DeserializeOwned + Serialize>(text: &str, task: &mut Task<'_>) -> Result<()> {
    task.perform(
        || quick_xml::de::from_str::<T>(text),
        |value| Content::of(&quick_xml::se::to_string(value)?).map(Some),
    )
}

fn write(text: &str, task: &mut Task<'_>) -> Result<()> {
    let value: RestoreSessions = quick_xml::de::from_str(text)?;
    task.perform(
        || quick_xml::se::to_string(&value),
        |text| Content::of(text).map(Some),
    )
}

/// Ready to race.
pub(super) const CONTESTANT: Contestant = Contestant {
    name: "quick-xml + serde",
    packages: &["quick-xml", "serde"],
    session: read::<RestoreSession>,
    sessions: read::<RestoreSessions>,
    references: read::<EntityReferences>,
    write: Some(write),
};
