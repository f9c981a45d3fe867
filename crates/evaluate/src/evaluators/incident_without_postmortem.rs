//! `incident-without-postmortem`: was every severe incident reviewed afterwards, and in time?
//!
//! Population: incidents of the severities that need a review and that were over in the window, or whose review was due in
//! it; those whose severity or end is not told are looked at too. The review is due the agreed number of business days after
//! the day on which the incident was over, by the value in force on that day; one that is not yet due is no item. Failed: no
//! review by then in a list that was taken later, or one whose date is later. Not determinable: severity or end not told; a
//! list taken before the review was due that shows none; a review (a link, a `yes`) of which nothing tells when it was done,
//! in a list taken only after it was due.

use crate::{
    clock,
    dataset::{Dataset, Sourced},
    evaluation::{Draft, conclude, fact, item, keep, rule},
    evaluator::{About, Evaluator, Judge},
    incidents::{end, in_window, incidents, severity, title, told_until},
    inputs,
    words::fold,
};
use chrono::NaiveDate;
use model::{
    Evaluation, Item, Kind, ParameterSpec, Stamp, State, Terms,
    record::{Incident, Severity},
    time::add_business_days,
};

/// Severities that need a review.
pub(crate) static SEVERITIES: ParameterSpec = ParameterSpec {
    id: "postmortem-severities",
    title: "Severities of incidents that are reviewed afterwards: critical, high, medium, low",
    default: "critical, high",
    source: "usual practice: the two highest severities",
};

/// Business days for the review.
pub(crate) static DAYS: ParameterSpec = ParameterSpec {
    id: "postmortem-business-days",
    title: "Business days after the end of a severe incident within which it is reviewed",
    default: "10",
    source: "ten business days, as in the starter control IR-01; practice ranges from five to ten",
};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "incident-without-postmortem",
    version: 1,
    about: About {
        question: "Was every severe incident reviewed within the agreed business days after it was over?",
        why: "What nobody looked into happens again; the review is where causes become changes.",
        reading: "Incidents of the severities that need a review, over in the window or due for review in it. A link shows that \
                  there is a review and not when it was done: that is determinable only where the list is older than the due day \
                  or a date is told.",
    },
    needs: &[Kind::Incident],
    uses: &[],
    map: false,
    parameters: &[&SEVERITIES, &DAYS],
    judge: Judge::Records(judge),
};

fn judge(dataset: &Dataset, terms: &Terms) -> Evaluation {
    let mut draft = Draft { population_of: "incidents that need a review", ..Draft::default() };
    let rows = incidents(dataset, terms, &mut draft.filters);
    let rows = keep(rows, "over in the window, or whose review was due in it", &mut draft.filters, |row| {
        in_window(&row.value, terms)
            || due(&row.value, terms).is_some_and(|due| due >= terms.window.from && begun(&row.value, terms))
    });
    let rows = keep(rows, "that are over, as far as told", &mut draft.filters, |row| is_over(&row.value, terms));
    let kept = "of the severities that need a review on the day on which they were over, or of which none is told";
    let rows = keep(rows, kept, &mut draft.filters, |row| needed(&row.value, terms) != Some(false));
    let rows = keep(rows, "whose review is due by now", &mut draft.filters, |row| {
        due(&row.value, terms).is_none_or(|due| clock::is_over(due, terms)) || review(&row.value).is_some()
    });
    draft.items = rows.into_iter().map(|row| judged(row, dataset, terms)).collect();
    draft.sources = vec![inputs::events(dataset, terms, Kind::Incident)];
    conclude(&EVALUATOR, terms, draft)
}

/// Over by the end of the window: what ended after it is of the next one.
fn begun(incident: &Incident, terms: &Terms) -> bool {
    end(incident, terms).is_none_or(|end| terms.day(end) <= clock::horizon(terms))
}

fn is_over(incident: &Incident, terms: &Terms) -> bool {
    incident.resolved != Some(false) && begun(incident, terms)
}

/// Whether it needs a review; none where no severity is told.
fn needed(incident: &Incident, terms: &Terms) -> Option<bool> {
    let day = crate::incidents::day(end(incident, terms), terms);
    let severe = || terms.words(&SEVERITIES, day).iter().any(|word| word == incident.severity.id());
    (incident.severity != Severity::Unknown).then(severe)
}

