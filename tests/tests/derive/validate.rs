//! `Validate`: what is checked where, and how it is told.

use veeam_model::xml::{Constraint, Facets, List, Nillable, TextWriter, ValueError};
use veeam_model::{FromXml, ToXml, Validate, xml};

use crate::read;

static CODE: Facets = Facets::restriction(&xml::facets::TOKEN).pattern(&["[A-Z]{3}"]);
static CODES: Facets = Facets::list(&CODE).max_length(2);
static SMALL: Facets = Facets::restriction(&xml::facets::INT).max_inclusive("9");
static SIZE: Facets = Facets::union(&[&SMALL, &CODE]);
static LEVEL: Facets = Facets::restriction(&xml::facets::INT).enumeration(&["1", "2"]);

/// The lines of what is wrong with a value.
#[track_caller]
fn wrong(value: &impl Validate) -> Vec<String> {
    match value.validate() {
        Ok(()) => Vec::new(),
        Err(violations) => violations.iter().map(ToString::to_string).collect(),
    }
}

const BAD: &str = "invalid value \"a\": expected text of the pattern [A-Z]{3} (pattern [A-Z]{3})";

#[derive(FromXml, ToXml, Validate)]
#[xml(name = "order")]
struct Order {
    #[xml(attribute, validate(facets = CODE))]
    code: Option<String>,
    #[xml(attribute, validate(facets = xml::facets::DECIMAL, fixed = "1.0"))]
    version: Option<xml::Decimal>,
    #[xml(attribute, fixed = "EUR")]
    currency: Option<String>,
    #[xml(validate(min_occurs = 1, max_occurs = 3))]
    item: Vec<Item>,
    #[xml(validate(facets = CODE))]
    plain: Vec<String>,
    #[xml(nillable, validate(facets = CODE))]
    nil: Vec<Option<String>>,
    #[xml(validate(facets = CODE))]
    nillable: Option<Nillable<String>>,
    #[xml(
        children(wrapper = "list"),
        name = "one",
        validate(facets = CODE, max_occurs = 2)
    )]
    wrapped: Option<Vec<String>>,
    #[xml(choice)]
    choice: Vec<Choice>,
    typed: Option<Typed>,
    #[xml(flatten)]
    group: Group,
    #[xml(unknown)]
    unknown: xml::Unknown,
}

#[derive(FromXml, ToXml, Validate)]
struct Item {
    #[xml(attribute)]
    level: Option<Level>,
    #[xml(text, validate(facets = CODE))]
    text: String,
}

#[derive(FromXml, ToXml, Validate)]
#[xml(rename_all = "lowercase")]
enum Choice {
    #[xml(validate(facets = CODE))]
    A(String),
    B(Box<Item>),
    #[xml(other)]
    Other(xml::Element),
}

#[derive(FromXml, ToXml, Validate)]
#[xml(xsi_type)]
enum Typed {
    #[xml(default)]
    Item(Item),
    #[xml(other)]
    Other(xml::Element),
}

#[derive(FromXml, ToXml, Validate)]
#[xml(group)]
struct Group {
    #[xml(attribute, validate(facets = CODE))]
    grouped: Option<String>,
}

#[derive(FromXml, ToXml, Validate, Debug, PartialEq)]
#[xml(rename_all = "lowercase", validate(facets = LEVEL))]
enum Level {
    #[xml(name = "1")]
    One,
    #[xml(name = "2")]
    Two,
    #[xml(other)]
    Other(String),
}

#[test]
fn what_is_valid_has_no_violations() {
    let order: Order = read(
        "<order code='ABC' version='1.00' currency='EUR' grouped='ABC'>\
           <item level='1'>ABC</item><plain>ABC</plain><nil>ABC</nil><nillable>ABC</nillable>\
           <list><one>ABC</one></list><a>ABC</a><b>ABC</b><x>abc</x><typed> ABC </typed>\
         </order>",
    );
    assert_eq!(order.validate(), Ok(()));
    assert_eq!(xml::Validate::validate(&Box::new(order)), Ok(()));
}

