//! A value to text and back to the same value.
#![no_main]

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use veeam_model::{FromXml, ToXml, xml};
use xml::{Attribute, Element, QualifiedName};

#[derive(Arbitrary, Debug)]
struct Input {
    id: String,
    count: Option<i64>,
    ratio: f64,
    names: Vec<String>,
    parts: Vec<(bool, String)>,
    any: Vec<(String, String, String)>,
    prefix: String,
    namespace: String,
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
#[xml(ns = "urn:v")]
struct Value {
    #[xml(attribute)]
    id: String,
    #[xml(attribute, ns = "urn:w")]
    count: Option<i64>,
    ratio: f64,
    #[xml(children(wrapper = "names"), name = "name")]
    names: Option<Vec<String>>,
    #[xml(choice)]
    parts: Vec<Part>,
    #[xml(any)]
    any: Vec<Element>,
    #[xml(any_attributes)]
    attributes: Vec<Attribute>,
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
#[xml(ns = "urn:v")]
enum Part {
    One(String),
    #[xml(ns = "")]
    Two(Text),
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
struct Text {
    #[xml(text)]
    text: String,
}

fuzz_target!(|input: Input| {
    if input.ratio.is_nan() {
        return;
    }
    let name = |local: &str| QualifiedName::new(&*input.namespace, local);
    let part = |(one, text): (bool, String)| match one {
        true => Part::One(text),
        false => Part::Two(Text { text }),
    };
    let any = |(local, attribute, text): &(String, String, String)| {
        let mut element = Element::new(name(local).with_prefix(&*input.prefix));
        if !attribute.is_empty() {
            element = element.with_attribute(name(attribute), text.clone());
        }
        match text.is_empty() {
            true => element,
            false => element.with_text(text.clone()),
        }
    };
    let value = Value {
        id: input.id,
        count: input.count,
        ratio: input.ratio,
        names: Some(input.names),
        parts: input.parts.into_iter().map(part).collect(),
        any: input.any.iter().map(any).collect(),
        attributes: Vec::new(),
    };
    // What has no form in XML is refused when it is written.
    let Ok(text) = xml::to_string(&value) else {
        return;
    };
    match xml::from_str::<Value>(&text) {
        Ok(again) => assert_eq!(again, value, "{text}"),
        // An element of any name may have one that the type declares.
        Err(error) => assert!(input.namespace.is_empty() || input.namespace == "urn:v", "{error}: {text}"),
    }
});