/// The last day for its review.
fn due(incident: &Incident, terms: &Terms) -> Option<NaiveDate> {
    let over = terms.day(end(incident, terms)?);
    Some(add_business_days(over, terms.number(&DAYS, over), &terms.holidays))
}

/// What the source says of the review; a word that only puts it off says nothing.
fn review(incident: &Incident) -> Option<&str> {
    const NOTHING: &[&str] = &[
        "",
        "no",
        "n",
        "false",
        "0",
        "none",
        "na",
        "tbd",
        "pending",
        "planned",
        "scheduled",
        "open",
        "draft",
        "inprogress",
        "todo",
    ];
    let text = incident.postmortem.as_deref().map(str::trim)?;
    let letters: String = fold(text).chars().filter(|letter| letter.is_alphanumeric()).collect();
    (!NOTHING.contains(&letters.as_str()) && !letters.starts_with("not")).then_some(text)
}

/// The day of the review, where the text for it tells one outside of a link.
fn told_day(text: &str, terms: &Terms) -> Option<NaiveDate> {
    let stamp = |word: &str| word.trim_matches(|letter: char| !letter.is_alphanumeric()).parse::<Stamp>().ok();
    let words = text.split_whitespace().filter(|word| !word.contains("://"));
    words.filter_map(stamp).map(|at| terms.day(at)).next()
}

fn judged(row: &Sourced<Incident>, dataset: &Dataset, terms: &Terms) -> Item {
    let incident = &row.value;
    let (state, what) = outcome(row, dataset, terms);
    let over = end(incident, terms);
    let ended = over.map_or_else(|| "when it was over is not told".to_owned(), |at| format!("over on {}", terms.day(at)));
    let reason = format!("{}: {}, {ended}; {what}", title(incident), severity(incident));
    let mut judged = item(&incident.id, state, reason, vec![row.pointer.clone()]);
    judged.steps.push(fact(over, format!("over, severity {}", severity(incident)), &row.pointer));
    if let Some((due, at)) = due(incident, terms).zip(over) {
        let days = terms.number(&DAYS, terms.day(at));
        judged.steps.push(rule(Some(due), format!("review due; `{}` was {days} on {}", DAYS.id, terms.day(at))));
    }
    let said = incident.postmortem.as_deref().map_or_else(|| "no review is told".to_owned(), |text| format!("review: {text}"));
    judged.steps.push(fact(None, said, &row.pointer));
    judged
}

fn outcome(row: &Sourced<Incident>, dataset: &Dataset, terms: &Terms) -> (State, String) {
    let incident = &row.value;
    let until = told_until(row, dataset, terms).map(|at| terms.day(Stamp::Instant(at)));
    let Some(due) = due(incident, terms) else {
        let found = review(incident).map_or("no review is told", |_| "a review is told");
        return (State::NotDeterminable, format!("{found}, and nothing tells by when it was due"));
    };
    let not_told = needed(incident, terms).is_none();
    let Some(review) = review(incident) else {
        let word = incident.postmortem.as_deref().map(|word| format!(" (`{word}`)")).unwrap_or_default();
        return match until {
            _ if not_told => {
                (State::NotDeterminable, format!("no review{word}, and without a severity nothing tells whether it needs one"))
            }
            Some(until) if until > due => (State::Exception, format!("due by {due}, no review{word} in the list of {until}")),
            Some(until) => (State::NotDeterminable, format!("due by {due}, the list of {until} shows none yet{word}")),
            None => (State::NotDeterminable, format!("due by {due}, no review{word} in a list that states no date")),
        };
    };
    match (told_day(review, terms), until) {
        (Some(day), _) if day > terms.today() => {
            (State::NotDeterminable, format!("due by {due}, its review is announced for {day}"))
        }
        (Some(day), _) if day <= due => (State::Pass, format!("reviewed on {day}, due by {due}")),
        (Some(day), _) if not_told => {
            (State::NotDeterminable, format!("reviewed on {day}; without a severity nothing tells by when it was due"))
        }
        (Some(day), _) => (State::Exception, format!("reviewed on {day}, due by {due}: late")),
        (None, Some(until)) if until <= due => (State::Pass, format!("reviewed by {until}, due by {due} ({review})")),
        (None, _) => {
            (State::NotDeterminable, format!("due by {due}; there is a review ({review}), and nothing tells when it was done"))
        }
    }
}
