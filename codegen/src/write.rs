//! Writing results: only what changed, and never half.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use tempfile::NamedTempFile;

/// Makes a file hold a text. Returns whether it did not yet.
///
/// A file that holds the text already is not touched, so that nothing that depends on it is built
/// again. The text is written to a file beside it, which then takes its place: whoever reads the
/// file finds the old text or the new one. What is no file, such as a pipe or a device, is not
/// replaced but written to.
///
/// # Errors
///
/// When the file, or the one beside it, cannot be written.
pub fn write_if_changed(path: &Path, text: &str) -> io::Result<bool> {
    // A link stays a link; what it leads to is replaced.
    let path = &fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if fs::metadata(path).is_ok_and(|found| !found.is_file() && !found.is_dir()) {
        let mut sink = fs::OpenOptions::new().write(true).open(path)?;
        return sink.write_all(text.as_bytes()).map(|()| true);
    }
    if fs::read(path).is_ok_and(|old| old == text.as_bytes()) {
        return Ok(false);
    }
    let directory = match path.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    };
    if !directory.is_dir() {
        return Err(io::Error::new(
            io::ErrorKind::NotFound,
            format!("there is no directory `{}`", directory.display()),
        ));
    }
    // The name of the file beside it is of no interest to anyone.
    let mut file = temporary_file(directory).map_err(|error| io::Error::from(error.kind()))?;
    file.write_all(text.as_bytes())?;
    if let Ok(old) = fs::metadata(path) {
        file.as_file().set_permissions(old.permissions())?;
    }
    file.persist(path)?;
    Ok(true)
}

/// A new file, which others may read as they may read any new file.
fn temporary_file(directory: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.prefix(".veeam-codegen-").tempfile_in(directory)
}
