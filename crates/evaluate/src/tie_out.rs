//! Calls that the gateway logged against calls that the providers counted, by UTC day, provider, model and key.
//!
//! Providers count in days of UTC, so days are those of UTC that lie wholly in the window. They count what reached them: a
//! call that a cache answered is left out, one that failed may or may not be among theirs. Where a provider tells no number
//! of requests, tokens are compared. Models are met without what stands around their names, a name without a version with
//! the one version of it that the provider counted. Keys are compared where both sides name them alike.

use crate::{
    clock,
    dataset::{Dataset, Sourced},
    evaluation::{item, rule},
    evaluator::{LogAnswers, Query},
    gateway::{self, ANSWERED},
    inputs,
    releases::{model_key, model_keys},
    words::{count, fold, grouped, told},
};
use chrono::{Days, NaiveDate, NaiveTime, TimeDelta};
use model::{Item, Kind, LogRows, ParameterSpec, Pointer, Stamp, State, Step, Terms, record::Usage};
use std::collections::{BTreeMap, BTreeSet};

/// How far both may lie apart.
pub(crate) static TOLERANCE: ParameterSpec = ParameterSpec {
    id: "usage-tolerance-percent",
    title: "How far the calls of a day in the log may lie from those that the provider counted, in percent of the latter",
    default: "1",
    source: "none is published; one percent leaves room for retries that a provider counts and a gateway does not log",
};

/// One provider, day, model and, where compared, key.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    /// The provider, as the log names it where it does.
    pub provider: String,
    /// The day of UTC.
    pub day: NaiveDate,
    /// The model; empty: all of them.
    pub model: String,
    /// The key; empty: all of them.
    pub key: String,
}

/// What both sides say of it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Cell {
    /// Counted by the provider; none: it has no report of the day.
    pub counted: Option<i64>,
    /// Logged as answered, not by a cache.
    pub logged: i64,
    /// Logged as failed.
    pub failed: i64,
    /// Answered rows without tokens, where tokens are compared.
    pub untold: i64,
    /// The name of the model as people know it.
    pub model: String,
    /// The rows that say so: the provider's, then the first of the log.
    pub proof: Vec<Pointer>,
}

/// All places, with what cannot be compared.
#[derive(Debug, Default)]
pub(crate) struct Tie {
    /// What can be compared.
    pub cells: BTreeMap<Place, Cell>,
    /// Answered rows that name no provider, by day.
    pub nameless: BTreeMap<NaiveDate, i64>,
    /// Providers that answered, of whose days some have no report: the days and the rows in them.
    pub unreported: BTreeMap<String, (BTreeSet<NaiveDate>, i64)>,
    /// Rows of reports that count longer than a day.
    pub coarse: Vec<Pointer>,
    /// Providers compared by tokens.
    pub by_tokens: BTreeSet<String>,
}

/// The query: calls by day of UTC, provider, model, version and key.
pub(crate) fn query(terms: &Terms) -> Query {
    let (inside, uncached) = (gateway::in_window(terms), "NOT coalesce(cache_hit, false)");
    let sql = format!(
        "SELECT CAST(CAST(at AS DATE) AS VARCHAR) AS utc_day, provider, model, model_version, key, \
         count(CASE WHEN {uncached} AND ({ANSWERED}) THEN 1 END) AS answered, count(CASE WHEN {uncached} AND NOT ({ANSWERED}) THEN 1 END) AS failed, \
         count(CASE WHEN {uncached} AND ({ANSWERED}) AND (tokens_in IS NULL OR tokens_out IS NULL) THEN 1 END) AS untold, \
         coalesce(sum(CASE WHEN {uncached} THEN tokens_in + tokens_out END), 0) AS tokens, \
         first_value(evidence ORDER BY at, evidence, position) AS evidence, first_value(position ORDER BY at, evidence, position) AS position \
         FROM gateway WHERE {inside} GROUP BY CAST(at AS DATE), provider, model, model_version, key \
         ORDER BY utc_day, provider, model, model_version, key"
    );
    Query { name: "made", sql }
}

