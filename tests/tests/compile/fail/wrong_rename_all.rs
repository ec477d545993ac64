use veeam_model::{FromXml, ToXml};

#[derive(FromXml, ToXml)]
#[xml(rename_all = "Pascal")]
struct Session {
    job_name: String,
}

fn main() {}
