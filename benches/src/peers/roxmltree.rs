//! roxmltree: a tree that borrows from the text, and nothing made of it.

use super::Contestant;
use crate::Result;
use crate::content::Content;
use crate::measure::Task;

fn read(text: &str, task: &mut Task<'_>) -> Result<()> {
    task.perform(
        || roxmltree::Document::parse(text),
        |tree| Ok(Some(Content::of_tree(tree))),
    )
}

/// Ready to race.
pub(super) const CONTESTANT: Contestant = Contestant {
    name: "roxmltree (tree only)",
    packages: &["roxmltree"],
    session: read,
    sessions: read,
    references: read,
    write: None,
};
