use veeam_model::{FromXml, ToXml, xml};

#[derive(FromXml, ToXml)]
struct BesideChildren {
    title: String,
    #[xml(mixed, name = "content")]
    content: Vec<Inline>,
    #[xml(text)]
    text: String,
}

#[derive(FromXml, ToXml)]
enum Inline {
    #[xml(text)]
    Text,
    #[xml(text)]
    More(String),
    #[xml(text, name = "t")]
    Most(String),
    B(String),
}

#[derive(FromXml, ToXml)]
enum TextAlone {
    #[xml(text)]
    Text(String),
}

#[derive(FromXml, ToXml)]
enum Values {
    A,
    #[xml(text)]
    Text(String),
}

#[derive(FromXml, ToXml)]
struct TwoAny {
    #[xml(any)]
    some: Vec<xml::Element>,
    #[xml(any)]
    more: Vec<xml::Element>,
}

fn main() {}
