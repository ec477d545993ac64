use veeam_model::{FromXml, ToXml};

#[derive(FromXml, ToXml)]
enum Document {
    Session { id: u32 },
    Pair(String, u32),
    Nothing(),
    Fine(String),
}

#[derive(FromXml, ToXml)]
enum Empty {}

fn main() {}
