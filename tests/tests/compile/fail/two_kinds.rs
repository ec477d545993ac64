use veeam_model::{FromXml, ToXml};

#[derive(FromXml, ToXml)]
struct Session {
    #[xml(attribute, text)]
    id: u32,
    #[xml(choice)]
    #[xml(skip)]
    name: String,
    #[xml(children(wrapper = "Links"), attribute)]
    links: Vec<String>,
}

fn main() {}
