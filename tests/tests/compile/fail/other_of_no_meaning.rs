use veeam_model::{FromXml, ToXml};

#[derive(FromXml, ToXml)]
enum Twice {
    Good,
    #[xml(other)]
    Other(String),
    #[xml(other)]
    Another(String),
}

#[derive(FromXml, ToXml)]
enum Nowhere {
    Good,
    #[xml(other)]
    Other,
}

#[derive(FromXml, ToXml)]
enum Named {
    Good,
    #[xml(other, name = "other")]
    Other(String),
}

fn main() {}
