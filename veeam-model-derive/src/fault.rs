//! The faults of one type, collected, so that a compile shows all of them at once.

use std::fmt::Display;

use quote::ToTokens;

/// An error at `place` that says what is wrong and how to mend it.
pub(crate) fn fault(place: impl ToTokens, what: impl Display, help: impl Display) -> syn::Error {
    syn::Error::new_spanned(place, format_args!("{what}\nhelp: {help}"))
}

/// What is wrong with one type; each fault has its own span.
#[derive(Default)]
pub(crate) struct Faults {
    errors: Option<syn::Error>,
    count: usize,
}

impl Faults {
    pub(crate) fn add(&mut self, place: impl ToTokens, what: impl Display, help: impl Display) {
        self.push(fault(place, what, help));
    }

    pub(crate) fn push(&mut self, error: syn::Error) {
        self.count += 1;
        match &mut self.errors {
            Some(errors) => errors.combine(error),
            None => self.errors = Some(error),
        }
    }

    /// How many there are so far.
    pub(crate) fn count(&self) -> usize {
        self.count
    }

    /// `result`, if there is no fault; else every fault, and the error in `result` if it is one.
    pub(crate) fn or<T>(self, result: syn::Result<T>) -> syn::Result<T> {
        match (self.errors, result) {
            (None, result) => result,
            (Some(faults), Ok(_)) => Err(faults),
            (Some(mut faults), Err(last)) => {
                faults.combine(last);
                Err(faults)
            }
        }
    }
}
