use veeam_model::FromXml;

#[derive(FromXml)]
struct Session {
    #[xml(choice)]
    job: Vec<String>,
}

fn main() {}
