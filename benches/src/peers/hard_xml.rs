//! hard-xml: `XmlRead` and `XmlWrite`.

use hard_xml::{XmlRead, XmlWrite};

use super::Contestant;
use crate::Result;
use crate::content::Content;
use crate::measure::Task;

#[derive(XmlRead, XmlWrite)]
#[xml(tag = "RestoreSessions")]
struct RestoreSessions {
    /// hard-xml does not resolve namespaces: the declaration is an attribute.
    #[xml(attr = "xmlns")]
    xmlns: String,
    #[xml(child = "RestoreSession")]
    sessions: Vec<RestoreSession>,
}

#[derive(XmlRead, XmlWrite)]
#[xml(tag = "RestoreSession")]
struct RestoreSession {
    #[xml(attr = "xmlns")]
    xmlns: Option<String>,
    #[xml(attr = "Type")]
    r#type: Option<String>,
    #[xml(attr = "Href")]
    href: Option<String>,
    #[xml(attr = "Name")]
    name: String,
    #[xml(attr = "UID")]
    uid: String,
    #[xml(attr = "VmDisplayName")]
    vm_display_name: Option<String>,
    #[xml(child = "Links")]
    links: Option<Links>,
    #[xml(flatten_text = "JobUid")]
    job_uid: Option<String>,
    #[xml(flatten_text = "JobName")]
    job_name: Option<String>,
    #[xml(flatten_text = "JobType")]
    job_type: Option<String>,
    #[xml(flatten_text = "CreationTimeUTC")]
    creation_time_utc: Option<String>,
    #[xml(flatten_text = "EndTimeUTC")]
    end_time_utc: Option<String>,
    #[xml(flatten_text = "State")]
    state: Option<String>,
    #[xml(flatten_text = "Result")]
    result: Option<String>,
    #[xml(flatten_text = "Progress")]
    progress: Option<i32>,
    #[xml(flatten_text = "FailureMessage")]
    failure_message: Option<String>,
    #[xml(flatten_text = "RestoredObjRef")]
    restored_obj_ref: Option<String>,
}

#[derive(XmlRead, XmlWrite)]
#[xml(tag = "Links")]
struct Links {
    #[xml(child = "Link")]
    links: Vec<Link>,
}

#[derive(XmlRead, XmlWrite)]
#[xml(tag = "Link")]
struct Link {
    #[xml(attr = "Type")]
    r#type: Option<String>,
    #[xml(attr = "Href")]
    href: String,
    #[xml(attr = "Name")]
    name: Option<String>,
    #[xml(attr = "Rel")]
    rel: String,
}

#[derive(XmlRead, XmlWrite)]
#[xml(tag = "EntityReferences")]
struct EntityReferences {
    #[xml(attr = "xmlns")]
    xmlns: String,
    #[xml(child = "Ref")]
    refs: Vec<EntityRef>,
}

#[derive(XmlRead, XmlWrite)]
#[xml(tag = "Ref")]
struct EntityRef {
    #[xml(attr = "Type")]
    r#type: String,
    #[xml(attr = "Href")]
    href: String,
    #[xml(attr = "Name")]
    name: String,
    #[xml(attr = "UID")]
    uid: String,
    #[xml(child = "Links")]
    links: Option<Links>,
}

fn read<T: for<'a> XmlRead<'a> + XmlWrite>(text: &str, task: &mut Task<'_>) -> Result<()> {
    task.perform(
        || T::from_str(text),
        |value| Content::of(&value.to_string()?).map(Some),
    )
}

fn write(text: &str, task: &mut Task<'_>) -> Result<()> {
    let value = RestoreSessions::from_str(text)?;
    task.perform(|| value.to_string(), |text| Content::of(text).map(Some))
}

/// Ready to race.
pub(super) const CONTESTANT: Contestant = Contestant {
    name: "hard-xml",
    packages: &["hard-xml"],
    session: read::<RestoreSession>,
    sessions: read::<RestoreSessions>,
    references: read::<EntityReferences>,
    write: Some(write),
};
