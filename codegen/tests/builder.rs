//! The generator in a build script.

mod common;

use std::fs;

use common::{Project, schema};
use veeam_model_codegen::Builder;

const DECLARATIONS: &str = r#"<xs:element name="A" type="A"/><xs:complexType name="A"><xs:attribute name="a"/></xs:complexType>"#;

fn builder(project: &Project) -> Builder {
    Builder::new()
        .schema(project.path("shop.xsd"))
        .samples(project.path("samples"))
        .out_dir(project.directory())
        .out_file("shop.rs")
}

fn project() -> Project {
    Project::new(&[
        ("shop.xsd", &schema(DECLARATIONS)),
        ("samples/a.xml", "<A xmlns='urn:example:shop' a='1'/>"),
    ])
}

#[test]
fn writes_what_the_command_prints() {
    let project = project();
    builder(&project).generate().unwrap();
    assert_eq!(project.read("shop.rs"), project.text());
    assert_eq!(
        project.read("shop.rs"),
        builder(&project).build_text().unwrap()
    );
}

#[test]
fn leaves_a_file_that_did_not_change() {
    let project = project();
    builder(&project).generate().unwrap();
    let path = project.path("shop.rs");
    let past = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
    fs::File::options()
        .append(true)
        .open(&path)
        .unwrap()
        .set_modified(past)
        .unwrap();
    builder(&project).generate().unwrap();
    assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), past);

    project.write(
        "shop.xsd",
        &schema(&DECLARATIONS.replace(r#"name="a""#, r#"name="b""#)),
    );
    fs::remove_dir_all(project.path("samples")).unwrap();
    fs::create_dir(project.path("samples")).unwrap();
    builder(&project).generate().unwrap();
    assert_ne!(fs::metadata(&path).unwrap().modified().unwrap(), past);
    assert!(project.read("shop.rs").contains("pub b: "));
}

#[test]
fn writes_nothing_when_there_is_an_error() {
    let project = project();
    builder(&project).generate().unwrap();
    let before = project.read("shop.rs");
    project.write("samples/b.xml", "<B xmlns='urn:example:shop'/>");
    let error = builder(&project).generate().unwrap_err();
    assert_eq!(project.read("shop.rs"), before);
    let shown = project.without_directory(&error.to_string());
    insta::assert_snapshot!(shown);
    // What a build script that panics shows.
    assert_eq!(
        project.without_directory(&format!("{error:?}")),
        format!("\n{shown}")
    );

    let names: Vec<_> = fs::read_dir(project.directory())
        .unwrap()
        .map(|e| e.unwrap().file_name())
        .collect();
    assert_eq!(names.len(), 3, "nothing else is left behind: {names:?}");
}

#[test]
fn says_that_the_directory_is_missing() {
    let project = project();
    let error = builder(&project)
        .out_dir(project.path("nowhere"))
        .generate()
        .unwrap_err();
    let shown = error.to_string();
    assert!(
        shown.contains("cannot write") && shown.contains("nowhere"),
        "{shown}"
    );
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link() {
    let project = project();
    project.write("real.rs", "");
    std::os::unix::fs::symlink(project.path("real.rs"), project.path("shop.rs")).unwrap();
    builder(&project).generate().unwrap();
    assert!(
        fs::symlink_metadata(project.path("shop.rs"))
            .unwrap()
            .is_symlink()
    );
    assert_eq!(project.read("real.rs"), project.text());
}

/// What is no file, such as a pipe or a device, is written to and not replaced.
#[cfg(unix)]
#[test]
fn a_pipe_stays_a_pipe() {
    use std::os::unix::fs::FileTypeExt;
    use std::process::Command;

    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe");
    assert!(
        Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .unwrap()
            .success()
    );
    let reader = Command::new("cat")
        .arg(&pipe)
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    assert!(veeam_model_codegen::write::write_if_changed(&pipe, "text").unwrap());
    let kind = std::fs::symlink_metadata(&pipe).unwrap().file_type();
    assert!(kind.is_fifo());
    assert_eq!(reader.wait_with_output().unwrap().stdout, b"text");
}
