//! What a field says of its value.

use super::Facets;

/// What a field says of its value: the derive writes it.
#[derive(Clone, Copy, Debug)]
pub struct Rules {
    pub(super) facets: Option<&'static Facets>,
    pub(super) fixed: Option<&'static str>,
    /// How many items a list has at least.
    pub(super) min: usize,
    /// How many items a list has at most.
    pub(super) max: usize,
}

impl Rules {
    /// Nothing.
    pub const NONE: Rules = Rules {
        facets: None,
        fixed: None,
        min: 0,
        max: usize::MAX,
    };

    /// The facets of its simple type.
    #[must_use]
    pub const fn facets(mut self, facets: &'static Facets) -> Self {
        self.facets = Some(facets);
        self
    }

    /// The only value allowed.
    #[must_use]
    pub const fn fixed(mut self, fixed: &'static str) -> Self {
        self.fixed = Some(fixed);
        self
    }

    /// How many there are at least.
    #[must_use]
    pub const fn min_occurs(mut self, min: usize) -> Self {
        self.min = min;
        self
    }

    /// How many there are at most.
    #[must_use]
    pub const fn max_occurs(mut self, max: usize) -> Self {
        self.max = max;
        self
    }
}

impl Default for Rules {
    fn default() -> Self {
        Rules::NONE
    }
}
