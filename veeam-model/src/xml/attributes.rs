//! The reference of `#[xml(…)]`: what each key means, in XML and in Rust.
//!
//! `#[derive(FromXml)]` makes a type readable and `#[derive(ToXml)]` makes it writable; both know
//! the same keys.
//!
//! | a field is | | a field has | | a type has | | a variant has |
//! | --- | --- | --- | --- | --- | --- | --- |
//! | [a child element](#child-elements) | | [`name`](#names-and-namespaces) | | [`name`](#names-and-namespaces) | | [`name`](#names-and-namespaces) |
//! | [`attribute`](#attribute) | | [`ns`](#names-and-namespaces) | | [`ns`](#names-and-namespaces) | | [`ns`](#names-and-namespaces) |
//! | [`text`](#text) | | [`qualified`, `unqualified`](#qualified-and-unqualified) | | [`rename_all`](#names-and-namespaces) | | [`other`](#enums-over-text) |
//! | [`children`](#children-and-wrappers) | | [`default`](#default) | | [`element_form`, `attribute_form`](#qualified-and-unqualified) | | [`text`](#mixed) |
//! | [`choice`](#choice) | | [`fixed`](#fixed) | | [`unknown`](#unknown) | | [`default`](#xsi_type) |
//! | [`any`, `any_attributes`](#any-and-any_attributes) | | [`nillable`](#nillable) | | [`transparent`](#transparent) | | |
//! | [`mixed`](#mixed) | | [`list`](#list) | | [`group`](#flatten-and-group) | | |
//! | [`flatten`](#flatten-and-group) | | [`with`](#with) | | [`xsi_type`](#xsi_type) | | |
//! | [`unknown`](#unknown) | | [`validate`](#validate) | | [`untagged`](#untagged) | | [`validate`](#validate) |
//! | [`skip`](#skip) | | | | [`prefix`](#prefix), [`validate`](#validate) | | |
//! | | | | | [`crate`](#crate), [generics](#type-parameters-and-lifetimes) | | |
//!
//! Those who know another crate find its words in [`coming_from`](super::coming_from).
//!
//! Each example below reads the XML and writes it back; `both` is this function:
//!
//! ```
//! use veeam_model::{FromXml, ToXml, xml};
//!
//! fn both<T: FromXml + ToXml>(text: &str) -> T {
//!     let value = xml::from_str(text).unwrap();
//!     assert_eq!(xml::to_string(&value).unwrap(), text);
//!     value
//! }
//! # both::<xml::Element>("<a/>");
//! ```
//!
//! # Child elements
//! A field without a key is a child element. `T` must be there once, `Option<T>` may be there, and
//! a `Vec<T>` may be there often. Children may come in any order; they are written in the order of
//! the fields, unless the type preserves [what is unknown](#unknown): then in the order they came in.
//!
//! ```xml
//! <Job><Name>a</Name><Tag>x</Tag><Tag>y</Tag></Job>
//! ```
//! ```
//! # use veeam_model::{FromXml, ToXml, xml};
//! # fn both<T: FromXml + ToXml>(text: &str) -> T { let value = xml::from_str(text).unwrap(); assert_eq!(xml::to_string(&value).unwrap(), text); value }
//! #[derive(FromXml, ToXml)]
//! #[xml(rename_all = "PascalCase")]
//! struct Job {
//!     name: String,
//!     note: Option<String>,
//!     #[xml(name = "Tag")]
//!     tags: Vec<String>,
//! }
//! let job: Job = both("<Job><Name>a</Name><Tag>x</Tag><Tag>y</Tag></Job>");
//! assert_eq!((job.note, job.tags.len()), (None, 2));
//! ```
//!
//! # `attribute`
//! `T` or `Option<T>` of a simple type.
//!
//! ```xml
//! <Link Href="h"/>
//! ```
//! ```
//! # use veeam_model::{FromXml, ToXml, xml};
//! # fn both<T: FromXml + ToXml>(text: &str) -> T { let value = xml::from_str(text).unwrap(); assert_eq!(xml::to_string(&value).unwrap(), text); value }
//! #[derive(FromXml, ToXml)]
//! struct Link {
//!     #[xml(attribute, name = "Href")]
//!     href: String,
//!     #[xml(attribute, name = "Type")]
//!     kind: Option<String>,
//! }
//! assert_eq!(both::<Link>(r#"<Link Href="h"/>"#).kind, None);
//! ```
//!
//! # `text`
//! The text of an element that may have attributes but no children. Of an `Option<T>`, empty text
//! is `None`.
//!
//! ```xml
//! <Price currency="EUR">1.50</Price>
//! ```
//! ```
//! # use veeam_model::{FromXml, ToXml, xml};
//! # fn both<T: FromXml + ToXml>(text: &str) -> T { let value = xml::from_str(text).unwrap(); assert_eq!(xml::to_string(&value).unwrap(), text); value }
//! #[derive(FromXml, ToXml)]
//! struct Price {
//!     #[xml(attribute)]
//!     currency: String,
//!     #[xml(text)]
//!     amount: xml::Decimal,
//! }
//! assert_eq!(both::<Price>(r#"<Price currency="EUR">1.50</Price>"#).amount.to_string(), "1.50");
//! ```
//!
//! # `children` and wrappers
//! `children` says of a `Vec` what is so anyway. With `wrapper` the items stand in an element of
//! their own, which needs no type: an `Option<Vec<T>>` tells an absent wrapper from an empty one.
//!
//! ```xml
//! <Page><Links><Link>a</Link></Links></Page>
//! ```
//! ```
//! # use veeam_model::{FromXml, ToXml, xml};
//! # fn both<T: FromXml + ToXml>(text: &str) -> T { let value = xml::from_str(text).unwrap(); assert_eq!(xml::to_string(&value).unwrap(), text); value }
//! #[derive(FromXml, ToXml)]
//! struct Page {
//!     #[xml(children(wrapper = "Links"), name = "Link")]
//!     links: Option<Vec<String>>,
//! }
//! assert_eq!(both::<Page>("<Page><Links><Link>a</Link></Links></Page>").links.unwrap(), ["a"]);
//! assert_eq!(both::<Page>("<Page><Links/></Page>").links, Some(vec![]));
//! assert_eq!(both::<Page>("<Page/>").links, None);
//! ```
//!
//! # `choice`
//! One of several elements: an enum whose variants hold one type each. A `Vec` of it keeps the order.
//! Such an enum can be a root, too. A variant marked `other` keeps an element of any other name.
//!
//! ```xml
//! <Path><Line>1</Line><Arc>2</Arc><Line>3</Line></Path>
//! ```
//! ```
//! # use veeam_model::{FromXml, ToXml, xml};
//! # fn both<T: FromXml + ToXml>(text: &str) -> T { let value = xml::from_str(text).unwrap(); assert_eq!(xml::to_string(&value).unwrap(), text); value }
//! #[derive(FromXml, ToXml)]
//! struct Path {
//!     #[xml(choice)]
//!     steps: Vec<Step>,
//! }
//! #[derive(FromXml, ToXml)]
//! enum Step {
//!     Line(u32),
//!     Arc(f64),
//!     #[xml(other)]
//!     Other(xml::Element),
//! }
//! let path: Path = both("<Path><Line>1</Line><Arc>2</Arc><Line>3</Line></Path>");
//! assert!(matches!(path.steps[..], [Step::Line(1), Step::Arc(_), Step::Line(3)]));
//! assert!(matches!(both::<Step>("<Spline/>"), Step::Other(_)));
//! ```
//!
//! # `any` and `any_attributes`
//! What no other field takes: `Vec<xml::Element>` (or one, or an `Option`) and
//! `Vec<xml::Attribute>`. The type declares such content, so it is never refused as unknown.
//!
//! ```xml
//! <Envelope id="1" lang="en"><Body><x/></Body></Envelope>
//! ```
//! ```
//! # use veeam_model::{FromXml, ToXml, xml};
//! # fn both<T: FromXml + ToXml>(text: &str) -> T { let value = xml::from_str(text).unwrap(); assert_eq!(xml::to_string(&value).unwrap(), text); value }
//! #[derive(FromXml, ToXml)]
//! struct Envelope {
//!     #[xml(attribute)]
//!     id: u32,
//!     #[xml(any_attributes)]
//!     attributes: Vec<xml::Attribute>,
//!     #[xml(any)]
//!     content: Vec<xml::Element>,
//! }
//! let envelope: Envelope = both(r#"<Envelope id="1" lang="en"><Body><x/></Body></Envelope>"#);
//! assert_eq!(envelope.attributes[0].value(), "en");
//! assert_eq!(envelope.content[0].name().local(), "Body");
//! ```
//!
//! # `mixed`
//! Text and elements as they stand between each other, to the character: a `Vec` of an enum over
//! elements with a variant for `text`. Text is one part up to the next element; neither comments nor
//! CDATA sections split it.
//!
//! ```xml
//! <p>be <b>bold</b>!</p>
//! ```
//! ```
//! # use veeam_model::{FromXml, ToXml, xml};
//! # fn both<T: FromXml + ToXml>(text: &str) -> T { let value = xml::from_str(text).unwrap(); assert_eq!(xml::to_string(&value).unwrap(), text); value }
//! #[derive(FromXml, ToXml)]
//! #[xml(name = "p")]
//! struct Paragraph {
//!     #[xml(mixed)]
//!     content: Vec<Inline>,
//! }
//! #[derive(FromXml, ToXml)]
//! enum Inline {
//!     #[xml(text)]
//!     Text(String),
//!     #[xml(name = "b")]
//!     Bold(String),
//! }
//! assert_eq!(both::<Paragraph>("<p>be <b>bold</b>!</p>").content.len(), 3);
//! ```
//!
//! # `flatten` and `group`
//! The fields of another struct stand in place: what XML Schema calls inheritance, or a group. That
//! struct says `group`, and is a type of its own besides. Its `unknown` field, if it has one, stays
//! empty in place: what is unknown belongs to the element.
//!
//! ```xml
//! <Session Href="h"><Note>n</Note><State>Working</State></Session>
//! ```
//! ```
//! # use veeam_model::{FromXml, ToXml, xml};
//! # fn both<T: FromXml + ToXml>(text: &str) -> T { let value = xml::from_str(text).unwrap(); assert_eq!(xml::to_string(&value).unwrap(), text); value }
//! #[derive(FromXml, ToXml)]
//! #[xml(rename_all = "PascalCase")]
//! struct Session {
//!     #[xml(flatten)]
//!     resource: Resource,
//!     state: String,
//! }
//! #[derive(FromXml, ToXml)]
//! #[xml(group, rename_all = "PascalCase")]
//! struct Resource {
//!     #[xml(attribute)]
//!     href: String,
//!     note: Option<String>,
//! }
//! let session: Session = both(r#"<Session Href="h"><Note>n</Note><State>Working</State></Session>"#);
//! assert_eq!((&*session.resource.href, &*session.state), ("h", "Working"));
//! ```
//!
//! # `unknown`
//! On a type, what happens to content that it does not declare: `"ignore"`, the default; `"deny"`;
//! or `"preserve"`, which a field of type [`xml::Unknown`](super::Unknown) marked `unknown` implies.
//! That field also remembers the order of the children, where it is not that of the fields.
//!
//! ```xml
//! <Job new="1"><name>a</name><x/></Job>
//! ```
//! ```
//! # use veeam_model::{FromXml, ToXml, xml};
//! # fn both<T: FromXml + ToXml>(text: &str) -> T { let value = xml::from_str(text).unwrap(); assert_eq!(xml::to_string(&value).unwrap(), text); value }
//! #[derive(FromXml, ToXml)]
//! struct Job {
//!     name: String,
//!     #[xml(unknown)]
//!     unknown: xml::Unknown,
//! }
//! assert_eq!(both::<Job>(r#"<Job new="1"><name>a</name><x/></Job>"#).unknown.elements().count(), 1);
//! ```
//!
//! # `skip`
//! The field is in no document: it is `Default::default()` when read.
//!
//! ```xml
//! <Job><name>a</name></Job>
//! ```
//! ```
//! # use veeam_model::{FromXml, ToXml, xml};
//! # fn both<T: FromXml + ToXml>(text: &str) -> T { let value = xml::from_str(text).unwrap(); assert_eq!(xml::to_string(&value).unwrap(), text); value }
//! #[derive(FromXml, ToXml)]
//! struct Job {
//!     name: String,
//!     #[xml(skip)]
//!     seen: bool,
//! }
//! assert!(!both::<Job>("<Job><name>a</name></Job>").seen);
//! ```
//!
//! # Names and namespaces
//! Names are those of the Rust identifiers, changed as `rename_all` says on the type, or what `name`
//! says. `ns` on a type is the namespace of its own name and of its child elements; an attribute is
//! in none unless its field says `ns`. It is a string or the path of a `const`.
//!
//! ```xml
//! <JobInfo xmlns="urn:jobs" xmlns:x="urn:x" x:id="1"><CreationTime>…</CreationTime></JobInfo>
//! ```
//! ```
//! # use veeam_model::{FromXml, xml};
//! const NS: &str = "urn:jobs";
//!
//! #[derive(FromXml)]
//! #[xml(ns = NS, rename_all = "PascalCase")]
//! struct JobInfo {
//!     #[xml(attribute, name = "id", ns = "urn:x")]
//!     id: u32,
//!     creation_time: String,
//! }
//! let text = r#"<j:JobInfo xmlns:j="urn:jobs" xmlns:y="urn:x" y:id="1"><j:CreationTime/></j:JobInfo>"#;
//! assert_eq!(xml::from_str::<JobInfo>(text)?.id, 1);
//! # Ok::<(), xml::Error>(())
//! ```
//!
//! # Qualified and unqualified
//! As XML Schema has it, `element_form = "unqualified"` on a type puts its child elements in no
//! namespace, and `attribute_form = "qualified"` its attributes in its own. On one field the keys are
//! `qualified` and `unqualified`.
//!
//! ```xml
//! <f:Form xmlns:f="urn:f"><a>1</a><f:b>2</f:b></f:Form>
//! ```
//! ```
//! # use veeam_model::{FromXml, xml};
//! #[derive(FromXml)]
//! #[xml(ns = "urn:f", element_form = "unqualified")]
//! struct Form {
//!     a: u32,
//!     #[xml(qualified)]
//!     b: u32,
//! }
//! let form: Form = xml::from_str(r#"<f:Form xmlns:f="urn:f"><a>1</a><f:b>2</f:b></f:Form>"#)?;
//! assert_eq!((form.a, form.b), (1, 2));
//! # Ok::<(), xml::Error>(())
//! ```
//!
//! # `prefix`
//! The writer declares what it uses. With `prefix(p = "…")` a type chooses the prefixes, and declares
//! them once for all that it holds.
//!
//! ```xml
//! <f:Form xmlns:f="urn:f" xmlns:x="urn:x"><x:note>a</x:note><x:note>b</x:note></f:Form>
//! ```
//! ```
//! # use veeam_model::{FromXml, ToXml, xml};
//! # fn both<T: FromXml + ToXml>(text: &str) -> T { let value = xml::from_str(text).unwrap(); assert_eq!(xml::to_string(&value).unwrap(), text); value }
//! #[derive(FromXml, ToXml)]
//! #[xml(ns = "urn:f", prefix(f = "urn:f", x = "urn:x"))]
//! struct Form {
//!     #[xml(name = "note", ns = "urn:x")]
//!     notes: Vec<String>,
//! }
//! both::<Form>(r#"<f:Form xmlns:f="urn:f" xmlns:x="urn:x"><x:note>a</x:note><x:note>b</x:note></f:Form>"#);
//! ```
//!
//! # `default`
//! `default = "…"` has the meaning of XML Schema: an absent attribute has this value, and so has an
//! element that is there and empty. `default` alone, and `default = path`, give the value of a field
//! that is absent: `Default::default()`, or what the function returns. Values are always written; the
//! empty text is refused where it would be read as `default = "…"`.
//!
//! ```xml
//! <Price currency=""><open/></Price>
//! ```
//! ```
//! # use veeam_model::{FromXml, xml};
//! #[derive(FromXml)]
//! struct Price {
//!     #[xml(attribute, default = "EUR")]
//!     currency: String,
//!     #[xml(default = true)]
//!     open: Option<bool>,
//!     #[xml(default)]
//!     count: u32,
//! }
//! let price: Price = xml::from_str("<Price><open/></Price>")?;
//! assert_eq!((&*price.currency, price.open, price.count), ("EUR", Some(true), 0));
//! assert_eq!(xml::from_str::<Price>("<Price currency=''/>")?.open, None);
//! # Ok::<(), xml::Error>(())
//! ```
//!
//! # `fixed`
//! As `default = "…"`, and another value is refused when it is read and when it is written.
//!
//! ```
//! # use veeam_model::{FromXml, xml};
//! #[derive(FromXml, Debug)]
//! struct Feed {
//!     #[xml(attribute, fixed = "1.0")]
//!     version: xml::Decimal,
//! }
//! assert!(xml::from_str::<Feed>("<Feed version='1.00'/>").is_ok());
//! let error = xml::from_str::<Feed>("<Feed version='2'/>").unwrap_err();
//! assert_eq!(error.to_string(), r#"1:16 /Feed/@version: invalid value "2": expected "1.0", which is fixed"#);
//! ```
//!
//! # `validate`
//! What the derive `Validate` checks, which is there with the feature `validate`; nothing is refused
//! for it when it is read or written. On a field: `facets = PATH` names the `static` of type
//! `xml::Facets` that says what the field's simple type allows, `fixed = "…"` is the only value allowed,
//! and `min_occurs = 1` and `max_occurs = 5` say how many child elements a `Vec` holds. A variant that
//! is an element takes `facets` and `fixed`; a newtype, an enum over text and an `untagged` one take
//! `facets`.
//!
//! ```
//! # use veeam_model::{FromXml, xml};
//! #[derive(FromXml)] // and Validate
//! struct Order {
//!     #[xml(attribute, validate(fixed = "1.0"))]
//!     version: String,
//!     #[xml(validate(max_occurs = 2))]
//!     item: Vec<String>,
//! }
//! let order: Order = xml::from_str("<Order version='2'><item/><item/><item/></Order>")?;
//! assert_eq!(order.item.len(), 3);
//! # Ok::<(), xml::Error>(())
//! ```
//!
//! # `nillable`
//! The element must be there and may say `xsi:nil="true"`: an `Option<T>`, which is `None` then.
//! Without this key an `Option<xml::Nillable<T>>` tells absent, nil and value apart.
//!
//! ```
//! # use veeam_model::{FromXml, xml};
//! #[derive(FromXml)]
//! struct Reading {
//!     #[xml(nillable)]
//!     end: Option<xml::DateTime>,
//! }
//! let text = r#"<Reading xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><end xsi:nil="true"/></Reading>"#;
//! assert_eq!(xml::from_str::<Reading>(text)?.end, None);
//! # Ok::<(), xml::Error>(())
//! ```
//!
//! # `list`
//! Items between white space in one attribute or text: a `Vec<T>`, an array or a tuple.
//!
//! ```xml
//! <Shape ids="1 2 3"><point>1.5 2</point></Shape>
//! ```
//! ```
//! # use veeam_model::{FromXml, ToXml, xml};
//! # fn both<T: FromXml + ToXml>(text: &str) -> T { let value = xml::from_str(text).unwrap(); assert_eq!(xml::to_string(&value).unwrap(), text); value }
//! #[derive(FromXml, ToXml)]
//! struct Shape {
//!     #[xml(attribute, list)]
//!     ids: Vec<u32>,
//!     #[xml(list)]
//!     point: [f64; 2],
//! }
//! assert_eq!(both::<Shape>(r#"<Shape ids="1 2 3"><point>1.5 2</point></Shape>"#).ids, [1, 2, 3]);
//! ```
//!
//! # `with`
//! Functions that read and write the text of a type that knows nothing of XML: a module that has
//! `from_text` and `to_text`, or each by its path: `with(from_text = path, to_text = path)`.
//!
//! ```
//! # use veeam_model::{FromXml, ToXml, xml};
//! # fn both<T: FromXml + ToXml>(text: &str) -> T { let value = xml::from_str(text).unwrap(); assert_eq!(xml::to_string(&value).unwrap(), text); value }
//! mod hex {
//!     use std::borrow::Cow;
//!     use veeam_model::xml::{TextWriter, ValueError};
//!
//!     pub fn from_text(text: Cow<'_, str>) -> Result<u32, ValueError> {
//!         u32::from_str_radix(&text, 16).map_err(|_| ValueError::expected("a hexadecimal number"))
//!     }
//!
//!     pub fn to_text(value: &u32, out: &mut TextWriter<'_>) -> Result<(), ValueError> {
//!         out.write_display(format_args!("{value:x}"))
//!     }
//! }
//!
//! #[derive(FromXml, ToXml)]
//! struct Colour {
//!     #[xml(attribute, with = hex)]
//!     rgb: Option<u32>,
//! }
//! # fn main() {
//! assert_eq!(both::<Colour>(r#"<Colour rgb="ff"/>"#).rgb, Some(255));
//! # }
//! ```
//!
//! # Enums over text
//! Variants that hold nothing are texts. One marked `other` keeps a text that is not listed, as it
//! came; without it such a text is an error.
//!
//! ```
//! # use veeam_model::{FromXml, ToXml, xml};
//! # fn both<T: FromXml + ToXml>(text: &str) -> T { let value = xml::from_str(text).unwrap(); assert_eq!(xml::to_string(&value).unwrap(), text); value }
//! #[derive(FromXml, ToXml, PartialEq, Debug)]
//! enum Outcome {
//!     Success,
//!     #[xml(name = "None")]
//!     Nothing,
//!     #[xml(other)]
//!     Other(String),
//! }
//! #[derive(FromXml, ToXml)]
//! struct Job {
//!     #[xml(attribute)]
//!     result: Outcome,
//! }
//! assert_eq!(both::<Job>(r#"<Job result="None"/>"#).result, Outcome::Nothing);
//! assert_eq!(both::<Job>(r#"<Job result="Warning"/>"#).result, Outcome::Other("Warning".to_owned()));
//! ```
//!
//! # `xsi_type`
//! An enum whose variants are types, of which `xsi:type` says one. Its `ns` is that of the types; the
//! prefix in the value is resolved. The variant marked `default` is the type of an element that says
//! none; `other` keeps an element of any other type. With `name` the enum can be a root.
//!
//! ```xml
//! <pet xmlns="urn:pets" xmlns:xsi="…" xsi:type="Cat" lives="9"/>
//! ```
//! ```
//! # use veeam_model::{FromXml, xml};
//! #[derive(FromXml)]
//! #[xml(xsi_type, name = "pet", ns = "urn:pets")]
//! enum Pet {
//!     Cat(Cat),
//!     #[xml(other)]
//!     Other(xml::Element),
//! }
//! #[derive(FromXml)]
//! struct Cat {
//!     #[xml(attribute)]
//!     lives: u8,
//! }
//! let text = r#"<p:pet xmlns:p="urn:pets" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="p:Cat" lives="9"/>"#;
//! assert!(matches!(xml::from_str(text)?, Pet::Cat(Cat { lives: 9 })));
//! # Ok::<(), xml::Error>(())
//! ```
//!
//! # `untagged`
//! An enum whose variants are simple types, tried in their order: the unions of XML Schema.
//!
//! ```
//! # use veeam_model::{FromXml, ToXml, xml};
//! # fn both<T: FromXml + ToXml>(text: &str) -> T { let value = xml::from_str(text).unwrap(); assert_eq!(xml::to_string(&value).unwrap(), text); value }
//! #[derive(FromXml, ToXml)]
//! #[xml(untagged)]
//! enum Size {
//!     Points(u32),
//!     Name(String),
//! }
//! #[derive(FromXml, ToXml)]
//! struct Font {
//!     #[xml(attribute)]
//!     size: Size,
//! }
//! assert!(matches!(both::<Font>(r#"<Font size="12"/>"#).size, Size::Points(12)));
//! assert!(matches!(both::<Font>(r#"<Font size="large"/>"#).size, Size::Name(_)));
//! ```
//!
//! # `transparent`
//! A struct of one field that is read and written as the field is; `struct Guid(String)` is so
//! without the key.
//!
//! ```xml
//! <Job id="7"/>
//! ```
//! ```
//! # use veeam_model::{FromXml, ToXml, xml};
//! # fn both<T: FromXml + ToXml>(text: &str) -> T { let value = xml::from_str(text).unwrap(); assert_eq!(xml::to_string(&value).unwrap(), text); value }
//! #[derive(FromXml, ToXml)]
//! struct Id(u32);
//!
//! #[derive(FromXml, ToXml)]
//! #[xml(transparent)]
//! struct Outer {
//!     job: Job,
//! }
//! #[derive(FromXml, ToXml)]
//! struct Job {
//!     #[xml(attribute)]
//!     id: Id,
//! }
//! assert_eq!(both::<Outer>(r#"<Job id="7"/>"#).job.id.0, 7);
//! ```
//!
//! # `crate`
//! The path of the runtime, where `veeam_model` is known by another name.
//!
//! ```
//! mod reexported {
//!     pub use ::veeam_model::*;
//! }
//!
//! #[derive(reexported::FromXml)]
//! #[xml(crate = crate::reexported)]
//! struct Job {
//!     name: String,
//! }
//! # fn main() -> Result<(), veeam_model::xml::Error> {
//! let job: Job = veeam_model::xml::from_str("<Job><name>a</name></Job>")?;
//! assert_eq!(job.name, "a");
//! # Ok(())
//! # }
//! ```
//!
//! # Type parameters and lifetimes
//! Each field's type that mentions a type parameter has to be what the field needs; bounds of one's
//! own, on the parameter or after `where`, stay as they are. What a type borrows, as `&str` or
//! `Cow<str>`, lives as long as the input; `Cow` takes also what the input does not hold as it is.
//!
//! ```xml
//! <Pair label="&amp;"><one>1</one><two>2</two></Pair>
//! ```
//! ```
//! # use std::borrow::Cow; use veeam_model::{FromXml, ToXml, xml};
//! # fn both<T: FromXml + ToXml>(text: &str) -> T { let value = xml::from_str(text).unwrap(); assert_eq!(xml::to_string(&value).unwrap(), text); value }
//! #[derive(FromXml, ToXml)]
//! struct Pair<'a, T: Copy, U = T>
//! where
//!     U: Into<T>,
//! {
//!     #[xml(attribute)]
//!     label: Cow<'a, str>,
//!     one: T,
//!     two: Option<U>,
//! }
//! let text = r#"<Pair label="&amp;"><one>1</one><two>2</two></Pair>"#;
//! let pair: Pair<'_, u64, u32> = xml::from_str(text)?;
//! assert!(matches!(pair.label, Cow::Owned(_)));
//! assert_eq!(pair.two.map_or(pair.one, Into::into), 2);
//! assert_eq!(xml::to_string(&pair)?, text);
//! # Ok::<(), xml::Error>(())
//! ```
