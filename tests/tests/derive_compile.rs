//! What the derives accept and refuse at compile time, and in what words.
//!
//! After a change of a message: `TRYBUILD=overwrite cargo test -p veeam-model-tests --test
//! derive_compile`, then read the difference.

use std::process::{Command, Stdio};

/// Set in the process that has no standard input.
const WITHOUT_INPUT: &str = "DERIVE_COMPILE_WITHOUT_INPUT";

/// The compiler reads what cargo leaves of the standard input, and takes it for source code: the
/// cases run in a process that has none.
#[test]
fn derive_compile() {
    if std::env::var_os(WITHOUT_INPUT).is_none() {
        let status = Command::new(std::env::current_exe().unwrap())
            .args(["derive_compile", "--exact", "--nocapture"])
            .env(WITHOUT_INPUT, "1")
            .stdin(Stdio::null())
            .status()
            .unwrap();
        assert!(status.success(), "the cases failed; see above");
        return;
    }
    let cases = trybuild::TestCases::new();
    cases.pass("tests/compile/pass/*.rs");
    cases.compile_fail("tests/compile/fail/*.rs");
}
