//! The checked description of a type, which both emitters read.

mod checks;
mod fields;
mod settings;
mod types;
mod variants;

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use syn::{Data, DataStruct, DeriveInput, Fields, Ident, Member, Path, Type};

pub(crate) use settings::argument;

use crate::attr::{Checks, ContainerAttributes, Place, UnknownPolicy, ours};
use crate::fault::{Faults, fault};
use crate::generics::Target;
use crate::name::{Name, Namespace};

/// A struct or enum, checked.
pub(crate) struct Container<'i> {
    pub(crate) target: Target<'i>,
    pub(crate) body: Body<'i>,
}

/// What a container is in XML.
pub(crate) enum Body<'i> {
    /// An element with attributes and content.
    Struct(Struct<'i>),
    /// Whatever the only field is.
    Newtype(Newtype<'i>),
    /// One element out of several.
    Elements(Elements<'i>),
    /// An element whose type is told by `xsi:type`.
    Types(Types<'i>),
    /// A text that is a value of one type out of several.
    Union(Union<'i>),
    /// A text out of a list of texts.
    Values(Values<'i>),
}

/// An element with attributes and content.
pub(crate) struct Struct<'i> {
    /// The element's name where the struct is a root or stands in a choice.
    pub(crate) name: Name,
    /// Prefixes to declare, with their namespaces.
    pub(crate) prefixes: Vec<(String, Namespace)>,
    /// The fields, in the order of declaration.
    pub(crate) fields: Vec<Field<'i>>,
    pub(crate) policy: UnknownPolicy,
    /// Whether the fields can stand in another struct.
    pub(crate) is_group: bool,
}

/// A field of a struct.
pub(crate) struct Field<'i> {
    pub(crate) member: Member,
    pub(crate) ty: &'i Type,
    pub(crate) kind: Kind,
    /// How its text is read, where its type alone does not say so.
    pub(crate) simple: Option<Simple<'i>>,
    /// The function that gives its value where it is absent.
    pub(crate) default: Option<TokenStream>,
    /// The field's place among the attributes or among the children of the struct; a group of fields
    /// is one of the children.
    pub(crate) index: usize,
    /// What is allowed of it beyond its type.
    pub(crate) checks: Checks,
}

/// How the text of a field is read and written.
pub(crate) struct Simple<'i> {
    /// What one text is: the field's type, or what its `Option` or `Vec` holds.
    pub(crate) ty: &'i Type,
    pub(crate) convert: Conversion,
    /// What an absent attribute or an empty element stands for.
    pub(crate) default: Option<String>,
    /// What it always is.
    pub(crate) fixed: Option<String>,
}

/// Between text and value.
pub(crate) enum Conversion {
    /// The traits of the type.
    Traits,
    /// Items between white space.
    List,
    /// Functions; where there is none, the trait of the type.
    Functions {
        from_text: Option<Path>,
        to_text: Option<Path>,
    },
}

/// What a field is in XML.
pub(crate) enum Kind {
    Attribute(Name),
    Text,
    Element(Name),
    Nillable(Name),
    Wrapped {
        wrapper: Name,
        item: Name,
    },
    Choice,
    Any,
    AnyAttributes,
    Mixed,
    /// The fields of another struct, in place.
    Flatten,
    Unknown,
    Skip,
}

/// A struct that is read and written as its only field is.
pub(crate) struct Newtype<'i> {
    pub(crate) member: Member,
    pub(crate) ty: &'i Type,
    /// The facets of its values.
    pub(crate) facets: Option<Path>,
}

/// An enum over simple types.
pub(crate) struct Union<'i> {
    pub(crate) members: Vec<(&'i Ident, &'i Type)>,
    /// The facets of its values.
    pub(crate) facets: Option<Path>,
}

/// An enum over elements.
pub(crate) struct Elements<'i> {
    pub(crate) alternatives: Vec<Alternative<'i>>,
    /// The variant that keeps an element of any other name.
    pub(crate) other: Option<(&'i Ident, &'i Type)>,
    /// The variant that holds the text between the elements of mixed content.
    pub(crate) text: Option<(&'i Ident, &'i Type)>,
}

/// An enum over types.
pub(crate) struct Types<'i> {
    /// The name of the element where the enum is a root or stands in a choice.
    pub(crate) name: Option<Name>,
    /// The variants, by the names of their types.
    pub(crate) alternatives: Vec<Alternative<'i>>,
    /// Which of them an element is that does not say its type.
    pub(crate) default: Option<usize>,
    /// The variant that keeps an element of any other type.
    pub(crate) other: Option<(&'i Ident, &'i Type)>,
}

/// A variant that holds an element.
pub(crate) struct Alternative<'i> {
    pub(crate) ident: &'i Ident,
    pub(crate) ty: &'i Type,
    pub(crate) name: Name,
    /// What is allowed of it beyond its type.
    pub(crate) checks: Checks,
}

/// An enum over text.
pub(crate) struct Values<'i> {
    pub(crate) listed: Vec<Value<'i>>,
    /// The facets of its values.
    pub(crate) facets: Option<Path>,
    /// The variant that keeps a text not listed.
    pub(crate) other: Option<(&'i Ident, &'i Type)>,
}

