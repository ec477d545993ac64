//! What the derives cost whoever compiles them: one crate for each contestant, with the same structs.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::measure::median;
use crate::table::Table;
use crate::{Error, Result};

/// So many structs, each of twelve fields.
const STRUCTS: usize = 300;

/// Every so many structs one holds no other.
const CHAIN: usize = 10;

struct Contestant {
    name: &'static str,
    /// What its `Cargo.toml` says under `[dependencies]`.
    dependencies: fn() -> String,
    /// What stands before the structs.
    prelude: &'static str,
    /// What stands before each struct.
    derive: fn(name: &str) -> String,
    /// What stands before a field that is an attribute, and before one that is an element.
    attribute: fn(name: &str) -> String,
    element: fn(name: &str) -> String,
}

const CONTESTANTS: [Contestant; 3] = [
    Contestant {
        name: "veeam-model",
        dependencies: || {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../veeam-model");
            format!(
                "veeam-model = {{ path = {:?} }}",
                path.display().to_string()
            )
        },
        prelude: "\
use veeam_model::{FromXml, ToXml, xml};

fn both<T: FromXml + ToXml>(text: &str) -> String {
    let value: T = xml::from_str(text).expect(\"a document\");
    xml::to_string(&value).expect(\"a value\")
}
",
        derive: |_| "#[derive(FromXml, ToXml)]\n".to_owned(),
        attribute: |_| "    #[xml(attribute)]\n".to_owned(),
        element: |name| match name.starts_with('S') {
            true => format!("    #[xml(name = {name:?})]\n"),
            false => String::new(),
        },
    },
    Contestant {
        name: "quick-xml + serde",
        dependencies: || {
            "quick-xml = { version = \"0.42.0\", features = [\"serialize\"] }\n\
             serde = { version = \"1.0.229\", features = [\"derive\"] }"
                .to_owned()
        },
        prelude: "\
use serde::{Deserialize, Serialize, de::DeserializeOwned};

fn both<T: DeserializeOwned + Serialize>(text: &str) -> String {
    let value: T = quick_xml::de::from_str(text).expect(\"a document\");
    quick_xml::se::to_string(&value).expect(\"a value\")
}
",
        derive: |_| "#[derive(Deserialize, Serialize)]\n".to_owned(),
        attribute: |name| match name {
            "id" => "    #[serde(rename = \"@id\")]\n".to_owned(),
            _ => format!(
                "    #[serde(rename = \"@{name}\", skip_serializing_if = \"Option::is_none\")]\n"
            ),
        },
        element: |name| match name.starts_with('S') {
            true => format!(
                "    #[serde(rename = {name:?}, skip_serializing_if = \"Option::is_none\")]\n"
            ),
            false => "    #[serde(skip_serializing_if = \"Option::is_none\")]\n".to_owned(),
        },
    },
    Contestant {
        name: "instant-xml",
        dependencies: || "instant-xml = \"0.7.7\"".to_owned(),
        prelude: "\
use instant_xml::{FromXml, FromXmlOwned, ToXml};

fn both<T: FromXmlOwned + ToXml>(text: &str) -> String {
    let value: T = instant_xml::from_str(text).expect(\"a document\");
    instant_xml::to_string(&value).expect(\"a value\")
}
",
        derive: |_| "#[derive(FromXml, ToXml)]\n".to_owned(),
        attribute: |_| "    #[xml(attribute)]\n".to_owned(),
        element: |_| String::new(),
    },
];

impl Contestant {
    fn source(&self) -> Result<String> {
        let mut text = self.prelude.to_owned();
        for number in 0..STRUCTS {
            self.structure(number, &mut text)?;
        }
        text.push_str(
            "\nfn main() {\n    let mut arguments = std::env::args().skip(1);\n    \
             let number: usize = arguments.next().and_then(|n| n.parse().ok()).unwrap_or_default();\n    \
             let text = arguments.next().unwrap_or_default();\n    \
             println!(\"{}\", match number {\n",
        );
        for number in 0..STRUCTS {
            writeln!(text, "        {number} => both::<S{number}>(&text),")?;
        }
        text.push_str("        _ => String::new(),\n    });\n}\n");
        Ok(text)
    }

    fn structure(&self, number: usize, text: &mut String) -> Result<()> {
        let name = format!("S{number}");
        write!(text, "\n{}struct {name} {{\n", (self.derive)(&name))?;
        let attributes = [
            ("id", "u32"),
            ("label", "Option<String>"),
            ("active", "Option<bool>"),
            ("version", "Option<String>"),
        ];
        for (field, ty) in attributes {
            writeln!(text, "{}    {field}: {ty},", (self.attribute)(field))?;
        }
        let elements = [
            ("title", "Option<String>"),
            ("note", "Option<String>"),
            ("size", "Option<u64>"),
            ("ratio", "Option<f64>"),
            ("state", "Option<String>"),
            ("owner", "Option<String>"),
            ("count", "Option<i32>"),
        ];
        for (field, ty) in elements {
            writeln!(text, "{}    {field}: {ty},", (self.element)(field))?;
        }
        match (number + 1) % CHAIN {
            0 => write!(
                text,
                "{}    last: Option<String>,\n}}\n",
                (self.element)("last")
            )?,
            _ => {
                let next = format!("S{}", number + 1);
                write!(
                    text,
                    "{}    next: Option<{next}>,\n}}\n",
                    (self.element)(&next)
                )?;
            }
        }
        Ok(())
    }

    /// Writes the crate.
    fn write(&self, root: &Path) -> Result<PathBuf> {
        let directory = root.join(self.name.replace([' ', '+'], ""));
        std::fs::create_dir_all(directory.join("src"))?;
        let manifest = format!(
            "[package]\nname = \"cost\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
             [dependencies]\n{}\n\n[profile.release]\nstrip = true\n",
            (self.dependencies)()
        );
        std::fs::write(directory.join("Cargo.toml"), manifest)?;
        std::fs::write(directory.join("src/main.rs"), self.source()?)?;
        Ok(directory)
    }
}

/// What one profile costs.
#[derive(Default)]
struct Cost {
    times: Vec<Duration>,
    bytes: u64,
}

impl Cost {
    fn median(&self) -> f64 {
        median(self.times.iter().map(Duration::as_secs_f64).collect()).0
    }
}

fn cargo(directory: &Path, arguments: &[&str]) -> Result<()> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(arguments)
        .env("CARGO_INCREMENTAL", "0")
        .env("RUSTFLAGS", "-Adead_code")
        .current_dir(directory)
        .output()?;
    match output.status.success() {
        true => Ok(()),
        false => Err(String::from_utf8_lossy(&output.stderr).into()),
    }
}

/// Builds the crate alone: what it depends on is built already.
fn build(directory: &Path, profile: &str, cost: &mut Cost) -> Result<()> {
    let arguments: &[&str] = match profile {
        "release" => &["--release"],
        _ => &[],
    };
    cargo(directory, &[&["clean", "-p", "cost"], arguments].concat())?;
    let start = Instant::now();
    cargo(directory, &[&["build"], arguments].concat())?;
    cost.times.push(start.elapsed());
    cost.bytes = std::fs::metadata(directory.join("target").join(profile).join("cost"))?.len();
    Ok(())
}

/// A document and what every contestant makes of it, to see that they do the same.
fn check(directory: &Path) -> Result<()> {
    let text = "<S8 id=\"1\" label=\"a\" active=\"true\"><title>t</title><size>5</size>\
                <S9 id=\"2\"><last>x</last></S9></S8>";
    let output = Command::new(directory.join("target/debug/cost"))
        .args(["8", text])
        .output()?;
    let written = String::from_utf8(output.stdout)?;
    match written.trim() == text {
        true => Ok(()),
        false => Err(Error::from(format!("{text} was written as {written}"))),
    }
}

/// Builds all crates, `rounds` times by turns, and tells what it took.
///
/// # Errors
/// When a crate cannot be written or built.
pub fn compile_cost(rounds: usize) -> Result<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/compile-cost");
    let mut costs = Vec::new();
    for contestant in &CONTESTANTS {
        let directory = contestant.write(&root)?;
        // The dependencies.
        cargo(&directory, &["build"])?;
        cargo(&directory, &["build", "--release"])?;
        check(&directory)?;
        costs.push((contestant.name, directory, Cost::default(), Cost::default()));
    }
    for _ in 0..rounds {
        for (_, directory, debug, release) in &mut costs {
            build(directory, "debug", debug)?;
            build(directory, "release", release)?;
        }
    }
    let columns = [
        "",
        "debug build, s",
        "×",
        "release build, s",
        "×",
        "debug, MB",
        "release, stripped, MB",
        "×",
    ];
    let mut table = Table::new(1, columns);
    let cheapest = |of: &dyn Fn(&Cost, &Cost) -> f64| {
        let peers = costs.iter().skip(1);
        peers
            .map(|(_, _, debug, release)| of(debug, release))
            .fold(f64::INFINITY, f64::min)
    };
    let debug_time = cheapest(&|debug, _| debug.median());
    let release_time = cheapest(&|_, release| release.median());
    let release_bytes = cheapest(&|_, release| megabytes(release));
    for (name, _, debug, release) in &costs {
        table.row([
            (*name).to_owned(),
            format!("{:.1}", debug.median()),
            format!("{:.2}", debug.median() / debug_time),
            format!("{:.1}", release.median()),
            format!("{:.2}", release.median() / release_time),
            format!("{:.1}", megabytes(debug)),
            format!("{:.2}", megabytes(release)),
            format!("{:.2}", megabytes(release) / release_bytes),
        ]);
    }
    Ok(format!(
        "{table}\n{STRUCTS} structs of 12 fields, read and written; `cargo build` of their crate alone, \
         without incremental compilation. × is the ratio to the cheaper peer; medians of {rounds} \
         rounds.\n"
    ))
}

fn megabytes(cost: &Cost) -> f64 {
    #[allow(clippy::cast_precision_loss, reason = "no binary is that large")]
    let bytes = cost.bytes as f64;
    bytes / 1e6
}
