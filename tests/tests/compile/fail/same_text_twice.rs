use veeam_model::{FromXml, ToXml};

#[derive(FromXml, ToXml)]
#[xml(rename_all = "lowercase")]
enum Outcome {
    Good,
    #[xml(name = "good")]
    Fine,
}

fn main() {}
