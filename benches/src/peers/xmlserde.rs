//! xmlserde: `XmlDeserialize` and `XmlSerialize`.

use xmlserde::{XmlDeserialize, XmlSerialize};
use xmlserde_derives::{XmlDeserialize, XmlSerialize};

use super::Contestant;
use crate::content::Content;
use crate::measure::Task;
use crate::{Error, Result};

#[derive(XmlDeserialize, XmlSerialize)]
#[xmlserde(root = b"RestoreSessions")]
#[xmlserde(with_ns = b"http://www.veeam.com/ent/v1.0")]
struct RestoreSessions {
    #[xmlserde(name = b"RestoreSession", ty = "child")]
    sessions: Vec<RestoreSession>,
}

#[derive(XmlDeserialize, XmlSerialize)]
#[xmlserde(root = b"RestoreSession")]
struct RestoreSession {
    /// xmlserde does not resolve namespaces: the declaration is an attribute.
    #[xmlserde(name = b"xmlns", ty = "attr")]
    xmlns: Option<String>,
    #[xmlserde(name = b"Type", ty = "attr")]
    r#type: Option<String>,
    #[xmlserde(name = b"Href", ty = "attr")]
    href: Option<String>,
    #[xmlserde(name = b"Name", ty = "attr")]
    name: String,
    #[xmlserde(name = b"UID", ty = "attr")]
    uid: String,
    #[xmlserde(name = b"VmDisplayName", ty = "attr")]
    vm_display_name: Option<String>,
    #[xmlserde(name = b"Links", ty = "child")]
    links: Option<Links>,
    #[xmlserde(name = b"JobUid", ty = "child")]
    job_uid: Option<Text>,
    #[xmlserde(name = b"JobName", ty = "child")]
    job_name: Option<Text>,
    #[xmlserde(name = b"JobType", ty = "child")]
    job_type: Option<Text>,
    #[xmlserde(name = b"CreationTimeUTC", ty = "child")]
    creation_time_utc: Option<Text>,
    #[xmlserde(name = b"EndTimeUTC", ty = "child")]
    end_time_utc: Option<Text>,
    #[xmlserde(name = b"State", ty = "child")]
    state: Option<Text>,
    #[xmlserde(name = b"Result", ty = "child")]
    result: Option<Text>,
    #[xmlserde(name = b"Progress", ty = "child")]
    progress: Option<Number>,
    #[xmlserde(name = b"FailureMessage", ty = "child")]
    failure_message: Option<Text>,
    #[xmlserde(name = b"RestoredObjRef", ty = "child")]
    restored_obj_ref: Option<Text>,
}

#[derive(XmlDeserialize, XmlSerialize)]
struct Text {
    #[xmlserde(ty = "text")]
    value: String,
}

#[derive(XmlDeserialize, XmlSerialize)]
struct Number {
    #[xmlserde(ty = "text")]
    value: i32,
}

#[derive(XmlDeserialize, XmlSerialize)]
struct Links {
    #[xmlserde(name = b"Link", ty = "child")]
    links: Vec<Link>,
}

#[derive(XmlDeserialize, XmlSerialize)]
struct Link {
    #[xmlserde(name = b"Type", ty = "attr")]
    r#type: Option<String>,
    #[xmlserde(name = b"Href", ty = "attr")]
    href: String,
    #[xmlserde(name = b"Name", ty = "attr")]
    name: Option<String>,
    #[xmlserde(name = b"Rel", ty = "attr")]
    rel: String,
}

#[derive(XmlDeserialize, XmlSerialize)]
#[xmlserde(root = b"EntityReferences")]
#[xmlserde(with_ns = b"http://www.veeam.com/ent/v1.0")]
struct EntityReferences {
    #[xmlserde(name = b"Ref", ty = "child")]
    refs: Vec<EntityRef>,
}

#[derive(XmlDeserialize, XmlSerialize)]
struct EntityRef {
    #[xmlserde(name = b"Type", ty = "attr")]
    r#type: String,
    #[xmlserde(name = b"Href", ty = "attr")]
    href: String,
    #[xmlserde(name = b"Name", ty = "attr")]
    name: String,
    #[xmlserde(name = b"UID", ty = "attr")]
    uid: String,
    #[xmlserde(name = b"Links", ty = "child")]
    links: Option<Links>,
}

/// `xml_serialize`, which would take the value away.
fn to_string<T: XmlSerialize>(value: &T) -> Result<String> {
    let root = T::ser_root().ok_or_else(|| Error::from("the type has no root"))?;
    let mut writer = xmlserde::quick_xml::Writer::new(Vec::new());
    value.serialize(root, &mut writer);
    Ok(String::from_utf8(writer.into_inner())?)
}

fn read<T: XmlDeserialize + XmlSerialize>(text: &str, task: &mut Task<'_>) -> Result<()> {
    task.perform(
        || xmlserde::xml_deserialize_from_str::<T>(text),
        |value| Content::of(&to_string(value)?).map(Some),
    )
}

fn write(text: &str, task: &mut Task<'_>) -> Result<()> {
    let value: RestoreSessions = xmlserde::xml_deserialize_from_str(text)?;
    task.perform(|| to_string(&value), |text| Content::of(text).map(Some))
}

/// Ready to race.
pub(super) const CONTESTANT: Contestant = Contestant {
    name: "xmlserde",
    packages: &["xmlserde"],
    session: read::<RestoreSession>,
    sessions: read::<RestoreSessions>,
    references: read::<EntityReferences>,
    write: Some(write),
};
