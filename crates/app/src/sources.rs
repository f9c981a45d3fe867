//! The systems that evidence comes from: which days each export covers, what its source has forgotten, and by when the
//! next export must be made, before the source forgets more or a control is due.

mod calendar;

use crate::{
    AppError, Code, Session, contract, dataset, registry,
    words::{count, seconds},
};
use chrono::NaiveDate;
use contract::sources::{NextExport, SourceView, Sources, SystemView};
use evaluate::{minus, plus};
use import::Importer;
use model::{Evidence, Kind, Occurrence, OccurrenceState, Period, SourceSystem, Terms};
use std::collections::{BTreeMap, BTreeSet};

pub use calendar::{calendar, save_calendar};

/// The page of sources, at the session's moment of judgement.
///
/// # Errors
/// Those of reading the vault.
pub fn sources(session: &Session) -> Result<Sources, AppError> {
    session.read(|read| {
        let terms = dataset::terms(session, read)?;
        let data = dataset::map(read)?;
        let systems = read.source_systems()?;
        let occurrences = evaluate::occurrences(&data, &terms);
        let due = Due { controls: &data.controls, occurrences: &occurrences };
        let mut exports: Vec<SourceView> =
            streams(data.evidence.values(), &systems).iter().map(|stream| view(stream, &terms, &due)).collect();
        exports.sort_by(|one, other| urgency(one).cmp(&urgency(other)));
        Ok(Sources {
            window: (terms.window.from.to_string(), terms.window.to.to_string()),
            today: terms.today().to_string(),
            exports,
            systems: systems.into_iter().map(system_view).collect(),
        })
    })
}

/// What is lost comes first, then what is due soonest; then by name.
fn urgency(view: &SourceView) -> (bool, bool, String, &str, &str, &str) {
    let by = view.next.as_ref().map(|next| next.by.clone());
    (view.lost.is_empty(), by.is_none(), by.unwrap_or_default(), &view.system, &view.importer, &view.instance)
}

/// One export of one system, with everything that came of it.
struct Stream<'a> {
    system: String,
    instance: String,
    importer: &'static Importer,
    declared: Option<&'a SourceSystem>,
    evidence: Vec<&'a Evidence>,
}

/// The exports in scope: of every file that was read, and of every system that was declared.
fn streams<'a>(evidence: impl Iterator<Item = &'a Evidence>, systems: &'a [SourceSystem]) -> Vec<Stream<'a>> {
    let mut found: BTreeMap<(&str, String, String), Stream<'a>> = BTreeMap::new();
    for evidence in evidence {
        let Some(importer) = evidence.importer.as_deref().and_then(registry::importer) else { continue };
        let system = system_of(importer, evidence);
        // Logs of two tenants cover each their own; lists of many images or projects are one export.
        let instance = evidence.ipe.instance.clone().filter(|_| importer.about.retention_days.is_some()).unwrap_or_default();
        let key = (importer.id, system.clone(), instance.clone());
        let declared = declared(systems, importer, &system);
        let new = || Stream { system, instance, importer, declared, evidence: Vec::new() };
        found.entry(key).or_insert_with(new).evidence.push(evidence);
    }
    for system in systems {
        for importer in system.exports.iter().filter_map(|id| registry::importer(id)) {
            let is_there = found.values().any(|stream| {
                stream.importer.id == importer.id && stream.declared.is_some_and(|declared| declared.name == system.name)
            });
            if !is_there {
                let key = (importer.id, system.name.clone(), String::new());
                let (instance, declared, evidence) = (String::new(), Some(system), Vec::new());
                found.insert(key, Stream { system: system.name.clone(), instance, importer, declared, evidence });
            }
        }
    }
    found.into_values().collect()
}

/// The system that a file came from: the vendor's, or for tables of any origin the one that the sheet names.
fn system_of(importer: &Importer, evidence: &Evidence) -> String {
    if importer.about.vendor == "Any" {
        evidence.ipe.system.clone().unwrap_or_else(|| "not stated".to_owned())
    } else {
        importer.about.vendor.to_owned()
    }
}

