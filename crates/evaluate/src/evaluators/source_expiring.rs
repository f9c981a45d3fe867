//! `source-expiring`: is everything exported before its source forgets it?
//!
//! Population: the logs of systems for which the map declares how long they keep them, one by one for each export and
//! tenant; lists of a moment forget nothing. The days of the window that are over, less those that exports cover, are the
//! open ones. Failed: an open day is older than what the system still keeps, counted back from the day of judgement, that
//! day included: nobody can get it any more. Not determinable: open days can still be exported; the reason names the last
//! day on which the first of them can be; or nothing came in of a system at all and its export may be a list. A system
//! that declares no retention is left out and named: where no other is left, nothing can be told.

use crate::{
    clock,
    dataset::Dataset,
    evaluation::{Draft, conclude, fact, item, keep, rule},
    evaluator::{About, Evaluator, Judge},
    inputs::{Source, covered_days, holes},
    words::{count, fold, tokens},
};
use chrono::NaiveDate;
use model::{Evaluation, Evidence, Input, Item, Kind, Period, Pointer, Position, SourceSystem, Stamp, State, Terms};
use std::collections::BTreeMap;

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "source-expiring",
    version: 1,
    about: About {
        question: "Is every day of the window exported from each log before its system forgets it?",
        why: "A log that was not exported in time is gone, and with it the proof that the control worked.",
        reading: "One item per log of each system that declares its retention. Failed: days are gone for good. Not determinable: \
                  days are not exported yet and still can be; the reason says until when.",
    },
    needs: &[],
    uses: &[],
    map: true,
    parameters: &[],
    judge: Judge::Records(judge),
};

/// What is exported now and then, so that days without it are none that are missing.
const NOW_AND_THEN: [Kind; 6] =
    [Kind::Vulnerability, Kind::Scan, Kind::ConfigurationCheck, Kind::Component, Kind::Score, Kind::AccessReview];

/// One log of a system.
struct Log<'a> {
    system: &'a SourceSystem,
    keeps: u32,
    export: String,
    evidence: Vec<&'a Evidence>,
}

fn judge(dataset: &Dataset, terms: &Terms) -> Evaluation {
    let mut draft = Draft { population_of: "logs of systems that declare how long they keep them", ..Draft::default() };
    let all: Vec<&SourceSystem> = dataset.systems.iter().collect();
    let untold: Vec<&str> =
        all.iter().filter(|system| system.retention_days.is_none()).map(|system| system.name.as_str()).collect();
    let kept = keep(all, "of which the map declares how long they keep their logs", &mut draft.filters, |system| {
        system.retention_days.is_some_and(|days| days > 0)
    });
    let came = by_system(dataset);
    let logs: Vec<Log<'_>> = kept.iter().flat_map(|system| logs(system, &came)).collect();
    draft.items = logs.iter().filter_map(|log| judged(log, terms)).collect();
    let present = !dataset.systems.is_empty();
    let mut gaps: Vec<String> = Vec::new();
    if !present {
        gaps.push("the map declares no systems that evidence comes from".to_owned());
    }
    if !untold.is_empty() {
        gaps.push(format!("no retention is declared of {}: what they forget is not told", untold.join(", ")));
    }
    let evidence = logs.iter().flat_map(|log| log.evidence.iter().map(|one| one.id)).collect();
    let input =
        Input { name: "systems that evidence comes from".to_owned(), evidence, records: dataset.systems.len() as u64, gaps };
    draft.sources = vec![Source { input, present, stale: false, incomplete: false, covers: present && untold.is_empty() }];
    conclude(&EVALUATOR, terms, draft)
}

/// The evidence of each declared system: by the system that its sheet names, else by an export that only one gives.
fn by_system(dataset: &Dataset) -> BTreeMap<&str, Vec<&Evidence>> {
    let mut found: BTreeMap<&str, Vec<&Evidence>> = BTreeMap::new();
    for evidence in dataset.evidence.values() {
        let Some(importer) = evidence.importer.as_deref() else { continue };
        let stated = evidence.ipe.system.as_deref().map(fold).unwrap_or_default();
        let named = |system: &&SourceSystem| {
            let name = fold(&system.name);
            stated == name || stated.strip_prefix(&name).is_some_and(|rest| rest.starts_with(' '))
        };
        let by_name = dataset.systems.iter().filter(named).max_by_key(|system| system.name.len());
        let mut giving = dataset.systems.iter().filter(|system| system.exports.iter().any(|id| id == importer));
        let sole = giving.next().filter(|_| giving.next().is_none());
        if let Some(system) = by_name.or(sole) {
            found.entry(&system.name).or_default().push(evidence);
        }
    }
    found
}

fn is_log(evidence: &Evidence) -> bool {
    let happens = evidence.records.is_empty() || evidence.records.keys().any(|kind| !NOW_AND_THEN.contains(kind));
    !evidence.snapshot && happens
}

