//! The fixtures' own format: terms, evidence with records, the map.

use chrono::{DateTime, NaiveDate, Utc};
use evaluate::{Dataset, Evaluator, parameters};
use model::{
    Approved, Category, Control, CredentialSearch, Criterion, Data, Dismissal, Effective, Evidence, EvidenceId, FourDates, Ipe,
    Kind, OwnCheck, Period, Position, Record, Sha256, SourceSystem, Stamp, Terms, gateway::Extra,
};
use serde::Deserialize;
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// Where the cases are, whichever test binary reads them.
pub(crate) fn folder() -> PathBuf {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().map(|folder| folder.join("crates/evaluate/tests/fixtures"));
    crates.into_iter().find(|folder| folder.is_dir()).expect("the folder of fixtures")
}

/// The cases of an evaluator, by name.
pub(crate) fn cases(evaluator: &str) -> Vec<(String, Case)> {
    let folder = folder().join(evaluator);
    let mut found = Vec::new();
    for entry in fs::read_dir(&folder).unwrap_or_else(|error| panic!("{} has no fixtures: {error}", folder.display())) {
        let path = entry.expect("a file").path();
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).expect("a text");
        found.push((name, Case::read(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))));
    }
    found.sort_by(|one, other| one.0.cmp(&other.0));
    found
}

/// The state that the name of a case begins with.
pub(crate) fn expected(name: &str) -> &'static str {
    match name.split('-').next().unwrap_or_default() {
        "pass" => "pass",
        "exception" => "exception",
        "undetermined" => "not-determinable",
        "none" => "no-occurrence",
        "untested" => "not-tested",
        other => panic!("{name}: a case begins with pass, exception, undetermined, none or untested, not {other}"),
    }
}

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
    /// Patterns marked as false findings.
    #[serde(default)]
    pub(crate) dismissals: Vec<Dismissal>,
    /// Evidence numbers by control id.
    #[serde(default)]
    pub(crate) links: BTreeMap<String, BTreeSet<u32>>,
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
    /// The company's own checks.
    pub(crate) checks: Vec<OwnCheck>,
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
            checks: Vec::new(),
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
    pub(crate) kinds: BTreeMap<Kind, u64>,
    /// What records say besides, by row.
    #[serde(default)]
    pub(crate) extras: BTreeMap<u64, Extra>,
    /// What looking for credentials in it came to; none: nobody looked.
    #[serde(default)]
    pub(crate) search: Option<CredentialSearch>,
    /// Its records; positions are rows from 1.
    #[serde(default)]
    pub(crate) records: Vec<Data>,
}

impl Case {
    /// Reads a case. What stands under `each` of a piece of evidence is filled into its records where they do not say it.
    pub(crate) fn read(text: &str) -> serde_json::Result<Self> {
        let mut case: Value = serde_json::from_str(text)?;
        for evidence in case.get_mut("evidence").and_then(Value::as_array_mut).into_iter().flatten() {
            let each = evidence.as_object_mut().and_then(|evidence| evidence.remove("each"));
            let each = each.as_ref().and_then(Value::as_object);
            let records = evidence.get_mut("records").and_then(Value::as_array_mut).into_iter().flatten();
            for record in records.filter_map(Value::as_object_mut) {
                for (name, value) in each.into_iter().flatten() {
                    record.entry(name.clone()).or_insert_with(|| value.clone());
                }
            }
        }
        serde_json::from_value(case)
    }

    /// What an evaluator names of the case, with strange values of the parameters that it does not name.
    pub(crate) fn named(&self, evaluator: &Evaluator) -> Self {
        let named = |kind: &Kind| evaluator.needs.contains(kind) || evaluator.uses.contains(kind);
        let mut less = self.clone();
        if !evaluator.map {
            for evidence in &mut less.evidence {
                evidence.records.retain(|data| named(&data.kind()));
                evidence.kinds.retain(|kind, _| named(kind));
            }
            less.controls.clear();
            less.criteria.clear();
            less.systems.clear();
            less.links.clear();
        }
        let others = parameters().into_iter().filter(|spec| !evaluator.parameters.iter().any(|own| own.id == spec.id));
        let strange = Effective { from: NaiveDate::MIN, value: "3".to_owned(), reason: String::new() };
        less.terms.parameters.extend(others.map(|spec| (spec.id.to_owned(), vec![strange.clone()])));
        less
    }

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
            checks: terms.checks,
        }
    }

    /// The dataset.
    pub(crate) fn dataset(&self) -> Dataset {
        let mut dataset = Dataset {
            controls: self.controls.clone(),
            criteria: self.criteria.clone(),
            systems: self.systems.clone(),
            dismissals: self.dismissals.clone(),
            ..Dataset::default()
        };
        for (number, one) in (1..).zip(&self.evidence) {
            let id = EvidenceId(number);
            dataset.evidence.insert(id, one.evidence(id));
            dataset.searches.extend(one.search.clone().map(|search| (id, search)));
            for (row, data) in (1..).zip(&one.records) {
                let record = Record {
                    at: Position::Row(row),
                    data: data.clone(),
                    extra: one.extras.get(&row).cloned().unwrap_or_default(),
                };
                dataset.add(id, record);
            }
        }
        let ids = |numbers: &BTreeSet<u32>| numbers.iter().copied().map(EvidenceId).collect();
        dataset.links = self.links.iter().map(|(control, numbers)| (control.clone(), ids(numbers))).collect();
        dataset
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
