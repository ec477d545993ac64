//! Type parameters, lifetimes, recursion.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::marker::PhantomData;
use std::rc::Rc;
use std::sync::Arc;

use veeam_model::{FromXml, ToXml, xml};

use crate::{both, read};

#[derive(FromXml, ToXml, Debug, PartialEq)]
struct Page<A, T, C, X = u8>
where
    X: Clone,
{
    #[xml(attribute)]
    next: A,
    #[xml(name = "Item")]
    items: Vec<T>,
    #[xml(children(wrapper = "More"), name = "Item")]
    more: Option<Vec<T>>,
    #[xml(choice)]
    choice: Option<C>,
    #[xml(skip)]
    extra: PhantomData<X>,
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
struct Money<T> {
    #[xml(text)]
    value: T,
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
enum Either<L, R> {
    Left(L),
    Right(Box<R>),
}

#[test]
fn type_parameters() {
    both::<Page<Option<u32>, Money<u8>, Either<u8, Money<bool>>>>(
        r#"<Page next="2"><Item>1</Item><Item>2</Item><More><Item>3</Item></More><Right>true</Right></Page>"#,
        Page {
            next: Some(2),
            items: vec![Money { value: 1 }, Money { value: 2 }],
            more: Some(vec![Money { value: 3 }]),
            choice: Some(Either::Right(Box::new(Money { value: true }))),
            extra: PhantomData,
        },
    );
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
struct Tree<T> {
    #[xml(attribute)]
    value: T,
    left: Option<Box<Tree<T>>>,
    right: Option<Box<Self>>,
    #[xml(name = "more")]
    more: Vec<Tree<T>>,
}

fn leaf(value: u8) -> Tree<u8> {
    Tree {
        value,
        left: None,
        right: None,
        more: vec![],
    }
}

#[test]
fn recursion_is_boxed() {
    both(
        r#"<Tree value="1"><left value="2"/><right value="3"><left value="4"/></right><more value="5"/></Tree>"#,
        Tree {
            value: 1,
            left: Some(Box::new(leaf(2))),
            right: Some(Box::new(Tree {
                left: Some(Box::new(leaf(4))),
                ..leaf(3)
            })),
            more: vec![leaf(5)],
        },
    );
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
struct Group {
    #[xml(choice)]
    nodes: Vec<Node>,
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
enum Node {
    Group(Group),
    Leaf(u8),
}

#[test]
fn recursion_through_a_choice() {
    both(
        "<Group><Group><Leaf>1</Leaf><Group/></Group><Leaf>2</Leaf></Group>",
        Group {
            nodes: vec![
                Node::Group(Group {
                    nodes: vec![Node::Leaf(1), Node::Group(Group { nodes: vec![] })],
                }),
                Node::Leaf(2),
            ],
        },
    );
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
struct Lent<'a, 'b> {
    #[xml(attribute)]
    attribute: Cow<'a, str>,
    element: Option<Cow<'b, str>>,
    inner: Inner<'a>,
}

#[derive(FromXml, ToXml, Debug, PartialEq)]
struct Inner<'i> {
    #[xml(text)]
    text: &'i str,
}

#[test]
fn fields_borrow_from_the_input() {
    let text =
        String::from(r#"<Lent attribute="a"><element>e&amp;</element><inner>i</inner></Lent>"#);
    let lent: Lent<'_, '_> = xml::from_str(&text).unwrap();
    assert!(matches!(lent.attribute, Cow::Borrowed("a")));
    assert!(matches!(&lent.element, Some(Cow::Owned(text)) if text == "e&"));
    assert_eq!(lent.inner.text, "i");
    assert_eq!(xml::to_string(&lent).unwrap(), text);
    let error = xml::from_str::<Inner<'_>>("<Inner>a&amp;b</Inner>").unwrap_err();
    insta::assert_snapshot!(error, @r#"1:8 /Inner: invalid value "a&b": expected text that can be borrowed, without references, CDATA sections and comments; use Cow<str> or String for other text"#);
}

#[test]
fn types_inside_a_function() {
    const NS: &str = "urn:local";

    #[derive(FromXml, ToXml, Debug, PartialEq)]
    #[xml(ns = NS)]
    struct Local<const N: usize> {
        a: u8,
        #[xml(skip)]
        map: BTreeMap<[u8; N], u8>,
    }

    let value: Local<3> = read(r#"<Local xmlns="urn:local"><a>1</a></Local>"#);
    assert_eq!(
        value,
        Local {
            a: 1,
            map: BTreeMap::new()
        }
    );
}

#[test]
fn values_behind_pointers() {
    #[derive(FromXml, ToXml, Debug, PartialEq)]
    struct Shared {
        #[xml(attribute)]
        name: Rc<String>,
        #[xml(attribute)]
        label: Option<Arc<str>>,
        own: Box<u8>,
        parts: Vec<Rc<Part>>,
    }
    #[derive(FromXml, ToXml, Debug, PartialEq)]
    struct Part {
        #[xml(text)]
        text: Box<str>,
    }
    both(
        r#"<Shared name="n" label="l"><own>1</own><parts>a</parts><parts>b</parts></Shared>"#,
        Shared {
            name: Rc::new("n".to_owned()),
            label: Some("l".into()),
            own: Box::new(1),
            parts: vec![
                Rc::new(Part { text: "a".into() }),
                Rc::new(Part { text: "b".into() }),
            ],
        },
    );
}