/// What was declared of the system: by its name, or by an export that only it gives.
fn declared<'a>(systems: &'a [SourceSystem], importer: &Importer, name: &str) -> Option<&'a SourceSystem> {
    let by_name = systems.iter().find(|system| system.name.eq_ignore_ascii_case(name));
    by_name.or_else(|| {
        let mut giving = systems.iter().filter(|system| system.exports.iter().any(|id| id == importer.id));
        giving.next().filter(|_| giving.next().is_none())
    })
}

/// What controls are due, to find by when they need an export.
struct Due<'a> {
    controls: &'a [model::Control],
    occurrences: &'a [Occurrence],
}

fn view(stream: &Stream<'_>, terms: &Terms, due: &Due<'_>) -> SourceView {
    let (importer, today) = (stream.importer, terms.today());
    let own = stream.declared.and_then(|system| system.retention_days);
    let log =
        importer.about.retention_days.is_some() || is_log(importer) && stream.evidence.iter().any(|evidence| !evidence.snapshot);
    let keeps = own.filter(|_| log).or(importer.about.retention_days);
    let covered = covered(stream, terms);
    let elapsed = Period::new(terms.window.from, terms.window.to.min(today));
    let missing = elapsed.filter(|_| log).map(|elapsed| evaluate::holes(elapsed, &covered)).unwrap_or_default();
    let oldest = keeps.map(|days| minus(today, days.saturating_sub(1)));
    let lost = missing.iter().filter_map(|hole| Period::new(hole.from, hole.to.min(minus(oldest?, 1)))).collect::<Vec<_>>();
    let plan = keeps.filter(|_| log).map(|days| plan(terms, &covered, today, days)).unwrap_or_default();
    let newest = stream.evidence.iter().max_by_key(|evidence| (evidence.dates.received, evidence.id));
    let declared = stream.declared;
    SourceView {
        system: stream.system.clone(),
        role: declared.map(|system| system.role.clone()).unwrap_or_default(),
        owner: declared.and_then(|system| system.owner.clone()).unwrap_or_default(),
        instance: stream.instance.clone(),
        importer: importer.id.to_owned(),
        title: registry::title(importer),
        export: importer.about.export.iter().map(|&step| step.to_owned()).collect(),
        log,
        keeps_days: keeps,
        keeps_declared: own.is_some() && log,
        limitation: declared.and_then(|system| system.limitation.clone()).unwrap_or_default(),
        files: count(stream.evidence.len()),
        records: count(stream.evidence.iter().map(|evidence| evidence.record_count()).sum::<u64>()),
        last: newest.map(|evidence| (evidence.id.0, evidence.id.to_string())),
        last_received: newest.map(|evidence| seconds(evidence.dates.received)).unwrap_or_default(),
        covered: covered.iter().copied().map(days).collect(),
        missing: missing.iter().copied().map(days).collect(),
        lost: lost.iter().copied().map(days).collect(),
        next: next(stream, &plan, due, keeps, today),
        plan: plan.iter().map(ToString::to_string).collect(),
    }
}

/// Whether an importer reads what happens any day, so that days without it are missing; scans and reviews are made now and
/// then.
fn is_log(importer: &Importer) -> bool {
    let now_and_then =
        [Kind::Vulnerability, Kind::Scan, Kind::ConfigurationCheck, Kind::Component, Kind::Score, Kind::AccessReview];
    importer.emits.first().is_some_and(|kind| !now_and_then.contains(kind))
}

/// The days of the window that the files cover, joined into stretches; of a snapshot the day that it shows.
fn covered(stream: &Stream<'_>, terms: &Terms) -> Vec<Period> {
    let inside = |period: Period| Period::new(period.from.max(terms.window.from), period.to.min(terms.window.to));
    let mut all: Vec<Period> =
        stream.evidence.iter().filter_map(|evidence| inside(evaluate::covered_days(evidence, terms)?)).collect();
    all.sort_by_key(|period| (period.from, period.to));
    let mut joined: Vec<Period> = Vec::new();
    for period in all {
        match joined.last_mut() {
            Some(last) if period.from <= plus(last.to, 1) => last.to = last.to.max(period.to),
            _ => joined.push(period),
        }
    }
    joined
}

