//! The command; see the README.

use std::process::{Command, ExitCode};

use veeam_model_benches::race::{Effort, race};
use veeam_model_benches::{
    Error, Result, compile_cost, generate, inputs, linearity, machine, peers, readme,
};

const USAGE: &str = "\
usage: veeam-model-benches [speed]         all contestants on all inputs
       veeam-model-benches linearity       inputs that grow and grow
       veeam-model-benches read            restore sessions, by ours alone: for a profiler
       veeam-model-benches readme          speed, linearity and allocations, into the README
       veeam-model-benches compile-cost    300 structs, compiled; into the README
       veeam-model-benches generate        schemas, generated and compiled; into the README
options:
       --megabytes N                       of the large inputs (10)
       --rounds N                          for each contestant (21)";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<()> {
    let mut effort = Effort {
        bytes: 10_000_000,
        rounds: 21,
    };
    let mut command = "speed";
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        let mut number = || {
            let number = arguments
                .next()
                .and_then(|number| number.parse::<usize>().ok());
            number
                .filter(|&number| number > 0)
                .ok_or_else(|| Error::from(USAGE))
        };
        match argument.as_str() {
            "--megabytes" => effort.bytes = number()? * 1_000_000,
            "--rounds" => effort.rounds = number()?,
            name => command = name,
        }
    }
    match command {
        "speed" => print!("{}", speed(effort)?),
        "linearity" => print!("{}", linearity::linearity()?),
        "read" => {
            let text = inputs::sessions(effort.bytes)?;
            for _ in 0..effort.rounds {
                peers::read_sessions(&text)?;
            }
        }
        "readme" => readme::LAST_RUN.replace(&everything(effort)?)?,
        "compile-cost" => {
            let report = compile_cost::compile_cost(effort.rounds.min(5))?;
            readme::COMPILE_COST.replace(&format!("{report}\n{}", machine::machine()))?;
            print!("{report}");
        }
        "generate" => {
            let report = generate::generate(effort.rounds.min(5))?;
            readme::GENERATE.replace(&format!("{report}\n{}", machine::machine()))?;
            print!("{report}");
        }
        _ => return Err(USAGE.into()),
    }
    Ok(())
}

fn speed(effort: Effort) -> Result<String> {
    Ok(format!(
        "{}{}\n{}",
        race(effort)?,
        machine::machine(),
        machine::versions()
    ))
}

fn everything(effort: Effort) -> Result<String> {
    Ok(format!(
        "### Speed\n\n{}\n### Memory\n\n{}\n### Linearity\n\n{}",
        speed(effort)?,
        allocations()?,
        linearity::linearity()?
    ))
}

/// What the other program says, which has an allocator of its own.
fn allocations() -> Result<String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["run", "--quiet", "--release", "--bin", "allocations"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()?;
    match output.status.success() {
        true => Ok(String::from_utf8(output.stdout)?),
        false => Err(String::from_utf8_lossy(&output.stderr).into()),
    }
}
