//! The program against a small server that answers with the samples of the schema.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use veeam_model::{EntityRef, Link, Rel, xml};

use super::{Settings, report, table};

/// A request: method, path with query, and the lines of the header.
struct Request {
    method: String,
    path: String,
    header: Vec<String>,
}

impl Request {
    fn read(stream: &TcpStream) -> Option<Self> {
        let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
        let first = lines.next()?;
        let mut words = first.split(' ');
        Some(Request {
            method: words.next()?.to_owned(),
            path: words.next()?.to_owned(),
            header: lines.take_while(|line| !line.is_empty()).collect(),
        })
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.header.iter().find_map(|line| {
            let (key, value) = line.split_once(": ")?;
            key.eq_ignore_ascii_case(name).then_some(value)
        })
    }
}

/// An answer: status, lines for the header, and a document.
struct Answer {
    status: &'static str,
    header: &'static str,
    body: String,
}

fn ok(body: String) -> Answer {
    Answer {
        status: "200 OK",
        header: "",
        body,
    }
}

fn sample(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas/samples");
    std::fs::read_to_string(folder.join(name)).unwrap()
}

/// A server on a free port, which lives as long as the test.
fn serve(answer: impl Fn(&Request) -> Answer + Send + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let own = base.clone();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let Some(request) = Request::read(&stream) else {
                continue;
            };
            let Answer {
                status,
                header,
                body,
            } = answer(&request);
            // The links of the samples are to lead here.
            let body = body
                .replace("https://em.example.com:9398", &own)
                .replace("http://em.example.com:9399", &own);
            let length = body.len();
            write!(
                stream,
                "HTTP/1.1 {status}\r\n{header}Content-Length: {length}\r\nConnection: close\r\n\r\n{body}"
            )
            .unwrap();
            // What is not read would reset the connection.
            stream.shutdown(std::net::Shutdown::Write).unwrap();
            let _ = stream.read(&mut [0; 64]);
        }
    });
    base
}

/// A reference to the resource at a path.
fn reference(path: &str, kind: &str) -> String {
    let href = format!("https://em.example.com:9398{path}");
    xml::to_string(&EntityRef {
        r#type: format!("{kind}Reference"),
        href: href.clone(),
        name: "a name".to_owned(),
        uid: path.rsplit('/').next().unwrap().into(),
        links: Some(vec![Link {
            r#type: Some(kind.to_owned()),
            href: format!("{href}?format=Entity"),
            name: None,
            rel: Rel::Alternate,
            unknown: xml::Unknown::default(),
        }]),
        unknown: xml::Unknown::default(),
    })
    .unwrap()
}

const SESSION: &str = "an-opaque-session";

/// What an Enterprise Manager answers, as far as the program asks.
fn enterprise_manager(request: &Request) -> Answer {
    let entity = request.path.contains("format=Entity");
    match (request.method.as_str(), request.path.as_str()) {
        ("GET", "/api/") => return ok(sample("enterprise-manager.xml")),
        ("POST", "/api/sessionMngr/?v=v1_7") => {
            // operator:secret
            return match request.header("Authorization") {
                Some("Basic b3BlcmF0b3I6c2VjcmV0") => Answer {
                    status: "201 Created",
                    header: "X-RestSvcSessionId: an-opaque-session\r\n",
                    body: sample("logon-session.xml"),
                },
                _ => Answer {
                    status: "401 Unauthorized",
                    header: "",
                    body: String::new(),
                },
            };
        }
        _ => {}
    }
    assert_eq!(request.header("X-RestSvcSessionId"), Some(SESSION));
    match (request.method.as_str(), request.path.as_str()) {
        ("GET", path) if path.starts_with("/api/query?type=RestoreSession&format=Entities") => {
            let (_, page) = path.rsplit_once("&page=").unwrap();
            ok(sample(&format!("query-result-page-{page}.xml")))
        }
        ("GET", path) if path.starts_with("/api/vmRestorePoints/") => ok(match entity {
            true => sample("vm-restore-point.xml"),
            false => reference(path, "VmRestorePoint"),
        }),
        ("GET", path) if path.starts_with("/api/backupServers/") => ok(match entity {
            true => sample("backup-server.xml"),
            false => reference(path, "BackupServer"),
        }),
        ("DELETE", path) if path.starts_with("/api/logonSessions/") => Answer {
            status: "204 No Content",
            header: "",
            body: String::new(),
        },
        (method, path) => panic!("{method} {path}"),
    }
}

fn settings(url: String, password: &str) -> Settings {
    Settings {
        url,
        user: "operator".to_owned(),
        password: password.to_owned(),
    }
}

#[test]
fn what_was_restored_is_listed_from_all_pages() {
    let url = serve(enterprise_manager);
    assert_eq!(
        table(&settings(url, "secret")).unwrap(),
        "\
When (UTC)              What    Kind     From                      By                       Result
2024-03-11T08:15:02Z    mail01  files    2020-01-20T17:07:01.783Z  vbr01.example.com (9.5)  success
2024-03-12T19:02:55.5Z  db02    machine  2020-01-20T17:07:01.783Z  vbr01.example.com (9.5)  failed: There is not enough room on the datastore.
2024-03-13T06:47:12Z    web03   machine  2020-01-20T17:07:01.783Z  vbr01.example.com (9.5)  at 63 %
",
    );
}

