//! The part of the README that holds the last run.

use std::path::Path;

use crate::{Error, Result};

const BEGIN: &str = "<!-- last run -->\n";
const END: &str = "<!-- end of the last run -->\n";

/// Puts a report into the README, in the place of the one before.
///
/// # Errors
/// When the README cannot be read or written, or has no place for it.
pub fn replace_last_run(report: &str) -> Result<()> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let text = std::fs::read_to_string(&path)?;
    std::fs::write(&path, replaced(&text, report)?)?;
    Ok(())
}

fn replaced(text: &str, report: &str) -> Result<String> {
    let (before, rest) = text
        .split_once(BEGIN)
        .ok_or_else(|| Error::from(format!("the README has no line {BEGIN}")))?;
    let (_, after) = rest
        .split_once(END)
        .ok_or_else(|| Error::from(format!("the README has no line {END}")))?;
    Ok(format!(
        "{before}{BEGIN}\n{}\n\n{END}{after}",
        report.trim()
    ))
}

#[cfg(test)]
mod tests {
    use super::{BEGIN, END, replaced};

    #[test]
    fn only_the_last_run_is_replaced() -> crate::Result<()> {
        let text = format!("before\n{BEGIN}old\n{END}after\n");
        let expected = format!("before\n{BEGIN}\nnew\n\n{END}after\n");
        assert_eq!(replaced(&text, "\nnew\n")?, expected);
        assert!(replaced("nothing", "new").is_err());
        Ok(())
    }
}
