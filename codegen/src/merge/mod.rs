//! Samples held against the model of a schema: every disagreement is reported with its place on
//! both sides, and then fails the run or extends the model, as the configuration says.

mod extend;
mod report;
mod site;
mod walk;

use crate::config::{Config, Disagreements};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::Model;
use crate::sample::Sample;
use crate::source::Sources;

use extend::Outcome;

/// Holds samples against a model and does what the configuration says where they disagree.
/// Returns how many disagreements there are, counting those that are the same once.
///
/// The order of elements is no disagreement: documents are read in any order. Of the facet
/// `pattern` only what is certain is checked.
pub fn merge(
    model: &mut Model,
    samples: &[Sample],
    sources: &Sources,
    config: &Config,
    diagnostics: &mut Diagnostics,
) -> usize {
    diagnostics.extend(idle_patterns(samples, sources, config));
    let mut findings = Vec::new();
    for sample in samples {
        let newer = is_newer(config, sources.name(sample.source));
        findings.extend(walk::walk(model, sample, newer));
    }
    let groups = report::grouped(model, findings);
    match config.samples.disagreements {
        Disagreements::Fail => {
            let reported = groups
                .iter()
                .map(|group| report::diagnostic(model, group, &Outcome::Reported));
            diagnostics.extend(reported.flatten());
        }
        Disagreements::Extend => {
            // What there is to say is said of the model as the schema has it.
            let declared = model.clone();
            // New elements come last: they move those that the findings point to.
            let (new, rest): (Vec<_>, Vec<_>) =
                groups.iter().partition(|group| group.adds_element());
            for group in rest.into_iter().chain(new) {
                let outcome = extend::extend(model, group, diagnostics);
                diagnostics.extend(report::diagnostic(&declared, group, &outcome));
            }
        }
    }
    groups.len()
}

/// The patterns of `newer` that fit none of the samples.
fn idle_patterns(samples: &[Sample], sources: &Sources, config: &Config) -> Vec<Diagnostic> {
    let names: Vec<&str> = samples
        .iter()
        .map(|sample| file_name(sources.name(sample.source)))
        .collect();
    let patterns = config.samples.newer.iter().filter(|_| !samples.is_empty());
    patterns
        .filter(|pattern| !names.iter().any(|name| fits(pattern.get_ref(), name)))
        .map(|pattern| {
            let message = format!("no sample has a name like {}", quoted(pattern.get_ref()));
            Diagnostic::warning(Code::UnusedOverride, message).at(config.span(pattern.span()))
        })
        .collect()
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Whether a sample is said to come from a newer server.
fn is_newer(config: &Config, path: &str) -> bool {
    let name = file_name(path);
    config
        .samples
        .newer
        .iter()
        .any(|pattern| fits(pattern.get_ref(), name))
}

/// Whether a name fits a pattern in which `*` stands for any text and `?` for any character.
fn fits(pattern: &str, name: &str) -> bool {
    let pattern: Vec<char> = pattern.chars().collect();
    // The lengths of the parts of the pattern that fit the part of the name read so far.
    let mut reached = vec![false; pattern.len() + 1];
    let skip_stars = |reached: &mut [bool]| {
        for (place, c) in pattern.iter().enumerate() {
            if *c == '*'
                && reached.get(place) == Some(&true)
                && let Some(next) = reached.get_mut(place + 1)
            {
                *next = true;
            }
        }
    };
    if let Some(start) = reached.first_mut() {
        *start = true;
    }
    skip_stars(&mut reached);
    for c in name.chars() {
        let mut next = vec![false; reached.len()];
        for (place, expected) in pattern.iter().enumerate() {
            if reached.get(place) != Some(&true) {
                continue;
            }
            let to = match expected {
                '*' => place,
                '?' => place + 1,
                expected if *expected == c => place + 1,
                _ => continue,
            };
            if let Some(slot) = next.get_mut(to) {
                *slot = true;
            }
        }
        skip_stars(&mut next);
        reached = next;
    }
    reached.last() == Some(&true)
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn names_fit_patterns() {
        for (pattern, name) in [
            ("newer-*.xml", "newer-server.xml"),
            ("*", ""),
            ("*.xml", ".xml"),
            ("a?c", "abc"),
            ("a*b*c", "a-b-b-c"),
            ("**", "x"),
            ("?", "é"),
        ] {
            assert!(fits(pattern, name), "{pattern} {name}");
        }
        for (pattern, name) in [
            ("a?c", "ac"),
            ("*.xml", "a.xsd"),
            ("", "a"),
            ("a", ""),
            ("A*", "a"),
        ] {
            assert!(!fits(pattern, name), "{pattern} {name}");
        }
    }
}
