use veeam_model::{FromXml, xml};

#[derive(FromXml)]
enum Outcome {
    Good,
    Bad,
}

fn main() {
    let _ = xml::from_str::<Outcome>("<Outcome>Good</Outcome>");
}
