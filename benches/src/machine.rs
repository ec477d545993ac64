//! On what, and of what, a run was.

use std::process::Command;

use crate::peers;

/// A line on the compiler and the processor.
pub fn machine() -> String {
    let rustc = Command::new("rustc").arg("--version").output().ok();
    let rustc = rustc.and_then(|output| String::from_utf8(output.stdout).ok());
    let cpus = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let cpu = cpus
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let rustc = rustc
        .as_deref()
        .map_or("rustc of unknown version", str::trim);
    let cpu = cpu.map_or("processor of unknown name", |(_, name)| name.trim());
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    format!("{rustc}, release profile without LTO; {cpu}, {cores} cores.\n")
}

/// A line on the versions of the peers, as they are locked.
pub fn versions() -> String {
    let mut packages: Vec<_> = peers::ALL
        .iter()
        .flat_map(|contestant| contestant.packages)
        .collect();
    packages.sort_unstable();
    packages.dedup();
    let versions: Vec<_> = packages
        .iter()
        .map(|name| format!("{name} {}", locked(name)))
        .collect();
    format!("{}.\n", versions.join(", "))
}

/// The version of a package; the newest where there are several.
fn locked(package: &str) -> &'static str {
    let lock = include_str!("../Cargo.lock");
    let name = format!("name = \"{package}\"\nversion = \"");
    let version = lock
        .rsplit_once(&name)
        .and_then(|(_, rest)| rest.split_once('"'));
    version.map_or("?", |(version, _)| version)
}