#[test]
fn everything_is_told_with_its_place() {
    let mut order: Order = read(
        "<order xmlns:i='http://www.w3.org/2001/XMLSchema-instance' code='a' version='2' grouped='a'>\
           <item>ABC</item><item level='3'>a</item><item>ABC</item><item>a</item>\
           <plain>ABC</plain><plain>a</plain>\
           <nil>a</nil><nil i:nil='true'/><nil>a</nil><nillable>a</nillable>\
           <list><one>ABC</one><one>a</one><one>ABC</one></list>\
           <a>a</a><b>ABC</b><a>ABC</a><a>a</a><b>a</b><x>a</x><typed>a</typed>\
         </order>",
    );
    order.currency = Some("USD".to_owned());
    let expected = [
        format!("/order/@code: {BAD}"),
        "/order/@version: invalid value \"2\": expected \"1.0\", the only value allowed".to_owned(),
        "/order/@currency: invalid value \"USD\": expected \"EUR\", the only value allowed"
            .to_owned(),
        "/order/item: found 4: expected at most 3 (maxOccurs 3)".to_owned(),
        "/order/item[2]/@level: invalid value \"3\": expected one of 1, 2".to_owned(),
        format!("/order/item[2]: {BAD}"),
        format!("/order/item[4]: {BAD}"),
        format!("/order/plain[2]: {BAD}"),
        format!("/order/nil: {BAD}"),
        format!("/order/nil[3]: {BAD}"),
        format!("/order/nillable: {BAD}"),
        "/order/list/one: found 3: expected at most 2 (maxOccurs 2)".to_owned(),
        format!("/order/list/one[2]: {BAD}"),
        format!("/order/a: {BAD}"),
        format!("/order/a[3]: {BAD}"),
        format!("/order/b[2]: {BAD}"),
        format!("/order/typed: {BAD}"),
        format!("/order/@grouped: {BAD}"),
    ];
    assert_eq!(wrong(&order), expected);

    let violations = order.validate().unwrap_err();
    let first = violations.iter().next().unwrap();
    assert_eq!(first.path(), "/order/@code");
    assert_eq!(first.found(), "a");
    assert_eq!(first.constraint(), Constraint::Pattern);
    assert_eq!(first.value(), "[A-Z]{3}");
    assert_eq!(first.expected(), "text of the pattern [A-Z]{3}");
    assert_eq!(violations.to_string(), expected.join("\n"));
}

#[test]
fn too_few() {
    let order: Order = read("<order/>");
    assert_eq!(
        wrong(&order),
        ["/order/item: found 0: expected at least 1 (minOccurs 1)"]
    );
}

#[derive(FromXml, ToXml, Validate)]
#[xml(rename_all = "lowercase")]
enum Colour {
    Red,
    Green,
    #[xml(other)]
    Other(String),
}

#[derive(FromXml, ToXml, Validate)]
struct Simple {
    #[xml(validate(facets = CODES))]
    codes: Option<List<String>>,
    colours: Option<List<Colour>>,
    #[xml(list, validate(facets = CODES))]
    listed: Vec<String>,
    size: Option<Size>,
    loose: Option<Loose>,
    #[xml(with = hex, validate(facets = SMALL))]
    with: Option<u32>,
    colour: Option<Colour>,
    percent: Option<Percent>,
    narrow: Option<Narrow>,
}

#[derive(FromXml, ToXml, Validate)]
#[xml(untagged, validate(facets = SIZE))]
enum Size {
    Number(i32),
    Text(String),
}

#[derive(FromXml, ToXml, Validate)]
#[xml(untagged)]
enum Loose {
    Number(i32),
    Colour(Colour),
}

#[derive(FromXml, ToXml, Validate)]
#[xml(validate(facets = SMALL))]
struct Percent(i32);

