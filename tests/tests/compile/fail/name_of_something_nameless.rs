use veeam_model::{FromXml, ToXml};

use veeam_model::xml;

#[derive(FromXml, ToXml)]
enum Job {
    Backup(u32),
}

#[derive(FromXml, ToXml)]
struct Price {
    #[xml(text, name = "value", ns = "urn:a")]
    value: u32,
}

#[derive(FromXml, ToXml)]
struct Session {
    #[xml(choice, name = "job")]
    job: Job,
    #[xml(skip, name = "age")]
    age: u32,
    #[xml(unknown, ns = "urn:a")]
    unknown: xml::Unknown,
}

fn main() {}
