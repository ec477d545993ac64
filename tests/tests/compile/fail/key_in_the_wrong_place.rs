use veeam_model::{FromXml, ToXml};

#[derive(FromXml, ToXml)]
#[xml(attribute)]
struct Session {
    #[xml(rename_all = "PascalCase")]
    id: String,
    #[xml(crate = veeam_model, other)]
    name: String,
}

#[derive(FromXml, ToXml)]
#[xml(name = "Outcome", unknown = "deny", transparent)]
enum Outcome {
    #[xml(skip)]
    Good,
    #[xml(rename_all = "PascalCase")]
    Bad,
}

#[derive(FromXml, ToXml)]
enum Document {
    Session(#[xml(name = "session")] Session),
}

fn main() {}
