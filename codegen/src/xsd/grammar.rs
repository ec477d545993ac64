//! The grammar of schema documents: which attributes and children each XML Schema element has.
//!
//! Source: the schema for schemas (XML Schema Part 1, appendix A). Attributes that it does not
//! name are allowed when they are in a foreign namespace, and `id` is allowed everywhere.

/// The namespace of XML Schema.
pub(super) const XSD: &str = "http://www.w3.org/2001/XMLSchema";

/// What one XML Schema element may hold in one place.
pub(super) struct Rule {
    /// The attributes, beside `id`.
    pub(super) attributes: &'static [&'static str],
    /// Those of them that must be there.
    pub(super) required: &'static [&'static str],
    /// Whether one `annotation` may come first.
    pub(super) annotated: bool,
    /// The other children: one slot after the other.
    pub(super) children: &'static [Slot],
}

/// A run of children.
pub(super) struct Slot {
    /// The names of which each child has one.
    pub(super) names: &'static [&'static str],
    /// How many there may be.
    pub(super) count: Count,
}

/// How many children a slot takes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Count {
    /// `?`
    Optional,
    /// exactly one
    One,
    /// `*`
    Any,
    /// `+`
    Some,
}

const fn slot(names: &'static [&'static str], count: Count) -> Slot {
    Slot { names, count }
}

const OPTIONAL_SIMPLE_TYPE: Slot = slot(&["simpleType"], Count::Optional);
const OPTIONAL_TYPE: Slot = slot(&["simpleType", "complexType"], Count::Optional);
const IDENTITY: Slot = slot(&["unique", "key", "keyref"], Count::Any);
const MODEL_GROUP: Slot = slot(&["group", "all", "choice", "sequence"], Count::Optional);
const ATTRIBUTES: Slot = slot(&["attribute", "attributeGroup"], Count::Any);
const ANY_ATTRIBUTE: Slot = slot(&["anyAttribute"], Count::Optional);
const PARTICLES: Slot = slot(
    &["element", "group", "choice", "sequence", "any"],
    Count::Any,
);
const DERIVATION: Slot = slot(&["restriction", "extension"], Count::One);
const FACETS: Slot = slot(
    &[
        "minExclusive",
        "minInclusive",
        "maxExclusive",
        "maxInclusive",
        "totalDigits",
        "fractionDigits",
        "length",
        "minLength",
        "maxLength",
        "enumeration",
        "whiteSpace",
        "pattern",
    ],
    Count::Any,
);

const fn rule(
    attributes: &'static [&'static str],
    required: &'static [&'static str],
    children: &'static [Slot],
) -> Rule {
    Rule {
        attributes,
        required,
        annotated: true,
        children,
    }
}

pub(super) const SCHEMA: Rule = Rule {
    attributes: &[
        "targetNamespace",
        "version",
        "finalDefault",
        "blockDefault",
        "attributeFormDefault",
        "elementFormDefault",
    ],
    required: &[],
    annotated: false,
    children: &[
        slot(&["include", "import", "redefine", "annotation"], Count::Any),
        slot(
            &[
                "simpleType",
                "complexType",
                "group",
                "attributeGroup",
                "element",
                "attribute",
                "notation",
                "annotation",
            ],
            Count::Any,
        ),
    ],
};
pub(super) const INCLUDE: Rule = rule(&["schemaLocation"], &["schemaLocation"], &[]);
pub(super) const IMPORT: Rule = rule(&["namespace", "schemaLocation"], &[], &[]);
pub(super) const REDEFINE: Rule = Rule {
    attributes: &["schemaLocation"],
    required: &["schemaLocation"],
    annotated: false,
    children: &[slot(
        &[
            "annotation",
            "simpleType",
            "complexType",
            "group",
            "attributeGroup",
        ],
        Count::Any,
    )],
};

pub(super) const GLOBAL_ELEMENT: Rule = rule(
    &[
        "name",
        "type",
        "substitutionGroup",
        "default",
        "fixed",
        "nillable",
        "abstract",
        "final",
        "block",
    ],
    &["name"],
    &[OPTIONAL_TYPE, IDENTITY],
);
pub(super) const LOCAL_ELEMENT: Rule = rule(
    &[
        "name",
        "ref",
        "type",
        "minOccurs",
        "maxOccurs",
        "default",
        "fixed",
        "nillable",
        "block",
        "form",
    ],
    &[],
    &[OPTIONAL_TYPE, IDENTITY],
);
pub(super) const GLOBAL_ATTRIBUTE: Rule = rule(
    &["name", "type", "default", "fixed"],
    &["name"],
    &[OPTIONAL_SIMPLE_TYPE],
);
pub(super) const LOCAL_ATTRIBUTE: Rule = rule(
    &["name", "ref", "type", "use", "default", "fixed", "form"],
    &[],
    &[OPTIONAL_SIMPLE_TYPE],
);

