//! The fixtures' own format: terms, evidence with records, the map, and answers of the log.

use chrono::{DateTime, NaiveDate, Utc};
use evaluate::{Dataset, LogAnswers};
use model::{
    Approved, Category, Control, Criterion, Data, Effective, Evidence, EvidenceId, FourDates, Ipe, LogRows, Period, Position,
    Record, Sha256, SourceSystem, Stamp, Terms,
};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// One case.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Case {
    /// What the case is about, for whoever reads it.
    pub(crate) about: String,
    /// The terms.
    #[serde(default)]
    pub(crate) terms: CaseTerms,
    /// The evidence in order; numbers are given from 1.
    #[serde(default)]
    pub(crate) evidence: Vec<CaseEvidence>,
    /// The controls.
    #[serde(default)]
    pub(crate) controls: Vec<Control>,
    /// The criteria.
    #[serde(default)]
    pub(crate) criteria: Vec<Criterion>,
    /// The systems that evidence comes from.
    #[serde(default)]
    pub(crate) systems: Vec<SourceSystem>,
    /// Evidence numbers by control id.
    #[serde(default)]
    pub(crate) links: BTreeMap<String, BTreeSet<u32>>,
    /// Answers of the log by query.
    #[serde(default)]
    pub(crate) answers: Option<BTreeMap<String, LogRows>>,
}

/// The terms of a case.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct CaseTerms {
    /// First and last day.
    pub(crate) window: (NaiveDate, NaiveDate),
    /// IANA name.
    pub(crate) zone: String,
    /// Moment of judgement.
    pub(crate) as_of: DateTime<Utc>,
    /// Holidays.
    pub(crate) holidays: BTreeSet<NaiveDate>,
    /// Categories in scope.
    pub(crate) categories: BTreeSet<Category>,
    /// Parameters.
    pub(crate) parameters: BTreeMap<String, Vec<Effective>>,
    /// Approved providers.
    pub(crate) approved: Vec<Approved>,
}

impl Default for CaseTerms {
    fn default() -> Self {
        let day = |text: &str| text.parse().expect("a day");
        Self {
            window: (day("2026-01-01"), day("2026-06-30")),
            zone: "UTC".to_owned(),
            as_of: "2026-07-31T12:00:00Z".parse().expect("a time"),
            holidays: BTreeSet::new(),
            categories: BTreeSet::from([Category::Security]),
            parameters: BTreeMap::new(),
            approved: Vec::new(),
        }
    }
}

/// One piece of evidence of a case.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CaseEvidence {
    /// Whether it shows a moment.
    #[serde(default)]
    pub(crate) snapshot: bool,
    /// Whether it is a document without records.
    #[serde(default)]
    pub(crate) document: bool,
    /// First and last moment.
    #[serde(default)]
    pub(crate) covers: Option<(Stamp, Stamp)>,
    /// When it was extracted.
    #[serde(default)]
    pub(crate) extracted: Option<Stamp>,
    /// Instance.
    #[serde(default)]
    pub(crate) instance: Option<String>,
    /// File name; none: `file-` and the number.
    #[serde(default)]
    pub(crate) file: Option<String>,
    /// Importer, where it matters which.
    #[serde(default)]
    pub(crate) importer: Option<String>,
    /// The sheet on how it was produced.
    #[serde(default)]
    pub(crate) ipe: Ipe,
    /// Why it is incomplete.
    #[serde(default)]
    pub(crate) incomplete: Vec<String>,
    /// Kinds that it holds beside those of its records (an empty log).
    #[serde(default)]
    pub(crate) kinds: BTreeMap<model::Kind, u64>,
    /// Its records; positions are rows from 1.
    #[serde(default)]
    pub(crate) records: Vec<Data>,
}

impl Case {
    /// The terms.
    pub(crate) fn terms(&self) -> Terms {
        let terms = self.terms.clone();
        Terms {
            window: Period::new(terms.window.0, terms.window.1).expect("a window"),
            zone: terms.zone.parse().expect("a zone"),
            as_of: terms.as_of,
            holidays: terms.holidays,
            categories: terms.categories,
            parameters: terms.parameters,
            approved: terms.approved,
        }
    }

    /// The dataset.
    pub(crate) fn dataset(&self) -> Dataset {
        let mut dataset = Dataset {
            controls: self.controls.clone(),
            criteria: self.criteria.clone(),
            systems: self.systems.clone(),
            ..Dataset::default()
        };
        for (number, one) in (1..).zip(&self.evidence) {
            let id = EvidenceId(number);
            dataset.evidence.insert(id, one.evidence(id));
            for (row, data) in (1..).zip(&one.records) {
                let record = Record { at: Position::Row(row), data: data.clone(), extra: BTreeMap::new() };
                dataset.add(id, record);
            }
        }
        let ids = |numbers: &BTreeSet<u32>| numbers.iter().copied().map(EvidenceId).collect();
        dataset.links = self.links.iter().map(|(control, numbers)| (control.clone(), ids(numbers))).collect();
        dataset
    }

    /// The answers of the log.
    pub(crate) fn answers(&self) -> Option<LogAnswers> {
        const NAMES: [&str; 12] = [
            "totals",
            "providers",
            "unapproved",
            "blank",
            "groups",
            "missing",
            "fallbacks",
            "seen",
            "first",
            "unpinned",
            "untold",
            "told",
        ];
        let known = |name: &String| NAMES.iter().find(|known| *known == name).copied();
        let answers = self.answers.as_ref()?;
        Some(answers.iter().map(|(name, rows)| (known(name).expect("a known query"), rows.clone())).collect())
    }
}

impl CaseEvidence {
    fn evidence(&self, id: EvidenceId) -> Evidence {
        let mut records = self.kinds.clone();
        for data in &self.records {
            *records.entry(data.kind()).or_default() += 1;
        }
        Evidence {
            id,
            sha256: Sha256([0; 32]),
            file_name: self.file.clone().unwrap_or_else(|| format!("file-{}", id.0)),
            bytes: 1,
            importer: (!self.document).then(|| self.importer.clone().unwrap_or_else(|| "fixture".to_owned())),
            importer_version: 1,
            records,
            problems: 0,
            snapshot: self.snapshot,
            dates: FourDates {
                covers_from: self.covers.map(|(from, _)| from),
                covers_to: self.covers.map(|(_, to)| to),
                extracted: self.extracted,
                received: "2026-07-20T09:00:00Z".parse().expect("a time"),
            },
            file_modified: None,
            ipe: Ipe { instance: self.instance.clone().or(self.ipe.instance.clone()), ..self.ipe.clone() },
            incomplete: self.incomplete.clone(),
        }
    }
}