/// Puts both sides together.
pub(crate) fn tie(answers: &LogAnswers, dataset: &Dataset, terms: &Terms) -> Tie {
    let mut tie = Tie::default();
    let mut reports: BTreeMap<String, Report<'_>> = BTreeMap::new();
    for row in dataset.usage.iter().filter(|row| counts(&row.value)) {
        let report = reports.entry(name(&row.value.provider, terms)).or_default();
        match bucket(&row.value) {
            Some((from, Bucket::Day)) if whole(from, terms) => report.rows.push((from, row)),
            Some((_, Bucket::Day)) => {}
            _ => tie.coarse.push(row.pointer.clone()),
        }
    }
    for report in reports.values_mut() {
        report.reach(dataset, terms);
    }
    let logged = logged(answers, terms);
    for (provider, report) in &mut reports {
        report.compare(logged.iter().filter(|row| row.provider.as_ref() == Some(provider)));
        if report.tokens {
            tie.by_tokens.insert(provider.clone());
        }
        for (day, row) in &report.rows {
            let place = report.place(provider, *day, &row.value);
            let cell = tie.cells.entry(place).or_default();
            let amount = if report.tokens { tokens(&row.value) } else { row.value.requests };
            cell.counted = Some(cell.counted.unwrap_or(0) + amount.unwrap_or(0));
            cell.model = row.value.model.clone().unwrap_or_default();
            cell.proof.push(row.pointer.clone());
        }
    }
    for row in &logged {
        tie.add(row, &reports);
    }
    tie
}

impl Tie {
    fn add(&mut self, row: &Logged<'_>, reports: &BTreeMap<String, Report<'_>>) {
        let Some(provider) = &row.provider else {
            *self.nameless.entry(row.day).or_default() += row.answered;
            return;
        };
        let report = reports.get(provider).filter(|report| report.days.contains(&row.day));
        let Some(report) = report else {
            if row.answered > 0 {
                let (days, calls) = self.unreported.entry(provider.clone()).or_default();
                days.insert(row.day);
                *calls += row.answered;
            }
            return;
        };
        let model = if report.by_model { report.model_of(row) } else { String::new() };
        let key = if report.by_key { fold(row.key.unwrap_or_default()) } else { String::new() };
        let cell = self.cells.entry(Place { provider: provider.clone(), day: row.day, model, key }).or_default();
        cell.counted = cell.counted.or(Some(0));
        cell.logged += if report.tokens { row.tokens } else { row.answered };
        cell.failed += row.failed;
        cell.untold += if report.tokens { row.untold } else { 0 };
        if cell.model.is_empty() {
            row.model.unwrap_or_default().clone_into(&mut cell.model);
        }
        cell.proof.extend(row.row.clone().filter(|_| cell.proof.len() < 4));
    }
}

/// Whether a row of a report counts calls; rows of cost alone do not.
fn counts(usage: &Usage) -> bool {
    usage.requests.is_some() || tokens(usage).is_some()
}

fn tokens(usage: &Usage) -> Option<i64> {
    usage.tokens_in.zip(usage.tokens_out).map(|(there, back)| there + back)
}

/// How long a row of a report counts.
enum Bucket {
    Day,
    Longer,
}

fn bucket(usage: &Usage) -> Option<(NaiveDate, Bucket)> {
    let utc = |at: Stamp| at.earliest(chrono_tz::Tz::UTC);
    let from = utc(usage.from?);
    let to = usage.to.map_or(from + Days::new(1), utc);
    let end = from.date_naive().checked_add_days(Days::new(1))?.and_time(NaiveTime::MIN).and_utc();
    Some((from.date_naive(), if to <= end { Bucket::Day } else { Bucket::Longer }))
}

/// Whether a day of UTC lies wholly in the window and is over.
fn whole(day: NaiveDate, terms: &Terms) -> bool {
    let (from, to) = (day.and_time(NaiveTime::MIN).and_utc(), clock::plus(day, 1).and_time(NaiveTime::MIN).and_utc());
    from >= terms.window.start(terms.zone) && to <= terms.window.end(terms.zone) && to <= terms.as_of
}

