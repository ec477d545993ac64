use veeam_model::{FromXml, ToXml, xml};

#[derive(FromXml, ToXml)]
struct Plain {
    a: u8,
}

#[derive(FromXml, ToXml)]
struct NoGroup {
    #[xml(flatten)]
    plain: Plain,
}

#[derive(FromXml, ToXml)]
#[xml(group)]
struct Group {
    #[xml(attribute)]
    a: u8,
}

#[derive(FromXml, ToXml)]
struct Named {
    #[xml(flatten, name = "x")]
    group: Group,
}

#[derive(FromXml, ToXml)]
struct Twice {
    #[xml(flatten, attribute)]
    group: Group,
}

#[derive(FromXml, ToXml)]
struct Optional {
    #[xml(flatten)]
    group: Option<Group>,
}

#[derive(FromXml, ToXml)]
#[xml(group)]
struct Text {
    #[xml(text)]
    text: String,
    #[xml(any_attributes)]
    rest: Vec<xml::Attribute>,
}

#[derive(FromXml, ToXml)]
#[xml(group)]
enum Choice {
    A(u8),
}

#[derive(FromXml, ToXml)]
#[xml(group)]
struct Newtype(Group);

fn main() {}
