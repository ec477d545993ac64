use veeam_model::{FromXml, ToXml};

#[derive(FromXml, ToXml)]
#[xml(transparent)]
struct Two {
    a: String,
    b: String,
}

#[derive(FromXml, ToXml)]
#[xml(transparent)]
struct None;

#[derive(FromXml, ToXml)]
#[xml(transparent)]
struct Kind {
    #[xml(text)]
    a: String,
}

#[derive(FromXml, ToXml)]
#[xml(name = "id", ns = "urn:a", unknown = "deny", rename_all = "lowercase")]
struct Id(String);

fn main() {}
