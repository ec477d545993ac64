#![allow(uncommon_codepoints)]

use veeam_model::{FromXml, ToXml};

#[derive(FromXml, ToXml)]
#[xml(name = "v:session")]
struct Session {
    #[xml(attribute, name = "xsi:type")]
    ty: String,
    #[xml(name = "job name")]
    job: String,
    #[xml(name = "")]
    empty: String,
    #[xml(name = "1st")]
    first: String,
    #[xml(children(wrapper = "a:links"))]
    links: Vec<String>,
    #[xml(attribute)]
    xmlns: String,
}

#[derive(FromXml, ToXml)]
#[xml(rename_all = "kebab-case")]
struct Made {
    _1: String,
    ª: String,
}

#[derive(FromXml, ToXml)]
#[xml(rename_all = "Title Case")]
enum Document {
    RestoreSession(Session),
}

fn main() {}
