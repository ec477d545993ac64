use veeam_model::{FromXml, ToXml};

use veeam_model::xml;

#[derive(FromXml, ToXml)]
#[xml(unknown = "preserve")]
struct Nowhere {
    name: String,
}

#[derive(FromXml, ToXml)]
#[xml(unknown = "deny")]
struct Denied {
    #[xml(unknown)]
    unknown: xml::Unknown,
}

#[derive(FromXml, ToXml)]
#[xml(unknown = "ignore")]
struct Ignored {
    #[xml(unknown)]
    unknown: xml::Unknown,
}

#[derive(FromXml, ToXml)]
struct Twice {
    #[xml(unknown)]
    unknown: xml::Unknown,
    #[xml(unknown)]
    more: xml::Unknown,
}

fn main() {}
