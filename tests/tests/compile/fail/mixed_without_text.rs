use veeam_model::{FromXml, ToXml};

#[derive(FromXml, ToXml)]
enum Inline {
    B(String),
}

#[derive(FromXml, ToXml)]
struct Mixed {
    #[xml(mixed)]
    content: Vec<Inline>,
    #[xml(attribute)]
    id: u8,
}

#[derive(FromXml, ToXml)]
struct NoList {
    #[xml(mixed)]
    content: String,
}

#[derive(FromXml, ToXml)]
enum NotAny {
    A(u8),
    #[xml(other)]
    Other(String),
}

fn main() {}
