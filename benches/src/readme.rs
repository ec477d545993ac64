//! The parts of the README that hold the last runs.

use std::path::Path;

use crate::{Error, Result};

/// A part of the README, between two comments of this name.
pub struct Part(&'static str);

/// Speed, memory and linearity.
pub const LAST_RUN: Part = Part("last run");

/// What the derives cost whoever compiles them.
pub const COMPILE_COST: Part = Part("last run of compile-cost");

/// What generators make of schemas.
pub const GENERATE: Part = Part("last run of generate");

impl Part {
    /// Puts a report into the README, in the place of the one before.
    ///
    /// # Errors
    /// When the README cannot be read or written, or has no place for it.
    pub fn replace(&self, report: &str) -> Result<()> {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
        let text = std::fs::read_to_string(&path)?;
        std::fs::write(&path, self.replaced(&text, report)?)?;
        Ok(())
    }

    fn replaced(&self, text: &str, report: &str) -> Result<String> {
        let begin = format!("<!-- {} -->\n", self.0);
        let end = format!("<!-- end of the {} -->\n", self.0);
        let missing = |line: &str| Error::from(format!("the README has no line {line}"));
        let (before, rest) = text.split_once(&begin).ok_or_else(|| missing(&begin))?;
        let (_, after) = rest.split_once(&end).ok_or_else(|| missing(&end))?;
        let report = report.trim();
        Ok(format!("{before}{begin}\n{report}\n\n{end}{after}"))
    }
}

#[cfg(test)]
mod tests {
    use super::LAST_RUN;

    #[test]
    fn only_the_last_run_is_replaced() -> crate::Result<()> {
        let (begin, end) = ("<!-- last run -->\n", "<!-- end of the last run -->\n");
        let text = format!("before\n{begin}old\n{end}after\n");
        let expected = format!("before\n{begin}\nnew\n\n{end}after\n");
        assert_eq!(LAST_RUN.replaced(&text, "\nnew\n")?, expected);
        assert!(LAST_RUN.replaced("nothing", "new").is_err());
        Ok(())
    }
}
