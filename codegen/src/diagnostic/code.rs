//! Every code a diagnostic can have.

use std::fmt;

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $text:literal,)+) => {
        /// What kind of thing a diagnostic is about, printed like `E0101`.
        ///
        /// The first two digits name the stage: 01 reading files, 02 the grammar of schema
        /// documents, 03 names and definitions, 04 turning definitions into a model, 05 constructs
        /// that this version cannot generate from, 06 samples, 07 configuration, 08 output.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $($(#[doc = $doc])+ #[doc = concat!("(`", $text, "`)")] $name,)+
        }

        impl Code {
            /// Every code, in order.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The code as it is printed.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)+
                }
            }
        }
    };
}

codes! {
    /// A file cannot be read.
    Unreadable = "E0101",
    /// A file is larger than any schema or sample should be.
    SourceTooLarge = "E0102",
    /// The bytes of a file are not text in its encoding.
    BadEncoding = "E0103",
    /// A reference leads to something that is not a local file.
    RemoteReference = "E0104",
    /// A document is not well-formed XML.
    NotWellFormed = "E0105",

    /// The root element of a document is not `xs:schema`.
    NotASchema = "E0201",
    /// An element that XML Schema does not have.
    UnknownElement = "E0202",
    /// An element where XML Schema does not allow it, or once too often.
    MisplacedElement = "E0203",
    /// An attribute that an element of XML Schema does not have.
    UnknownAttribute = "E0204",
    /// An attribute that is required and not there.
    MissingAttribute = "E0205",
    /// A value that an attribute cannot have.
    BadValue = "E0206",
    /// Attributes, or an attribute and a child, that exclude each other.
    Conflict = "E0207",
    /// Text between the elements of a schema document.
    UnexpectedText = "E0208",
    /// Elements or references that are nested deeper than anyone needs.
    TooDeep = "E0209",
    /// A child element that is required and not there.
    MissingElement = "E0210",
    /// A schema document has another target namespace than its `include` or `import` allows.
    WrongNamespace = "E0211",
    /// A `pattern` that is no regular expression of XML Schema, and is not checked.
    BadPattern = "E0212",

    /// A reference to something that no schema declares.
    Unresolved = "E0301",
    /// A prefix that no namespace is bound to.
    UnboundPrefix = "E0302",
    /// Two declarations of one name.
    Duplicate = "E0303",
    /// A definition that needs itself.
    Circular = "E0304",
    /// A reference into a namespace that the document does not import.
    NotImported = "E0305",
    /// A type that is based on a type of the wrong kind.
    WrongBase = "E0306",
    /// A type that is derived from another in a way that this one rules out by `final`.
    FinalType = "E0307",
    /// An element that cannot stand in the place of the head of its substitution group.
    WrongSubstitution = "E0308",
    /// A `keyref` that does not fit what it refers to.
    WrongKey = "E0309",
    /// A facet that its type does not have, or that allows more than its type does.
    WrongFacet = "E0310",
    /// A restriction that allows attributes or elements that its base does not.
    WrongRestriction = "E0311",
    /// A content model that is not allowed where it stands, or not on its base.
    WrongContent = "E0312",
    /// A content model in which an element can belong to more than one particle.
    AmbiguousContent = "E0313",

    /// Elements of one name and of different types in one content model.
    InconsistentTypes = "E0401",
    /// The definitions give a model that is too large.
    ModelTooLarge = "E0402",

    /// A no-break space between the tags of a sample.
    NoBreakSpace = "E0601",
    /// A sample has a document type declaration.
    SampleDoctype = "E0602",
    /// Text and elements side by side in a sample.
    SampleMixed = "E0603",
    /// Samples that no single schema document can describe.
    SampleNamespaces = "E0604",
    /// A sample has a root element that the schema does not declare.
    RootNotDeclared = "E0611",
    /// An element in a sample that the schema does not declare there.
    ElementNotDeclared = "E0612",
    /// An attribute in a sample that the schema does not declare there.
    AttributeNotDeclared = "E0613",
    /// Text in a sample where the schema allows only elements, or nothing.
    TextNotDeclared = "E0614",
    /// An element that the schema requires is not in a sample.
    ElementMissing = "E0615",
    /// An attribute that the schema requires is not in a sample.
    AttributeMissing = "E0616",
    /// An element that stands in a sample more often than the schema allows.
    ElementRepeated = "E0617",
    /// A value in a sample that its type does not allow.
    ValueNotAllowed = "E0618",
    /// A value in a sample that its enumeration does not list.
    ValueNotListed = "E0619",
    /// A nil element in a sample that the schema does not declare nillable.
    NilNotAllowed = "E0620",

    /// A configuration that is not TOML or not understood.
    BadConfig = "E0701",
    /// An override of something that the model does not have.
    UnusedOverride = "E0702",
    /// An override that has no meaning for the kind of thing it names.
    WrongOverride = "E0703",
    /// An override whose name fits more than one thing.
    AmbiguousOverride = "E0704",
    /// Two overrides that ask for one name, or for one that is taken.
    NameTaken = "E0705",

    /// There is nothing to read or nothing to generate.
    NothingToDo = "E0801",
    /// A result cannot be written.
    Unwritable = "E0802",
    /// The emitted text is not Rust.
    NotRust = "E0803",
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::Code;

    #[test]
    fn codes_are_distinct_and_in_order() {
        assert!(Code::ALL.is_sorted_by(|a, b| a.as_str() < b.as_str()));
    }
}
