//! One expansion of each shape, as it reads: it is compiled thousands of times and must stay lean.

use super::{expand, parse, write};

fn check(name: &str, source: &str) {
    let input = syn::parse_str(source).unwrap();
    let tokens = [
        expand(&input, parse::emit, parse::emit_stubs),
        expand(&input, write::emit, write::emit_stubs),
    ];
    let file = syn::parse2(tokens.into_iter().collect()).unwrap();
    insta::with_settings!({omit_expression => true}, {
        insta::assert_snapshot!(name, prettyplease::unparse(&file));
    });
}

#[test]
fn structs() {
    check(
        "struct",
        r#"
        #[xml(ns = NS, rename_all = "PascalCase")]
        struct Session {
            #[xml(attribute)]
            href: Option<String>,
            #[xml(attribute, name = "UID")]
            uid: Uid,
            #[xml(children(wrapper = "Links"), name = "Link")]
            links: Option<Vec<Link>>,
            r#type: Type,
            #[xml(choice)]
            target: Target,
            #[xml(skip)]
            age: u32,
            #[xml(unknown)]
            unknown: Unknown,
        }
        "#,
    );
}

#[test]
fn simple_content() {
    check(
        "simple_content",
        r#"
        struct Price<'a, T> {
            #[xml(attribute)]
            currency: Cow<'a, str>,
            #[xml(text)]
            value: T,
        }
        "#,
    );
}

#[test]
fn enums_over_elements() {
    check(
        "enum_over_elements",
        r#"
        enum Document {
            Session(Box<Session>),
            #[xml(ns = NS)]
            Entity(Entity),
        }
        "#,
    );
}

#[test]
fn enums_over_text() {
    check(
        "enum_over_text",
        r#"
        enum Outcome {
            Success,
            #[xml(name = "None")]
            Nothing,
            #[xml(other)]
            Other(String),
        }
        "#,
    );
}

#[test]
fn newtypes() {
    check("newtype", "struct Guid(String);");
}

#[test]
fn faults_leave_stubs() {
    check(
        "faults",
        "#[xml(naem = \"a\")] struct Session { #[xml(txt)] text: String }",
    );
}
