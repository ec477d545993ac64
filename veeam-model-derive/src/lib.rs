#![doc = include_str!("../README.md")]

mod attempt;
mod attr;
mod case;
mod fault;
mod generics;
mod group;
mod model;
mod name;
mod parse;
mod simple;
mod validate;
mod write;

#[cfg(test)]
mod tests;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{DeriveInput, parse_macro_input};

use crate::attr::ContainerAttributes;
use crate::fault::Faults;
use crate::generics::Target;
use crate::model::Container;

/// Makes a struct or enum readable from XML.
///
/// # What a type becomes
///
/// | type | what it is in XML | it implements |
/// | --- | --- | --- |
/// | struct with fields, or of no fields | an element: attributes and content | `FromElement`, `FromNamed` |
/// | struct of one field without a name, or `transparent` | whatever its field is: a simple type or a struct | what its field implements |
/// | enum whose variants hold one type each | one element out of several, told by their names | `FromNamed` |
/// | such an enum with a variant for `text` | a part of mixed content | `FromMixed` |
/// | enum with `xsi_type` | an element of one type out of several, told by `xsi:type` | `FromElement`, with `name` also `FromNamed` |
/// | enum that is `untagged` | a text of one simple type out of several, tried in their order: a union | `FromText`, `FromElement` |
/// | enum whose variants hold nothing | a text out of a list of texts | `FromText`, `FromElement` |
///
/// A type that implements `FromNamed` can be the root of a document and stand in a choice; one
/// that implements `FromElement` can be a child element under any name; one that implements
/// `FromText` can be an attribute or text.
///
/// A type may have type parameters: each field's type that mentions one has to implement what
/// the field needs. It may have lifetimes: what it borrows then lives as long as the input.
///
/// # `#[xml(…)]` on a struct or enum
///
/// | key | meaning |
/// | --- | --- |
/// | `name = "…"` | the element's name where the struct is a root or stands in a choice; by default the struct's own |
/// | `ns = "…"`, `ns = PATH` | the namespace of that element and of the child elements, or of the variants' elements: a string or a `const` of type `&str`; by default none |
/// | `rename_all = "…"` | how names are made from the identifiers of fields or variants: [see below](#names) |
/// | `unknown = "…"` | what happens to elements and attributes that the struct does not declare: `"ignore"` (the default), `"deny"`, or `"preserve"`, which needs an `unknown` field |
/// | `element_form = "…"`, `attribute_form = "…"` | whether names of child elements (`"qualified"` by default) and of attributes (`"unqualified"` by default) are in the namespace of the struct |
/// | `prefix(p = "…")` | prefixes that the element declares when it is written, unless they are taken: it has the prefix of its own namespace itself |
/// | `transparent` | a struct of one field is read and written as the field is; needless on `struct Guid(String)` |
/// | `group` | the fields can stand in other structs, in place of a field marked `flatten` |
/// | `xsi_type` | an enum whose variants are types: `xsi:type` says which, and names, in the enum's `ns`, are those of types |
/// | `untagged` | an enum whose variants are simple types, tried in their order |
/// | `validate(facets = PATH)` | on a newtype or an enum over text: what `Validate` checks, [see below](#what-validate-checks) |
/// | `crate = path` | where the runtime is, by default `::veeam_model` |
///
/// # `#[xml(…)]` on a field
///
/// A field is one of these:
///
/// | key | the field is | its type |
/// | --- | --- | --- |
/// | none | a child element | `T`, `Option<T>` or `Vec<T>`, where `T: FromElement` |
/// | `attribute` | an attribute | `T` or `Option<T>`, where `T: FromText` |
/// | `text` | the text between the tags: simple content | `T` or `Option<T>`, where `T: FromText` |
/// | `children` | child elements, anywhere among the others | `Vec<T>`, where `T: FromElement` |
/// | `children(wrapper = "…")` | child elements within one element of that name, which holds nothing else | `Vec<T>`, or `Option<Vec<T>>` where the wrapper may be absent |
/// | `any` | the child elements that no other field takes | `Vec<xml::Element>`, `Option<xml::Element>` or `xml::Element` |
/// | `any_attributes` | the attributes that no other field takes | `Vec<xml::Attribute>` |
/// | `mixed` | all of the content: text and elements in their order | `Vec<T>`, where `T` is an enum over elements with a variant for `text` |
/// | `choice` | one of several child elements | `T`, `Option<T>` or `Vec<T>`, where `T` is an enum over elements |
/// | `flatten` | no element of its own: its fields stand in place | `T`, a struct marked `group` |
/// | `unknown` | what the struct does not declare, kept with its place (implies `unknown = "preserve"` on the struct) | `xml::Unknown` |
/// | `skip` | in no document: it is `Default::default()` when read | any with `Default` |
///
/// and may say what it is called:
///
/// | key | meaning |
/// | --- | --- |
/// | `name = "…"` | the local name of the element or attribute; in a list with a wrapper, of each item |
/// | `ns = "…"`, `ns = PATH` | its namespace; by default the struct's for an element, none for an attribute; `""` is none |
///
/// or in which form its name stands:
///
/// | key | meaning |
/// | --- | --- |
/// | `qualified` | the name is in the struct's namespace, the default of elements |
/// | `unqualified` | the name is in no namespace, the default of attributes |
///
/// and what its value is:
///
/// | key | meaning |
/// | --- | --- |
/// | `default = "…"` | as XML Schema has it: what an absent attribute is, and what an element or text is that is there and empty |
/// | `default`, `default = path` | what the field is if it is absent: `Default::default()`, or what the function returns |
/// | `fixed = "…"` | as `default = "…"`, and any other value is refused in both directions |
/// | `nillable` | the element may say `xsi:nil="true"`: `Option<T>`, which is `None` then, or `Vec<Option<T>>`; use `Option<xml::Nillable<T>>` without this key to tell absent, nil and value apart |
/// | `list` | a list of items between white space: `Vec<T>`, `[T; N]` or a tuple, or an `Option` of such |
/// | `with = module`, `with(from_text = path, to_text = path)` | functions that read and write the text: `fn(Cow<str>) -> Result<T, ValueError>` and `fn(&T, &mut TextWriter) -> Result<(), ValueError>` |
///
/// | `validate(…)` | what `Validate` checks: [see below](#what-validate-checks) |
///
/// Where one of these needs to know what one value is (`fixed`, `with`, a text as `default`), it
/// looks for `Option<…>` and `Vec<…>` as they are written.
///
/// # `#[xml(…)]` on a variant
///
/// | key | meaning |
/// | --- | --- |
/// | `name = "…"` | the local name of the element, or the text |
/// | `ns = "…"`, `ns = PATH` | the namespace of the element; by default the enum's |
/// | `other` | the variant keeps a text that is not listed, as it came: `Other(String)`; without it such a text is an error. In an enum over elements it keeps an element of any other name: `Other(xml::Element)` |
/// | `default` | in an enum with `xsi_type`, the type of an element that does not say its type; without it, and without `other`, such an element is an error |
/// | `text` | the variant is the text between elements: `Text(String)`; the enum stands in `mixed` content then |
///
/// | `validate(…)` | what `Validate` checks of the element: [see below](#what-validate-checks) |
///
/// # What `Validate` checks
///
/// `#[derive(Validate)]` of `veeam-model` with the feature `validate` reads, in `validate(…)`, what a
/// schema says of a value beyond its Rust type; the other derives pass it over.
///
/// | key | meaning |
/// | --- | --- |
/// | `facets = PATH` | the `static` of type `xml::Facets` that says what its simple type allows |
/// | `fixed = "…"` | the only value allowed |
/// | `min_occurs = 1`, `max_occurs = 5` | how many child elements there are, in a `Vec` |
///
/// # Names
///
/// Without `name`, a field or variant is called by its identifier (`r#type` is `type`), changed as
/// `rename_all` says: `"PascalCase"`, `"camelCase"`, `"snake_case"`, `"SCREAMING_SNAKE_CASE"`,
/// `"kebab-case"`, `"SCREAMING-KEBAB-CASE"`, `"Train-Case"`, `"Title Case"` (for texts), or
/// `"lowercase"` and `"UPPERCASE"`, which keep the words as they are joined. Names are matched with
/// their namespaces; prefixes play no part.
///
/// # Errors
///
/// Attributes that have no meaning or contradict each other are compile errors, all of a type at
/// once, each where it stands and with a word on how to mend it.
#[proc_macro_derive(FromXml, attributes(xml))]
pub fn derive_from_xml(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    expand(&input, parse::emit, parse::emit_stubs).into()
}

