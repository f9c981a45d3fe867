//! The company that is judged: its calendar, and how records become evidence.

use chrono::{Days, NaiveDate};
use evaluate::Dataset;
use model::{Data, Evidence, EvidenceId, FourDates, Ipe, Kind, Position, Record, Sha256, Stamp};
use std::{collections::BTreeMap, time::Duration};

pub(crate) const PEOPLE: u64 = 620;
pub(crate) const SYSTEMS: [&str; 8] = ["Okta", "AWS", "GitHub", "Jira", "Slack", "Datadog", "Snowflake", "Console"];

pub(crate) fn first() -> NaiveDate {
    NaiveDate::from_ymd_opt(2025, 7, 1).expect("a day")
}

pub(crate) fn day(number: u64) -> Option<Stamp> {
    Some(Stamp::Day(first() + Days::new(number)))
}

pub(crate) fn time(number: u64, second: u64) -> Option<Stamp> {
    let at = (first() + Days::new(number)).and_hms_opt(0, 0, 0).expect("midnight").and_utc();
    Some(Stamp::Instant(at + Duration::from_secs(second % 86_400)))
}

pub(crate) fn email(person: u64) -> String {
    format!("person{person:03}@example.com")
}

/// The last day of every fifth person.
pub(crate) fn left(person: u64) -> Option<u64> {
    person.is_multiple_of(5).then(|| 20 + person * 7 % 330)
}

/// The company, evidence by evidence.
#[derive(Default)]
pub(crate) struct Company {
    pub(crate) dataset: Dataset,
    pub(crate) records: u64,
    pub(crate) state: u64,
}

impl Company {
    /// The next of numbers that are the same in every run.
    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        self.state = self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.state >> 33) % limit
    }

    pub(crate) fn add(&mut self, snapshot: bool, covers: (u64, u64), records: Vec<Data>) {
        let id = EvidenceId(u32::try_from(self.dataset.evidence.len()).expect("few files") + 1);
        let mut kinds: BTreeMap<Kind, u64> = BTreeMap::new();
        self.records += records.len() as u64;
        for (row, data) in (1..).zip(records) {
            *kinds.entry(data.kind()).or_default() += 1;
            self.dataset.add(id, Record { at: Position::Row(row), data, extra: BTreeMap::new() });
        }
        let (from, to) = (day(covers.0), day(covers.1));
        let dates = FourDates { covers_from: from.filter(|_| !snapshot), covers_to: to, extracted: to, ..FourDates::default() };
        let evidence = Evidence {
            id,
            sha256: Sha256([0; 32]),
            file_name: format!("file-{}.json", id.0),
            bytes: 1,
            importer: Some("bench".to_owned()),
            importer_version: 1,
            records: kinds,
            problems: 0,
            snapshot,
            dates,
            file_modified: None,
            ipe: Ipe::default(),
            incomplete: Vec::new(),
        };
        self.dataset.evidence.insert(id, evidence);
    }
}
