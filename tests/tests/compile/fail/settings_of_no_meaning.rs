use veeam_model::{FromXml, ToXml, xml};

mod functions {}

#[derive(FromXml, ToXml)]
#[xml(element_form = "yes", prefix(xmlns = "urn:a", a = "urn:a", a = "urn:b", b = 1))]
struct Settings {
    #[xml(attribute, default = "a", fixed = "b")]
    both: String,
    #[xml(attribute, default)]
    option: Option<String>,
    #[xml(default)]
    several: Vec<String>,
    #[xml(text, default = "a")]
    text: Option<String>,
    #[xml(attribute, nillable)]
    nil: Option<String>,
    #[xml(attribute, default = 'c')]
    letter: char,
    #[xml(attribute, fixed)]
    fixed: u8,
    #[xml(attribute, with = "functions")]
    with: u8,
    #[xml(attribute, with(from = functions))]
    from: u8,
    #[xml(attribute, list, with = functions)]
    list: Vec<u8>,
    #[xml(unknown, default = "a", fixed = "a", list)]
    unknown: xml::Unknown,
    #[xml(qualified, ns = "urn:a")]
    form: u8,
    #[xml(attribute, qualified, unqualified)]
    forms: u8,
}

fn main() {}
