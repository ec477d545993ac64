//! Parts of Rust items, as the nodes that are formatted: made here, they need not be parsed.

use proc_macro2::{Ident, Span, TokenStream};
use syn::punctuated::Punctuated;
use syn::{
    AngleBracketedGenericArguments, AttrStyle, Attribute, Expr, ExprLit, Field, FieldModifiers,
    Fields, FieldsNamed, FieldsUnnamed, GenericArgument, Generics, Item, ItemEnum, ItemStruct,
    ItemType, Lit, LitStr, MacroDelimiter, Meta, MetaList, MetaNameValue, Path, PathArguments,
    PathSegment, Type, TypeModifiers, TypePath, Variant, Visibility, WhereClausePlacement,
};

/// An identifier that is spelled out where this is called, and none that Rust refuses.
pub(super) fn word(name: &'static str) -> Ident {
    Ident::new(name, Span::call_site())
}

/// One line of a documentation comment.
pub(super) fn doc(line: &str) -> Attribute {
    let line = match line {
        "" => String::new(),
        line => format!(" {line}"),
    };
    attribute(Meta::NameValue(MetaNameValue {
        path: word("doc").into(),
        eq_token: Default::default(),
        value: Expr::Lit(ExprLit {
            attrs: Vec::new(),
            lit: Lit::Str(LitStr::new(&line, Span::call_site())),
        }),
    }))
}

/// `#[name]`
pub(super) fn mark(name: &'static str) -> Attribute {
    attribute(Meta::Path(word(name).into()))
}

/// `#[name(tokens)]`
pub(super) fn list(name: &'static str, tokens: TokenStream) -> Attribute {
    attribute(Meta::List(MetaList {
        path: word(name).into(),
        delimiter: MacroDelimiter::Paren(Default::default()),
        tokens,
    }))
}

fn attribute(meta: Meta) -> Attribute {
    Attribute {
        pound_token: Default::default(),
        style: AttrStyle::Outer,
        bracket_token: Default::default(),
        meta,
    }
}

/// A type without arguments, or with those that the path has.
pub(super) fn path_type(path: impl Into<Path>) -> Type {
    Type::Path(TypePath {
        attrs: Vec::new(),
        qself: None,
        path: path.into(),
    })
}

/// `Path<Argument>`
pub(super) fn applied(path: impl Into<Path>, argument: Type) -> Type {
    let mut path = path.into();
    if let Some(last) = path.segments.last_mut() {
        last.arguments = PathArguments::AngleBracketed(AngleBracketedGenericArguments {
            colon2_token: None,
            lt_token: Default::default(),
            args: [GenericArgument::Type(argument)].into_iter().collect(),
            gt_token: Default::default(),
        });
    }
    path_type(path)
}

/// `base::name`
pub(super) fn within(base: impl Into<Path>, name: Ident) -> Path {
    let mut path = base.into();
    path.segments.push(PathSegment::from(name));
    path
}

/// `pub name: Type`
pub(super) fn field(attrs: Vec<Attribute>, name: Ident, ty: Type) -> Field {
    Field {
        attrs,
        vis: public(),
        modifiers: FieldModifiers::default(),
        ident: Some(name),
        colon_token: Some(Default::default()),
        ty,
        default: None,
    }
}

/// `Name`, or `Name(Type)`
pub(super) fn variant(attrs: Vec<Attribute>, name: Ident, holds: Option<Type>) -> Variant {
    let fields = holds.map(|ty| Field {
        attrs: Vec::new(),
        vis: Visibility::Inherited,
        modifiers: FieldModifiers::default(),
        ident: None,
        colon_token: None,
        ty,
        default: None,
    });
    Variant {
        attrs,
        ident: name,
        fields: fields.map_or(Fields::Unit, |field| {
            Fields::Unnamed(FieldsUnnamed {
                paren_token: Default::default(),
                unnamed: [field].into_iter().collect(),
            })
        }),
        discriminant: None,
    }
}

/// `pub struct Name { fields }`
pub(super) fn structure(attrs: Vec<Attribute>, name: Ident, fields: Vec<Field>) -> Item {
    Item::Struct(ItemStruct {
        attrs,
        vis: public(),
        struct_token: Default::default(),
        ident: name,
        generics: Generics::default(),
        fields: Fields::Named(FieldsNamed {
            brace_token: Default::default(),
            named: terminated(fields),
        }),
        semi_token: None,
    })
}

/// `pub enum Name { variants }`
pub(super) fn enumeration(attrs: Vec<Attribute>, name: Ident, variants: Vec<Variant>) -> Item {
    Item::Enum(ItemEnum {
        attrs,
        vis: public(),
        enum_token: Default::default(),
        ident: name,
        generics: Generics::default(),
        brace_token: Default::default(),
        variants: terminated(variants),
    })
}

/// `pub type Name = Type;`
pub(super) fn alias(attrs: Vec<Attribute>, name: Ident, ty: Type) -> Item {
    Item::Type(ItemType {
        attrs,
        vis: public(),
        modifiers: TypeModifiers::default(),
        type_token: Default::default(),
        ident: name,
        generics: Generics::default(),
        eq_token: Default::default(),
        ty: Box::new(ty),
        semi_token: Default::default(),
        where_clause_placement: WhereClausePlacement::Late,
    })
}

fn public() -> Visibility {
    Visibility::Public(Default::default())
}

/// Parts with a comma after each.
fn terminated<T>(parts: Vec<T>) -> Punctuated<T, syn::Token![,]> {
    let mut all: Punctuated<T, syn::Token![,]> = parts.into_iter().collect();
    if !all.empty_or_trailing() {
        all.push_punct(Default::default());
    }
    all
}
