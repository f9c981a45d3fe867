//! Tables of any origin: what is guessed, what a given map does, and that nothing is taken for a wrong kind.

mod support;

use import::{ColumnMap, Match, ReadError, map};
use model::{Data, Kind, Record, record::AccountStatus};
use proptest::prelude::*;
use std::path::Path;
use support::{candidates, files, head, importer, read};

/// The importers of tables, with the kind that each reads.
const TABLES: [(&str, Kind); 23] = [
    ("access-reviews", Kind::AccessReview),
    ("accounts", Kind::Account),
    ("acknowledgements", Kind::Acknowledgement),
    ("applications", Kind::Application),
    ("approved-models", Kind::ApprovedModel),
    ("background-checks", Kind::BackgroundCheck),
    ("backups", Kind::Backup),
    ("changes", Kind::Change),
    ("deploys", Kind::Deploy),
    ("gateway-log", Kind::GatewayRow),
    ("grants", Kind::Grant),
    ("incidents", Kind::Incident),
    ("policies", Kind::Policy),
    ("recovery-tests", Kind::RecoveryTest),
    ("risk-acceptances", Kind::RiskAcceptance),
    ("roster", Kind::Person),
    ("scans", Kind::Scan),
    ("tickets", Kind::Ticket),
    ("trainings", Kind::Training),
    ("vendor-controls", Kind::VendorControl),
    ("vendor-reviews", Kind::VendorReview),
    ("vendors", Kind::Vendor),
    ("vulnerabilities", Kind::Vulnerability),
];

fn best(name: &str, text: &str) -> Option<&'static str> {
    candidates(name, text.as_bytes()).first().map(|candidate| candidate.importer.id)
}

fn records(id: &str, text: &str) -> Vec<Record> {
    let (result, kept) = read(importer(id), "export.csv", text.as_bytes(), None);
    assert!(result.is_ok(), "{result:?}");
    kept.records
}

#[test]
fn every_fixture_is_taken_for_what_it_is() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    for (id, _) in TABLES {
        for path in files(&fixtures.join(id)) {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            let mapped = path.with_file_name(format!("{}.map.json", name.split('.').next().unwrap_or_default())).is_file();
            if mapped || name.ends_with(".map.json") || name == "needs-map.csv" {
                continue;
            }
            let bytes = std::fs::read(&path).expect("the fixture");
            // Under a name that says nothing, so that the content alone decides.
            let found = candidates(&name.replace(|c: char| c.is_alphabetic() && !name.contains("status-only"), "x"), &bytes);
            let best = found.first().expect("a candidate");
            assert_eq!(best.importer.id, id, "{id}/{name}");
            let second = found.get(1).map_or(Match::No, |candidate| candidate.how);
            assert!(clear(best.how, second), "{id}/{name}: {:?} is no clear winner over {second:?}", best.how);
        }
    }
}

fn clear(best: Match, second: Match) -> bool {
    match (best, second) {
        (Match::Maybe(best), Match::Maybe(second)) => best >= second.saturating_add(15),
        (Match::Maybe(_), Match::No) => true,
        _ => false,
    }
}

