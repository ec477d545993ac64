//! Reads an order, changes it and writes it back.
//!
//! The types are generated from `order.xsd` by `build.rs`; `cargo run -p veeam-model-codegen --
//! generate --schema codegen/example/order.xsd` shows them.

use veeam_model::xml;

mod order {
    include!(concat!(env!("OUT_DIR"), "/order.rs"));
}

use order::{AnyItem, Currency, Document, Item, Order, OrderChoice};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let text = include_str!("../order.xml");
    let Document::Order(mut order) = xml::from_str(text)? else {
        return Err("this is no order".into());
    };
    for item in &order.item {
        println!("{}", describe(item));
    }

    order.currency = Some(Currency::Usd);
    order.choice = OrderChoice::Transfer("R-2024-7".to_owned());
    order.item.retain(|item| matches!(item, AnyItem::Book(_)));

    print!("{}", written(&order)?);
    Ok(())
}

/// A line on an item.
fn describe(item: &AnyItem) -> String {
    match item {
        AnyItem::Book(book) => format!("the book {} ({})", priced(&**book), book.isbn),
        AnyItem::Record(record) => format!("the record {}", priced(&**record)),
        AnyItem::Other(item) => format!("something newer than this program: {}", item.name()),
    }
}

/// What every item has, whatever its type.
fn priced(item: &impl Item) -> String {
    format!("{} for {}", item.title(), item.price())
}

/// The document as text.
fn written(order: &Order) -> Result<String, xml::Error> {
    let document = Document::Order(Box::new(order.clone()));
    Ok(xml::to_string_pretty(&document)? + "\n")
}

#[cfg(test)]
mod tests {
    use super::{Document, describe, order::AnyItem, written};
    use veeam_model::xml;

    fn order() -> super::Order {
        match xml::from_str(include_str!("../order.xml")) {
            Ok(Document::Order(order)) => *order,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn an_order_that_is_not_changed_stays_as_it_is() {
        let text = written(&order()).unwrap();
        let Document::Order(again) = xml::from_str(&text).unwrap() else {
            panic!("{text}");
        };
        assert_eq!(*again, order());
        assert!(
            text.contains(r#"<gift xmlns="urn:example:gift">For Charles</gift>"#),
            "{text}"
        );
    }

    #[test]
    fn items_are_told_by_their_types() {
        let lines: Vec<String> = order().item.iter().map(describe).collect();
        assert_eq!(
            lines,
            [
                "the book Structures for 12.50 (978-0-14-013628-5)",
                "the record Tubular Bells for 20"
            ]
        );
    }

    #[test]
    fn an_item_of_a_type_that_is_not_known_is_kept() {
        let text = include_str!("../order.xml").replace("\"Record\" speed", "\"Tape\" length");
        let Document::Order(order) = xml::from_str(&text).unwrap() else {
            panic!("{text}");
        };
        assert!(matches!(order.item.last(), Some(AnyItem::Other(_))));
        assert!(
            written(&order)
                .unwrap()
                .contains(r#"xsi:type="Tape" length="33""#)
        );
    }
}
