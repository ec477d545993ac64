use veeam_model::{FromXml, ToXml};

#[derive(FromXml, ToXml)]
union Number {
    int: u32,
    float: f32,
}

fn main() {}
