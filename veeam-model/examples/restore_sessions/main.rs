//! Lists what was restored: logs on to an Enterprise Manager, asks for its restore sessions page by
//! page, follows their links to the restore points and the backup servers, and prints a table.
//!
//! ```text
//! VEEAM_URL=https://em.example.com:9398 VEEAM_USER='EXAMPLE\operator' VEEAM_PASSWORD=… \
//!     cargo run --example restore_sessions
//! ```

#![forbid(unsafe_code)]
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command's results and complaints go to standard output and standard error"
)]

mod client;
mod failure;
mod report;
#[cfg(test)]
mod tests;

use std::process::ExitCode;

use client::Client;
use failure::Failure;

fn main() -> ExitCode {
    let settings = match Settings::from_variables(|name| std::env::var(name).ok()) {
        Ok(settings) => settings,
        Err(missing) => {
            eprintln!("set {missing}");
            return ExitCode::from(2);
        }
    };
    match table(&settings) {
        Ok(table) => {
            print!("{table}");
            ExitCode::SUCCESS
        }
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

/// Where to log on, and as whom.
struct Settings {
    url: String,
    user: String,
    password: String,
}

impl Settings {
    /// The settings, or the name of the first variable that is missing.
    fn from_variables(variable: impl Fn(&str) -> Option<String>) -> Result<Self, &'static str> {
        let get = |name: &'static str| variable(name).filter(|value| !value.is_empty()).ok_or(name);
        Ok(Settings {
            url: get("VEEAM_URL")?,
            user: get("VEEAM_USER")?,
            password: get("VEEAM_PASSWORD")?,
        })
    }
}

/// Everything that was restored, as a table.
fn table(settings: &Settings) -> Result<String, Failure> {
    let client = Client::log_on(&settings.url, &settings.user, &settings.password)?;
    let rows = report::rows(&client);
    // Also when something failed: a server keeps only so many sessions.
    if let Err(failure) = client.log_off() {
        eprintln!("the session stays open: {failure}");
    }
    Ok(report::table(&rows?))
}