/// Small tables as people write them, with the importer that must win.
#[test]
fn small_tables_by_header_and_values() {
    let table = [
        (
            "roster",
            "name,email,status,start_date,end_date\nA Y,a@x.test,active,2020-01-01,\nB Z,b@x.test,terminated,2020-01-01,2026-02-01",
        ),
        (
            "roster",
            "EmpID,Employee_Name,DateofHire,DateofTermination,TermReason\n1,\"Doe, Jo\",7/5/2011,,N/A\n2,\"Roe, Al\",3/30/2015,6/16/2016,moved",
        ),
        ("roster", "Full name;Corporate e-mail;Leave date\nA Y;a@x.test;\nB Z;b@x.test;03.01.2026"),
        ("roster", "worker,work_email,worker_status,contract_end\nA Y,a@x.test,Current,\nB Z,b@x.test,Ex-employee,2026-01-03"),
        ("accounts", "user,email,enabled,last_login\na,a@x.test,true,2026-01-01\nb,b@x.test,false,2025-01-01"),
        ("accounts", "system,username,employee_email,status\nokta,a,a@x.test,active\ngithub,a-gh,a@x.test,suspended"),
        (
            "accounts",
            "account_id,app,user_email,state,deactivated_at\n1,Slack,a@x.test,active,\n2,Slack,b@x.test,deactivated,2026-02-02T10:00:00Z",
        ),
        (
            "accounts",
            "principal,resource,entitlement,granted_on,revoked_on\na@x.test,db,read,2025-01-01,\nb@x.test,db,admin,2025-01-01,2026-01-10",
        ),
        ("accounts", "name,email,okta,github,aws\nA B,a@x.test,yes,admin,no\nB C,b@x.test,yes,no,yes"),
        (
            "tickets",
            "id,title,status,priority,created_at,assignee,resolved_at\n1,VPN,open,High,2026-01-01,a,\n2,Key,closed,Low,2026-01-01,b,2026-01-02",
        ),
        (
            "incidents",
            "id,title,severity,status,started_at,resolved_at\n1,API down,SEV1,resolved,2026-01-01T10:00:00Z,2026-01-01T11:00:00Z\n2,Slow,SEV3,open,2026-01-02T10:00:00Z,",
        ),
        (
            "incidents",
            "incident,impact start,mitigated,owner,postmortem\nI-1,2026-01-01 10:00,2026-01-01 11:00,a,https://x.test/1\nI-2,2026-01-02 10:00,,b,",
        ),
        ("tickets", "ticket_id,opened,closed,requested_by,approved_by,type,subject\n1,2026-01-01,2026-01-02,a,b,access,VPN"),
        (
            "changes",
            "repo,number,author,approvers,merged_by,merged_at\nx/y,1,a,b,a,2026-01-01T10:00:00Z\nx/y,2,a,,a,2026-01-01T10:00:00Z",
        ),
        ("changes", "change_id,submitter,reviewer,approved,implemented_on\nC1,a,b,yes,2026-01-01\nC2,a,,no,2026-01-02"),
        ("deploys", "service,env,version,deployed_at,deployed_by,status\napi,prod,1.2,2026-01-01T10:00:00Z,ci,success"),
        (
            "vendors",
            "supplier,criticality,last_assessed,soc2_type,report_period_end\nExample Cloud,high,2025-01-01,Type II,2025-09-30",
        ),
        (
            "backups",
            "date,system,result,duration,by,RTO,evidence\n2026-02-01,orders db,passed,45 min,ada,4 h,OPS-1\n2026-03-01,orders db,failed,,ada,4 h,OPS-2",
        ),
        ("backups", "Backup Job,Start Time,End Time,Status,Size (GB)\nnightly,2026-02-01 02:00,2026-02-01 02:30,Success,12"),
        ("backups", "Restore test date,Database,Outcome,Tested by\n2026-02-01,orders,OK,ada"),
        (
            "approved-models",
            "provider,model,version,aliases,from,to,approver,reason\nopenai,gpt-4o,2024-08-06,gpt4o-prod,2025-01-01,,ada,support\nanthropic,claude-3-5-sonnet,,,2025-02-01,2025-12-31,ada,coding",
        ),
        (
            "approved-models",
            "Model;Vendor;Approved on;Approved by;Status\ngpt-4o;OpenAI;01.02.2025;Ada;approved\nsonar;Perplexity;13.02.2025;Ada;rejected",
        ),
        (
            "gateway-log",
            "time,user,provider,model,status\n2026-01-01T10:00:00Z,a,openai,gpt-4o,200\n2026-01-01T10:00:00Z,b,anthropic,claude,200",
        ),
        (
            "gateway-log",
            "logged_at,caller,vendor,engine,engine_version,tokens_prompt,failover\n2026-01-01 10:00,a,OpenAI,gpt-4o,2024-08-06,1,false",
        ),
    ];
    for (id, text) in table {
        assert_eq!(best("export.csv", text), Some(id), "{text}");
    }
}

