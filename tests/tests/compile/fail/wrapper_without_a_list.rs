use veeam_model::FromXml;

#[derive(FromXml)]
struct Session {
    #[xml(children(wrapper = "Links"), name = "Link")]
    link: Option<String>,
}

fn main() {}
