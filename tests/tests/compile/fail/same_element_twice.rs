use veeam_model::{FromXml, ToXml};

const NS: &str = "urn:example";

#[derive(FromXml, ToXml)]
#[xml(ns = NS, rename_all = "PascalCase")]
struct Session {
    job_name: String,
    #[xml(name = "JobName")]
    other: String,
    #[xml(children(wrapper = "JobName"), name = "Name")]
    names: Vec<String>,
    // In another namespace it is another element.
    #[xml(name = "JobName", ns = "")]
    fine: String,
    #[xml(name = "JobName", ns = NS)]
    explicit: String,
}

#[derive(FromXml, ToXml)]
enum Document {
    #[xml(name = "Session")]
    First(Session),
    Session(Session),
}

fn main() {}
