//! Documents of the whole API, as far as they are at hand: each is read strictly, and written back
//! as the same infoset.

use std::path::Path;

use veeam_model::{Document, xml};

use super::common::infoset;

fn strictly(text: &str) -> Result<Document, xml::Error> {
    xml::Options::new().deny_unknown(true).from_str(text)
}

#[test]
fn each_is_read_strictly_and_written_back_as_it_was() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/em-api/samples");
    if !folder.is_dir() {
        eprintln!("skipped: there is no {}", folder.display());
        return;
    }
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    let (mut same, mut faults) = (0, Vec::new());
    for path in &paths {
        let text = std::fs::read_to_string(path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy();
        let document = match strictly(&text) {
            Ok(document) => document,
            Err(error) => {
                faults.push(format!("{name}: {error}"));
                continue;
            }
        };
        let written = xml::to_string(&document).unwrap();
        match infoset::of_data(&written) == infoset::of_data(&text) {
            true => same += 1,
            false => faults.push(format!("{name}: another infoset: {written}")),
        }
        // What the facts list as values is a value, not the fallback of an enumeration.
        let shown = format!("{document:?}");
        if let Some(at) = shown.find("Other(\"") {
            let value: String = shown[at..].chars().take(60).collect();
            faults.push(format!("{name}: {value}"));
        }
    }
    eprintln!("{same} of {} documents are the same infoset", paths.len());
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
