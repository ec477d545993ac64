//! Types as people write them.

use veeam_model::xml::{Attribute, Element};
use veeam_model::{FromXml, ToXml};

#[derive(FromXml, ToXml, Debug, PartialEq)]
#[xml(ns = "urn:v")]
pub(crate) struct Value {
    #[xml(attribute)]
    pub(crate) id: String,
    #[xml(attribute, ns = "urn:w")]
    pub(crate) count: Option<i64>,
    pub(crate) ratio: f64,
    #[xml(children(wrapper = "names"), name = "name")]
    pub(crate) names: Option<Vec<String>>,
    #[xml(choice)]
    pub(crate) parts: Vec<Part>,
    #[xml(any)]
    pub(crate) any: Vec<Element>,
    #[xml(any_attributes)]
    pub(crate) attributes: Vec<Attribute>,
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
#[xml(ns = "urn:v")]
pub(crate) enum Part {
    One(String),
    #[xml(ns = "")]
    Two(Text),
    Value(Box<Value>),
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
pub(crate) struct Text {
    #[xml(text)]
    pub(crate) text: String,
}
