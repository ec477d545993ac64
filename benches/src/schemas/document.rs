//! A document format: several namespaces, groups and attribute groups, repeated choices, and hundreds
//! of small types of attributes.

use std::fmt::Write as _;

use super::{Dice, Family, head};
use crate::Result;

const NAMESPACES: [&str; 4] = ["shared", "text", "drawing", "sheet"];
/// In each namespace.
const TYPES: usize = 350;
const SIMPLE: usize = 100;
/// The last types, which the groups are of.
const GROUPED: usize = 60;

/// The schema of a document format: 1,400 types in four namespaces.
///
/// # Errors
/// None that can be met: text does not fail to grow.
pub fn document() -> Result<Family> {
    let mut dice = Dice(3);
    let uri = |name: &str| format!("http://example.com/office/2024/{name}");
    let mut files = Vec::new();
    for (number, name) in NAMESPACES.into_iter().enumerate() {
        let others = || NAMESPACES.into_iter().filter(|other| *other != name);
        let mut prefixes = String::from(" attributeFormDefault=\"qualified\"");
        for other in others() {
            write!(prefixes, " xmlns:{other}=\"{}\"", uri(other))?;
        }
        let mut text = head(&uri(name), &prefixes);
        for other in others() {
            writeln!(
                text,
                "  <xs:import namespace=\"{}\" schemaLocation=\"{other}.xsd\"/>",
                uri(other)
            )?;
        }
        simple_types(&mut text, &mut dice)?;
        groups(&mut text, &mut dice)?;
        for ty in SIMPLE..TYPES {
            let foreign = NAMESPACES
                .get((number + ty) % 4)
                .filter(|other| **other != name && ty % 7 == 0);
            complex_type(&mut text, ty, foreign.copied(), &mut dice)?;
        }
        writeln!(
            text,
            "  <xs:element name=\"{name}\" type=\"CT_{}\"/>\n  \
             <xs:element name=\"{name}Document\" type=\"CT_{SIMPLE}\"/>",
            TYPES - 1
        )?;
        text.push_str("</xs:schema>\n");
        files.push((format!("{name}.xsd"), text));
    }
    Ok(Family {
        name: "document format",
        entry: "text.xsd".to_owned(),
        files,
    })
}

fn simple_types(text: &mut String, dice: &mut Dice) -> Result<()> {
    for number in 0..SIMPLE {
        writeln!(text, "  <xs:simpleType name=\"ST_{number}\">")?;
        match number % 3 {
            0 => writeln!(
                text,
                "    <xs:restriction base=\"xs:integer\">\n      <xs:minInclusive value=\"0\"/>\n    </xs:restriction>"
            )?,
            1 => writeln!(
                text,
                "    <xs:restriction base=\"xs:hexBinary\">\n      <xs:length value=\"4\"/>\n    </xs:restriction>"
            )?,
            _ => {
                writeln!(text, "    <xs:restriction base=\"xs:string\">")?;
                for value in 0..4 + dice.below(12) {
                    writeln!(
                        text,
                        "      <xs:enumeration value=\"{}{value}\"/>",
                        dice.name()
                    )?;
                }
                writeln!(text, "    </xs:restriction>")?;
            }
        }
        writeln!(text, "  </xs:simpleType>")?;
    }
    Ok(())
}

/// A type further on, mostly: documents are of parts, and few parts hold themselves again.
fn part_of(number: usize, dice: &mut Dice) -> usize {
    match dice.below(60) {
        0 => SIMPLE + dice.below(number - SIMPLE + 1),
        _ => (number + 1 + dice.below(60)).min(TYPES - 1),
    }
}

/// Ten groups of elements and ten of attributes.
fn groups(text: &mut String, dice: &mut Dice) -> Result<()> {
    for number in 0..10 {
        writeln!(text, "  <xs:group name=\"EG_{number}\">\n    <xs:choice>")?;
        for field in 0..4 + dice.below(8) {
            let (name, ty) = (dice.name(), TYPES - GROUPED + dice.below(GROUPED));
            writeln!(
                text,
                "      <xs:element name=\"{name}{number}{field}\" type=\"CT_{ty}\"/>"
            )?;
        }
        writeln!(
            text,
            "    </xs:choice>\n  </xs:group>\n  <xs:attributeGroup name=\"AG_{number}\">"
        )?;
        for field in 0..3 {
            let (name, ty) = (dice.name(), dice.below(SIMPLE));
            writeln!(
                text,
                "    <xs:attribute name=\"{name}{number}{field}\" type=\"ST_{ty}\"/>"
            )?;
        }
        writeln!(text, "  </xs:attributeGroup>")?;
    }
    Ok(())
}

fn complex_type(
    text: &mut String,
    number: usize,
    foreign: Option<&str>,
    dice: &mut Dice,
) -> Result<()> {
    writeln!(text, "  <xs:complexType name=\"CT_{number}\">")?;
    // A group within a repeated choice, a sequence, or attributes alone.
    match dice.below(4) {
        0 if number < TYPES - GROUPED => {
            writeln!(
                text,
                "    <xs:choice minOccurs=\"0\" maxOccurs=\"unbounded\">\n      <xs:group ref=\"EG_{}\"/>",
                dice.below(10)
            )?;
            writeln!(
                text,
                "      <xs:element name=\"run{number}\" type=\"CT_{}\"/>\n    </xs:choice>",
                part_of(number, dice)
            )?;
        }
        1 | 2 => {
            writeln!(text, "    <xs:sequence>")?;
            for field in 0..2 + dice.below(8) {
                let (name, ty) = (dice.name(), part_of(number, dice));
                writeln!(
                    text,
                    "      <xs:element name=\"{name}{field}\" type=\"CT_{ty}\" minOccurs=\"0\"/>"
                )?;
            }
            if let Some(foreign) = foreign {
                writeln!(
                    text,
                    "      <xs:element ref=\"{foreign}:{foreign}\" minOccurs=\"0\"/>"
                )?;
            }
            writeln!(text, "    </xs:sequence>")?;
        }
        _ => {}
    }
    for field in 0..1 + dice.below(5) {
        let (name, ty, usage) = (
            dice.name(),
            dice.below(SIMPLE),
            dice.pick(&["optional", "required"]),
        );
        writeln!(
            text,
            "    <xs:attribute name=\"at{name}{field}\" type=\"ST_{ty}\" use=\"{usage}\"/>"
        )?;
    }
    if dice.one_in(4) {
        writeln!(
            text,
            "    <xs:attributeGroup ref=\"AG_{}\"/>",
            dice.below(10)
        )?;
    }
    writeln!(text, "  </xs:complexType>")?;
    Ok(())
}
