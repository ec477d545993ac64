//! A payment message: one file, terse, nested deeply, with many choices of two and restricted texts.

use std::fmt::Write as _;

use super::{Dice, Family, head};
use crate::Result;

const SIMPLE: usize = 100;
const COMPLEX: usize = 200;

/// The schema of a payment message: 300 types.
///
/// # Errors
/// None that can be met: text does not fail to grow.
pub fn payment() -> Result<Family> {
    let mut dice = Dice(1);
    let mut text = head("urn:example:payment:xsd:message.001.03", "");
    writeln!(text, "    <xs:element name=\"Document\" type=\"Group0\"/>")?;
    let kinds = ["Max35Text", "ExternalCode", "Identifier", "Amount"];
    let simple: Vec<String> = (0..SIMPLE)
        .zip(kinds.into_iter().cycle())
        .map(|(number, kind)| format!("{kind}{number}"))
        .collect();
    let mut complex = vec!["Group0".to_owned()];
    complex.extend((1..COMPLEX).map(|number| format!("{}{number}", dice.name())));
    for (number, name) in complex.iter().enumerate() {
        let model = if number > 0 && dice.one_in(5) {
            "choice"
        } else {
            "sequence"
        };
        writeln!(
            text,
            "    <xs:complexType name=\"{name}\">\n        <xs:{model}>"
        )?;
        let fields = if model == "choice" {
            2
        } else {
            3 + dice.below(9)
        };
        for field in 0..fields {
            // What is nested leads to types further on, so that all of them are met and none
            // contains itself.
            let later = number + 1 + dice.below(12);
            let nested = complex.get(later).filter(|_| field < 2 || dice.one_in(3));
            let ty = match nested {
                Some(nested) => nested.as_str(),
                None => simple.get(dice.below(SIMPLE)).map_or("", String::as_str),
            };
            let occurs = match (model, dice.below(4)) {
                ("choice", _) | (_, 0) => "",
                (_, 1) => " minOccurs=\"0\" maxOccurs=\"unbounded\"",
                _ => " minOccurs=\"0\"",
            };
            let name = dice.name();
            writeln!(
                text,
                "            <xs:element name=\"{name}{field}\" type=\"{ty}\"{occurs}/>"
            )?;
        }
        writeln!(text, "        </xs:{model}>\n    </xs:complexType>")?;
    }
    for (number, name) in simple.iter().enumerate() {
        writeln!(text, "    <xs:simpleType name=\"{name}\">")?;
        match number % 4 {
            0 => writeln!(
                text,
                "        <xs:restriction base=\"xs:string\">\n            <xs:minLength value=\"1\"/>\n            \
                 <xs:maxLength value=\"35\"/>\n        </xs:restriction>"
            )?,
            1 => {
                writeln!(text, "        <xs:restriction base=\"xs:string\">")?;
                for value in 0..3 + dice.below(8) {
                    let code = char::from(b'A' + u8::try_from(dice.below(26))?);
                    writeln!(
                        text,
                        "            <xs:enumeration value=\"{code}CD{value}\"/>"
                    )?;
                }
                writeln!(text, "        </xs:restriction>")?;
            }
            2 => writeln!(
                text,
                "        <xs:restriction base=\"xs:string\">\n            \
                 <xs:pattern value=\"[A-Z]{{6,6}}[A-Z2-9][A-NP-Z0-9]([A-Z0-9]{{3,3}}){{0,1}}\"/>\n        </xs:restriction>"
            )?,
            _ => writeln!(
                text,
                "        <xs:restriction base=\"xs:decimal\">\n            <xs:fractionDigits value=\"5\"/>\n            \
                 <xs:totalDigits value=\"18\"/>\n        </xs:restriction>"
            )?,
        }
        writeln!(text, "    </xs:simpleType>")?;
    }
    text.push_str("</xs:schema>\n");
    let entry = "payment.xsd".to_owned();
    Ok(Family {
        name: "payment message",
        entry: entry.clone(),
        files: vec![(entry, text)],
    })
}