/// The one name for a provider and its aliases.
fn name(provider: &str, terms: &Terms) -> String {
    let provider = fold(provider);
    let entry =
        terms.approved.iter().find(|entry| entry.aliases.iter().chain([&entry.provider]).any(|name| fold(name) == provider));
    entry.map_or(provider, |entry| fold(&entry.provider))
}

/// Calls of the log.
struct Logged<'a> {
    provider: Option<String>,
    day: NaiveDate,
    model: Option<&'a str>,
    version: Option<&'a str>,
    key: Option<&'a str>,
    answered: i64,
    failed: i64,
    untold: i64,
    tokens: i64,
    row: Option<Pointer>,
}

fn logged<'a>(answers: &'a LogAnswers, terms: &Terms) -> Vec<Logged<'a>> {
    let Some(rows) = gateway::answer(answers, "made") else { return Vec::new() };
    (0..rows.rows.len()).filter_map(|row| one(rows, row, terms)).filter(|row| whole(row.day, terms)).collect()
}

fn one<'a>(rows: &'a LogRows, row: usize, terms: &Terms) -> Option<Logged<'a>> {
    let number = |column| rows.int(row, column).unwrap_or(0);
    Some(Logged {
        provider: told(rows.text(row, "provider")).map(|provider| name(provider, terms)),
        day: rows.text(row, "utc_day")?.parse().ok()?,
        model: told(rows.text(row, "model")),
        version: told(rows.text(row, "model_version")),
        key: told(rows.text(row, "key")),
        answered: number("answered"),
        failed: number("failed"),
        untold: number("untold"),
        tokens: number("tokens"),
        row: gateway::pointer(rows, row),
    })
}

/// What one provider reported.
#[derive(Default)]
struct Report<'a> {
    rows: Vec<(NaiveDate, &'a Sourced<Usage>)>,
    days: BTreeSet<NaiveDate>,
    by_model: bool,
    by_key: bool,
    tokens: bool,
    models: BTreeSet<String>,
}

impl Report<'_> {
    /// The days of which the provider reported, those without usage among them.
    fn reach(&mut self, dataset: &Dataset, terms: &Terms) {
        let files: BTreeSet<_> = self.rows.iter().map(|(_, row)| row.pointer.evidence).collect();
        let holding = inputs::evidence_of(dataset, Kind::Usage).filter(|evidence| files.contains(&evidence.id));
        for evidence in holding {
            let utc = |at: Stamp| at.earliest(chrono_tz::Tz::UTC);
            // A report ends at a midnight: the day that begins with it is not told.
            let last = |at: Stamp| match at {
                Stamp::Day(day) => day,
                Stamp::Instant(_) | Stamp::Local(_) => (utc(at) - TimeDelta::seconds(1)).date_naive(),
            };
            let Some((from, to)) = evidence.dates.covers_from.zip(evidence.dates.covers_to) else { continue };
            let days = utc(from).date_naive().iter_days().take_while(|day| *day <= last(to));
            self.days.extend(days.filter(|day| whole(*day, terms)));
        }
        self.days.extend(self.rows.iter().map(|(day, _)| *day));
        self.by_model = !self.rows.is_empty() && self.rows.iter().all(|(_, row)| told(row.value.model.as_deref()).is_some());
        self.tokens = self.rows.iter().any(|(_, row)| row.value.requests.is_none());
        self.models = self.rows.iter().filter_map(|(_, row)| told(row.value.model.as_deref())).map(model_key).collect();
    }

    /// Decides whether keys can be compared: both sides tell them everywhere, and share some.
    fn compare<'r>(&mut self, logged: impl Iterator<Item = &'r Logged<'r>>) {
        let theirs: Option<BTreeSet<String>> =
            self.rows.iter().map(|(_, row)| told(row.value.key.as_deref()).map(fold)).collect();
        let ours: Option<BTreeSet<String>> = logged.map(|row| row.key.map(fold)).collect();
        self.by_key = theirs.zip(ours).is_some_and(|(theirs, ours)| !theirs.is_disjoint(&ours));
    }

    fn place(&self, provider: &str, day: NaiveDate, usage: &Usage) -> Place {
        let model = usage.model.as_deref().filter(|_| self.by_model).map(model_key).unwrap_or_default();
        let key = usage.key.as_deref().filter(|_| self.by_key).map(fold).unwrap_or_default();
        Place { provider: provider.to_owned(), day, model, key }
    }

    /// The model of the report that a row of the log means.
    fn model_of(&self, row: &Logged<'_>) -> String {
        let Some(model) = row.model else { return String::new() };
        let keys = model_keys(model, row.version);
        if let Some(key) = keys.iter().find(|key| self.models.contains(*key)) {
            return key.clone();
        }
        let bare = model_key(model);
        let versions: Vec<&String> =
            self.models.iter().filter(|one| is_version_of(one, &bare) || is_version_of(&bare, one)).collect();
        match versions.as_slice() {
            [only] => (*only).clone(),
            _ => keys.into_iter().next().unwrap_or(bare),
        }
    }
}

