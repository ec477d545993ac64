use veeam_model::{FromXml, ToXml};

#[derive(FromXml, ToXml)]
#[xml(unknown = "keep")]
struct Session {
    job_name: String,
}

fn main() {}
