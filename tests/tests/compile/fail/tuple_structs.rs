use veeam_model::{FromXml, ToXml};

#[derive(FromXml, ToXml)]
struct Pair(String, u32);

#[derive(FromXml, ToXml)]
struct Nameless(#[xml(attribute)] String);

fn main() {}
