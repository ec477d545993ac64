//! What holds other values, and what cannot be wrong.

use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

use super::{Validate, Validator};
use crate::xml::{
    Attribute, Element, List, Nillable, NillableElement, Recursive, ToText, Unknown, ValueElement,
};

impl<T: Validate> Validate for Option<T> {
    fn validate_in(&self, validator: &mut Validator) {
        if let Some(value) = self {
            value.validate_in(validator);
        }
    }
}

impl<T: Validate> Validate for Vec<T> {
    fn validate_in(&self, validator: &mut Validator) {
        let items = validator.items(self.len());
        for (at, item) in self.iter().enumerate() {
            validator.item(items, at);
            item.validate_in(validator);
        }
    }
}

macro_rules! pointers {
    ($($pointer:ident),+) => {$(
        impl<T: Validate + ?Sized> Validate for $pointer<T> {
            fn root_name(&self) -> Option<&'static str> {
                T::root_name(self)
            }

            fn validate_in(&self, validator: &mut Validator) {
                T::validate_in(self, validator);
            }
        }
    )+};
}

pointers!(Box, Rc, Arc);

impl<T: Validate> Validate for Recursive<T> {
    fn root_name(&self) -> Option<&'static str> {
        T::root_name(self)
    }

    fn validate_in(&self, validator: &mut Validator) {
        T::validate_in(self, validator);
    }
}

impl Validate for str {
    fn validate_in(&self, validator: &mut Validator) {
        validator.text(&self);
    }
}

impl Validate for Cow<'_, str> {
    fn validate_in(&self, validator: &mut Validator) {
        validator.text(self);
    }
}

/// Facets are those of the list as a whole; where there are none, each item is looked at.
impl<T: Validate + ToText> Validate for List<T> {
    fn validate_in(&self, validator: &mut Validator) {
        if !validator.text(self) {
            for item in self {
                item.validate_in(validator);
            }
        }
    }
}

impl<T: Validate> Validate for Nillable<T> {
    fn validate_in(&self, validator: &mut Validator) {
        self.value().validate_in(validator);
    }
}

impl<T: Validate + ?Sized> Validate for &T {
    fn root_name(&self) -> Option<&'static str> {
        T::root_name(self)
    }

    fn validate_in(&self, validator: &mut Validator) {
        T::validate_in(self, validator);
    }
}

impl<T: Validate> Validate for ValueElement<T> {
    fn validate_in(&self, validator: &mut Validator) {
        self.value.validate_in(validator);
    }
}

impl<T: Validate> Validate for NillableElement<T> {
    fn validate_in(&self, validator: &mut Validator) {
        self.value.validate_in(validator);
    }
}

/// No type says what may be in it.
impl Validate for Element {}

/// No type says what it may be.
impl Validate for Attribute {}

/// No type says what may be in it.
impl Validate for Unknown {}
