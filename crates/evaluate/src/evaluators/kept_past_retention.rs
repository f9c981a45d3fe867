//! `kept-past-retention`: is every row of the log gone when its time is over, and every row of whoever asked for deletion?
//!
//! Two populations. The classes of rows in each file: failed where a row was older than the retention in force on the day
//! on which the file was exported, because the system still had it then. A file that states no day of export was made after
//! its newest row and before it came in: it fails if a row was too old even for the former, and is not determinable if it
//! was too old for the latter only. Requests for deletion: failed where a file exported after the request was done, or was
//! due, still has rows of that user from before it. A class without a retention is not determinable here; see
//! `retention-undefined`.

use crate::{
    clock,
    dataset::{Dataset, Sourced},
    evaluation::{Draft, conclude, fact, item, rule},
    evaluator::{About, Evaluator, Judge, LogAnswers, Query},
    gateway, inputs,
    retention::{self, Class, Kept, RETENTION},
    words::{count, fold, tokens, told},
};
use chrono::NaiveDate;
use model::{Evaluation, Evidence, EvidenceId, Item, Kind, ParameterSpec, Pointer, Stamp, State, Step, Terms, record::Ticket};
use std::collections::BTreeMap;

/// Days in which a request for deletion must be done.
pub(crate) static DELETION: ParameterSpec = ParameterSpec {
    id: "deletion-request-days",
    title: "Days in which a request for deletion must be done",
    default: "30",
    source: "General Data Protection Regulation, article 12(3): one month",
};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "kept-past-retention",
    version: 1,
    about: About {
        question: "Were rows of the log deleted when their retention ended, and when somebody asked for it?",
        why: "What should have been deleted can still leak, and keeping it breaks what was promised.",
        reading: "Classes of rows in each file by their oldest row on the day of the export, and requests for deletion (tickets that say \
                  so) by the rows that are left of the user.",
    },
    needs: &[Kind::GatewayRow],
    uses: &[Kind::Span, Kind::Score, Kind::Ticket],
    map: false,
    parameters: &[&DELETION, &RETENTION],
    judge: Judge::Log { sql: queries, fold: judge },
};

/// Most users of whom rows are looked at.
const USERS: usize = 200_000;

fn queries(terms: &Terms) -> Vec<Query> {
    let until = gateway::date(clock::horizon(terms));
    let users = format!(
        "SELECT lower(trim(user_id)) AS name, evidence, count(*) AS rows, CAST(min(day) AS VARCHAR) AS first_day, \
         CAST(max(day) AS VARCHAR) AS last_day, first_value(position ORDER BY at, position) AS position \
         FROM gateway WHERE user_id IS NOT NULL AND day <= DATE '{until}' GROUP BY lower(trim(user_id)), evidence \
         ORDER BY name, evidence LIMIT {USERS}"
    );
    let mut queries = retention::queries();
    queries.push(Query { name: "users", sql: users });
    queries
}

/// When a file was exported: stated, or between its newest row and the day on which it came in.
struct Export {
    stated: Option<NaiveDate>,
    earliest: NaiveDate,
    latest: NaiveDate,
}

fn judge(answers: &LogAnswers, dataset: &Dataset, terms: &Terms) -> Evaluation {
    let mut draft = Draft { population_of: "classes of rows in each file, and requests for deletion", ..Draft::default() };
    let all = retention::kept(answers);
    let mut exports: BTreeMap<EvidenceId, Export> = BTreeMap::new();
    for ((id, _), kept) in &all {
        let (Some(evidence), Some(newest)) = (dataset.evidence.get(id), kept.days.keys().next_back()) else { continue };
        let known = exports.remove(id).map_or(*newest, |before| before.earliest.max(*newest));
        exports.insert(*id, export(evidence, known, terms));
    }
    for ((id, class), kept) in &all {
        if let Some((evidence, export)) = dataset.evidence.get(id).zip(exports.get(id)) {
            draft.items.push(judged(evidence, class, kept, export, terms));
        }
    }
    let oldest = all.values().filter_map(|kept| kept.days.keys().next()).min();
    draft.figures.extend(oldest.map(|day| ("oldest row".to_owned(), day.to_string())));
    draft.items.extend(
        dataset.tickets.iter().filter(|row| is_deletion(&row.value, terms)).map(|row| deletion(row, answers, &exports, terms)),
    );
    draft.sources = vec![inputs::supporting(dataset, Kind::GatewayRow)];
    if inputs::is_there(dataset, Kind::Ticket) {
        draft.sources.push(inputs::supporting(dataset, Kind::Ticket));
    }
    conclude(&EVALUATOR, terms, draft)
}

