use veeam_model::{FromXml, ToXml};

#[derive(FromXml, ToXml)]
#[xml(name = "a", ns = "urn:a", name = "b")]
#[xml(ns = "urn:b")]
struct Session {
    #[xml(attribute, attribute)]
    id: String,
    #[xml(children(wrapper = "A", wrapper = "B"))]
    names: Vec<String>,
}

fn main() {}
