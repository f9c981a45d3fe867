//! A company with about sixty controls, a few evaluations and originals in memory: what the tests and the benchmark pack.
#![allow(dead_code, clippy::expect_used, reason = "each test uses a part, and fails loudly")]

mod criteria;
mod map;
mod results;

use bundle::{Accepted, Contents, Exhibit, Identity, LeftOut, Response, Retrieval, Vault};
use chrono::{DateTime, NaiveDate, TimeZone, Utc};
use model::{
    AuditType, Category, Data, Engagement, Evidence, EvidenceId, FourDates, Ipe, Kind, Period, Position, Record, Scope, Secret,
    Sha256, Stamp, record::Account,
};
use sha2::Digest;
use std::{
    collections::{BTreeMap, BTreeSet},
    io::{self, Cursor, Read},
};

/// The moment of the sample.
pub(crate) fn now() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 7, 3, 9, 30, 0).single().expect("a moment")
}

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// The identity of the sample; not random, so that bundles can be compared.
pub(crate) fn identity() -> Identity {
    Identity::create("Nordlicht Künstliche Intelligenz GmbH", now(), &Secret::new([7; 32])).expect("an identity")
}

/// Originals and records in memory.
#[derive(Default)]
pub(crate) struct Memory {
    pub originals: BTreeMap<Sha256, Vec<u8>>,
    pub records: BTreeMap<Kind, Vec<(EvidenceId, Record)>>,
}

impl Vault for Memory {
    fn original(&mut self, sha256: &Sha256) -> io::Result<Box<dyn Read + '_>> {
        let bytes = self.originals.get(sha256).ok_or_else(|| io::Error::other("not in the vault"))?;
        Ok(Box::new(Cursor::new(bytes)))
    }

    fn records(&mut self, kind: Kind, push: &mut dyn FnMut(EvidenceId, &Record) -> io::Result<()>) -> io::Result<()> {
        self.records.get(&kind).into_iter().flatten().try_for_each(|(id, record)| push(*id, record))
    }
}

/// The sample.
pub(crate) fn sample() -> (Contents, Memory) {
    let mut memory = Memory::default();
    let evidence = evidence(&mut memory);
    let contents = Contents {
        engagement: engagement(),
        prepared_by: "Åsa Østergård-Müller, Head of Compliance".to_owned(),
        prepared_at: now(),
        as_of: now(),
        program: "Fieldwork 0.1.0".to_owned(),
        criteria: criteria::all(),
        controls: map::controls(),
        occurrences: map::occurrences(),
        evaluations: results::all(),
        evidence,
        responses: responses(),
        accepted: accepted(),
        gaps: Vec::new(),
        retrieval: Some(Retrieval { requests: 12, median: 31, longest: 148 }),
        left_out: vec![LeftOut {
            kind: Kind::GatewayRow,
            reason: "E-0006 has 48,213 rows of prompts and answers in full; they are in the original only.".to_owned(),
        }],
        chain_head: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".to_owned(),
        chain_entries: 1_284,
    };
    (contents, memory)
}

fn engagement() -> Engagement {
    let reasons = [
        (Category::Security, true, "Always in scope."),
        (Category::Availability, true, "Customers are promised 99.5 % monthly availability in the order form."),
        (Category::ProcessingIntegrity, false, "No commitments about the completeness or accuracy of model output are made."),
        (Category::Confidentiality, true, "Customer prompts and documents are confidential by contract."),
        (Category::Privacy, false, ""),
    ];
    let scope = reasons.map(|(category, included, reason)| (category, Scope { included, reason: reason.to_owned() }));
    Engagement {
        company: "Nordlicht Künstliche Intelligenz GmbH".to_owned(),
        audit_type: AuditType::TypeII,
        window: Period::new(day("2026-01-01"), day("2026-06-30")).expect("a period"),
        zone: "Europe/Berlin".to_owned(),
        scope: scope.into_iter().collect(),
        auditor: Some("Example Assurance LLP".to_owned()),
        holidays: BTreeSet::new(),
    }
}

