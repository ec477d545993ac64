use veeam_model::FromXml;

struct Job;

#[derive(FromXml)]
struct Session {
    job: Job,
    #[xml(attribute)]
    kind: Option<Job>,
}

fn main() {}
