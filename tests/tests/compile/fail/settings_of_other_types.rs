use veeam_model::{FromXml, ToXml};

#[derive(FromXml, ToXml)]
struct Settings {
    #[xml(nillable)]
    nil: String,
    #[xml(attribute, list)]
    list: u8,
    #[xml(default = "a")]
    default: Other,
}

#[derive(FromXml, ToXml)]
struct Other {}

fn main() {}