#[test]
fn a_wrong_password_is_said() {
    let url = serve(enterprise_manager);
    assert_eq!(
        table(&settings(url, "wrong")).unwrap_err().to_string(),
        "the server refuses the user and the password",
    );
}

#[test]
fn an_error_of_the_server_is_shown() {
    let url = serve(|request| match request.path.starts_with("/api/query") {
        true => Answer {
            status: "404 Not Found",
            header: "",
            body: sample("error.xml"),
        },
        false => enterprise_manager(request),
    });
    assert_eq!(
        table(&settings(url, "secret")).unwrap_err().to_string(),
        "the server says (404): There is no restore session with the identifier \
         9563c773-72d9-41ec-96e5-4485bc5e2c89. (status 404)",
    );
}

#[test]
fn an_answer_that_is_no_document_of_the_api_is_named() {
    let url = serve(|_| ok("<html><body>Welcome to the proxy</body></html>".to_owned()));
    let failure = table(&settings(url, "secret")).unwrap_err().to_string();
    assert!(failure.contains("/api/: 1:"), "{failure}");
    assert!(failure.contains("html"), "{failure}");
}

fn no_document(status: &'static str) -> Answer {
    Answer {
        status,
        header: "",
        body: String::new(),
    }
}

/// A server, and what is asked of it.
fn serve_and_watch(
    answer: impl Fn(&Request) -> Answer + Send + 'static,
) -> (String, Receiver<String>) {
    let (sender, asked) = channel();
    let url = serve(move |request| {
        let line = format!("{} {}", request.method, request.path);
        sender.send(line).unwrap_or_default();
        answer(request)
    });
    (url, asked)
}

#[test]
fn the_session_is_ended_also_after_a_failure() {
    let (url, asked) = serve_and_watch(|request| match request.path.starts_with("/api/query") {
        true => no_document("500 Internal Server Error"),
        false => enterprise_manager(request),
    });
    table(&settings(url, "secret")).unwrap_err();
    let last = asked.try_iter().last().unwrap();
    assert!(last.starts_with("DELETE /api/logonSessions/"), "{last}");
}

#[test]
fn a_restore_point_that_is_gone_has_the_name_of_its_link() {
    let url = serve(
        |request| match request.path.starts_with("/api/vmRestorePoints/") {
            true => Answer {
                status: "404 Not Found",
                header: "",
                body: sample("error.xml"),
            },
            false => enterprise_manager(request),
        },
    );
    let table = table(&settings(url, "secret")).unwrap();
    assert!(table.contains("mail01@2024-03-10 22:00:41"), "{table}");
}

#[test]
fn the_table_is_there_even_if_logging_off_fails() {
    let url = serve(|request| match request.method.as_str() {
        "DELETE" => no_document("503 Service Unavailable"),
        _ => enterprise_manager(request),
    });
    assert_eq!(table(&settings(url, "secret")).unwrap().lines().count(), 4);
}

#[test]
fn a_session_that_has_expired_is_not_taken_for_a_wrong_password() {
    let url = serve(|request| match request.path.starts_with("/api/query") {
        true => Answer {
            status: "401 Unauthorized",
            header: "",
            body: sample("error-bare.xml"),
        },
        false => enterprise_manager(request),
    });
    let failure = table(&settings(url, "secret")).unwrap_err().to_string();
    assert!(failure.contains("The session has expired."), "{failure}");
}

/// Servers call themselves `localhost`, or something that the client cannot find.
#[test]
fn neither_password_nor_session_goes_to_where_links_lead() {
    let (elsewhere, asked) = serve_and_watch(enterprise_manager);
    let url = serve(move |request| {
        let mut answer = enterprise_manager(request);
        answer.body = answer
            .body
            .replace("https://em.example.com:9398", &elsewhere);
        answer
    });
    table(&settings(url, "secret")).unwrap();
    assert_eq!(asked.try_iter().next(), None);
}

#[test]
fn the_session_does_not_go_to_where_a_redirect_leads() {
    let (elsewhere, asked) = serve_and_watch(enterprise_manager);
    let location: &'static str = format!("Location: {elsewhere}/api/query\r\n").leak();
    let url = serve(
        move |request| match request.path.starts_with("/api/query") {
            true => Answer {
                header: location,
                ..no_document("302 Found")
            },
            false => enterprise_manager(request),
        },
    );
    let failure = table(&settings(url, "secret")).unwrap_err().to_string();
    assert!(failure.contains("302"), "{failure}");
    assert_eq!(asked.try_iter().next(), None);
}

#[test]
fn a_name_cannot_break_the_table() {
    let mut row: report::Row = Default::default();
    row[1] = "a\nb\u{1b}[31m".to_owned();
    let table = report::table(&[row]);
    assert_eq!(table.lines().count(), 2);
    assert!(table.contains("a b [31m"), "{table}");
}

#[test]
fn a_server_that_is_not_there_is_named() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let failure = table(&settings(url.clone(), "secret")).unwrap_err();
    assert!(failure.to_string().starts_with(&url), "{failure}");
}

#[test]
fn a_missing_variable_is_named() {
    let given = |name: &str| (name != "VEEAM_PASSWORD").then(|| "x".to_owned());
    assert_eq!(
        Settings::from_variables(given).err(),
        Some("VEEAM_PASSWORD")
    );
}