/// Name, importer, records, controls, content.
type File = (&'static str, Option<&'static str>, &'static [(Kind, u64)], &'static [&'static str], &'static str);

fn evidence(memory: &mut Memory) -> Vec<Exhibit> {
    let files: [File; 12] = [
        (
            "okta-users-2026-06-30.json",
            Some("okta-users"),
            &[(Kind::Account, 7)],
            &["AC-01", "AC-02", "AC-03"],
            "{\"users\":7}\n",
        ),
        ("roster_Übersicht_Juni (final) v2.csv", Some("roster"), &[(Kind::Person, 3)], &["HR-01", "AC-02"], "name,end\nAda,\n"),
        ("credential_report.csv", Some("aws-credential-report"), &[], &["AC-04"], "user,mfa_active\n"),
        ("pulls-nordlicht-core-2026H1.json", Some("github-pulls"), &[], &["CH-01", "CH-02"], "[]\n"),
        (
            "trivy-image-api-server-sha256-1b2c3d4e5f60718293a4b5c6d7e8f9012233445566778899aabbccddeeff0011.json",
            Some("trivy"),
            &[],
            &["VM-01"],
            "{}\n",
        ),
        (
            "litellm_spend_logs_2026-06.csv",
            Some("litellm-spend-logs"),
            &[(Kind::GatewayRow, 48_213)],
            &["AI-01", "AI-02"],
            "id,model\n",
        ),
        ("Wiederherstellungstest März.pdf", None, &[], &["BC-02"], "%PDF-1.4 not really\n"),
        ("=cmd|' /C calc'!A0.csv", None, &[], &[], "a\n"),
        ("日本語のファイル.csv", None, &[], &["CM-01"], "b\n"),
        ("..\\..\\windows\\system32\\config.txt", None, &[], &["CM-02"], "c\n"),
        ("restic-snapshots.json", Some("restic-snapshots"), &[], &["BC-01"], "[1]\n"),
        ("empty.log", None, &[], &["LG-01"], ""),
    ];
    let mut exhibits = Vec::new();
    for (number, (name, importer, records, controls, content)) in (1_u32..).zip(files) {
        let evidence = original(memory, EvidenceId(number), name, content.as_bytes().to_vec());
        let evidence = Evidence {
            importer: importer.map(ToOwned::to_owned),
            importer_version: 1,
            records: records.iter().copied().collect(),
            problems: u64::from(number % 4 == 2) * 3,
            snapshot: number % 3 == 1,
            incomplete: if number == 6 { vec!["the export stops at 50,000 rows".to_owned()] } else { Vec::new() },
            ipe: ipe(number),
            dates: dates(number),
            ..evidence
        };
        exhibits.push(Exhibit { evidence, controls: controls.iter().map(|id| (*id).to_owned()).collect() });
    }
    memory.records = records();
    exhibits
}

/// An original in memory and its entry in the map.
pub(crate) fn original(memory: &mut Memory, id: EvidenceId, name: &str, content: Vec<u8>) -> Evidence {
    let sha256 = Sha256(sha2::Sha256::digest(&content).into());
    let bytes = content.len() as u64;
    memory.originals.insert(sha256, content);
    Evidence {
        id,
        sha256,
        file_name: name.to_owned(),
        bytes,
        importer: None,
        importer_version: 0,
        records: BTreeMap::new(),
        problems: 0,
        snapshot: false,
        dates: FourDates { received: now(), ..FourDates::default() },
        file_modified: None,
        ipe: Ipe::default(),
        incomplete: Vec::new(),
    }
}

fn dates(number: u32) -> FourDates {
    let stamp = |text: &str| text.parse::<Stamp>().ok();
    FourDates {
        covers_from: if number.is_multiple_of(5) { None } else { stamp("2026-01-01") },
        covers_to: stamp("2026-06-30T23:59:59Z"),
        extracted: if number.is_multiple_of(2) { None } else { stamp("2026-07-01T07:12:44+02:00") },
        received: now() - chrono::TimeDelta::hours(i64::from(number)),
    }
}

fn ipe(number: u32) -> Ipe {
    let text = |words: &str| Some(words.to_owned());
    Ipe {
        system: text("Okta 2026.06"),
        instance: text("nordlicht.example.com"),
        report: if number.is_multiple_of(2) { None } else { text("GET /api/v1/users?limit=200") },
        filters: text("none"),
        extracted_by: if number.is_multiple_of(3) { None } else { text("Jürgen Weiß") },
        extracted_at: "2026-07-01T07:12:44+02:00".parse().ok(),
        row_count: Some(u64::from(number) * 7),
        completeness: if number == 1 { text("count on the console: 7") } else { None },
        accuracy: if number == 1 { text("three rows traced back") } else { None },
        ..Ipe::default()
    }
}

fn records() -> BTreeMap<Kind, Vec<(EvidenceId, Record)>> {
    let account = |row: u64| {
        let login =
            if row == 3 { "=HYPERLINK(\"http://evil.example.com\")".to_owned() } else { format!("person{row}@example.com") };
        let data = Data::Account(Box::new(Account { login, ..Account::default() }));
        (EvidenceId(1), Record { at: Position::Path(format!("$[{}]", row - 1)), data, extra: BTreeMap::new() })
    };
    let person =
        |row: u64| (EvidenceId(2), Record { at: Position::Row(row), data: Data::Person(Box::default()), extra: BTreeMap::new() });
    BTreeMap::from([(Kind::Account, (1..=7).map(account).collect()), (Kind::Person, (1..=3).map(person).collect())])
}

fn accepted() -> Vec<Accepted> {
    vec![Accepted {
        evaluator: "terminated-user-active".to_owned(),
        subject: "lena.hoffmann@example.com".to_owned(),
        reason: "The mailbox is kept for the handover.".to_owned(),
        by: "Jürgen Weiß".to_owned(),
        until: day("2026-08-15"),
        at: now(),
    }]
}

fn responses() -> Vec<Response> {
    vec![Response {
        evaluator: "terminated-user-active".to_owned(),
        subject: Some("lena.hoffmann@example.com".to_owned()),
        cause: "The ticket to disable the account was opened on the leaver's last day, after the administrator had left."
            .to_owned(),
        fix: "Leavers are now disabled by the HR system at the end of the last day.".to_owned(),
        due: Some(day("2026-08-15")),
        compensating: Some("The account had no multi-factor session after 2026-03-02 and could not sign in.".to_owned()),
        retest: Some(EvidenceId(2)),
        author: "Åsa Østergård-Müller".to_owned(),
        at: now(),
    }]
}
