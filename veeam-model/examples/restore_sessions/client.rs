//! Requests to an Enterprise Manager.

use std::time::Duration;

use data_encoding::BASE64;
use ureq::http::Response;
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, Body};
use veeam_model::{EnterpriseManager, FromXml, Link, Linked, LogonSession, Rel, xml};

use crate::failure::Failure;

/// The header that names the session, in the answer to logging on and in every later request.
const SESSION: &str = "X-RestSvcSessionId";

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(120);

/// A client that is logged on.
pub(crate) struct Client {
    agent: Agent,
    base: String,
    session: String,
    /// Where to log off.
    own: Option<String>,
}

impl Client {
    /// Logs on to the server at an address such as `https://em.example.com:9398`.
    pub(crate) fn log_on(base: &str, user: &str, password: &str) -> Result<Self, Failure> {
        let agent = agent();
        let base = base.trim_end_matches('/').to_owned();
        let start = format!("{base}/api/");
        let manager: EnterpriseManager = document(&start, agent.get(&start).call())?;
        let log_on =
            entrance(&manager).map_or("/api/sessionMngr/?v=latest", |link| path(&link.href));
        let log_on = format!("{base}{log_on}");

        let secret = BASE64.encode(format!("{user}:{password}").as_bytes());
        let answer = agent
            .post(&log_on)
            .header("Authorization", format!("Basic {secret}"))
            .send_empty()
            .map_err(|error| connection(&log_on, error))?;
        let session = answer
            .headers()
            .get(SESSION)
            .and_then(|value| value.to_str().ok())
            .map(str::to_owned);
        // Later on, the same status means that the session has expired.
        if answer.status() == 401 {
            return Err(Failure::Unauthorized);
        }
        let logon: LogonSession = document(&log_on, Ok(answer))?;
        let own = logon.link(Rel::Delete).map(|link| &link.href);
        let own = own.or(logon.href.as_ref());
        Ok(Client {
            agent,
            session: session.ok_or(Failure::NoSession)?,
            own: own.map(|own| format!("{base}{}", path(own))),
            base,
        })
    }

    /// The document at an address: that of a link, or a path such as `/api/query?type=Job`.
    pub(crate) fn get<T: FromXml>(&self, address: &str) -> Result<T, Failure> {
        let url = format!("{}{}", self.base, path(address));
        let answer = self.agent.get(&url).header(SESSION, &self.session).call();
        document(&url, answer)
    }

    /// Ends the session.
    pub(crate) fn log_off(self) -> Result<(), Failure> {
        let Some(url) = self.own else {
            return Ok(());
        };
        let answer = self
            .agent
            .delete(&url)
            .header(SESSION, &self.session)
            .call();
        checked(&url, answer).map(drop)
    }
}

fn agent() -> Agent {
    // Servers have certificates of their company, or their own: the system knows which to trust.
    let trust = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier);
    Agent::config_builder()
        .tls_config(trust.build())
        .timeout_global(Some(PATIENCE))
        // The answers to failed requests have documents, too.
        .http_status_as_error(false)
        // The session would go along to wherever a redirect leads.
        .max_redirects(0)
        .build()
        .into()
}

/// The path of an address, with its query.
///
/// Links hold the name that the server has for itself, which may mean nothing to the client, as
/// `localhost` does. So all requests go to where the first one went, and a link cannot lead the
/// password or the session elsewhere.
fn path(address: &str) -> &str {
    let Some((_, rest)) = address.split_once("://") else {
        return address;
    };
    let path = rest.find('/').and_then(|slash| rest.get(slash..));
    path.unwrap_or("/")
}

/// The link to log on by: that of the newest version which the server names, the last one.
fn entrance(manager: &EnterpriseManager) -> Option<&Link> {
    let versions = manager.supported_versions.iter();
    let versions = versions.flat_map(|list| &list.supported_versions);
    let of_versions = versions.flat_map(|version| version.links.iter().flatten());
    let own = manager.all_links().iter();
    own.chain(of_versions)
        .rfind(|link| link.rel == Rel::Create && link.target() == Some("LogonSession"))
}

/// The document in an answer.
fn document<T: FromXml>(
    url: &str,
    answer: Result<Response<Body>, ureq::Error>,
) -> Result<T, Failure> {
    let body = checked(url, answer)?;
    xml::from_slice(&body).map_err(|error| Failure::Document {
        url: url.to_owned(),
        error,
    })
}

/// The body of an answer that is no complaint.
fn checked(url: &str, answer: Result<Response<Body>, ureq::Error>) -> Result<Vec<u8>, Failure> {
    let mut answer = answer.map_err(|error| connection(url, error))?;
    let status = answer.status();
    let body = answer
        .body_mut()
        .read_to_vec()
        .map_err(|error| connection(url, error))?;
    if status.is_success() {
        return Ok(body);
    }
    let status = status.as_u16();
    Err(match xml::from_slice(&body) {
        Ok(error) => Failure::Server {
            status,
            error: Box::new(error),
        },
        Err(_) => Failure::Status {
            url: url.to_owned(),
            status,
        },
    })
}

fn connection(url: &str, error: ureq::Error) -> Failure {
    Failure::Connection {
        url: url.to_owned(),
        error,
    }
}
