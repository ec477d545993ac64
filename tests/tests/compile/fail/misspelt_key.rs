use veeam_model::{FromXml, ToXml};

#[derive(FromXml, ToXml)]
#[xml(nmae = "session", renameAll = "PascalCase", colour = "red")]
struct Session {
    #[xml(attr)]
    id: String,
    #[xml(child, rename = "Name")]
    name: String,
    #[xml(wrapper = "Links")]
    links: Vec<String>,
    #[xml(atribute, xml::name = "x")]
    count: u32,
    #[xml(colour)]
    colour: String,
}

#[derive(FromXml, ToXml)]
enum Outcome {
    Good,
    #[xml(othr)]
    Other(String),
}

fn main() {}