/// The days by which to export, until the whole window is covered: each the last on which the first day that is not yet
/// covered can still be had.
fn plan(terms: &Terms, covered: &[Period], today: NaiveDate, keeps: u32) -> Vec<NaiveDate> {
    let oldest = minus(today, keeps.saturating_sub(1));
    let open = evaluate::holes(terms.window, covered);
    let first = open.iter().filter(|hole| hole.to >= oldest).map(|hole| hole.from.max(oldest)).min();
    let mut found = Vec::new();
    let mut uncovered = first.filter(|_| keeps > 0);
    while let Some(day) = uncovered {
        let by = plus(day, keeps.saturating_sub(1)).max(today);
        found.push(by);
        // An export covers the days before the one on which it is made.
        uncovered = (by <= terms.window.to).then_some(by);
        if found.len() > 400 {
            break;
        }
    }
    found
}

/// By when to export next: before the source forgets, or before a control is due.
fn next(stream: &Stream<'_>, plan: &[NaiveDate], due: &Due<'_>, keeps: Option<u32>, today: NaiveDate) -> Option<NextExport> {
    let forgets = plan.first().map(|by| {
        let days = keeps.unwrap_or_default();
        (*by, format!("{} keeps it for {days} days; what was not exported by then is gone", stream.system))
    });
    let kinds = stream.importer.emits;
    let serves: BTreeSet<&str> = due
        .controls
        .iter()
        .filter(|control| control.kinds.iter().any(|kind| kinds.contains(kind)))
        .map(|control| control.id.as_str())
        .collect();
    let open = due.occurrences.iter().filter(|occurrence| {
        serves.contains(occurrence.control.as_str())
            && occurrence.period.to >= today
            && !matches!(occurrence.state, OccurrenceState::Evidenced | OccurrenceState::DidNotOccur)
    });
    let needed = open
        .min_by_key(|occurrence| (occurrence.period.to, occurrence.control.clone()))
        .map(|occurrence| (occurrence.period.to, format!("control {} is due for {}", occurrence.control, occurrence.period)));
    let (by, because) = [forgets, needed].into_iter().flatten().min_by_key(|(by, _)| *by)?;
    Some(NextExport { by: by.to_string(), because, days_left: count((by - today).num_days().max(0)) })
}

fn days(period: Period) -> (String, String) {
    (period.from.to_string(), period.to.to_string())
}

fn system_view(system: SourceSystem) -> SystemView {
    SystemView {
        name: system.name,
        role: system.role,
        owner: system.owner.unwrap_or_default(),
        retention_days: system.retention_days,
        exports: system.exports,
        limitation: system.limitation.unwrap_or_default(),
    }
}

/// Declares a system, or changes what was declared.
///
/// # Errors
/// [`Code::Invalid`] without a name, for an importer that there is not, and for days out of bounds.
pub fn set_system(session: &Session, system: SystemView) -> Result<(), AppError> {
    let text = |text: String| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let name = text(system.name).ok_or_else(|| AppError::new(Code::Invalid, "the system has no name", "give it one"))?;
    if let Some(id) = system.exports.iter().find(|id| registry::importer(id).is_none()) {
        let message = format!("there is no importer called `{id}`");
        return Err(AppError::new(Code::Invalid, message, "`fieldwork importers` lists them"));
    }
    if system.retention_days.is_some_and(|days| days == 0 || days > 36_500) {
        return Err(AppError::new(Code::Invalid, "a system keeps its logs for 1 to 36,500 days", "leave it blank if unknown"));
    }
    let system = SourceSystem {
        name,
        role: system.role.trim().to_owned(),
        retention_days: system.retention_days,
        owner: text(system.owner),
        exports: system.exports,
        limitation: text(system.limitation),
    };
    session.change(|write| Ok(write.put_source_system(&system)?))
}

/// Takes a declaration back; what came in stays.
///
/// # Errors
/// [`Code::NotFound`] for a system that was not declared.
pub fn remove_system(session: &Session, name: &str) -> Result<(), AppError> {
    session.change(|write| Ok(write.remove_source_system(name)?))
}
