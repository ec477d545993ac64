//! A model as a text that is easy to read.

use veeam_model_codegen::model::{
    Alternative, Attribute, Choice, Complex, Content, Element, Model, Name, Occurs, Particle,
    TypeDef, TypeId, TypeKind, TypeRef, Value,
};

/// A model as a text that is easy to read.
pub(crate) fn show(model: &Model) -> String {
    let types = model.types.iter().map(|def| show_type(model, def));
    let roots = model.roots.iter().map(|root| {
        format!(
            "root {}: {}{}\n",
            show_name(&root.name),
            show_ref(model, root.ty),
            show_doc(root.doc.as_ref())
        )
    });
    types.chain(roots).collect()
}

fn show_type(model: &Model, def: &TypeDef) -> String {
    let path = show_path(model, def);
    let doc = show_doc(def.doc.as_ref());
    match &def.kind {
        TypeKind::Complex(complex) => format!(
            "{} {path}{doc}\n{}",
            complex_head(model, complex),
            members(model, complex)
        ),
        TypeKind::Choice(Choice {
            alternatives,
            any,
            text,
        }) => {
            let alternatives: String = alternatives
                .iter()
                .map(|a| show_alternative(model, a))
                .collect();
            let any = if *any { "  any element\n" } else { "" };
            let text = if *text { "  text\n" } else { "" };
            format!("choice {path}{doc}\n{alternatives}{any}{text}")
        }
        TypeKind::Types(types) => {
            let default = types.default.map(|id| model.path(id));
            let types = types.types.iter();
            let types: String = types.map(|id| format!("  {}\n", model.path(*id))).collect();
            let default = default.map_or(String::new(), |path| format!(" or {path}"));
            format!("types {path}{default}{doc}\n{types}")
        }
        TypeKind::List(list) => {
            format!("list {path} of {}{doc}\n", show_ref(model, list.item))
        }
        TypeKind::Union(union) => {
            let members = union.members.iter();
            let members: String = members
                .map(|member| format!("  {}\n", show_ref(model, *member)))
                .collect();
            format!("union {path}{doc}\n{members}")
        }
        TypeKind::Enumeration(enumeration) => {
            let values = enumeration.values.iter();
            let values: String = values
                .map(|v| format!("  {:?}{}\n", v.value, show_doc(v.doc.as_ref())))
                .collect();
            format!(
                "enumeration {path} of {}{doc}\n{values}",
                show_ref(model, enumeration.base)
            )
        }
        TypeKind::Simple(simple) => {
            let facets = simple.facets.iter();
            let facets: String = facets
                .map(|f| format!("  {:?} {:?}\n", f.kind, f.value))
                .collect();
            format!(
                "simple {path} = {}{doc}\n{facets}",
                show_ref(model, simple.base)
            )
        }
    }
}

fn complex_head(model: &Model, complex: &Complex) -> String {
    let base = complex.base.map_or(String::new(), |id| {
        format!(" extends {}", show_ref(model, TypeRef::Defined(id)))
    });
    format!(
        "{}complex{base}",
        if complex.is_abstract { "abstract " } else { "" }
    )
}

fn members(model: &Model, complex: &Complex) -> String {
    let mut shown: String = complex
        .attributes
        .iter()
        .map(|a| show_attribute(model, a))
        .collect();
    if complex.any_attributes {
        shown += "  @ of any name\n";
    }
    match &complex.content {
        Content::Empty => {}
        Content::Text(value) => shown += &format!("  text: {}\n", show_value(model, value)),
        Content::Elements(particles) => {
            assert!(!particles.is_empty());
            shown.extend(particles.iter().map(|particle| match particle {
                Particle::Element(element) => show_element(model, element),
                Particle::Choice(choice) => format!(
                    "  {} {}{}{}\n",
                    show_ref(model, TypeRef::Defined(choice.ty)),
                    show_occurs(choice.occurs),
                    show_inherited(model, choice.inherited_from),
                    show_doc(choice.doc.as_ref())
                ),
            }));
        }
    }
    shown
}

fn show_attribute(model: &Model, attribute: &Attribute) -> String {
    format!(
        "  @{}: {}{}{}{}\n",
        show_name(&attribute.name),
        show_value(model, &attribute.value),
        if attribute.required { " required" } else { "" },
        show_inherited(model, attribute.inherited_from),
        show_doc(attribute.doc.as_ref())
    )
}

fn show_value(model: &Model, value: &Value) -> String {
    show_ref(model, value.ty) + &show_constraint(value.default.as_ref(), value.fixed.as_ref())
}

fn show_constraint(default: Option<&String>, fixed: Option<&String>) -> String {
    let default = default.map_or(String::new(), |value| format!(" default {value:?}"));
    default + &fixed.map_or(String::new(), |value| format!(" fixed {value:?}"))
}

fn show_element(model: &Model, element: &Element) -> String {
    format!(
        "  {}: {} {}{}{}{}{}\n",
        show_name(&element.name),
        show_ref(model, element.ty),
        show_occurs(element.occurs),
        if element.nillable { " nillable" } else { "" },
        show_constraint(element.default.as_ref(), element.fixed.as_ref()),
        show_inherited(model, element.inherited_from),
        show_doc(element.doc.as_ref())
    )
}

fn show_alternative(model: &Model, alternative: &Alternative) -> String {
    format!(
        "  {}: {}{}{}{}\n",
        show_name(&alternative.name),
        show_ref(model, alternative.ty),
        if alternative.nillable {
            " nillable"
        } else {
            ""
        },
        show_constraint(alternative.default.as_ref(), alternative.fixed.as_ref()),
        show_doc(alternative.doc.as_ref())
    )
}

fn show_inherited(model: &Model, from: Option<TypeId>) -> String {
    from.map_or(String::new(), |id| {
        format!(" from {}", show_ref(model, TypeRef::Defined(id)))
    })
}

fn show_ref(model: &Model, ty: TypeRef) -> String {
    match ty {
        TypeRef::Builtin(builtin) => format!("{builtin:?}"),
        TypeRef::Defined(id) => show_path(model, &model.types[id.0]),
    }
}

/// The name of a type after those that contain it.
fn show_path(model: &Model, def: &TypeDef) -> String {
    match def.anonymous_in {
        Some(id) => format!(
            "{}/{}",
            show_path(model, &model.types[id.0]),
            def.name.local
        ),
        None => show_name(&def.name),
    }
}

/// A name; one that is not in the namespace of most schemas here says which it is in.
fn show_name(name: &Name) -> String {
    match name.ns.as_deref() {
        Some("urn:a") => name.local.to_string(),
        Some(ns) => format!("{{{ns}}}{}", name.local),
        None => format!("{{}}{}", name.local),
    }
}

fn show_occurs(occurs: Occurs) -> String {
    match occurs.max {
        Some(max) => format!("{}..{max}", occurs.min),
        None => format!("{}..*", occurs.min),
    }
}

fn show_doc(doc: Option<&String>) -> String {
    doc.map_or(String::new(), |doc| {
        format!("  // {}", doc.replace('\n', " / "))
    })
}
