//! Inputs for tests: files in a directory that goes away with the test.

#![allow(dead_code, reason = "no test uses everything")]
#![allow(clippy::unwrap_used, reason = "a test fails by it")]

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use veeam_model_codegen::diagnostic::render;
use veeam_model_codegen::pipeline::{Generated, Inputs, Output, run};

/// A directory with files.
pub(crate) struct Project(TempDir);

impl Project {
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        let project = Self(TempDir::new().unwrap());
        for (name, text) in files {
            project.write(name, text);
        }
        project
    }

    pub(crate) fn directory(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Every schema, every sample and the configuration in the directory.
    pub(crate) fn inputs(&self) -> Inputs {
        let mut inputs = Inputs::default();
        for entry in fs::read_dir(self.directory()).unwrap() {
            let path = entry.unwrap().path();
            match path.extension().and_then(|e| e.to_str()) {
                Some("xsd") => inputs.schemas.push(path),
                Some("xml") => inputs.samples.push(path),
                Some("toml") => inputs.config = Some(path),
                _ => {}
            }
        }
        inputs
    }

    pub(crate) fn run(&self) -> Output {
        run(&self.inputs())
    }

    /// What is generated; everything that there is to say about the inputs is a failure.
    pub(crate) fn generated(&self) -> Generated {
        let output = self.run();
        assert!(output.diagnostics.is_empty(), "{}", self.report(&output));
        output.generated.unwrap()
    }

    pub(crate) fn text(&self) -> String {
        self.generated().text
    }

    /// The diagnostics as text, without the place of the directory.
    pub(crate) fn report(&self, output: &Output) -> String {
        let rendered: Vec<String> = output
            .diagnostics
            .iter()
            .map(|d| render(d, &output.sources, false))
            .collect();
        self.without_directory(&rendered.join("\n"))
    }

    /// What there is to say about the inputs.
    pub(crate) fn diagnostics(&self) -> String {
        self.report(&self.run())
    }

    pub(crate) fn without_directory(&self, text: &str) -> String {
        text.replace(&format!("{}/", self.directory().display()), "")
    }
}

/// A schema with a target namespace and qualified elements around declarations.
pub(crate) fn schema(declarations: &str) -> String {
    format!(
        "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" xmlns=\"urn:example:shop\"\n\
         \x20   targetNamespace=\"urn:example:shop\" elementFormDefault=\"qualified\">\n\
         {declarations}\n</xs:schema>\n"
    )
}
