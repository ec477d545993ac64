//! The lists of the suite.

use std::path::Path;

/// The schemas and instances.
pub(crate) struct Suite {
    pub(crate) schemas: Vec<Schema>,
    pub(crate) instances: Vec<Instance>,
}

/// A schema.
pub(crate) struct Schema {
    /// Its documents, with blanks between them.
    pub(crate) documents: String,
    pub(crate) valid: bool,
}

/// A document, with the schema it is or is not valid against.
pub(crate) struct Instance {
    pub(crate) document: String,
    pub(crate) schema: String,
    pub(crate) valid: bool,
}

impl Suite {
    /// Reads the lists, unless there are none.
    pub(crate) fn read(root: &Path) -> Option<Self> {
        let schemas = rows(root, "schemas.tsv")?.into_iter();
        let instances = rows(root, "instances.tsv")?.into_iter();
        Some(Self {
            schemas: schemas
                .map(|[_, expect, documents, _]| Schema {
                    documents,
                    valid: expect == "valid",
                })
                .collect(),
            instances: instances
                .map(|[_, expect, document, schema]| Instance {
                    document,
                    schema,
                    valid: expect == "valid",
                })
                .collect(),
        })
    }
}

/// The rows of a table, without the names of its columns.
fn rows(root: &Path, file: &str) -> Option<Vec<[String; 4]>> {
    let text = std::fs::read_to_string(root.join(file)).ok()?;
    let rows = text.lines().skip(1).map(|line| {
        let mut cells = line.split('\t').map(str::to_owned);
        std::array::from_fn(|_| cells.next().unwrap_or_default())
    });
    Some(rows.collect())
}
