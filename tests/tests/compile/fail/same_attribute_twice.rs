use veeam_model::{FromXml, ToXml};

#[derive(FromXml, ToXml)]
struct Session {
    #[xml(attribute)]
    id: String,
    #[xml(attribute, name = "id")]
    uid: String,
    // An element of the same name is something else.
    #[xml(name = "id")]
    fine: String,
}

fn main() {}
