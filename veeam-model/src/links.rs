//! How to get from one resource to another.

use crate::{EntityRef, Link, Rel, RestoreSession};

macro_rules! linked {
    ($($type:ident),+) => {$(
        impl $type {
            /// The first link of a relation, such as [`Rel::Up`]; `None` if there is none.
            pub fn link(&self, rel: Rel) -> Option<&Link> {
                self.links_of(rel).next()
            }

            /// The links of a relation, in the order of the document.
            pub fn links_of(&self, rel: Rel) -> impl Iterator<Item = &Link> {
                self.links.iter().flatten().filter(move |link| link.rel == rel)
            }
        }
    )+};
}

linked!(EntityRef, RestoreSession);
