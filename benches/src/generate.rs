//! What generators make of schemas: how much text, how long it takes them, and the compiler after them.

use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use cpu_time::ThreadTime;
use veeam_model_codegen::pipeline::{Inputs, run};

use crate::measure::median;
use crate::schemas::{Family, document, management, management_with_member_types, payment};
use crate::table::Table;
use crate::{Error, Result};

/// A generator: its name, what its text depends on, how it makes it, and what stands before it.
struct Generator {
    name: &'static str,
    dependencies: fn() -> String,
    generate: fn(&Path) -> Result<String>,
    prelude: &'static str,
}

/// What deserializers of types that nest deeply need, for their states nest in each other.
const DEEP: &str = "#![recursion_limit = \"1024\"]\n";

const GENERATORS: [Generator; 2] = [
    Generator {
        name: "veeam-model-codegen",
        dependencies: || {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../veeam-model");
            format!(
                "veeam-model = {{ path = {:?} }}",
                path.display().to_string()
            )
        },
        generate: ours,
        prelude: "",
    },
    Generator {
        name: "xsd-parser",
        dependencies: || {
            "xsd-parser-types = { version = \"0.2.1\", features = [\"quick-xml\"] }".to_owned()
        },
        generate: theirs,
        prelude: DEEP,
    },
];

impl Generator {
    fn is_ours(&self) -> bool {
        self.prelude.is_empty()
    }
}

fn ours(schema: &Path) -> Result<String> {
    let output = run(&Inputs {
        schemas: vec![schema.to_owned()],
        ..Inputs::default()
    });
    let error = output
        .diagnostics
        .iter()
        .next()
        .map(|one| one.message.clone());
    output
        .generated
        .map(|generated| generated.text)
        .ok_or_else(|| error.unwrap_or_default().into())
}

/// With reading and writing by quick-xml, which its authors recommend, and a module for each namespace,
/// without which names of several clash; the text is laid out as ours is.
fn theirs(schema: &Path) -> Result<String> {
    let config = xsd_parser::Config::default()
        .with_schema(xsd_parser::config::Schema::File(schema.to_owned()))
        .with_generator_flags(xsd_parser::config::GeneratorFlags::USE_NAMESPACE_MODULES)
        .with_quick_xml();
    let tokens = xsd_parser::generate(config)?;
    Ok(prettyplease::unparse(&syn::parse2(tokens)?))
}

/// Writes the schemas, has each generator read each of them `rounds` times, and compiles what it made.
///
/// # Errors
/// When a file cannot be written, or our own text not be made or compiled.
pub fn generate(rounds: usize) -> Result<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/generate");
    let mut table = Table::new(
        2,
        [
            "schema",
            "generator",
            "schema, KB",
            "text, KB",
            "×",
            "lines",
            "generated in, ms",
            "debug build, s",
            "× ours",
        ],
    );
    let families = [
        payment()?,
        management()?,
        management_with_member_types()?,
        document()?,
    ];
    for family in families {
        let schema = write_schema(&root, &family)?;
        let mut ours = None;
        for generator in &GENERATORS {
            eprintln!("{}, {}", family.name, generator.name);
            let result = measure(generator, &root, &schema, rounds);
            let cells = match result {
                Ok(measured) => {
                    let built = measured.built.as_ref().ok().copied();
                    if generator.is_ours() {
                        ours = built;
                    }
                    let times = built.zip(ours).map(|(built, ours)| built / ours);
                    [
                        kilobytes(measured.bytes),
                        ratio(measured.bytes, family.bytes()),
                        measured.lines.to_string(),
                        format!("{:.0}", measured.generated * 1e3),
                        measured
                            .built
                            .map_or_else(|error| error, |built| format!("{built:.1}")),
                        times.map_or("–".into(), |times| format!("{times:.1}")),
                    ]
                }
                Err(error) if !generator.is_ours() => {
                    let error = error.to_string();
                    let error = error.lines().next().unwrap_or_default().to_owned();
                    [
                        error,
                        "–".into(),
                        "–".into(),
                        "–".into(),
                        "–".into(),
                        "–".into(),
                    ]
                }
                Err(error) => return Err(error),
            };
            eprintln!("    {}", cells.join(", "));
            let first = [
                family.name.to_owned(),
                generator.name.to_owned(),
                kilobytes(family.bytes()),
            ];
            table.row(first.into_iter().chain(cells));
        }
    }
    Ok(format!("{table}\n{}", linearity(rounds)?))
}

/// The document format alone, and with all its types twice, and so on.
fn linearity(rounds: usize) -> Result<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/generate");
    let mut table = Table::new(
        1,
        [
            "copies of all types of the document format",
            "KB",
            "generated in, ms",
            "ns/byte",
        ],
    );
    for copies in [1, 4, 16] {
        let mut family = document()?;
        let originals = family.files.clone();
        let includes = |name: &str| {
            let files = (1..copies)
                .map(|copy| format!("  <xs:include schemaLocation=\"{copy}-{name}\"/>\n"));
            files.collect::<String>()
        };
        for (name, text) in &mut family.files {
            // After the start tag of the schema, which is on the second line.
            let end = text.match_indices('\n').nth(1).map_or(0, |(at, _)| at + 1);
            text.insert_str(end, &includes(name));
        }
        for copy in 1..copies {
            family.files.extend(
                originals
                    .iter()
                    .map(|(name, text)| (format!("{copy}-{name}"), renamed(text, copy))),
            );
        }
        family.name = "copies";
        let schema = write_schema(&root, &family)?;
        let (_, time) = time(ours, &schema, rounds)?;
        table.row([
            copies.to_string(),
            kilobytes(family.bytes()),
            format!("{:.0}", time * 1e3),
            format!("{:.0}", time * 1e9 / family.bytes() as f64),
        ]);
    }
    Ok(table.to_string())
}

