//! What `rename_all` may say.

use heck::{
    ToKebabCase, ToLowerCamelCase, ToShoutyKebabCase, ToShoutySnakeCase, ToSnakeCase, ToTitleCase,
    ToTrainCase, ToUpperCamelCase,
};

/// How an XML name is made from a Rust identifier.
pub(crate) type Case = fn(&str) -> String;

/// Every case, by the name that `rename_all` knows it by.
pub(crate) const CASES: [(&str, Case); 10] = [
    ("PascalCase", |ident| ident.to_upper_camel_case()),
    ("camelCase", |ident| ident.to_lower_camel_case()),
    ("snake_case", |ident| ident.to_snake_case()),
    ("SCREAMING_SNAKE_CASE", |ident| ident.to_shouty_snake_case()),
    ("kebab-case", |ident| ident.to_kebab_case()),
    ("SCREAMING-KEBAB-CASE", |ident| ident.to_shouty_kebab_case()),
    ("Train-Case", |ident| ident.to_train_case()),
    ("Title Case", |ident| ident.to_title_case()),
    ("lowercase", |ident| ident.to_lowercase()),
    ("UPPERCASE", |ident| ident.to_uppercase()),
];
