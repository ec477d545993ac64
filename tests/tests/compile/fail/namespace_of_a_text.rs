use veeam_model::{FromXml, ToXml};

#[derive(FromXml, ToXml)]
#[xml(ns = "urn:a")]
enum Outcome {
    Good,
    #[xml(ns = "urn:b")]
    Bad,
}

fn main() {}