/// A copy with components of other names.
fn renamed(text: &str, copy: usize) -> String {
    let mut renamed = text.to_owned();
    for prefix in ["ST_", "CT_", "EG_", "AG_"] {
        renamed = renamed.replace(&format!("\"{prefix}"), &format!("\"{prefix}{copy}_"));
    }
    for name in ["shared", "text", "drawing", "sheet"] {
        let old = [format!("element name=\"{name}"), format!(":{name}\"")];
        let new = [
            format!("element name=\"copy{copy}{name}"),
            format!(":copy{copy}{name}\""),
        ];
        for (old, new) in old.iter().zip(&new) {
            renamed = renamed.replace(old, new);
        }
    }
    renamed
}

struct Measured {
    bytes: usize,
    lines: usize,
    /// In seconds, like the next.
    generated: f64,
    built: std::result::Result<f64, String>,
}

fn measure(generator: &Generator, root: &Path, schema: &Path, rounds: usize) -> Result<Measured> {
    let (text, generated) = time(generator.generate, schema, rounds)?;
    let directory = root.join(generator.name);
    std::fs::create_dir_all(directory.join("src"))?;
    let manifest = format!(
        "[package]\nname = \"generated\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
         [dependencies]\n{}\n",
        (generator.dependencies)()
    );
    std::fs::write(directory.join("Cargo.toml"), manifest)?;
    // What is depended on is built before the clock runs.
    std::fs::write(directory.join("src/lib.rs"), "")?;
    cargo(&directory, &["build", "--jobs", "2"])?;
    let text_of_crate = format!("{}{text}", generator.prelude);
    let built = match build(&directory, &text_of_crate, rounds) {
        Err(error) if generator.is_ours() => return Err(error.into()),
        built => built,
    };
    Ok(Measured {
        bytes: text.len(),
        lines: text.lines().count(),
        generated,
        built,
    })
}

/// Builds a crate of this text, `rounds` times unless that takes too long: the median, or what the
/// compiler said. In seconds.
fn build(directory: &Path, text: &str, rounds: usize) -> std::result::Result<f64, String> {
    let start = Instant::now();
    let mut times = Vec::new();
    while times.is_empty() || times.len() < rounds && start.elapsed() < LONG {
        std::fs::write(directory.join("src/lib.rs"), text).map_err(|error| error.to_string())?;
        let start = Instant::now();
        let built = cargo(directory, &["build", "--jobs", "2"]);
        let took = start.elapsed();
        if let Err(error) = built {
            let error = error.to_string();
            return Err(match error.matches("\nerror").count() {
                0 => error,
                count => format!("{count} errors after {:.0}", took.as_secs_f64()),
            });
        }
        times.push(took);
    }
    Ok(seconds(&times))
}

fn seconds(times: &[Duration]) -> f64 {
    median(times.iter().map(Duration::as_secs_f64).collect()).0
}

/// What is generated, and the median of the times that took: those of the processor, because the build
/// of something else may go on beside it.
fn time(
    generate: fn(&Path) -> Result<String>,
    schema: &Path,
    rounds: usize,
) -> Result<(String, f64)> {
    let mut times = Vec::new();
    let mut text = String::new();
    for _ in 0..rounds.max(1) {
        let start = ThreadTime::now();
        text = generate(schema)?;
        times.push(start.elapsed());
    }
    Ok((text, seconds(&times)))
}

fn write_schema(root: &Path, family: &Family) -> Result<PathBuf> {
    let directory = root.join(family.name.replace([' ', ','], "-"));
    std::fs::create_dir_all(&directory)?;
    for (name, text) in &family.files {
        std::fs::write(directory.join(name), text)?;
    }
    Ok(directory.join(&family.entry))
}

/// How long a build may take.
const PATIENCE: Duration = Duration::from_secs(300);

/// After so long nothing is built once more.
const LONG: Duration = Duration::from_secs(100);

fn cargo(directory: &Path, arguments: &[&str]) -> Result<()> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    // Into a file: nobody reads from a pipe meanwhile.
    let said = directory.join("stderr");
    let mut child = Command::new(cargo)
        .args(arguments)
        .env("CARGO_INCREMENTAL", "0")
        .env("RUSTFLAGS", "-Awarnings")
        .current_dir(directory)
        .process_group(0)
        .stderr(std::fs::File::create(&said)?)
        .spawn()?;
    let start = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        if start.elapsed() > PATIENCE {
            // The compiler too, which cargo started.
            let group = format!("-{}", child.id());
            Command::new("kill").args(["--", &group]).status()?;
            child.wait()?;
            return Err(format!("not done after {}", PATIENCE.as_secs()).into());
        }
        std::thread::sleep(Duration::from_millis(10));
    };
    match status.success() {
        true => Ok(()),
        false => Err(Error::from(
            String::from_utf8_lossy(&std::fs::read(&said)?).into_owned(),
        )),
    }
}

fn kilobytes(bytes: usize) -> String {
    (bytes / 1000).to_string()
}

fn ratio(one: usize, other: usize) -> String {
    let hundredths = one * 100 / other.max(1);
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}
