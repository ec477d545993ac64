//! Generates types of `schema.xsd`, and for every type of a model how a value of it is made: those of
//! `schema.xsd`, those of the API, and those that are written by hand.

use std::path::Path;
use std::{env, fs};

use proc_macro2::TokenStream;
use quote::quote;
use syn::{
    Attribute, Field, Fields, GenericArgument, Item, ItemEnum, ItemStruct, PathArguments, Type,
    Variant,
};
use veeam_model_codegen::Builder;

const WRITTEN: &str = "fuzz_targets/value/written.rs";

fn main() {
    let out = env::var("OUT_DIR").expect("cargo sets it");
    let out = Path::new(&out);
    let own = Builder::new().schema("schema.xsd").out_file("own.rs");
    own.generate().expect("the schema is fine");
    let own = own.build_text().expect("it was generated");
    let api = Builder::new()
        .schema("../schemas/restapi.xsd")
        .samples("../schemas/samples")
        .config("../schemas/codegen.toml");
    let api = api.build_text().expect("the schemas of the API are fine");
    println!("cargo:rerun-if-changed=../schemas");
    println!("cargo:rerun-if-changed={WRITTEN}");
    println!("cargo:rerun-if-changed=build.rs");
    let written = fs::read_to_string(WRITTEN).expect("it is there");

    let mut makers = TokenStream::new();
    for (text, path) in [
        (own, quote!(crate::own)),
        (api, quote!(veeam_model)),
        (written, quote!(crate::written)),
    ] {
        let file = syn::parse_file(&text).expect("it is Rust");
        makers.extend(of_items(&file.items, &path));
    }
    fs::write(out.join("makers.rs"), makers.to_string()).expect("OUT_DIR can be written");
}

/// Everything in a module of a model can be named without the module.
fn of_items(items: &[Item], path: &TokenStream) -> TokenStream {
    let of_item = |item: &Item| match item {
        Item::Mod(module) => {
            let content = module
                .content
                .as_ref()
                .map(|(_, items)| of_items(items, path));
            content.unwrap_or_default()
        }
        Item::Struct(item) if is_model(&item.attrs) => of_struct(item, path),
        Item::Enum(item) if is_model(&item.attrs) => of_enum(item, path),
        _ => TokenStream::new(),
    };
    items.iter().map(of_item).collect()
}

fn is_model(attrs: &[Attribute]) -> bool {
    let mut derives = attrs.iter().filter(|attr| attr.path().is_ident("derive"));
    derives.any(|derive| words(derive).iter().any(|word| word == "ToXml"))
}

/// What stands between the commas of an attribute.
fn words(attr: &Attribute) -> Vec<String> {
    let list = attr.meta.require_list().map(|list| list.tokens.to_string());
    let list = list.unwrap_or_default();
    list.split(',').map(|word| word.trim().to_owned()).collect()
}

fn says(attrs: &[Attribute], word: &str) -> bool {
    let mut ours = attrs.iter().filter(|attr| attr.path().is_ident("xml"));
    ours.any(|attr| words(attr).iter().any(|said| said == word))
}

fn of_struct(item: &ItemStruct, path: &TokenStream) -> TokenStream {
    let name = &item.ident;
    let fields = item.fields.iter().map(|field| {
        let ident = &field.ident;
        let value = of_field(field, path, &item.fields);
        quote!(#ident: #value,)
    });
    quote! {
        impl crate::make::Make for #path::#name {
            fn make(m: &mut crate::make::Maker<'_>) -> Self {
                m.within(
                    <Self as veeam_model::xml::FromElement<'static>>::SHAPE,
                    |m| #path::#name { #(#fields)* },
                )
            }
        }
    }
}

fn of_field(field: &Field, path: &TokenStream, all: &Fields) -> TokenStream {
    let takes_any = all.iter().any(|field| says(&field.attrs, "any"));
    let ty = &field.ty;
    let ty = quote!(#ty).to_string();
    if says(&field.attrs, "any") {
        quote!(m.list(|m| m.element_of_any_name(&[])))
    } else if says(&field.attrs, "any_attributes") {
        quote!(m.list(|m| m.attribute_of_any_name()))
    } else if says(&field.attrs, "unknown") {
        let parts = all.iter().find(|field| says(&field.attrs, "mixed"));
        let names = parts.and_then(|field| item_of(&field.ty)).map_or(
            quote!(&[]),
            |part| quote!(<#path::#part as veeam_model::xml::FromMixed<'static>>::NAMES),
        );
        quote!(m.unknown(#takes_any, #names))
    } else if says(&field.attrs, "mixed") {
        quote!(m.mixed())
    } else if ty.ends_with("Element >") {
        let name = field.ident.as_ref().expect("it has a name").to_string();
        quote!(m.optional(|m| m.element_called(#path::NAMESPACE, #name)))
    } else {
        quote!(crate::make::Make::make(m))
    }
}

/// The type of the items of a `Vec`.
fn item_of(ty: &Type) -> Option<&Type> {
    let Type::Path(path) = ty else {
        return None;
    };
    match &path.path.segments.last()?.arguments {
        PathArguments::AngleBracketed(list) => match list.args.first()? {
            GenericArgument::Type(item) => Some(item),
            _ => None,
        },
        _ => None,
    }
}

fn of_enum(item: &ItemEnum, path: &TokenStream) -> TokenStream {
    let name = &item.ident;
    let has_units = item
        .variants
        .iter()
        .any(|variant| variant.fields.is_empty());
    // What a text is read as: two variants may have one text.
    let body = if has_units || says(&item.attrs, "untagged") {
        quote!(m.read_from_text())
    } else {
        let is_type = says(&item.attrs, "xsi_type");
        let values = item
            .variants
            .iter()
            .map(|variant| of_variant(variant, name, path, is_type));
        let count = item.variants.len();
        let numbers = 0..count;
        quote! {
            match m.below(#count) {
                #(#numbers => #values,)*
                _ => unreachable!(),
            }
        }
    };
    let text = item
        .variants
        .iter()
        .find(|variant| says(&variant.attrs, "text"));
    let text = text.map(|variant| {
        let variant = &variant.ident;
        quote! {
            impl crate::make::Part for #path::#name {
                fn text(&mut self) -> Option<&mut String> {
                    match self {
                        #path::#name::#variant(text) => Some(text),
                        _ => None,
                    }
                }
            }
        }
    });
    quote! {
        impl crate::make::Make for #path::#name {
            fn make(m: &mut crate::make::Maker<'_>) -> Self {
                #body
            }
        }
        #text
    }
}

fn of_variant(
    variant: &Variant,
    name: &syn::Ident,
    path: &TokenStream,
    is_type: bool,
) -> TokenStream {
    let ident = &variant.ident;
    let value = match says(&variant.attrs, "other") {
        true if is_type => quote!(m.element_of_unknown_type().into()),
        true => quote! {
            m.element_of_any_name(<Self as veeam_model::xml::FromNamed<'static>>::NAMES).into()
        },
        false => quote!(crate::make::Make::make(m)),
    };
    quote!(#path::#name::#ident(#value))
}