/// The logs of a system: those that came in, and those that are declared and of which nothing did.
fn logs<'a>(system: &'a SourceSystem, came: &BTreeMap<&str, Vec<&'a Evidence>>) -> Vec<Log<'a>> {
    let keeps = system.retention_days.unwrap_or_default();
    let own = came.get(system.name.as_str()).map(Vec::as_slice).unwrap_or_default();
    let mut found: BTreeMap<(String, String), Vec<&'a Evidence>> = BTreeMap::new();
    for evidence in own.iter().filter(|evidence| is_log(evidence)) {
        let instance = evidence.ipe.instance.clone().unwrap_or_default();
        found.entry((evidence.importer.clone().unwrap_or_default(), instance)).or_default().push(evidence);
    }
    let came = |export: &str| own.iter().any(|evidence| evidence.importer.as_deref() == Some(export));
    for export in system.exports.iter().filter(|export| !came(export) && (own.is_empty() || sounds_like_a_log(export))) {
        found.entry((export.clone(), String::new())).or_default();
    }
    let name =
        |(export, instance): (String, String)| if instance.is_empty() { export } else { format!("{export} of {instance}") };
    found.into_iter().map(|(key, evidence)| Log { system, keeps, export: name(key), evidence }).collect()
}

fn sounds_like_a_log(export: &str) -> bool {
    tokens(export)
        .iter()
        .any(|word| ["log", "logs", "events", "audit", "audits", "trail", "activity", "sign"].contains(&word.as_str()))
}

fn judged(log: &Log<'_>, terms: &Terms) -> Option<Item> {
    let today = terms.today();
    let over = if clock::is_over(today, terms) { today } else { clock::minus(today, 1) };
    let span = Period::new(terms.window.from, terms.window.to.min(over))?;
    let covered: Vec<Period> = log.evidence.iter().filter_map(|one| covered_days(one, terms)).collect();
    let open = holes(span, &covered);
    let oldest = clock::minus(today, log.keeps.saturating_sub(1));
    let lost: Vec<Period> = open.iter().filter_map(|hole| Period::new(hole.from, hole.to.min(clock::minus(oldest, 1)))).collect();
    let first: Option<NaiveDate> = open.iter().filter(|hole| hole.to >= oldest).map(|hole| hole.from.max(oldest)).min();
    let until = first.map(|day| clock::plus(day, log.keeps.saturating_sub(1)));
    let still = until.map(|until| format!("open days from {} on can be exported until {until}", first.unwrap_or(oldest)));
    let untold = log.evidence.is_empty() && !sounds_like_a_log(&log.export);
    let (state, what) = match (lost.is_empty(), still) {
        _ if untold => {
            let what = "nothing of it came in yet, so nothing tells whether it is a log, whose days are forgotten, or a list";
            (State::NotDeterminable, what.to_owned())
        }
        (true, None) => (State::Pass, "every day of the window that is over is exported".to_owned()),
        (true, Some(still)) => (State::NotDeterminable, format!("{}: {still}", worded(&open, "not exported"))),
        (false, still) => {
            let more = still.map(|still| format!("; {still}")).unwrap_or_default();
            (State::Exception, format!("{}{more}", worded(&lost, "not exported and gone")))
        }
    };
    let limitation = log.system.limitation.as_deref().map(|text| format!(" (declared: {text})")).unwrap_or_default();
    let days = count(log.keeps, "day");
    let reason = format!("{} keeps {} for {days}; {what}{limitation}", log.system.name, log.export);
    let proof: Vec<Pointer> = log.evidence.iter().map(|one| Pointer { evidence: one.id, at: Position::File }).collect();
    let mut judged = item(&log.system.name, state, reason, proof);
    judged.steps.push(rule(Some(today), format!("{days} kept, so the oldest day that can be had is {oldest}")));
    for one in log.evidence.iter().take(3) {
        let Some(days) = covered_days(one, terms) else { continue };
        let pointer = Pointer { evidence: one.id, at: Position::File };
        judged.steps.push(fact(Some(Stamp::Day(days.from)), format!("{} covers {days}", one.id), &pointer));
    }
    judged.steps.extend(open.first().map(|hole| rule(Some(hole.from), "first day of the window that no export covers")));
    Some(judged)
}

/// `3 days not exported: 2026-01-01 to 2026-01-03`.
fn worded(days: &[Period], what: &str) -> String {
    let total: u64 = days.iter().map(Period::days).sum();
    let listed: Vec<String> = days.iter().take(5).map(|hole| clock::worded(*hole)).collect();
    let more = if days.len() > 5 { " and more" } else { "" };
    format!("{} {what} ({}{more})", count(total, "day"), listed.join(", "))
}