const COMPLEX_CHILDREN: &[Slot] = &[
    slot(
        &[
            "simpleContent",
            "complexContent",
            "group",
            "all",
            "choice",
            "sequence",
        ],
        Count::Optional,
    ),
    ATTRIBUTES,
    ANY_ATTRIBUTE,
];
pub(super) const GLOBAL_COMPLEX_TYPE: Rule = rule(
    &["name", "mixed", "abstract", "final", "block"],
    &["name"],
    COMPLEX_CHILDREN,
);
pub(super) const LOCAL_COMPLEX_TYPE: Rule = rule(&["mixed"], &[], COMPLEX_CHILDREN);
pub(super) const SIMPLE_CONTENT: Rule = rule(&[], &[], &[DERIVATION]);
pub(super) const COMPLEX_CONTENT: Rule = rule(&["mixed"], &[], &[DERIVATION]);
pub(super) const SIMPLE_CONTENT_EXTENSION: Rule =
    rule(&["base"], &["base"], &[ATTRIBUTES, ANY_ATTRIBUTE]);
pub(super) const SIMPLE_CONTENT_RESTRICTION: Rule = rule(
    &["base"],
    &["base"],
    &[OPTIONAL_SIMPLE_TYPE, FACETS, ATTRIBUTES, ANY_ATTRIBUTE],
);
pub(super) const COMPLEX_CONTENT_DERIVATION: Rule = rule(
    &["base"],
    &["base"],
    &[MODEL_GROUP, ATTRIBUTES, ANY_ATTRIBUTE],
);

pub(super) const GROUP: Rule = rule(
    &["name"],
    &["name"],
    &[slot(&["all", "choice", "sequence"], Count::One)],
);
pub(super) const GROUP_REF: Rule = rule(&["ref", "minOccurs", "maxOccurs"], &["ref"], &[]);
pub(super) const MODEL_GROUP_PARTICLE: Rule = rule(&["minOccurs", "maxOccurs"], &[], &[PARTICLES]);
pub(super) const ALL_PARTICLE: Rule = rule(
    &["minOccurs", "maxOccurs"],
    &[],
    &[slot(&["element"], Count::Any)],
);
pub(super) const ANY: Rule = rule(
    &["namespace", "processContents", "minOccurs", "maxOccurs"],
    &[],
    &[],
);
pub(super) const ANY_ATTRIBUTE_RULE: Rule = rule(&["namespace", "processContents"], &[], &[]);
pub(super) const ATTRIBUTE_GROUP: Rule = rule(&["name"], &["name"], &[ATTRIBUTES, ANY_ATTRIBUTE]);
pub(super) const ATTRIBUTE_GROUP_REF: Rule = rule(&["ref"], &["ref"], &[]);

const IDENTITY_CHILDREN: &[Slot] = &[
    slot(&["selector"], Count::One),
    slot(&["field"], Count::Some),
];
pub(super) const UNIQUE_OR_KEY: Rule = rule(&["name"], &["name"], IDENTITY_CHILDREN);
pub(super) const KEYREF: Rule = rule(&["name", "refer"], &["name", "refer"], IDENTITY_CHILDREN);
pub(super) const SELECTOR_OR_FIELD: Rule = rule(&["xpath"], &["xpath"], &[]);
pub(super) const NOTATION: Rule = rule(&["name", "public", "system"], &["name"], &[]);

const SIMPLE_CHILDREN: &[Slot] = &[slot(&["restriction", "list", "union"], Count::One)];
pub(super) const GLOBAL_SIMPLE_TYPE: Rule = rule(&["name", "final"], &["name"], SIMPLE_CHILDREN);
pub(super) const LOCAL_SIMPLE_TYPE: Rule = rule(&[], &[], SIMPLE_CHILDREN);
pub(super) const SIMPLE_RESTRICTION: Rule = rule(&["base"], &[], &[OPTIONAL_SIMPLE_TYPE, FACETS]);
pub(super) const LIST: Rule = rule(&["itemType"], &[], &[OPTIONAL_SIMPLE_TYPE]);
pub(super) const UNION: Rule = rule(&["memberTypes"], &[], &[slot(&["simpleType"], Count::Any)]);
pub(super) const FACET: Rule = rule(&["value", "fixed"], &["value"], &[]);
pub(super) const ENUMERATION_OR_PATTERN: Rule = rule(&["value"], &["value"], &[]);

pub(super) const ANNOTATION: Rule = Rule {
    attributes: &[],
    required: &[],
    annotated: false,
    children: &[slot(&["appinfo", "documentation"], Count::Any)],
};

/// Every element of XML Schema 1.0.
pub(super) const ELEMENTS: &[&str] = &[
    "all",
    "annotation",
    "any",
    "anyAttribute",
    "appinfo",
    "attribute",
    "attributeGroup",
    "choice",
    "complexContent",
    "complexType",
    "documentation",
    "element",
    "enumeration",
    "extension",
    "field",
    "fractionDigits",
    "group",
    "import",
    "include",
    "key",
    "keyref",
    "length",
    "list",
    "maxExclusive",
    "maxInclusive",
    "maxLength",
    "minExclusive",
    "minInclusive",
    "minLength",
    "notation",
    "pattern",
    "redefine",
    "restriction",
    "schema",
    "selector",
    "sequence",
    "simpleContent",
    "simpleType",
    "totalDigits",
    "union",
    "unique",
    "whiteSpace",
];

/// The elements that XML Schema 1.1 added.
pub(super) const ELEMENTS_OF_1_1: &[&str] = &[
    "alternative",
    "assert",
    "assertion",
    "defaultOpenContent",
    "explicitTimezone",
    "openContent",
    "override",
];
