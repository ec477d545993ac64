use veeam_model::{FromXml, ToXml};

#[derive(FromXml, ToXml)]
struct Price {
    #[xml(attribute)]
    currency: String,
    #[xml(text)]
    value: u32,
    note: Option<String>,
}

#[derive(FromXml, ToXml)]
struct Total {
    #[xml(children(wrapper = "Prices"))]
    price: Vec<Price>,
    #[xml(text)]
    value: u32,
}

fn main() {}
