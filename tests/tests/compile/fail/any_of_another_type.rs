use veeam_model::{FromXml, ToXml};

#[derive(FromXml, ToXml)]
struct Open {
    #[xml(any)]
    elements: Vec<String>,
    #[xml(any_attributes)]
    attributes: Vec<String>,
}

fn main() {}
