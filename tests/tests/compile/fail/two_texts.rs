use veeam_model::{FromXml, ToXml};

#[derive(FromXml, ToXml)]
struct Price {
    #[xml(text)]
    value: u32,
    #[xml(text)]
    amount: u32,
}

fn main() {}
