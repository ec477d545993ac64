//! Generates the types of the API from `schemas/`.

use std::env;
use std::path::Path;
use std::process::ExitCode;

use veeam_model_codegen::Builder;

fn main() -> ExitCode {
    // A link, which some file systems cannot hold: the folder itself lies one level up.
    let linked = Path::new("schemas");
    let schemas = if linked.is_dir() {
        linked
    } else {
        Path::new("../schemas")
    };
    let generated = Builder::new()
        .schema(schemas.join("restapi.xsd"))
        .samples(schemas.join("samples"))
        .config(schemas.join("codegen.toml"))
        .validate(env::var_os("CARGO_FEATURE_VALIDATE").is_some())
        .out_file("model.rs")
        .generate();
    match generated {
        Ok(_) => ExitCode::SUCCESS,
        Err(error) => {
            #[allow(
                clippy::print_stderr,
                reason = "the way a build script tells what is wrong"
            )]
            {
                eprintln!("{error}");
            }
            ExitCode::FAILURE
        }
    }
}
