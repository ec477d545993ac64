use veeam_model::{FromXml, ToXml};

#[derive(FromXml, ToXml)]
#[xml(name = 1, ns = 2 + 2, rename_all, unknown = deny, crate = "veeam_model")]
struct Session {
    #[xml(attribute = "id")]
    id: String,
    #[xml(name("Name"))]
    name: String,
    #[xml(children = "Links")]
    links: Vec<String>,
    #[xml(children("Refs"))]
    refs: Vec<String>,
    #[xml(children(name = "Job"))]
    jobs: Vec<String>,
}

fn main() {}
