//! What several test files share.
#![allow(
    dead_code,
    reason = "each test file is a crate of its own and uses a part of it"
)]

pub(crate) mod awkward;
pub(crate) mod documents;
pub(crate) mod faults;
pub(crate) mod infoset;
pub(crate) mod session;
