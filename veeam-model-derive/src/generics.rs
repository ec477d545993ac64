//! The headers of the impls.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote};
use syn::{DeriveInput, Generics, Ident, Lifetime, Type, parse_quote};

/// The type that the impls are for.
pub(crate) struct Target<'i> {
    ident: &'i Ident,
    generics: &'i Generics,
    /// The lifetime of the input: the type's own, if it borrows.
    pub(crate) x: Lifetime,
}

impl<'i> Target<'i> {
    pub(crate) fn of(input: &'i DeriveInput) -> Self {
        let own = input.generics.lifetimes().next();
        Target {
            ident: &input.ident,
            generics: &input.generics,
            x: match own {
                Some(own) => own.lifetime.clone(),
                None => Lifetime::new("'__x", Span::call_site()),
            },
        }
    }

    /// The header of an impl of a trait that reads: `impl FromElement<'__x> for Session where …`.
    pub(crate) fn read_impl(&self, name: &str, predicates: &[TokenStream]) -> TokenStream {
        let (name, x) = (format_ident!("{name}"), &self.x);
        let mut generics = self.generics.clone();
        // All that a type borrows comes from one document: its lifetimes are the same.
        for own in self.generics.lifetimes().skip(1) {
            let own = &own.lifetime;
            let predicates = &mut generics.make_where_clause().predicates;
            predicates.push(parse_quote!(#x: #own));
            predicates.push(parse_quote!(#own: #x));
        }
        if self.generics.lifetimes().next().is_none() {
            generics.params.insert(0, parse_quote!(#x));
        }
        self.header(&quote!(#name<#x>), generics, predicates)
    }

    /// The header of an impl of a trait that writes: `impl ToElement for Session where …`.
    pub(crate) fn write_impl(&self, name: &str, predicates: &[TokenStream]) -> TokenStream {
        let name = format_ident!("{name}");
        self.header(&name.into_token_stream(), self.generics.clone(), predicates)
    }

    fn header(
        &self,
        name: &TokenStream,
        mut generics: Generics,
        predicates: &[TokenStream],
    ) -> TokenStream {
        for predicate in predicates {
            let all = &mut generics.make_where_clause().predicates;
            all.push(parse_quote!(#predicate));
        }
        let ident = self.ident;
        let (_, type_generics, _) = self.generics.split_for_impl();
        let (impl_generics, _, where_clause) = generics.split_for_impl();
        // Messages that list the types with a trait leave these impls out: there may be hundreds.
        let unlisted = where_clause
            .is_none()
            .then(|| quote!(#[diagnostic::do_not_recommend]));
        quote! {
            #[automatically_derived]
            #unlisted
            impl #impl_generics __xml::#name for #ident #type_generics #where_clause
        }
    }

    pub(crate) fn has_type_parameters(&self) -> bool {
        self.generics.type_params().next().is_some()
    }

    /// The predicates of an impl that uses each type through the trait beside it: one for each
    /// type that mentions a type parameter.
    pub(crate) fn predicates<'t>(
        &self,
        uses: impl Iterator<Item = (&'t Type, TokenStream)>,
    ) -> Vec<TokenStream> {
        uses.filter(|(ty, _)| self.needs_bound(ty))
            .map(|(ty, bound)| quote!(#ty: #bound))
            .collect()
    }

    /// Whether `ty` mentions a type parameter, but not the type that the impl is for: in a
    /// recursive type the predicate would be a premise of itself.
    fn needs_bound(&self, ty: &Type) -> bool {
        let is_param = |ident: &Ident| {
            let mut params = self.generics.type_params();
            params.any(|param| param.ident == *ident)
        };
        let is_self = |ident: &Ident| ident == self.ident || ident == "Self";
        let tokens = ty.to_token_stream();
        mentions(tokens.clone(), &is_param) && !mentions(tokens, &is_self)
    }
}

fn mentions(tokens: TokenStream, is_it: &dyn Fn(&Ident) -> bool) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => is_it(&ident),
        TokenTree::Group(group) => mentions(group.stream(), is_it),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}
