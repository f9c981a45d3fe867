//! `provider-without-review`: was every provider reviewed as a vendor before it first answered a call?
//!
//! Population: providers that answered calls in the window. Each is met with the vendor of the register or of a review sheet
//! that has its name, one of its aliases on the approved list, or that offers the service under another name (Bedrock, Azure,
//! Vertex). Its first call in the whole log, days before the window included, is compared by day with its earliest review on
//! record; a review on the same day is in time. Failed: no such vendor, no review, or the earliest only after the first
//! call. Not determinable: calls that do not tell a provider; and a provider that was there when the log began, whose
//! earliest review on record is later: it may have been in use, and reviewed, long before.

use crate::{
    clock,
    dataset::Dataset,
    evaluation::{conclude, fact, item, rule},
    evaluator::{About, Evaluator, Judge, LogAnswers, Query},
    gateway, inputs,
    vendors::{Entry, Register, hands},
    words::{count, fold},
};
use chrono::NaiveDate;
use model::{Evaluation, EvidenceId, Filter, Item, Kind, LogRows, ParameterSpec, Pointer, Position, Stamp, State, Terms};
use std::collections::{BTreeMap, BTreeSet};

/// Days at the beginning of the log.
pub(crate) static SETTLING: ParameterSpec = ParameterSpec {
    id: "log-settling-days",
    title: "Days after the first day of the log in which a provider that shows up is taken to have been in use before it",
    default: "7",
    source: "a week: providers in regular use answer at least once in it",
};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "provider-without-review",
    version: 2,
    about: About {
        question: "Was every provider reviewed as a vendor before its first call?",
        why: "What is sent cannot be taken back: the risk has to be judged before the first prompt leaves.",
        reading: "One item per provider that answered in the window, and one for calls that tell none. Names are met with \
                  those of vendors by the aliases of the approved list. A provider that was in use when the log began is not \
                  determinable unless a review before that is on record.",
    },
    needs: &[Kind::GatewayRow, Kind::Vendor],
    uses: &[Kind::VendorReview],
    map: false,
    parameters: &[&SETTLING],
    judge: Judge::Log { sql: queries, fold: judge },
};

/// The name under which a call's provider is counted; blank for none.
const NAME: &str = "coalesce(lower(trim(provider)), '')";

fn queries(terms: &Terms) -> Vec<Query> {
    let (inside, until) = (gateway::in_window(terms), gateway::date(clock::horizon(terms)));
    let known = format!("day <= DATE '{until}'");
    let seen = format!(
        "SELECT {NAME} AS name, count(*) AS calls, count(CASE WHEN {inside} THEN 1 END) AS inside, \
         CAST(min(day) AS VARCHAR) AS first_day, CAST(max(day) AS VARCHAR) AS last_day \
         FROM gateway WHERE {known} GROUP BY {NAME} ORDER BY name"
    );
    // The first row of each provider: those of its earliest moment, of which the fold takes the first.
    let earliest = format!("SELECT {NAME} AS name, min(at) AS first_at FROM gateway WHERE {known} GROUP BY {NAME}");
    let first = format!(
        "SELECT firsts.name AS name, gateway.evidence AS evidence, gateway.position AS position, \
         CAST(gateway.at AS VARCHAR) AS moment, gateway.provider AS provider \
         FROM ({earliest}) AS firsts JOIN gateway ON firsts.first_at = gateway.at AND firsts.name = coalesce(lower(trim(gateway.provider)), '') \
         WHERE {known} ORDER BY name, evidence, position LIMIT {}",
        Evaluation::LISTED
    );
    vec![gateway::totals(terms), Query { name: "seen", sql: seen }, Query { name: "first", sql: first }]
}

/// A provider as the log shows it.
struct Seen<'r> {
    name: &'r str,
    calls: i64,
    inside: i64,
    first: Option<NaiveDate>,
    row: Option<Pointer>,
    moment: Option<&'r str>,
}

fn judge(answers: &LogAnswers, dataset: &Dataset, terms: &Terms) -> Evaluation {
    let mut draft = gateway::draft("providers that answered in the window", answers);
    draft.filters.clear();
    let seen = seen(answers);
    let log_begins = seen.iter().filter_map(|one| one.first).min();
    let before = seen.len() as u64;
    let population: Vec<&Seen<'_>> = seen.iter().filter(|one| one.inside > 0).collect();
    let kept = "that answered in the window, with calls that tell no provider as one".to_owned();
    draft.filters.push(Filter { kept, before, after: population.len() as u64 });
    let register = Register::new(dataset, terms);
    draft.items = population.iter().map(|one| judged(one, log_begins, &register, terms)).collect();
    for one in &population {
        let name = if one.name.is_empty() { "(blank)" } else { one.name };
        let first = one.first.map_or_else(|| "not told".to_owned(), |day| day.to_string());
        let figure = format!("{} in all, {} in the window, the first on {first}", count(one.calls, "call"), one.inside);
        draft.figures.insert(format!("provider {name}"), figure);
    }
    draft.sources = vec![gateway::source(answers, dataset, terms), inputs::standing(dataset, terms, Kind::Vendor)];
    if inputs::is_there(dataset, Kind::VendorReview) {
        draft.sources.push(inputs::supporting(dataset, Kind::VendorReview));
    }
    conclude(&EVALUATOR, terms, draft)
}

