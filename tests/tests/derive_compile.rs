//! What the derives accept and refuse at compile time, and in what words.
//!
//! After a change of a message: `TRYBUILD=overwrite cargo test -p veeam-model-tests --test
//! derive_compile`, then read the difference.

#[test]
fn derive_compile() {
    let cases = trybuild::TestCases::new();
    cases.pass("tests/compile/pass/*.rs");
    cases.compile_fail("tests/compile/fail/*.rs");
}