/// A variant that stands for a text.
pub(crate) struct Value<'i> {
    pub(crate) ident: &'i Ident,
    pub(crate) text: String,
}

impl Value<'_> {
    /// Whether white space around the text can be passed over, because the text has none itself.
    pub(crate) fn is_trimmed(&self) -> bool {
        self.text.trim_ascii() == self.text
    }
}

impl<'i> Struct<'i> {
    /// The prefix that the element itself is to have.
    pub(crate) fn prefix(&self) -> Option<&str> {
        let of_the_name = |(_, namespace): &&(String, Namespace)| {
            let ns = self.name.ns.as_ref();
            ns.is_some_and(|ns| {
                ns.to_token_stream().to_string() == namespace.to_token_stream().to_string()
            })
        };
        self.prefixes
            .iter()
            .find(of_the_name)
            .map(|(prefix, _)| prefix.as_str())
    }

    pub(crate) fn attributes(&self) -> impl Iterator<Item = &Field<'i>> {
        let fields = self.fields.iter();
        fields.filter(|field| matches!(field.kind, Kind::Attribute(_)))
    }

    /// The fields of other structs that stand in place of a field.
    pub(crate) fn groups(&self) -> impl Iterator<Item = &Field<'i>> {
        let fields = self.fields.iter();
        fields.filter(|field| matches!(field.kind, Kind::Flatten))
    }

    pub(crate) fn children(&self) -> impl Iterator<Item = &Field<'i>> {
        self.fields.iter().filter(|field| field.kind.is_child())
    }

    /// The field that is the text of an element of simple content.
    pub(crate) fn text(&self) -> Option<&Field<'i>> {
        self.fields
            .iter()
            .find(|field| matches!(field.kind, Kind::Text))
    }

    /// The field that is the mixed content.
    pub(crate) fn mixed(&self) -> Option<&Field<'i>> {
        let mut fields = self.fields.iter();
        fields.find(|field| matches!(field.kind, Kind::Mixed))
    }

    /// The field that keeps attributes of any name.
    pub(crate) fn any_attributes(&self) -> Option<&Field<'i>> {
        let mut fields = self.fields.iter();
        fields.find(|field| matches!(field.kind, Kind::AnyAttributes))
    }

    /// The field that keeps what the struct does not declare.
    pub(crate) fn unknown(&self) -> Option<&Field<'i>> {
        self.fields
            .iter()
            .find(|field| matches!(field.kind, Kind::Unknown))
    }
}

impl Field<'_> {
    /// The ends of the field's type.
    pub(crate) fn type_ends(&self) -> (Span, Span) {
        type_ends(self.ty)
    }
}

/// The spans of the first and the last token of a type. Between them stands every expression in
/// which rustc may find that the type lacks a trait: it tells us once then, and at the type.
pub(crate) fn type_ends(ty: &Type) -> (Span, Span) {
    let tokens = ty.to_token_stream();
    let mut spans = tokens.into_iter().map(|token| token.span());
    let first = spans.next().unwrap_or_else(Span::call_site);
    (first, spans.last().unwrap_or(first))
}

impl Kind {
    /// The name of an attribute.
    pub(crate) fn attribute_name(&self) -> Option<&Name> {
        match self {
            Kind::Attribute(name) => Some(name),
            _ => None,
        }
    }

    pub(crate) fn is_child(&self) -> bool {
        matches!(
            self,
            Kind::Element(_)
                | Kind::Nillable(_)
                | Kind::Wrapped { .. }
                | Kind::Choice
                | Kind::Any
                | Kind::Flatten
        )
    }
}

/// What an `#[xml(…)]` of `input` itself stands on.
pub(crate) fn place(input: &DeriveInput) -> Place {
    match input.data {
        Data::Enum(_) => Place::Enum,
        Data::Struct(_) | Data::Union(_) => Place::Struct,
    }
}

/// The description of `input`, whose own attributes are read already; or everything that is wrong
/// with it.
pub(crate) fn check<'i>(
    input: &'i DeriveInput,
    attributes: &ContainerAttributes,
    mut faults: Faults,
) -> Result<Container<'i>, syn::Error> {
    let body = match &input.data {
        Data::Struct(data) if is_newtype(data, attributes) => {
            fields::check_newtype(data, attributes, &mut faults).map(Body::Newtype)
        }
        Data::Struct(data) => {
            fields::check_struct(&input.ident, data, attributes, &mut faults).map(Body::Struct)
        }
        Data::Enum(data) => variants::check_enum(&input.ident, data, attributes, &mut faults),
        Data::Union(data) => Err(fault(
            data.union_token,
            "a union has no form in XML",
            "use an enum, with a variant for each element or for each text value",
        )),
    };
    let container = body.map(|body| Container {
        target: Target::of(input),
        body,
    });
    faults.or(container)
}

/// `struct Guid(String)` is a newtype; with an attribute on its field it is a struct like others.
fn is_newtype(data: &DataStruct, attributes: &ContainerAttributes) -> bool {
    let plain_tuple = match &data.fields {
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => fields
            .unnamed
            .iter()
            .all(|field| ours(&field.attrs).next().is_none()),
        _ => false,
    };
    plain_tuple || attributes.transparent.is_some()
}
