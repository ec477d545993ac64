use veeam_model::FromXml;

#[derive(FromXml)]
struct Session {
    #[xml(unknown)]
    rest: Vec<String>,
}

fn main() {}
