use veeam_model::{Validate, xml};

static CODE: xml::Facets = xml::Facets::restriction(&xml::facets::TOKEN);

#[derive(Validate)]
#[xml(validate(facets = CODE))]
struct Order {
    #[xml(attribute, validate)]
    nothing: String,
    #[xml(attribute, validate(pattern = "a", facets = "CODE", fixed))]
    wrong: String,
    #[xml(attribute, facets = CODE)]
    alone: String,
    #[xml(attribute, validate(facets = CODE, facets = CODE))]
    twice: String,
    #[xml(attribute, validate(min_occurs = 1))]
    attribute: Vec<String>,
    #[xml(validate(max_occurs = 2))]
    single: Option<String>,
    #[xml(validate(min_occurs = 3, max_occurs = 2))]
    none: Vec<String>,
    #[xml(validate(max_occurs = "2"))]
    number: Vec<String>,
    #[xml(choice, validate(facets = CODE))]
    choice: Choice,
}

#[derive(Validate)]
#[xml(validate(facets = CODE))]
enum Choice {
    #[xml(validate(facets = CODE, max_occurs = 2))]
    A(String),
    #[xml(other, validate(facets = CODE))]
    Other(xml::Element),
}

#[derive(Validate)]
#[xml(validate(facets = CODE, fixed = "a", min_occurs = 1))]
enum Colour {
    #[xml(validate(facets = CODE))]
    Red,
}

fn main() {}
