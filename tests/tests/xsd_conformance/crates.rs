//! Generated types as modules of a few crates, and programs of them that read and write.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::Exceptions;
use super::suite::Instance;

/// So many crates are compiled side by side.
const CRATES: usize = 4;

/// How often what does not compile is left out, to see what else does not.
const ROUNDS: usize = 6;

/// What became of a document that was read.
pub(crate) struct Written {
    pub(crate) text: String,
    /// What is wrong with the value, a line each.
    pub(crate) violations: Option<String>,
}

/// What has been compiled.
pub(crate) struct Crates {
    workspace: PathBuf,
    /// The number of the module of each schema.
    modules: BTreeMap<String, usize>,
}

/// Compiles the text of each schema; adds to `exceptions` what does not compile.
pub(crate) fn build(
    name: &str,
    generated: &BTreeMap<String, String>,
    exceptions: &mut Exceptions,
) -> Crates {
    let workspace = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let mut crates = Crates {
        workspace,
        modules: generated.keys().cloned().zip(0..).collect(),
    };
    for (schema, &module) in &crates.modules {
        write(&crates.module_file(module), &generated[schema]);
    }
    for _ in 0..ROUNDS {
        crates.write_around(generated);
        let output = Command::new(env!("CARGO"))
            .args(["build", "--message-format", "short", "--keep-going"])
            .env("CARGO_TARGET_DIR", crates.target())
            .env("CARGO_INCREMENTAL", "0")
            .env("RUSTFLAGS", "-Awarnings")
            .env_remove("CARGO_ENCODED_RUSTFLAGS")
            .current_dir(&crates.workspace)
            .stdin(Stdio::null())
            .output()
            .unwrap();
        if output.status.success() {
            break;
        }
        let messages = String::from_utf8_lossy(&output.stderr).into_owned();
        let errors = errors(&messages);
        assert!(!errors.is_empty(), "{messages}");
        let failed: BTreeSet<usize> = errors.keys().copied().collect();
        crates.modules.retain(|schema, module| {
            if let Some(error) = errors.get(module) {
                exceptions.insert(schema.clone(), format!("does not compile: {error}"));
            }
            !failed.contains(module)
        });
    }
    crates
}

/// The first error in each module.
fn errors(messages: &str) -> BTreeMap<usize, String> {
    let mut errors = BTreeMap::new();
    for line in messages.lines() {
        let module = line
            .split_once("src/s")
            .and_then(|(_, rest)| rest.split_once(".rs:"));
        let Some((number, rest)) = module else {
            continue;
        };
        if let (Ok(number), Some((_, error))) = (number.parse(), rest.split_once(": error")) {
            errors.entry(number).or_insert_with(|| error.to_owned());
        }
    }
    errors
}

fn write(path: &Path, text: &str) {
    if std::fs::read_to_string(path).is_ok_and(|there| there == text) {
        return;
    }
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

impl Crates {
    /// Whether a schema has been compiled.
    pub(crate) fn has(&self, schema: &str) -> bool {
        self.modules.contains_key(schema)
    }

    /// One for all, so that what they depend on is compiled once.
    fn target(&self) -> PathBuf {
        Path::new(env!("CARGO_TARGET_TMPDIR")).join("target")
    }

    fn name(&self) -> String {
        let name = self.workspace.file_name().unwrap_or_default();
        name.to_string_lossy().into_owned()
    }

    fn crate_directory(&self, number: usize) -> PathBuf {
        self.workspace.join(format!("part{number}"))
    }

    fn module_file(&self, module: usize) -> PathBuf {
        let directory = self.crate_directory(module % CRATES);
        directory.join(format!("src/s{module}.rs"))
    }

    /// Writes the workspace, its manifests and the programs.
    fn write_around(&self, generated: &BTreeMap<String, String>) {
        let model = Path::new(env!("CARGO_MANIFEST_DIR")).join("../veeam-model");
        let members: Vec<String> = (0..CRATES)
            .map(|number| format!("\"part{number}\""))
            .collect();
        write(
            &self.workspace.join("Cargo.toml"),
            &format!(
                "[workspace]\nresolver = \"3\"\nmembers = [{}]\n\n[profile.dev]\ndebug = false\n",
                members.join(", ")
            ),
        );
        let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
        if !self.workspace.join("Cargo.lock").exists() {
            // The same versions, which are there already.
            let _ = std::fs::copy(lock, self.workspace.join("Cargo.lock"));
        }
        for number in 0..CRATES {
            let directory = self.crate_directory(number);
            write(
                &directory.join("Cargo.toml"),
                &format!(
                    "[package]\nname = \"{}-part{number}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
                     [dependencies]\nveeam-model = {{ path = {:?}, features = [\"validate\"] }}\n",
                    self.name(),
                    model.display().to_string()
                ),
            );
            let mut modules = String::new();
            let mut arms = String::new();
            for (schema, module) in &self.modules {
                if module % CRATES != number {
                    continue;
                }
                writeln!(modules, "mod s{module};").unwrap();
                if generated[schema].contains(" Document") {
                    writeln!(
                        arms,
                        "        \"{module}\" => both::<s{module}::Document>(bytes),"
                    )
                    .unwrap();
                }
            }
            let program = include_str!("program.txt")
                .replace("// modules", &modules)
                .replace("// arms", &arms);
            write(&directory.join("src/main.rs"), &program);
        }
    }

    /// Reads each document as one of its schema, validates what was read and writes it; or says why
    /// there is none.
    pub(crate) fn read_and_write(
        &self,
        root: &Path,
        instances: &[Instance],
    ) -> Vec<Result<Written, String>> {
        let out = self.workspace.join("out");
        let _ = std::fs::remove_dir_all(&out);
        std::fs::create_dir_all(&out).unwrap();
        for part in 0..CRATES {
            let jobs: String = instances
                .iter()
                .enumerate()
                .filter_map(|(number, instance)| {
                    let module = self.modules.get(&instance.schema)?;
                    let document = root.join(&instance.document);
                    let job = format!("{number}\t{module}\t{}\n", document.display());
                    (module % CRATES == part).then_some(job)
                })
                .collect();
            let list = out.join(format!("jobs{part}"));
            std::fs::write(&list, jobs).unwrap();
            let program = self
                .target()
                .join(format!("debug/{}-part{part}", self.name()));
            let status = Command::new(program).arg(&list).arg(&out).status().unwrap();
            assert!(status.success(), "part{part} ended with {status}");
        }
        let outcome = |number: usize| {
            if let Ok(text) = std::fs::read_to_string(out.join(format!("{number}.xml"))) {
                let violations = std::fs::read_to_string(out.join(format!("{number}.violations")));
                return Ok(Written {
                    text,
                    violations: violations.ok(),
                });
            }
            let error = std::fs::read_to_string(out.join(format!("{number}.error")));
            Err(error.unwrap_or_else(|_| "its schema has no types".to_owned()))
        };
        (0..instances.len()).map(outcome).collect()
    }
}