/// As [`small_tables_by_header_and_values`], of registers, duties of people and reviews.
#[test]
fn small_registers_by_header_and_values() {
    let table = [
        ("vulnerabilities", "finding,severity,asset,first_seen,status\nCVE-1,High,h,2026-01-01,open"),
        ("vulnerabilities", "Vulnerability,Host,Severity,Discovered,Remediated\nOld TLS,web,High,2026-01-01,2026-01-09"),
        ("access-reviews", "user,role,reviewer,decision,review_date\na,admin,b,keep,2026-01-01"),
        (
            "access-reviews",
            "Name,App,Access level,Approve/Revoke,Reviewed by\nA Y,GitHub,Admin,Approve,Bo\nB Z,GitHub,Read,Revoke,Bo",
        ),
        ("grants", "user,role,scope,granted_by,granted_on\na@x.test,admin,db,b@x.test,2026-01-01"),
        ("applications", "Application,Owner,SSO\nGitHub,Ada,Yes\nWiki,Bo,No"),
        (
            "risk-acceptances",
            "Risk,Justification,Accepted by,Accepted on,Accepted until\nOld TLS,test host,Bo Lind,2026-01-01,2026-06-30",
        ),
        ("recovery-tests", "Date,Exercise,Type,RTO target,RTO actual,Result\n2026-02-01,Loss of region,Failover,4 h,2 h,Passed"),
        (
            "vendor-reviews",
            "Vendor,Report,Period end,Opinion,Reviewer,Review date\nExample Cloud,SOC 2 Type II,2025-09-30,Unqualified,Ada,2026-01-15",
        ),
        ("vendor-controls", "Vendor,CUEC,Mapped control\nExample Cloud,Customers remove leavers,AC-02"),
        ("trainings", "employee,course,completed_on,score\nA B,Security,2026-01-01,95"),
        (
            "trainings",
            "Learner,Course,Progress,Last accessed\na@x.test,Phishing,100%,2026-01-01\nb@x.test,Phishing,40%,2026-01-02",
        ),
        ("acknowledgements", "Name;Policy;Accepted on\nA Y;Code of Conduct;03.01.2026\nB Z;Code of Conduct;"),
        ("acknowledgements", "Signer Email,Agreement,Signed,Date Signed\na@x.test,NDA,Yes,2026-01-03\nb@x.test,NDA,No,"),
        (
            "background-checks",
            "Applicant,Check Type,Order Date,Result\nA Y,Criminal,2026-01-03,Clear\nB Z,Criminal,2026-01-03,Consider",
        ),
        ("policies", "Policy,Owner,Last reviewed,Next review\nBackup Policy,Ada,2026-01-03,2027-01-03"),
        (
            "policies",
            "Title,Version,Approved by,Approval date\nBackup Policy,1.0,Ada,2026-01-03\nAccess Control Policy,2.0,Ada,2026-01-03",
        ),
    ];
    for (id, text) in table {
        assert_eq!(best("export.csv", text), Some(id), "{text}");
    }
}

#[test]
fn the_name_of_a_file_decides_where_its_columns_do_not() {
    let text = "Email,Status\na@x.test,Active\nb@x.test,Disabled";
    assert_eq!(best("export.csv", text), None);
    assert_eq!(best("accounts.csv", text), Some("accounts"));
}

/// Tables of other things stay documents.
#[test]
fn other_tables_are_no_records() {
    for text in [
        "date,amount,currency,account,description\n2026-01-01,10.00,EUR,1200,Coffee",
        "timestamp,level,message\n2026-01-01T10:00:00Z,INFO,started\n2026-01-01T10:00:01Z,WARN,slow",
        "customer_id,name,email,country,signup_date,plan\n1,Al Doe,a@x.test,DE,2020-01-01,pro",
        "order_id,customer,status,created_at,total\n1,A,shipped,2026-01-01,10",
        "device,serial,user,os,last_seen,encrypted\nm1,S1,a@x.test,macOS,2026-01-01,yes",
        "event_time,event_type,actor,ip_address,user_agent\n2026-01-01T10:00:00Z,login,a@x.test,192.0.2.1,curl",
        "a,b\n1,2",
        "",
        "no table at all",
    ] {
        assert_eq!(best("export.csv", text), None, "{text}");
    }
}

#[test]
fn a_reason_is_never_a_date_and_a_flag_is_never_one() {
    let text =
        "Employee ID,Name,Termination Reason,Terminated,Termination Date\n1,Al Doe,Voluntary,Yes,2026-01-05\n2,Jo Roe,,No,";
    let guess = map::guess(&head("export.csv", text.as_bytes()), Some(Kind::Person)).expect("a guess");
    assert_eq!(guess.map.columns.get("end").map(String::as_str), Some("Termination Date"));
    assert_eq!(guess.map.columns.get("left").map(String::as_str), Some("Terminated"));
    assert_eq!(guess.map.columns.get("leave-reason").map(String::as_str), Some("Termination Reason"));
    let employed: Vec<Option<bool>> = records("roster", text)
        .into_iter()
        .filter_map(|record| if let Data::Person(person) = record.data { Some(person.employed) } else { None })
        .collect();
    assert_eq!(employed, [Some(false), Some(true)]);
}

