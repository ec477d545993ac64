use veeam_model::{FromXml, ToXml};

#[derive(FromXml, ToXml)]
enum Outcome {
    Good,
    Bad,
    Other(String),
}

#[derive(FromXml, ToXml)]
enum Document {
    Session(String),
    Nothing,
}

#[derive(FromXml, ToXml)]
enum Open {
    Session(String),
    #[xml(other)]
    Other(String),
}

fn main() {}
