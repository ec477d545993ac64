//! A management API: many files that include each other in circles, documented throughout, with types
//! that extend types, and substitution groups.

use std::fmt::Write as _;

use super::{Dice, Family, head};
use crate::Result;

const FILES: usize = 59;
const TYPES: usize = 650;
const EXTENSIONS: usize = 570;
const MEMBERS: usize = 227;
/// The first types extend nothing, and some of them are bases of many.
const BASES: usize = TYPES - EXTENSIONS;
/// Elements that others may stand for.
const HEADS: usize = 12;

/// The schema of a management API: 650 types in 59 files.
///
/// # Errors
/// None that can be met: text does not fail to grow.
pub fn management() -> Result<Family> {
    family("management API", false)
}

/// The same, where each member of a substitution group has a type of its own, which extends that of its
/// head and adds nothing; in the other, members are of the type of their head.
///
/// # Errors
/// None that can be met: text does not fail to grow.
pub fn management_with_member_types() -> Result<Family> {
    family("management API, member types", true)
}

fn family(title: &'static str, typed: bool) -> Result<Family> {
    let mut dice = Dice(2);
    let file = |number: usize| format!("part{number:02}.xsd");
    let mut texts: Vec<String> = Vec::new();
    for number in 0..FILES {
        let mut text = head("urn:example:management:v1.5", "");
        for other in [number + 1, number + 7] {
            writeln!(
                text,
                "  <xs:include schemaLocation=\"{}\"/>",
                file(other % FILES)
            )?;
        }
        texts.push(text);
    }
    let mut names: Vec<String> = Vec::new();
    for number in 0..TYPES {
        names.push(format!("{}{number}Type", dice.name()));
    }
    for (number, name) in names.iter().enumerate() {
        let Some(text) = texts.get_mut(number % FILES) else {
            continue;
        };
        // Chains of a few types: an extension's base is a base, or an extension long before.
        let base = match number {
            0..BASES => None,
            _ if dice.one_in(3) => names.get(dice.below(number / 2)),
            _ => names.get(dice.below(BASES / 4)),
        };
        complex_type(text, number, base, &names, &mut dice)?;
        if number < HEADS {
            writeln!(
                text,
                "  <xs:element name=\"Section{number}\" type=\"{name}\" abstract=\"true\"/>"
            )?;
        }
    }
    let types = names.get(..HEADS).filter(|_| typed);
    members(&mut texts, types, &mut dice)?;
    for text in &mut texts {
        text.push_str("</xs:schema>\n");
    }
    Ok(Family {
        name: title,
        entry: file(0),
        files: (0..FILES).map(file).zip(texts).collect(),
    })
}

fn complex_type(
    text: &mut String,
    number: usize,
    base: Option<&String>,
    names: &[String],
    dice: &mut Dice,
) -> Result<()> {
    let name = names.get(number).map_or("", String::as_str);
    let abstraction = if base.is_none() && dice.one_in(8) {
        " abstract=\"true\""
    } else {
        ""
    };
    let about = dice.name();
    writeln!(
        text,
        "  <xs:complexType name=\"{name}\"{abstraction}>\n    <xs:annotation>\n      \
         <xs:documentation source=\"since\">1.5</xs:documentation>\n      \
         <xs:documentation xml:lang=\"en\">\n        Represents the {about} of an organization, with what \
         it refers to.\n      </xs:documentation>\n    </xs:annotation>"
    )?;
    if let Some(base) = base {
        writeln!(
            text,
            "    <xs:complexContent>\n      <xs:extension base=\"{base}\">"
        )?;
    }
    writeln!(text, "        <xs:sequence>")?;
    for field in 0..u8::try_from(2 + dice.below(4))? {
        let ty = match dice.below(4) {
            0 => names
                .get(dice.below(names.len()))
                .map_or("xs:string", String::as_str),
            1 => "xs:int",
            2 => "xs:boolean",
            _ => "xs:string",
        };
        let repeated = if dice.one_in(4) {
            " maxOccurs=\"unbounded\""
        } else {
            ""
        };
        // No name comes again in a type that extends this one.
        let name = format!("{}{number}{}", dice.name(), char::from(b'A' + field));
        writeln!(
            text,
            "          <xs:element name=\"{name}\" type=\"{ty}\" minOccurs=\"0\"{repeated}>\n            \
             <xs:annotation>\n              <xs:documentation xml:lang=\"en\">\n                The \
             {name} of this, if there is one.\n              </xs:documentation>\n            \
             </xs:annotation>\n          </xs:element>"
        )?;
    }
    if dice.one_in(20) {
        writeln!(
            text,
            "          <xs:element ref=\"Section{}\" minOccurs=\"0\" maxOccurs=\"unbounded\"/>",
            dice.below(HEADS)
        )?;
    }
    writeln!(text, "        </xs:sequence>")?;
    if dice.one_in(3) {
        let name = dice.name();
        writeln!(
            text,
            "        <xs:attribute name=\"at{name}{number}\" type=\"xs:anyURI\"/>"
        )?;
    }
    if base.is_some() {
        writeln!(text, "      </xs:extension>\n    </xs:complexContent>")?;
    }
    writeln!(text, "  </xs:complexType>")?;
    Ok(())
}

/// The members of the substitution groups: each of the type of its head, or, given the types of the
/// heads, of one of its own that extends it.
fn members(texts: &mut [String], types: Option<&[String]>, dice: &mut Dice) -> Result<()> {
    for number in 0..MEMBERS {
        let Some(text) = texts.get_mut((number * 5) % FILES) else {
            continue;
        };
        let (head, name) = (number % HEADS, dice.name());
        let ty = match types.and_then(|types| types.get(head)) {
            Some(base) => {
                writeln!(
                    text,
                    "  <xs:complexType name=\"{name}Section{number}Type\">\n    <xs:complexContent>\n      \
                     <xs:extension base=\"{base}\"/>\n    </xs:complexContent>\n  </xs:complexType>"
                )?;
                format!(" type=\"{name}Section{number}Type\"")
            }
            None => String::new(),
        };
        writeln!(
            text,
            "  <xs:element name=\"{name}Section{number}\"{ty} substitutionGroup=\"Section{head}\"/>"
        )?;
    }
    Ok(())
}