#[derive(FromXml, ToXml, Validate)]
struct Narrow(#[xml(text, validate(facets = SMALL))] i32);

mod hex {
    use super::{TextWriter, ValueError};
    use std::borrow::Cow;

    pub(super) fn from_text(text: Cow<'_, str>) -> Result<u32, ValueError> {
        u32::from_str_radix(&text, 16).map_err(|_| ValueError::expected("hexadecimal digits"))
    }

    pub(super) fn to_text(number: &u32, out: &mut TextWriter<'_>) -> Result<(), ValueError> {
        out.write_display(format_args!("{number:x}"))
    }
}

#[test]
fn simple_types_of_every_kind() {
    let valid: Simple = read(
        "<Simple><codes>ABC DEF</codes><colours>red green</colours><listed>ABC</listed>\
           <size>9</size><loose>17</loose><with>9</with><colour>red</colour><percent>9</percent>\
           <narrow>9</narrow></Simple>",
    );
    assert_eq!(wrong(&valid), [""; 0]);
    let invalid: Simple = read(
        "<Simple><codes>ABC a DEF</codes><colours>red blue</colours><listed>ABC DEF GHI</listed>\
           <size>10</size><loose>blue</loose><with>a</with><colour>blue</colour>\
           <percent>10</percent><narrow>10</narrow></Simple>",
    );
    let pattern = "expected text of the pattern [A-Z]{3}";
    assert_eq!(
        wrong(&invalid),
        [
            &*format!(
                "/Simple/codes: invalid value \"ABC a DEF\": {pattern} as item 2, not a (pattern [A-Z]{{3}})"
            ),
            "/Simple/codes: invalid value \"ABC a DEF\": expected at most 2 items (maxLength 2)",
            "/Simple/colours: invalid value \"blue\": expected one of red, green",
            "/Simple/listed: invalid value \"ABC DEF GHI\": expected at most 2 items (maxLength 2)",
            "/Simple/size: invalid value \"10\": expected at most 9; or text of the pattern [A-Z]{3}",
            "/Simple/loose: invalid value \"blue\": expected one of red, green",
            "/Simple/with: invalid value \"a\": expected an integer from -2147483648 to 2147483647",
            "/Simple/colour: invalid value \"blue\": expected one of red, green",
            "/Simple/percent: invalid value \"10\": expected at most 9 (maxInclusive 9)",
            "/Simple/narrow: invalid value \"10\": expected at most 9 (maxInclusive 9)",
        ]
    );
}

#[test]
fn a_listed_text_is_listed_however_it_came() {
    assert_eq!(Colour::Other("red".to_owned()).validate(), Ok(()));
    assert_eq!(Level::Other("01".to_owned()).validate(), Ok(()));
    assert!(Colour::Other("Red".to_owned()).validate().is_err());
}

#[test]
fn a_value_that_no_document_can_hold() {
    let item = Item {
        level: None,
        text: "A\u{0}C".to_owned(),
    };
    assert_eq!(
        wrong(&item),
        [
            "/Item: invalid value \"A\": expected a value that a document can hold: character U+0000 is not allowed in XML, not even escaped"
        ]
    );
}

#[derive(FromXml, ToXml, Validate)]
#[xml(name = "p")]
struct Paragraph {
    #[xml(mixed)]
    content: Vec<Inline>,
}

#[derive(FromXml, ToXml, Validate)]
#[xml(rename_all = "lowercase")]
enum Inline {
    #[xml(text)]
    Text(String),
    #[xml(validate(facets = CODE))]
    B(String),
    P(Paragraph),
}

#[test]
fn mixed_content() {
    let text = "<p>a<b>ABC</b>a<p>b<b>a</b></p><b>a</b></p>";
    let paragraph: Paragraph = read(text);
    assert_eq!(
        wrong(&paragraph),
        [format!("/p/p/b: {BAD}"), format!("/p/b[2]: {BAD}")]
    );
    let same = Inline::P(paragraph);
    assert_eq!(wrong(&same).len(), 2);
    assert_eq!(wrong(&same)[0], format!("/p/p/b: {BAD}"));
}

#[derive(FromXml, ToXml, Validate)]
#[xml(name = "n")]
struct Nested {
    #[xml(attribute, validate(facets = CODE))]
    code: Option<String>,
    n: Vec<Nested>,
}

#[derive(FromXml, ToXml, Validate)]
#[xml(name = "n")]
struct Boxed {
    n: Option<Box<Boxed>>,
}

/// The stack is that of a thread, and values may be deeper than anything that was read.
#[test]
fn depth_is_bounded() {
    let deep = |depth: usize| {
        let mut value = Boxed { n: None };
        for _ in 1..depth {
            value = Boxed {
                n: Some(Box::new(value)),
            };
        }
        value
    };
    assert_eq!(deep(128).validate(), Ok(()));
    let violations = deep(129).validate().unwrap_err();
    let all: Vec<_> = violations.iter().map(xml::Violation::constraint).collect();
    assert_eq!(all, [Constraint::Depth]);
    assert_eq!(violations.as_slice()[0].path(), "/n".repeat(129));
    assert_eq!(deep(3_000).validate().unwrap_err().as_slice().len(), 1);

    let text = format!("{}{}", "<n code='a'>".repeat(128), "</n>".repeat(128));
    assert_eq!(wrong(&read::<Nested>(&text)).len(), 128);
}

#[derive(FromXml, ToXml, Validate)]
struct Generic<T> {
    #[xml(attribute, validate(facets = SMALL))]
    number: T,
    child: Option<T>,
}

#[derive(Validate)]
struct Borrowed<'a> {
    #[xml(attribute, validate(facets = CODE))]
    code: &'a str,
    #[xml(attribute, validate(facets = CODE))]
    cow: std::borrow::Cow<'a, str>,
    #[xml(skip)]
    _skipped: std::time::Instant,
}

#[test]
fn types_with_parameters() {
    let generic = Generic {
        number: 10_u8,
        child: Some(10),
    };
    assert_eq!(
        wrong(&generic),
        ["/Generic/@number: invalid value \"10\": expected at most 9 (maxInclusive 9)"]
    );
    let borrowed = Borrowed {
        code: "a",
        cow: "a".into(),
        _skipped: std::time::Instant::now(),
    };
    assert_eq!(
        wrong(&borrowed),
        [
            format!("/Borrowed/@code: {BAD}"),
            format!("/Borrowed/@cow: {BAD}")
        ]
    );
}
