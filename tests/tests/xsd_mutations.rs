//! Schemas with something wrong in them: no schema makes the generator panic or run away.
//!
//! Parts of the repository's own schemas are left out, doubled, exchanged and renamed, the same way in
//! each run. `XSD_MUTATIONS=directory` does so with all schemas below another directory, and
//! `XSD_MUTATIONS_EACH=number` says how often with each.
#![cfg(test)]
#![allow(clippy::print_stdout, reason = "a run by hand is to show where it is")]

use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use veeam_model_codegen::pipeline::{Inputs, run};

/// No schema of the repository takes a hundredth of it.
const LONGEST: Duration = Duration::from_secs(20);

/// Numbers that look arbitrary and are the same in each run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        // The constants of Knuth's MMIX.
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % bound.max(1)
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        from.get(self.below(from.len()))
    }
}

/// The places in a schema document that can be changed.
struct Parts {
    elements: Vec<Range<usize>>,
    /// Elements with the same parent, one after the other.
    neighbours: Vec<(Range<usize>, Range<usize>)>,
    /// The local names in start tags of elements without content.
    empty_names: Vec<Range<usize>>,
    attributes: Vec<Range<usize>>,
    attribute_names: Vec<Range<usize>>,
    values: Vec<Range<usize>>,
}

impl Parts {
    fn of(text: &str) -> Option<Self> {
        let options = roxmltree::ParsingOptions {
            allow_dtd: true,
            ..Default::default()
        };
        let document = roxmltree::Document::parse_with_options(text, options).ok()?;
        let elements = || {
            let all = document.root_element().descendants();
            all.filter(|node| node.is_element() && *node != document.root_element())
        };
        let attributes = || document.descendants().flat_map(|node| node.attributes());
        let neighbour = |node: roxmltree::Node<'_, '_>| {
            let next = node.next_sibling_element()?;
            Some((node.range(), next.range()))
        };
        let name = |node: roxmltree::Node<'_, '_>| {
            let tag = text.get(node.range())?;
            let end = tag.find(|c: char| c.is_whitespace() || c == '/' || c == '>')?;
            let start = node.range().start;
            let local = tag.get(..end)?.find(':').unwrap_or(0) + 1;
            Some(start + local..start + end)
        };
        Some(Self {
            elements: elements().map(|node| node.range()).collect(),
            neighbours: elements().filter_map(neighbour).collect(),
            empty_names: elements()
                .filter(|node| text[node.range()].ends_with("/>"))
                .filter_map(name)
                .collect(),
            attributes: attributes().map(|one| one.range()).collect(),
            attribute_names: attributes().map(|one| one.range_qname()).collect(),
            values: attributes().map(|one| one.range_value()).collect(),
        })
    }

    /// One change.
    fn change(&self, text: &str, dice: &mut Dice) -> Option<String> {
        let replaced = |range: &Range<usize>, by: &str| {
            let mut changed = text.to_owned();
            changed.replace_range(range.clone(), by);
            changed
        };
        let other = |ranges: &[Range<usize>], dice: &mut Dice| {
            let one = dice.pick(ranges)?.clone();
            let other = dice.pick(ranges)?.clone();
            Some(replaced(&one, &text[other]))
        };
        match dice.below(9) {
            0 => Some(replaced(dice.pick(&self.elements)?, "")),
            1 => {
                let element = dice.pick(&self.elements)?;
                Some(replaced(element, &text[element.clone()].repeat(2)))
            }
            2 => {
                let (one, next) = dice.pick(&self.neighbours)?;
                let between = &text[one.end..next.start];
                let swapped = format!("{}{between}{}", &text[next.clone()], &text[one.clone()]);
                Some(replaced(&(one.start..next.end), &swapped))
            }
            3 => other(&self.elements, dice),
            4 => other(&self.empty_names, dice),
            5 => Some(replaced(dice.pick(&self.attributes)?, "")),
            6 => other(&self.attribute_names, dice),
            _ => other(&self.values, dice),
        }
    }
}

/// Copies the schemas below a directory; the copies are added to `copies`.
fn copy_schemas(from: &Path, to: &Path, copies: &mut Vec<PathBuf>) {
    std::fs::create_dir_all(to).unwrap();
    let mut entries: Vec<PathBuf> = std::fs::read_dir(from)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        let copy = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy_schemas(&path, &copy, copies);
        } else if path.extension().is_some_and(|extension| extension == "xsd") {
            std::fs::copy(&path, &copy).unwrap();
            copies.push(copy);
        }
    }
}

#[test]
fn schemas_with_faults() {
    // Copies, so that what refers to the schema that is changed refers to what it has become.
    let copies = tempfile::tempdir().unwrap();
    let (mut schemas, mut each) = (Vec::new(), 60);
    let from = match std::env::var_os("XSD_MUTATIONS") {
        Some(directory) => vec![PathBuf::from(directory)],
        None => {
            let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
            let own = ["schemas", "codegen/example", "tests/tests/schemas"];
            own.map(|directory| root.join(directory)).to_vec()
        }
    };
    for (number, directory) in from.iter().enumerate() {
        copy_schemas(
            directory,
            &copies.path().join(number.to_string()),
            &mut schemas,
        );
    }
    if let Some(number) = std::env::var_os("XSD_MUTATIONS_EACH") {
        each = number.to_string_lossy().parse().unwrap();
    }
    assert!(!schemas.is_empty());
    let (mut generated, mut refused, mut faults) = (0, 0, Vec::new());
    let mut dice = Dice(1);
    for schema in &schemas {
        let original = std::fs::read(schema).unwrap();
        let Ok(original) = String::from_utf8(original) else {
            continue;
        };
        for number in 0..each {
            let mut text = original.clone();
            for _ in 0..=dice.below(3) {
                let Some(changed) =
                    Parts::of(&text).and_then(|parts| parts.change(&text, &mut dice))
                else {
                    break;
                };
                text = changed;
            }
            std::fs::write(schema, &text).unwrap();
            let inputs = Inputs {
                schemas: vec![schema.clone()],
                ..Inputs::default()
            };
            let start = Instant::now();
            let outcome = catch_unwind(AssertUnwindSafe(|| run(&inputs).generated.is_some()));
            match outcome {
                Ok(true) => generated += 1,
                Ok(false) => refused += 1,
                Err(_) => {
                    println!("{} ({number}) panics:\n{text}", schema.display());
                    faults.push(format!("{} ({number}) panics", schema.display()));
                }
            }
            if start.elapsed() > LONGEST {
                faults.push(format!("{} ({number}) runs long", schema.display()));
            }
        }
        std::fs::write(schema, &original).unwrap();
    }
    println!("{generated} generated, {refused} refused");
    assert_eq!(faults, Vec::<String>::new());
    // Some changes do no harm, and most do.
    assert!(generated > 0 && refused > 0);
}
