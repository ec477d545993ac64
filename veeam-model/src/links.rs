//! How to get from one resource to another.

use crate::xml::FromNamed;
use crate::{Document, EntityRef, Link, Rel, Resource};

/// What has links to other resources: every [`Resource`], and references.
///
/// ```
/// use veeam_model::{Linked, Rel, RestoreSession, xml};
///
/// # let body = include_str!("../schemas/samples/RestoreSession.xml");
/// let session: RestoreSession = xml::from_str(body)?;
/// let server = session.link(Rel::Up).expect("it ran on a backup server");
/// assert_eq!(server.r#type.as_deref(), Some("BackupServerReference"));
/// assert_eq!(server.target(), Some("EntityRef"));
/// # Ok::<(), xml::Error>(())
/// ```
pub trait Linked {
    /// All links, in the order of the document.
    fn all_links(&self) -> &[Link];

    /// The first link of a relation, such as [`Rel::Up`]; `None` if there is none.
    fn link(&self, rel: Rel) -> Option<&Link> {
        self.links_of(rel).next()
    }

    /// The links of a relation, in the order of the document.
    fn links_of(&self, rel: Rel) -> impl Iterator<Item = &Link> {
        self.all_links().iter().filter(move |link| link.rel == rel)
    }

    /// The first link to a kind of resource, such as `BackupServerReference`.
    fn link_to(&self, kind: &str) -> Option<&Link> {
        (self.all_links().iter()).find(|link| link.r#type.as_deref() == Some(kind))
    }
}

impl<T: Resource> Linked for T {
    fn all_links(&self) -> &[Link] {
        self.links().unwrap_or_default()
    }
}

impl Linked for EntityRef {
    fn all_links(&self) -> &[Link] {
        self.links.as_deref().unwrap_or_default()
    }
}

/// Kinds of links whose document has a name that does not follow from the kind.
const TARGETS: [(&str, &str); 26] = [
    ("AgentsService", "Agents"),
    ("CdpPolicyList", "CdpPolicies"),
    ("CdpReplicaVm", "VmCdpReplica"),
    ("CdpReplicaVms", "VmCdpReplicas"),
    ("CloudPublicIpAddressList", "CloudPublicIpAddresses"),
    ("Credentials", "CredentialsInfo"),
    ("CredentialsList", "CredentialsInfoList"),
    ("DirectoryEntry", "FileSystemEntry"),
    ("DirectoryEntryList", "FileSystemEntries"),
    ("ExternalRepositoryList", "ExternalRepositories"),
    ("FileEntry", "FileSystemEntry"),
    ("FileEntryList", "FileSystemEntries"),
    ("FileSystemItems", "FileSystemEntries"),
    ("FileSystemItemsList", "FileSystemEntries"),
    ("FreeLicenseCounters", "CloudTenantFreeLicenseCounters"),
    ("LinkedJobObjectList", "LinkedJobResourceObjects"),
    (
        "LinkedBackupRepositoryObjectList",
        "LinkedBackupRepositoryResourceObjects",
    ),
    ("LookupService", "LookupSvc"),
    ("NasService", "NASService"),
    ("ObjectInAgentBackupJobList", "ObjectsInAgentBackupJob"),
    ("ObjectInJobList", "ObjectsInJob"),
    ("PasswordKey", "PasswordKeyInfo"),
    ("PasswordKeyList", "PasswordKeyInfoList"),
    ("QueryService", "QuerySvc"),
    ("Report", "SummaryReport"),
    ("RepositoryList", "Repositories"),
];

/// The documents of links of the kind `ReportFrame`, by the last part of their addresses.
const REPORT_FRAMES: [(&str, &str); 5] = [
    ("job_statistics", "JobStatisticsReportFrame"),
    ("overview", "OverviewReportFrame"),
    ("processed_vms", "ProcessedVmsReportFrame"),
    ("repository", "RepositoryReportFrame"),
    ("vms_overview", "VmsOverviewReportFrame"),
];

impl Link {
    /// The kind of document that the link leads to: the name of its root element, which is the
    /// name of a variant of [`Document`] too. `None` for links to actions, and for kinds that
    /// this version does not know.
    ///
    /// ```
    /// use veeam_model::{Link, Rel};
    ///
    /// let target = |kind: &str| {
    ///     let link = Link {
    ///         r#type: Some(kind.to_owned()),
    ///         href: "http://em.example.com:9399/api/jobs".to_owned(),
    ///         name: None,
    ///         rel: Rel::Down,
    ///         unknown: Default::default(),
    ///     };
    ///     link.target()
    /// };
    /// assert_eq!(target("JobReference"), Some("EntityRef"));
    /// assert_eq!(target("JobReferenceList"), Some("EntityReferences"));
    /// assert_eq!(target("Job"), Some("Job"));
    /// assert_eq!(target("JobList"), Some("Jobs"));
    /// assert_eq!(target("RepositoryList"), Some("Repositories"));
    /// assert_eq!(target("SomethingNew"), None);
    /// ```
    pub fn target(&self) -> Option<&'static str> {
        let kind = self.r#type.as_deref()?;
        if kind == "ReportFrame" {
            let path = self.href.split(['?', '#']).next()?;
            let (_, frame) = path.trim_end_matches('/').rsplit_once('/')?;
            return named(&REPORT_FRAMES, frame);
        }
        named(&TARGETS, kind).or_else(|| {
            if kind.ends_with("ReferenceList") {
                root("EntityReferences")
            } else if kind.ends_with("Reference") {
                root("EntityRef")
            } else {
                root(kind).or_else(|| root(&format!("{}s", kind.strip_suffix("List")?)))
            }
        })
    }
}

fn named(table: &'static [(&str, &str)], kind: &str) -> Option<&'static str> {
    let (_, target) = table.iter().find(|(of, _)| *of == kind)?;
    Some(target)
}

/// The name of a root element, if it is one.
fn root(name: &str) -> Option<&'static str> {
    let names = <Document as FromNamed<'_>>::NAMES.iter();
    names.map(|root| root.local).find(|local| *local == name)
}