/// Makes a struct or enum writable as XML.
///
/// The attributes are those of [`FromXml`](macro@FromXml), and what can be read one way is written
/// the same way: attributes and children in the order of the fields, with what is unknown in its
/// place among them. The impls are of `ToElement`, `ToXml` and `ToText` where `FromXml` makes such
/// of `FromElement`, `FromNamed` and `FromText`.
#[proc_macro_derive(ToXml, attributes(xml))]
pub fn derive_to_xml(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    expand(&input, write::emit, write::emit_stubs).into()
}

/// Makes a struct or enum tell whether it is what its schema allows, beyond what its Rust type says.
///
/// It is for `veeam-model` with the feature `validate`, and goes with the derive [`ToXml`](macro@ToXml),
/// whose attributes it reads. What it checks is what `validate(…)` says, and that values of an
/// enumeration are listed.
#[proc_macro_derive(Validate, attributes(xml))]
pub fn derive_validate(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    expand(&input, validate::emit, validate::emit_stubs).into()
}

/// What `emit` makes of `input`; or an error for each fault, and stubs. What `input` allows itself
/// is allowed to the impls, which name what it names.
fn expand(
    input: &DeriveInput,
    emit: fn(&Container<'_>) -> TokenStream,
    emit_stubs: fn(&Target<'_>) -> TokenStream,
) -> TokenStream {
    let mut faults = Faults::default();
    let attributes = ContainerAttributes::read(&input.attrs, model::place(input), &mut faults);
    let runtime = attributes.runtime();
    let (errors, impls) = match model::check(input, &attributes, faults) {
        Ok(container) => (None, emit(&container)),
        Err(error) => (
            Some(error.into_compile_error()),
            emit_stubs(&Target::of(input)),
        ),
    };
    let allowed = input
        .attrs
        .iter()
        .filter(|attr| attr.path().is_ident("allow"));
    let deprecated = input
        .attrs
        .iter()
        .find(|attr| attr.path().is_ident("deprecated"));
    let deprecated = deprecated.map(|_| quote!(#[allow(deprecated)]));
    quote! {
        #errors
        #(#allowed)*
        #deprecated
        const _: () = {
            use #runtime::xml as __xml;
            #impls
        };
    }
}