fn export(evidence: &Evidence, newest: NaiveDate, terms: &Terms) -> Export {
    let stated = evidence.dates.extracted.map(|at| terms.day(at)).filter(|day| *day <= terms.today());
    let arrived = evidence.file_modified.unwrap_or(evidence.dates.received).min(evidence.dates.received).min(terms.as_of);
    let latest = terms.day(Stamp::Instant(arrived)).max(newest);
    Export { stated, earliest: stated.unwrap_or(newest), latest: stated.unwrap_or(latest) }
}

fn judged(evidence: &Evidence, class: &Class, kept: &Kept, export: &Export, terms: &Terms) -> Item {
    let subject = format!("{} {}", evidence.file_name, class.words());
    let oldest = kept.days.iter().next();
    let proof: Vec<Pointer> = oldest.and_then(|(_, (_, row))| row.clone()).into_iter().collect();
    let first = oldest.map(|(day, _)| *day).unwrap_or_default();
    let Some((days, entry)) = class.days(terms, export.latest) else {
        let reason = format!("the oldest row is of {first}; no retention is entered for it");
        return item(subject, State::NotDeterminable, reason, proof);
    };
    let rows = |end: NaiveDate| -> i64 { kept.days.range(..clock::minus(end, days)).map(|(_, (rows, _))| rows).sum() };
    let age = |end: NaiveDate| count(clock::between(first, end).max(0), "day");
    let (surely, maybe) = (rows(export.earliest), rows(export.latest));
    let (state, end, reason) = if surely > 0 {
        let when = if export.stated.is_some() { "exported on" } else { "exported after its newest row, of" };
        let why = format!("{} past the retention when the file was {when} {}", count(surely, "row"), export.earliest);
        (State::Exception, export.earliest, why)
    } else if maybe > 0 {
        let why = format!(
            "{} may be past the retention: the file states no day of export and came in on {}",
            count(maybe, "row"),
            export.latest
        );
        (State::NotDeterminable, export.latest, why)
    } else {
        (
            State::Pass,
            export.latest,
            format!("no row past the retention when the file was exported, on {} at the latest", export.latest),
        )
    };
    let reason = format!("the oldest row, of {first}, was {} old: {reason}", age(end));
    let mut item = item(subject, state, reason, proof.clone());
    item.steps = proof
        .first()
        .map(|row| fact(Some(Stamp::Day(first)), "the oldest row of the class in the file", row))
        .into_iter()
        .collect();
    item.steps.push(rule(Some(end), format!("`{}` has the entry `{entry}` on that day", RETENTION.id)));
    item.steps.push(rule(Some(clock::plus(first, days)), "last day on which the oldest row may be kept"));
    item
}

/// Whether a ticket asks for the deletion of a person's data, no later than now.
fn is_deletion(ticket: &Ticket, terms: &Terms) -> bool {
    let told = [ticket.type_word.as_deref(), ticket.title.as_deref()].into_iter().flatten();
    let words: Vec<String> = told.chain(ticket.labels.iter().map(String::as_str)).flat_map(tokens).collect();
    let has = |wanted: &[&str]| words.iter().any(|word| wanted.contains(&word.as_str()));
    let known = ticket.created.is_none_or(|at| at.earliest(terms.zone) <= terms.as_of);
    let deletes = has(&["delete", "deletion", "deletions", "erase"])
        && has(&["data", "personal", "request", "gdpr", "dsr", "dsar", "subject", "user"]);
    known && (has(&["erasure", "forgotten"]) || deletes)
}

