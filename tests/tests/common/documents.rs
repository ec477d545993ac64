//! Documents that tests read: the samples of the repository, and test suites that stand beside
//! it, where there are any.

use std::fs;
use std::path::{Path, PathBuf};

/// The root of the workspace.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// A document of a test suite.
pub(crate) struct Document {
    /// How messages call it.
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

/// The samples of the repository.
pub(crate) fn samples() -> Vec<Document> {
    let samples = xml_files(&root().join("schemas/samples"));
    assert!(!samples.is_empty(), "the repository has samples");
    samples
}

/// More documents of the API, or none where they are absent.
pub(crate) fn more_samples() -> Vec<Document> {
    let folder = root().join("../shared/em-api/samples");
    if !folder.is_dir() {
        skipped(&folder);
        return Vec::new();
    }
    xml_files(&folder)
}

/// The documents of the W3C XML Conformance Test Suite without a document type declaration, each
/// with whether a reader must accept it as XML 1.0; none where the suite is absent.
pub(crate) fn conformance() -> Vec<(Document, bool)> {
    let folder = root().join("../shared/conformance/xmlconf");
    let Ok(index) = fs::read_to_string(folder.join("index.tsv")) else {
        skipped(&folder);
        return Vec::new();
    };
    let mut documents = Vec::new();
    for line in index.lines().skip(1) {
        let columns: Vec<&str> = line.split('\t').collect();
        let &[id, expected, _, file] = columns.as_slice() else {
            panic!("index.tsv has four columns: {line}");
        };
        let bytes = fs::read(folder.join(file)).unwrap();
        let name = id.to_owned();
        documents.push((Document { name, bytes }, expected == "accept"));
    }
    documents
}

#[allow(
    clippy::print_stdout,
    reason = "whoever runs the tests should know what they did not do"
)]
fn skipped(folder: &Path) {
    println!("skipped: there is no {}", folder.display());
}

fn xml_files(folder: &Path) -> Vec<Document> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "xml"))
        .collect();
    files.sort();
    let read = |path: PathBuf| Document {
        name: path.file_name().unwrap().to_string_lossy().into_owned(),
        bytes: fs::read(&path).unwrap(),
    };
    files.into_iter().map(read).collect()
}
