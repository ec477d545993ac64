//! What the settings of a field mean, and whether they go with its kind.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{GenericArgument, Ident, PathArguments, Type};

use super::{Conversion, Kind, Simple};
use crate::attr::{DefaultValue, FieldAttributes};
use crate::fault::Faults;

/// How the text of the field is read, if its type alone does not say so; and the function that
/// gives its value where it is absent.
pub(super) fn check<'i>(
    kind: &Kind,
    ty: &'i Type,
    given: FieldAttributes,
    faults: &mut Faults,
) -> (Option<Simple<'i>>, Option<TokenStream>) {
    let FieldAttributes {
        default,
        fixed,
        list,
        with,
        ..
    } = given;
    let has_text = matches!(kind, Kind::Attribute(_) | Kind::Element(_) | Kind::Text);
    let of_text: [Option<&Ident>; 3] = [
        fixed.as_ref().map(|fixed| &fixed.key),
        list.as_ref(),
        with.as_ref().map(|with| &with.key),
    ];
    if !has_text {
        for key in of_text.into_iter().flatten() {
            faults.add(
                key,
                format_args!("`{key}` has no meaning on this field, which is no single text"),
                format_args!(
                    "`{key}` stands on an attribute, on text, or on child elements of a simple type"
                ),
            );
        }
    }
    let together = [
        (of_text[1], of_text[2]),
        (default.as_ref().map(|default| &default.key), of_text[0]),
    ];
    for (one, other) in together {
        if let (Some(one), Some(other)) = (one, other) {
            faults.add(
                other,
                format_args!("`{other}` and `{one}` exclude each other"),
                "remove one of them",
            );
        }
    }
    let mut lexical = None;
    let mut function = None;
    if let Some(default) = default {
        let key = &default.key;
        match default.value {
            DefaultValue::Lexical(text) => {
                if !has_text {
                    faults.add(
                        key,
                        "a default text has no meaning on this field, which is no single text",
                        "use `default` alone or `default = path`",
                    );
                }
                if matches!(kind, Kind::Text) && argument(ty, "Option").is_some() {
                    faults.add(
                        key,
                        "empty text is the default, so this field is never `None`",
                        "remove the `Option`",
                    );
                }
                lexical = Some(text);
            }
            value => {
                if matches!(
                    kind,
                    Kind::Text
                        | Kind::Unknown
                        | Kind::Skip
                        | Kind::Mixed
                        | Kind::Any
                        | Kind::AnyAttributes
                        | Kind::Nillable(_)
                        | Kind::Flatten
                ) {
                    faults.add(
                        key,
                        "`default` gives the value of what is absent, and this field never is",
                        "remove it; for text that is empty write `default = \"…\"`",
                    );
                } else if argument(ty, "Vec").is_some()
                    && !matches!(kind, Kind::Wrapped { .. })
                    && list.is_none()
                {
                    let help = "remove `default`; it stands on a field of one value";
                    faults.add(key, "a list that is absent is an empty list", help);
                } else if argument(ty, "Option").is_some() {
                    faults.add(
                        key,
                        "an `Option` is `None` where the field is absent",
                        "remove `default`, or the `Option`",
                    );
                }
                function = Some(match value {
                    DefaultValue::Function(path) => path.into_token_stream(),
                    _ => quote!(::core::default::Default::default),
                });
            }
        }
    }
    let fixed = fixed.map(|fixed| fixed.value);
    let needed = list.is_some() || with.is_some() || fixed.is_some() || lexical.is_some();
    let simple = (needed && has_text).then(|| {
        let inner = argument(ty, "Option").or_else(|| {
            let repeats = list.is_none() && matches!(kind, Kind::Element(_));
            repeats.then(|| argument(ty, "Vec")).flatten()
        });
        Simple {
            ty: inner.unwrap_or(ty),
            convert: match (list, with) {
                (Some(_), _) => Conversion::List,
                (None, Some(with)) => Conversion::Functions {
                    from_text: with.value.from_text,
                    to_text: with.value.to_text,
                },
                (None, None) => Conversion::Traits,
            },
            default: lexical,
            fixed,
        }
    });
    (simple, function)
}

/// The argument of a type that is called `name` as it is written: the `T` of `Option<T>`.
pub(crate) fn argument<'t>(ty: &'t Type, name: &str) -> Option<&'t Type> {
    let path = match ty {
        Type::Path(path) => path,
        Type::Group(group) => return argument(&group.elem, name),
        _ => return None,
    };
    let last = path.path.segments.last()?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else {
        return None;
    };
    match arguments.args.first()? {
        GenericArgument::Type(ty) if last.ident == name && arguments.args.len() == 1 => Some(ty),
        _ => None,
    }
}