#[test]
fn words_of_status() {
    for (word, expected) in [
        ("Active", AccountStatus::Active),
        ("ENABLED", AccountStatus::Active),
        ("password expired", AccountStatus::Active),
        ("LOCKED_OUT", AccountStatus::Active),
        ("STAGED", AccountStatus::Pending),
        ("Invitation sent", AccountStatus::Pending),
        ("Deprovisioned", AccountStatus::Disabled),
        ("in-active", AccountStatus::Unknown),
        ("Inactive", AccountStatus::Disabled),
        ("Terminated", AccountStatus::Disabled),
        ("deleted", AccountStatus::Deleted),
        ("frobnicated", AccountStatus::Unknown),
        ("n/a", AccountStatus::Unknown),
    ] {
        let text = format!("Username,Account Status,Last Login\nann,{word},2026-01-01");
        let records = records("accounts", &text);
        let Some(Data::Account(account)) = records.first().map(|record| &record.data) else { panic!("{word}: no account") };
        assert_eq!(account.status, expected, "{word}");
    }
}

#[test]
fn a_map_that_does_not_fit_is_an_error_that_names_what() {
    let text = b"Wer,Firmenmail,Bis\nAda Young,ada@example.com,31.12.2025\n";
    let with = |columns: &str| {
        let map: ColumnMap = serde_json::from_str(&format!("{{\"kind\":\"person\",\"columns\":{columns}}}")).expect("a map");
        read(importer("roster"), "x.csv", text, Some(&map))
    };
    let (result, _) = with(r#"{"email":"E-Mail"}"#);
    let message = result.expect_err("no such column").to_string();
    assert!(message.contains("`E-Mail`") && message.contains("`Firmenmail`"), "{message}");
    let (result, _) = with(r#"{"mail":"Firmenmail"}"#);
    let message = result.expect_err("no such field").to_string();
    assert!(message.contains("`mail`") && message.contains("email"), "{message}");
    let (result, _) = with("{}");
    assert!(matches!(result, Err(ReadError::NeedsMap { missing }) if missing == ["state or dates"]));
    let (result, kept) = with(r#"{"name":"wer","end":"Bis"}"#);
    result.expect("a map that fits");
    let Some(Data::Person(person)) = kept.records.first().map(|record| &record.data) else { panic!("no person") };
    assert_eq!(person.email.as_deref(), Some("ada@example.com"), "fields that the map leaves out are guessed");
    assert_eq!(person.end.map(|end| end.to_string()).as_deref(), Some("2025-12-31"));
}

#[test]
fn a_blank_header_in_a_map_takes_the_column_away() {
    let map: ColumnMap = serde_json::from_str(r#"{"kind":"account","columns":{"mfa":""}}"#).expect("a map");
    let (result, kept) = read(importer("accounts"), "x.csv", b"Username,Status,MFA\nann,active,yes\n", Some(&map));
    result.expect("a table");
    let record = kept.records.first().expect("an account");
    let Data::Account(account) = &record.data else { panic!("no account") };
    assert_eq!((account.mfa, record.extra.get("MFA").and_then(|cell| cell.as_str())), (None, Some("yes")));
}

#[test]
fn dates_that_do_not_tell_their_order_are_reported() {
    let text = "Employee ID,Name,Termination Date\n1,Al Doe,03/04/2026\n";
    let (_, kept) = read(importer("roster"), "x.csv", text.as_bytes(), None);
    assert!(kept.problems.iter().any(|problem| problem.code == "date-order-assumed"));
    let (_, kept) = read(importer("roster"), "x.csv", format!("{text}2,Jo Roe,13/04/2026\n").as_bytes(), None);
    assert!(kept.problems.is_empty());
    let Some(Data::Person(person)) = kept.records.first().map(|record| &record.data) else { panic!("no person") };
    assert_eq!(person.end.map(|end| end.to_string()).as_deref(), Some("2026-04-03"));
}

#[test]
fn the_same_header_is_remembered_whatever_its_order() {
    let print = |text: &str| map::fingerprint(&head("x.csv", text.as_bytes()));
    let first = print("Name,Email,Status\nA,a@x.test,active\n");
    assert!(first.is_some());
    assert_eq!(first, print("email , STATUS,name\nb@x.test,disabled,B\n"));
    assert_ne!(first, print("Name,Email,Role\nA,a@x.test,admin\n"));
}

#[test]
fn the_paths_of_a_gateway_log_are_its_columns() {
    let text = "{\"at\":\"2026-01-01T10:00:00Z\",\"served_by\":{\"provider\":\"azure\",\"model\":\"gpt-4o\"}}\n".repeat(2);
    let head = head("calls.jsonl", text.as_bytes());
    let guess = map::guess(&head, Some(Kind::GatewayRow)).expect("a guess");
    assert_eq!(guess.map.columns.get("model").map(String::as_str), Some("served_by.model"));
    assert!(map::columns(&head).iter().any(|column| column.name == "served_by.provider"));
    assert!(map::fingerprint(&head).is_some() && map::guess(&head, Some(Kind::Person)).is_none());
}

#[test]
fn columns_are_shown_with_their_first_cells() {
    let columns = map::columns(&head("x.csv", b"Name,Email\nA,a@x.test\nB,\n"));
    let shown: Vec<(&str, Vec<&str>)> =
        columns.iter().map(|column| (column.name.as_str(), column.samples.iter().map(String::as_str).collect())).collect();
    assert_eq!(shown, [("Name", vec!["A", "B"]), ("Email", vec!["a@x.test", ""])]);
    assert!(map::fields(Kind::Person).iter().any(|field| field.id == "end" && field.one_of.is_some()));
}

/// The samples of tables that stand for our kinds, with the rows that the index gives; all other tables stay documents.
#[test]
fn samples_of_tables() {
    let Some(folder) = support::samples() else { return };
    let expected = [("vendor_inventory.csv", "vendors", 31), ("devlake_incidents.csv", "incidents", 7)];
    for path in files(&folder).into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "csv")) {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let bytes = std::fs::read(&path).expect("the sample");
        let found = candidates(&name, &bytes);
        let table = found.first().filter(|best| best.how != Match::Certain).map(|best| best.importer);
        let wanted = expected.iter().find(|(file, ..)| *file == name);
        assert_eq!(table.map(|importer| importer.id), wanted.map(|(_, id, _)| *id), "{name}");
        if let (Some(importer), Some((_, _, rows))) = (table, wanted) {
            let (result, kept) = read(importer, &name, &bytes, None);
            let facts = result.expect("a sample that reads");
            assert_eq!(facts.control_totals.get("rows").map(String::as_str), Some(rows.to_string().as_str()), "{name}");
            // The register ends with a row of commas only: no vendor, and reported.
            let blank = kept.problems.iter().filter(|problem| problem.code == "blank-row").count();
            assert_eq!(kept.count(importer) + blank, *rows, "{name}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_table_is_guessed_and_read_without_panic(
        text in r#"((name|email|status|end date|id|model|provider|time|merged at|approved|okta|github|ä)[,;\t|]|[a-z@. ]{0,6}[,;\t|\n]|"|\r\n|[0-9/:.\-]{1,10}|true|9999-12-31|\n){0,80}"#
    ) {
        let _ = candidates("users.csv", text.as_bytes());
        for (id, kind) in TABLES {
            let _ = map::guess(&head("x.csv", text.as_bytes()), Some(kind));
            let (result, kept) = read(importer(id), "x.csv", text.as_bytes(), None);
            if let Ok(facts) = result {
                prop_assert!(!kept.records.is_empty() || facts.declared_empty);
            }
        }
    }

    #[test]
    fn any_text_is_a_time_or_not(text in r"[0-9A-Za-z/:.,+\- é\[\]()]{0,40}") {
        let _ = import::read::time::stamp(&text);
        let _ = import::read::time::order([text.as_str()]);
    }
}

#[test]
fn a_list_is_of_the_day_in_its_name_unless_its_rows_are_later() {
    let table = |last: &str| format!("User name,Email,Status,Last login\nada,ada@example.com,Active,{last}\n");
    let day = |name: &str, last: &str| {
        let (result, _) = read(importer("accounts"), name, table(last).as_bytes(), None);
        result.expect("facts").extracted.map(|at| at.to_string())
    };
    assert_eq!(day("CRM users 2026-03-31.csv", "2026-03-30 09:00").as_deref(), Some("2026-03-31"));
    assert_eq!(day("CRM users 2026-03-31.csv", "2026-04-02 09:00"), None);
    assert_eq!(day("CRM users.csv", "2026-03-30 09:00"), None);
}

#[test]
fn requests_for_access_are_tickets() {
    let table = "Request #,Requested For,Requested By,Application,Entitlement,Submitted,Approver,Decision,Decision Date,Fulfilled\n\
                 REQ1,Ada Ray,Ben Moor,CRM,Editor,03/17/2026 10:00 AM,Ben Moor,Approved,03/18/2026 11:00 AM,03/19/2026 09:00 AM\n";
    assert_eq!(best("export.csv", table), Some("tickets"));
    let records = records("tickets", table);
    let Some(Data::Ticket(ticket)) = records.first().map(|record| &record.data) else { panic!("no ticket") };
    assert_eq!(ticket.title.as_deref(), Some("Access to CRM: Editor"));
    assert_eq!(ticket.about.as_deref(), Some("Ada Ray"));
    assert_eq!(ticket.status_word.as_deref(), Some("Approved"));
    assert_eq!(ticket.approved.map(|at| at.to_string()).as_deref(), Some("2026-03-18T11:00:00"));
}

#[test]
fn a_roster_of_few_words_is_one() {
    let table = "Staff no,Full name,Email,Commenced,Finished,Employment basis\n500,Ada Ray,ada@example.com,3 Mar 2020,,Permanent\n\
                 501,Ben Moor,ben@example.com,9 Nov 2021,27 Feb 2026,Casual\n";
    assert_eq!(best("export.csv", table), Some("roster"));
    let records = records("roster", table);
    let Some(Data::Person(person)) = records.get(1).map(|record| &record.data) else { panic!("no person") };
    assert_eq!(person.end.map(|at| at.to_string()).as_deref(), Some("2026-02-27"));
}

#[test]
fn a_decision_beside_the_status_is_not_lost() {
    let table = "Ticket,Summary,State,Opened,Approver,Approval status,Approval date\n\
                 R1,Access for Ada Ray,Closed,2026-03-01,Ben Moor,Rejected,2026-03-02\n\
                 R2,Access for Cleo Marin,Closed,2026-03-01,Ben Moor,Pending,\n\
                 R3,Access for Dan Roth,Closed,2026-03-01,Ben Moor,Approved,2026-03-02\n";
    let told: Vec<_> = records("tickets", table)
        .into_iter()
        .filter_map(|record| match record.data {
            Data::Ticket(ticket) => Some((ticket.status_word, ticket.approver.is_some(), ticket.approved.is_some())),
            _ => None,
        })
        .collect();
    let word = |word: &str| Some(word.to_owned());
    let expected = [
        (word("Closed; Approval status: Rejected"), true, false),
        (word("Closed; Approval status: Pending"), false, false),
        (word("Closed"), true, true),
    ];
    assert_eq!(told, expected);
}

#[test]
fn headers_in_windows_1252_are_read() {
    let table = b"Identifiant;Nom complet;Courriel;Actif;Derni\xe8re connexion;D\xe9sactiv\xe9 le;Double authentification\r\n\
                  aray;Ada Ray;ada@example.com;O;29/06/2026 09:10;;Oui\r\nbmoor;Ben Moor;ben@example.com;N;30/03/2026 17:00;02/04/2026 08:00;Non\r\n";
    let (result, kept) = read(importer("accounts"), "comptes.csv", table, None);
    assert!(result.is_ok(), "{result:?}");
    let Some(Data::Account(account)) = kept.records.get(1).map(|record| &record.data) else { panic!("no account") };
    assert_eq!(account.status, AccountStatus::Disabled);
    assert_eq!(account.disabled.map(|at| at.to_string()).as_deref(), Some("2026-04-02T08:00:00"));
    assert_eq!(account.mfa, Some(false));
    assert_eq!(account.name.as_deref(), Some("Ben Moor"));
}

#[test]
fn a_list_of_keys_tells_keys() {
    let table =
        "User,Key ID,Status,Created,Last used\nada.ray,key-1,Active,2026-01-05,2026-06-29\nada.ray,key-2,Revoked,2025-01-05,\n";
    let (result, kept) = read(importer("accounts"), "API keys.csv", table.as_bytes(), None);
    assert!(result.is_ok(), "{result:?}");
    let Some(Data::Account(account)) = kept.records.first().map(|record| &record.data) else { panic!("no account") };
    let Some(key) = account.keys.first() else { panic!("no key") };
    assert!(account.partial && key.active && account.created.is_none());
    assert_eq!(key.rotated.map(|at| at.to_string()).as_deref(), Some("2026-01-05"));
    let Some(Data::Account(other)) = kept.records.get(1).map(|record| &record.data) else { panic!("no account") };
    assert!(other.keys.iter().all(|key| !key.active));
}