/// Whether a name is another with a date behind it.
fn is_version_of(name: &str, bare: &str) -> bool {
    let rest = name.strip_prefix(bare).unwrap_or_default();
    matches!(rest.len(), 4 | 8) && rest.chars().all(|letter| letter.is_ascii_digit())
}

/// What is compared of a place.
pub(crate) struct Amounts {
    /// Counted by the provider.
    pub counted: i64,
    /// How far both may lie apart.
    pub allowed: i64,
    unit: &'static str,
    percent: u32,
}

impl Amounts {
    /// The amounts of a place, with the tolerance in force on its day.
    pub(crate) fn of(place: &Place, cell: &Cell, tie: &Tie, terms: &Terms) -> Self {
        let percent = terms.number(&TOLERANCE, place.day);
        let counted = cell.counted.unwrap_or(0);
        let unit = if tie.by_tokens.contains(&place.provider) { "token" } else { "call" };
        Self { counted, allowed: counted * i64::from(percent) / 100, unit, percent }
    }

    /// The item of a place.
    pub(crate) fn judged(&self, place: &Place, cell: &Cell, state: State, why: &str, terms: &Terms) -> Item {
        let model = if cell.model.is_empty() { "every model" } else { &cell.model };
        let key = if place.key.is_empty() { String::new() } else { format!(" with key {}", place.key) };
        let subject = format!("{} {model} {}{key}", place.provider, place.day);
        let failed = if cell.failed > 0 { format!(" and {} that failed", count(cell.failed, "call")) } else { String::new() };
        let (counted, logged) = (count(self.counted, self.unit), count(cell.logged, self.unit));
        let mut item = item(
            subject,
            state,
            format!("the provider counted {counted}, the log has {logged}{failed}: {why}"),
            cell.proof.clone(),
        );
        let proof = |index: usize| cell.proof.get(index).cloned();
        let day = terms.day(Stamp::Instant(place.day.and_time(NaiveTime::MIN).and_utc()));
        item.steps = vec![
            Step {
                at: Some(Stamp::Day(place.day)),
                what: format!("the provider's report of the day: {counted}"),
                proof: proof(0),
            },
            Step {
                at: Some(Stamp::Day(place.day)),
                what: format!("the log, without what a cache answered: {logged}{failed}"),
                proof: proof(1),
            },
            rule(
                Some(day),
                format!("`{}` was {} on that day, which allows {}", TOLERANCE.id, self.percent, grouped(self.allowed)),
            ),
        ];
        item
    }
}

/// The items of what cannot be compared.
pub(crate) fn untold(tie: &Tie) -> Vec<Item> {
    let unreported = tie.unreported.iter().map(|(provider, (days, calls))| {
        let (first, last) = (days.first().map(ToString::to_string), days.last().map(ToString::to_string));
        let reason = format!(
            "{} on {} of which no usage report of the provider tells, {} to {}",
            count(*calls, "answered call"),
            count(i64::try_from(days.len()).unwrap_or(i64::MAX), "day"),
            first.unwrap_or_default(),
            last.unwrap_or_default()
        );
        item(provider, State::NotDeterminable, reason, Vec::new())
    });
    let coarse = tie.coarse.iter().map(|row| {
        let reason = "counts longer than a day: export the report by days".to_owned();
        item(format!("{} {}", row.evidence, row.at), State::NotDeterminable, reason, vec![row.clone()])
    });
    unreported.chain(coarse).collect()
}