/// A request for deletion against the rows that are left.
fn deletion(row: &Sourced<Ticket>, answers: &LogAnswers, exports: &BTreeMap<EvidenceId, Export>, terms: &Terms) -> Item {
    let ticket = &row.value;
    let mut steps = vec![fact(ticket.created, "asked for deletion", &row.pointer)];
    let unclear = |reason: &str| item(&ticket.id, State::NotDeterminable, reason, vec![row.pointer.clone()]);
    let Some(user) = told(ticket.about.as_deref()).or_else(|| told(ticket.requester.as_deref())) else {
        return unclear("the request does not say whose data is to be deleted");
    };
    let Some(asked) = ticket.created.map(|at| terms.day(at)) else { return unclear("the request does not say when it was made") };
    let limit = terms.number(&DELETION, asked);
    let due = clock::plus(asked, limit);
    let resolved = ticket.resolved.map(|at| terms.day(at)).filter(|day| *day <= terms.today());
    let end = resolved.map_or(due, |day| day.min(due));
    steps.push(rule(Some(due), format!("due: `{}` was {limit} on the day of the request", DELETION.id)));
    steps.extend(ticket.resolved.filter(|_| resolved.is_some()).map(|at| fact(Some(at), "marked as done", &row.pointer)));
    let left = left(answers, &fold(user), asked, exports, end);
    let lead = match resolved {
        Some(day) => format!("{user} asked on {asked}, done on {day}"),
        None => format!("{user} asked on {asked}, due on {due}, not done"),
    };
    let mut proof = vec![row.pointer.clone()];
    let (state, reason) = match left {
        Left::Rows { evidence, rows, first, place } => {
            steps.push(Step { at: None, what: "the first row of the user in a later export".to_owned(), proof: place.clone() });
            proof.splice(0..0, place);
            (
                State::Exception,
                format!(
                    "{lead}; {evidence}, exported after {end}, still has {} of the user, the first of {first}",
                    count(rows, "row")
                ),
            )
        }
        Left::Unseen if resolved.is_none() && terms.today() <= due => {
            (State::NotDeterminable, format!("{lead}, and not yet due"))
        }
        Left::Unseen => (State::NotDeterminable, format!("{lead}; no file of the log was exported after {end}")),
        Left::TooMany => (State::NotDeterminable, format!("{lead}; the log has too many users to look for this one")),
        Left::Nothing if resolved.is_none() && terms.today() > due => {
            (State::Exception, format!("{lead}, though no row of the user is left in a later export of this log"))
        }
        Left::Nothing => (State::Pass, format!("{lead}; no row of before is left in a later export")),
    };
    let mut judged = item(&ticket.id, state, reason, proof);
    judged.steps = steps;
    judged
}

/// What is left of a user.
enum Left {
    Rows {
        evidence: EvidenceId,
        rows: i64,
        first: NaiveDate,
        place: Option<Pointer>,
    },
    Nothing,
    /// No file was exported after the day.
    Unseen,
    TooMany,
}

fn left(answers: &LogAnswers, user: &str, asked: NaiveDate, exports: &BTreeMap<EvidenceId, Export>, end: NaiveDate) -> Left {
    let later = |id: EvidenceId| exports.get(&id).is_some_and(|export| export.earliest > end);
    if !exports.keys().any(|id| later(*id)) {
        return Left::Unseen;
    }
    let Some(rows) = gateway::answer(answers, "users") else { return Left::Unseen };
    let of = (0..rows.rows.len()).filter(|row| rows.text(*row, "name") == Some(user));
    for row in of {
        let id = rows.int(row, "evidence").and_then(|id| u32::try_from(id).ok()).map(EvidenceId);
        let first: Option<NaiveDate> = rows.text(row, "first_day").and_then(|day| day.parse().ok());
        let Some((evidence, first)) = id.zip(first).filter(|(id, first)| later(*id) && *first <= asked) else { continue };
        return Left::Rows { evidence, rows: rows.int(row, "rows").unwrap_or(0), first, place: gateway::pointer(rows, row) };
    }
    let beyond = rows.rows.len() >= USERS && rows.text(rows.rows.len() - 1, "name").is_none_or(|last| last <= user);
    if beyond { Left::TooMany } else { Left::Nothing }
}
