use veeam_model::{FromXml, ToXml};

#[derive(FromXml, ToXml)]
#[xml]
struct Session {
    #[xml = "id"]
    id: String,
    #[xml(attribute name = "Name")]
    name: String,
    #[xml("Link")]
    link: String,
    #[xml(ns = )]
    job: String,
}

fn main() {}
