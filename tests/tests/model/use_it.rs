//! The model as a program uses it.

use veeam_model::{
    Document, EntityReferences, Link, Linked, Rel, RestoreSession, SessionResult, SessionState,
    Uid, Validate, xml,
};

use super::common::infoset;

fn sample(name: &str) -> String {
    let path = format!("{}/../schemas/samples/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).unwrap()
}

fn session(name: &str) -> RestoreSession {
    xml::from_str(&sample(name)).unwrap()
}

#[test]
fn values_are_typed() {
    let session = session("RestoreSession.xml");
    assert_eq!(session.result, Some(SessionResult::Success));
    assert_eq!(session.state, Some(SessionState::Stopped));
    assert_eq!(session.progress, Some(0));
    assert!(session.end_time_utc > session.creation_time_utc);
    assert_eq!(session.uid.kind(), Some("RestoreSession"));
    let id = session.uid.id().map(|id| id.to_string());
    assert_eq!(id.as_deref(), Some("676dc837-f441-4ac1-8470-15be06b4cffc"));
}

#[test]
fn links_lead_on() {
    let session = session("RestoreSession.xml");
    let link = session.link(Rel::Related).unwrap();
    assert_eq!(link.name.as_deref(), Some("srv04@2014-10-19 05:25:15"));
    assert!(session.link(Rel::Delete).is_none());
    assert_eq!(session.links_of(Rel::Up).count(), 1);
}

#[test]
fn a_changed_session_is_written_as_it_was_but_for_the_change() {
    let mut session = session("RestoreSession.xml");
    let before = xml::to_string_pretty(&session).unwrap();
    session.progress = Some(100);
    session.failure_message = Some("a < b & \"c\"".to_owned());
    session.links.get_or_insert_default().push(Link {
        r#type: None,
        href: "http://localhost:9399/api/restoreSessions?a=1&b=2".to_owned(),
        name: None,
        rel: Rel::Other("Verify".to_owned()),
        unknown: xml::Unknown::default(),
    });
    let after = xml::to_string_pretty(&session).unwrap();
    let diff = similar::TextDiff::from_lines(&before, &after);
    insta::assert_snapshot!(diff.unified_diff().context_radius(0));
}

#[test]
fn enumerations_are_open() {
    let text = sample("RestoreSession.xml").replace("<State>Stopped<", "<State>Hibernating<");
    let session: RestoreSession = xml::from_str(&text).unwrap();
    assert_eq!(
        session.state,
        Some(SessionState::Other("Hibernating".to_owned()))
    );
    assert!(
        xml::to_string(&session)
            .unwrap()
            .contains("<State>Hibernating</State>")
    );
}

#[test]
fn absent_empty_and_nil_are_three_things() {
    let read = |element: &str| {
        let text = sample("RestoreSession.xml")
            .replace("</RestoreSession>", &format!("{element}</RestoreSession>"));
        let session: RestoreSession = xml::from_str(&text).unwrap();
        let written = xml::to_string(&session).unwrap();
        let at = written.find("<FailureMessage").unwrap_or(written.len());
        let tail = written.get(at..).unwrap().replace("</RestoreSession>", "");
        (session.failure_message, tail)
    };
    assert_eq!(read(""), (None, String::new()));
    assert_eq!(
        read("<FailureMessage></FailureMessage>"),
        (Some(String::new()), "<FailureMessage/>".into())
    );
    let nil =
        r#"<FailureMessage xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/>"#;
    assert_eq!(read(nil), (Some(String::new()), nil.into()));
}

#[test]
fn children_come_in_any_order_and_leave_in_the_same() {
    let text = r#"<RestoreSession xmlns="http://www.veeam.com/ent/v1.0" Name="n" UID="u"><Result>Success</Result><Links/><JobType>RestoreVm</JobType></RestoreSession>"#;
    let mut session: RestoreSession = xml::from_str(text).unwrap();
    let written = xml::to_string(&session).unwrap();
    assert!(written.ends_with(
        "<Result>Success</Result><Links/><JobType>RestoreVm</JobType></RestoreSession>"
    ));
    session.unknown.forget_order();
    let written = xml::to_string(&session).unwrap();
    assert!(written.ends_with(
        "<Links/><JobType>RestoreVm</JobType><Result>Success</Result></RestoreSession>"
    ));
}

#[test]
fn the_prefix_never_matters_and_the_namespace_does() {
    let plain = sample("entity-references.xml");
    let list: EntityReferences = xml::from_str(&plain).unwrap();
    let prefixed = plain
        .replace("xmlns=", "xmlns:v=")
        .replace("</", "</v:")
        .replace('<', "<v:")
        .replace("<v:/v:", "</v:");
    let prefixed = prefixed.replace("<v:!--", "<!--").replace("<v:?", "<?");
    assert_eq!(xml::from_str::<EntityReferences>(&prefixed).unwrap(), list);
    let other = plain.replace("/ent/v1.0", "/ent/v2.0");
    assert!(xml::from_str::<EntityReferences>(&other).is_err());
}

#[test]
fn the_answer_may_be_any_document() {
    let read = |name: &str| xml::from_slice::<Document>(sample(name).as_bytes()).unwrap();
    assert!(matches!(read("EntityRef.xml"), Document::EntityRef(_)));
    assert!(matches!(
        read("restore-sessions.xml"),
        Document::RestoreSessions(_)
    ));
    let Document::Error(error) = read("error.xml") else {
        panic!("it is an error")
    };
    insta::assert_snapshot!(
        error,
        @"There is no restore session with the identifier 9563c773-72d9-41ec-96e5-4485bc5e2c89. (status 404)"
    );
}

#[test]
fn an_identifier_can_be_made() {
    let session = session("RestoreSession.xml");
    let made = Uid::new("RestoreSession", session.uid.id().unwrap());
    assert_eq!(made, session.uid);
    assert_eq!(
        made,
        "urn:veeam:RestoreSession:676dc837-f441-4ac1-8470-15be06b4cffc"
    );
}

#[test]
fn code_can_be_written_for_every_entity() {
    use veeam_model::{Entity, Resource};

    fn line(entity: &impl Entity) -> String {
        let links = entity.links().unwrap_or_default().len();
        format!("{} ({}), {links} links", entity.name(), entity.uid())
    }

    let session: RestoreSession = xml::from_str(&sample("RestoreSession.xml")).unwrap();
    assert_eq!(
        line(&session).split(' ').next(),
        session.name.split(' ').next()
    );
    assert_eq!(session.href().map(String::as_str), session.href.as_deref());
}

/// Every kind of link whose document has another name than the kind.
#[test]
fn a_link_tells_what_document_it_leads_to() {
    let target = |kind: &str, href: &str| {
        let link = Link {
            r#type: Some(kind.to_owned()),
            href: href.to_owned(),
            name: None,
            rel: Rel::Down,
            unknown: xml::Unknown::default(),
        };
        link.target()
    };
    for (kind, root) in [
        ("RestoreSessionReference", "EntityRef"),
        ("RestoreSessionReferenceList", "EntityReferences"),
        ("RestoreSession", "RestoreSession"),
        ("JobList", "Jobs"),
        ("CdpPolicyList", "CdpPolicies"),
        ("RepositoryList", "Repositories"),
        ("ExternalRepositoryList", "ExternalRepositories"),
        ("CloudPublicIpAddressList", "CloudPublicIpAddresses"),
        ("ObjectInJobList", "ObjectsInJob"),
        ("CredentialsList", "CredentialsInfoList"),
        ("PasswordKey", "PasswordKeyInfo"),
        ("AgentsService", "Agents"),
        ("QueryService", "QuerySvc"),
        ("LookupService", "LookupSvc"),
        ("NasService", "NASService"),
        ("FileEntryList", "FileSystemEntries"),
        ("DirectoryEntry", "FileSystemEntry"),
        ("FreeLicenseCounters", "CloudTenantFreeLicenseCounters"),
        ("LinkedJobObjectList", "LinkedJobResourceObjects"),
        ("SystemSessions", "SystemSessions"),
        ("EnterpriseAccountInRoleList", "EnterpriseAccountInRoleList"),
        ("Report", "SummaryReport"),
    ] {
        assert_eq!(target(kind, "http://em/api"), Some(root), "{kind}");
    }
    let frame = |name: &str| {
        target(
            "ReportFrame",
            &format!("http://em/api/reports/summary/{name}"),
        )
    };
    assert_eq!(frame("overview"), Some("OverviewReportFrame"));
    assert_eq!(frame("vms_overview?v=1"), Some("VmsOverviewReportFrame"));
    assert_eq!(frame("new"), None);
    assert_eq!(target("New", "http://em/api"), None);
}

/// The front page of the crate tells the type of every document.
#[test]
fn the_table_of_resources_has_every_document() {
    let table = include_str!("../../../veeam-model/src/resources.md");
    let mut rows: Vec<&str> = table
        .lines()
        .skip(2)
        .map(|row| row.split(" | ").nth(1).unwrap().trim_matches('`'))
        .collect();
    rows.sort_unstable();
    let mut roots: Vec<&str> = <Document as xml::FromNamed<'_>>::NAMES
        .iter()
        .map(|name| name.local)
        .collect();
    roots.sort_unstable();
    assert_eq!(rows, roots);
}

/// What was got can be put: all but the change stays, and stays in its place.
#[test]
fn a_change_leaves_everything_else_as_it_was() {
    macro_rules! changed {
        ($($file:literal: $ty:ident.$field:ident = $value:expr, $old:literal => $new:literal;)+) => {$({
            let text = sample($file);
            let mut value: veeam_model::$ty = xml::from_str(&text).unwrap();
            value.$field = Some($value.into());
            let written = xml::to_string(&value).unwrap();
            assert_eq!(text.matches($old).count(), 1, "{}", $file);
            let expected = infoset::of_data(&text.replace($old, $new));
            assert_eq!(infoset::of_data(&written), expected, "{}", $file);
        })+};
    }
    changed! {
        "job.xml": Job.schedule_enabled = false,
            "<ScheduleEnabled>true<" => "<ScheduleEnabled>false<";
        "cloud-tenant.xml": CloudTenant.max_concurrent_tasks = 7,
            "<MaxConcurrentTasks>2<" => "<MaxConcurrentTasks>7<";
        "cdp-policy.xml": CdpPolicy.description = "changed",
            "<Description />" => "<Description>changed</Description>";
        "backup-server-spec.xml": BackupServerSpec.port = 9393_u16,
            "<Port>9442<" => "<Port>9393<";
        "failover-plan.xml": FailoverPlan.description = "changed",
            "<Description>Kept by the operations team<" => "<Description>changed<";
        "vlan-configuration.xml": VlanConfiguration.switch_name = "vSwitch7",
            "<SwitchName>build11-3<" => "<SwitchName>vSwitch7<";
    }
}

#[test]
fn a_value_says_whether_the_schema_allows_it() {
    let mut session = session("RestoreSession.xml");
    assert_eq!(session.validate(), Ok(()));
    session.result = Some(SessionResult::Other("Maybe".to_owned()));
    let violations = Document::RestoreSession(Box::new(session)).validate();
    let violations = violations.unwrap_err();
    let violation = &violations.as_slice()[0];
    assert_eq!(violation.path(), "/RestoreSession/Result");
    assert_eq!(violation.constraint(), xml::Constraint::Enumeration);
}
