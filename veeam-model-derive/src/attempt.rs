//! Emits the way out on an error.

use proc_macro2::TokenStream;
use quote::quote;

/// What `call?` stands for, as far as the derives need it. It costs less than half to compile, because
/// `?` calls functions that are generic over the type of the value.
pub(crate) fn attempt(call: &TokenStream) -> TokenStream {
    quote! {
        match #call {
            __xml::Ok(__value) => __value,
            __xml::Err(__error) => {
                return __xml::Err(__error);
            }
        }
    }
}

/// `call?;`
pub(crate) fn statement(call: &TokenStream) -> TokenStream {
    let attempt = attempt(call);
    quote!(#attempt;)
}
