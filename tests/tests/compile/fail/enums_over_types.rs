use veeam_model::{FromXml, ToXml, xml};

#[derive(FromXml, ToXml)]
#[xml(xsi_type, untagged)]
enum Both {
    A(u8),
}

#[derive(FromXml, ToXml)]
#[xml(xsi_type)]
enum Types {
    A,
    #[xml(name = "B")]
    C(u8),
    B(u8),
    #[xml(other, name = "D")]
    D(xml::Element),
    #[xml(text)]
    E(String),
}

#[derive(FromXml, ToXml)]
#[xml(untagged, ns = "urn:a")]
enum Union {
    A,
    #[xml(other, name = "b")]
    B(u8),
}

#[derive(FromXml, ToXml)]
#[xml(name = "elements")]
enum Elements {
    #[xml(default)]
    A(u8),
    B(u8),
}

#[derive(FromXml, ToXml)]
#[xml(untagged)]
enum NoText {
    A(Struct),
}

#[derive(FromXml, ToXml)]
struct Struct {}

fn main() {}
