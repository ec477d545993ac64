use veeam_model::{Validate, xml};

static CODE: &str = "[A-Z]";

struct Mine;

#[derive(Validate)]
struct Order {
    #[xml(attribute)]
    mine: Option<Mine>,
    #[xml(attribute, validate(facets = CODE))]
    code: String,
    #[xml(validate(facets = xml::facets::NOTHING))]
    nothing: Vec<String>,
}

fn main() {}