fn seen(answers: &LogAnswers) -> Vec<Seen<'_>> {
    let mut firsts: BTreeMap<&str, (Option<Pointer>, Option<&str>)> = BTreeMap::new();
    if let Some(rows) = gateway::answer(answers, "first") {
        for row in 0..rows.rows.len() {
            firsts
                .entry(rows.text(row, "name").unwrap_or_default())
                .or_insert_with(|| (pointer(rows, row), rows.text(row, "moment")));
        }
    }
    let Some(rows) = gateway::answer(answers, "seen") else { return Vec::new() };
    let one = |row: usize| {
        let name = rows.text(row, "name").unwrap_or_default();
        let number = |column| rows.int(row, column).unwrap_or(0);
        let first = rows.text(row, "first_day").and_then(|day| day.parse().ok());
        let (at, moment) = firsts.get(name).cloned().unwrap_or_default();
        Seen { name, calls: number("calls"), inside: number("inside"), first, row: at, moment }
    };
    (0..rows.rows.len()).map(one).collect()
}

fn pointer(rows: &LogRows, row: usize) -> Option<Pointer> {
    let evidence = rows.int(row, "evidence").and_then(|id| u32::try_from(id).ok())?;
    let at = rows.text(row, "position").and_then(|place| place.parse().ok()).unwrap_or(Position::File);
    Some(Pointer { evidence: EvidenceId(evidence), at })
}

fn judged(seen: &Seen<'_>, log_begins: Option<NaiveDate>, register: &Register<'_>, terms: &Terms) -> Item {
    let row: Vec<Pointer> = seen.row.iter().cloned().collect();
    let (false, Some(first)) = (seen.name.is_empty(), seen.first) else {
        let reason = format!("{} in the window do not tell which provider answered", count(seen.inside, "call"));
        return item("(blank)", State::NotDeterminable, reason, row);
    };
    let aliases = aliases(seen.name, terms);
    let told = seen.moment.map(|at| format!(" ({at})")).unwrap_or_default();
    let call = format!("first call on {first}{told}");
    let mut steps: Vec<_> = seen
        .row
        .iter()
        .map(|row| fact(Some(Stamp::Day(first)), format!("first call that {} answered", seen.name), row))
        .collect();
    let Some(entry) = register.behind(seen.name, &aliases) else {
        let others = if aliases.is_empty() {
            String::new()
        } else {
            format!(" or {}", aliases.into_iter().collect::<Vec<_>>().join(", "))
        };
        let mut judged =
            item(seen.name, State::Exception, format!("{call}; no vendor and no review goes by this name{others}"), row);
        steps
            .push(rule(None, "looked for in the registers and on the review sheets, by its name, its aliases and who offers it"));
        judged.steps = steps;
        return judged;
    };
    let settled = log_begins.is_none_or(|begin| first > clock::plus(begin, terms.number(&SETTLING, begin)));
    let (state, what, proof) = against(entry, first, settled, terms);
    steps.extend(proof.first().map(|at| fact(None, format!("vendor {}: {what}", entry.name()), at)));
    if let (false, Some(begin)) = (settled, log_begins) {
        steps.push(rule(
            Some(begin),
            format!("the log begins; `{}` was {} on that day", SETTLING.id, terms.number(&SETTLING, begin)),
        ));
    }
    let proof = row.into_iter().chain(proof).collect();
    let mut judged = item(seen.name, state, format!("{call}; vendor {}: {what}", entry.name()), proof);
    judged.steps = steps;
    judged
}

/// The names that the approved list has for a provider.
fn aliases(provider: &str, terms: &Terms) -> BTreeSet<String> {
    let names = |approval: &model::Approved| -> BTreeSet<String> {
        approval.aliases.iter().chain([&approval.provider]).map(|name| fold(name)).filter(|name| !name.is_empty()).collect()
    };
    let of = terms.approved.iter().map(names).filter(|names| names.contains(provider));
    let mut all: BTreeSet<String> = of.flatten().collect();
    all.remove(provider);
    all
}

/// The earliest review against the first call.
fn against(entry: &Entry<'_>, first: NaiveDate, settled: bool, terms: &Terms) -> (State, String, Vec<Pointer>) {
    let sheets = entry.counting(terms);
    let claims = entry.claims(terms);
    let sheet = sheets.first().map(|(day, row)| (*day, hands(&row.value, terms), row.pointer.clone()));
    let claim = claims.first_key_value().map(|(day, row)| (*day, "by the register".to_owned(), row.pointer.clone()));
    let Some((day, how, pointer)) = [sheet, claim].into_iter().flatten().min_by_key(|(day, ..)| *day) else {
        let unsound = if entry.reviews.is_empty() {
            "no review is on record"
        } else {
            "no review on record counts: who reviewed, when and the sign-off are not all told"
        };
        let rows = entry.reviews.first().map(|row| row.pointer.clone()).into_iter().chain(entry.row().cloned());
        return (State::Exception, unsound.to_owned(), rows.collect());
    };
    let late = count(clock::between(first, day), "day");
    if day <= first {
        return (State::Pass, format!("reviewed on {day} {how}"), vec![pointer]);
    }
    if settled {
        return (State::Exception, format!("the earliest review on record is of {day} {how}, {late} after it"), vec![pointer]);
    }
    let reason = format!("in use when the log begins, the earliest review on record is of {day} {how}: import the one before");
    (State::NotDeterminable, reason, vec![pointer])
}
