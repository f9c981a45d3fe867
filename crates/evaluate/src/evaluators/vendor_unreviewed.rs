//! `vendor-unreviewed`: was every vendor that matters reviewed again in time, all through the window?
//!
//! Population: vendors in use by the newest register, one per vendor, less those of the tiers that need no review;
//! subservice organisations always need one, and so does a vendor without a tier. A review is a sheet that says who
//! reviewed, when, and that somebody signed it off. It holds for the agreed days (29 February is not counted), or until the
//! next review that it announces, whichever is sooner. Failed: no review at all, or days in the window after one had run
//! out and before the next. A first review inside the window is enough: what was before is not on record. Not
//! determinable: the register tells a day that would do, and no sheet shows who reviewed and who signed.

use crate::{
    clock,
    dataset::{Dataset, Sourced},
    evaluation::{Draft, conclude, fact, item, keep, rule},
    evaluator::{About, Evaluator, Judge},
    inputs,
    vendors::{Entry, Register, day, fault, hands, is_tier},
    words::count,
};
use chrono::{Datelike, NaiveDate};
use model::{
    Evaluation, Item, Kind, ParameterSpec, Period, Pointer, Stamp, State, Step, Terms,
    record::{Vendor, VendorReview},
};
use std::collections::BTreeSet;

/// Days for which a review holds.
pub(crate) static CADENCE: ParameterSpec = ParameterSpec {
    id: "vendor-review-days",
    title: "Days after a review of a vendor within which it is reviewed again",
    default: "365",
    source: "once a year, the usual commitment for vendors that matter",
};

/// Tiers that need no review.
pub(crate) static EXEMPT: ParameterSpec = ParameterSpec {
    id: "vendor-review-exempt-tiers",
    title: "Tiers of vendors that need no review, in the register's words",
    default: "low, very low, minimal, negligible, niedrig, gering",
    source: "usual practice: every vendor but those of low risk",
};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "vendor-unreviewed",
    version: 1,
    about: About {
        question: "Was every vendor that matters reviewed again in time?",
        why: "What a vendor promised last year says nothing about this one; a review is where the company notices.",
        reading: "Vendors in use by the newest register, without the tiers that need no review; subservice organisations always. \
                  A review without reviewer or sign-off is none. A day that only the register tells is not determinable. A gap \
                  that began before the window counts with its days in the window.",
    },
    needs: &[Kind::Vendor],
    uses: &[Kind::VendorReview],
    map: false,
    parameters: &[&CADENCE, &EXEMPT],
    judge: Judge::Records(judge),
};

fn judge(dataset: &Dataset, terms: &Terms) -> Evaluation {
    let register = Register::new(dataset, terms);
    let mut draft = Draft { population_of: "vendors that need a review", ..Draft::default() };
    let exempt = terms.words(&EXEMPT, clock::horizon(terms));
    let in_use = register.in_use(&mut draft.filters);
    let kept = format!("subservice organisations, and all whose tier is not {}", exempt.join(", "));
    let population = keep(in_use, &kept, &mut draft.filters, |entry| {
        entry.subservice() == Some(true) || !entry.tier().is_some_and(|tier| is_tier(tier, &exempt))
    });
    draft.items = population.iter().map(|entry| judged(entry, terms)).collect();
    draft.sources = vec![inputs::standing(dataset, terms, Kind::Vendor)];
    if inputs::is_there(dataset, Kind::VendorReview) {
        draft.sources.push(inputs::supporting(dataset, Kind::VendorReview));
    }
    conclude(&EVALUATOR, terms, draft)
}

/// A review that holds for a time.
#[derive(Clone, Copy)]
struct Held<'a> {
    day: NaiveDate,
    next: Option<NaiveDate>,
    from: From<'a>,
}

/// Where a review is told.
#[derive(Clone, Copy)]
enum From<'a> {
    Sheet(&'a Sourced<VendorReview>),
    Register(&'a Sourced<Vendor>),
}

impl<'a> Held<'a> {
    fn pointer(&self) -> &'a Pointer {
        match self.from {
            From::Sheet(row) => &row.pointer,
            From::Register(row) => &row.pointer,
        }
    }

    /// The last day on which it holds.
    fn due(&self, terms: &Terms) -> NaiveDate {
        let by_rule = after(self.day, terms);
        self.next.filter(|next| *next > self.day).map_or(by_rule, |next| next.min(by_rule))
    }

    fn words(&self, terms: &Terms) -> String {
        match self.from {
            From::Sheet(row) => format!("reviewed on {} {}", self.day, hands(&row.value, terms)),
            From::Register(_) => format!("reviewed on {} by the register", self.day),
        }
    }
}

/// The day on which a review is due again; 29 February is not counted, so that a year is a year.
fn after(start: NaiveDate, terms: &Terms) -> NaiveDate {
    let mut due = clock::plus(start, terms.number(&CADENCE, start));
    let leap = (start.year()..=due.year()).filter_map(|year| NaiveDate::from_ymd_opt(year, 2, 29));
    let crossed = leap.filter(|leap| start < *leap && *leap <= due).count();
    due = clock::plus(due, u32::try_from(crossed).unwrap_or(0));
    due
}

/// The first days of the window on which a review is overdue: after which one, and until which.
struct Lapse<'a> {
    days: Period,
    last: Option<Held<'a>>,
    next: Option<Held<'a>>,
}

fn lapse<'a>(held: &[Held<'a>], span: Period, terms: &Terms) -> Option<Lapse<'a>> {
    let Some(first) = held.first() else { return Some(Lapse { days: span, last: None, next: None }) };
    if first.day > after(span.from, terms) || first.day > span.to {
        let days = Period { from: span.from, to: span.to.min(clock::minus(first.day, 1)) };
        return Some(Lapse { days, last: None, next: Some(*first) });
    }
    let next = held.iter().skip(1).copied().map(Some).chain([None]);
    held.iter().zip(next).find_map(|(last, next)| {
        let until = next.map_or(span.to, |next| next.day);
        let days = Period::new(clock::plus(last.due(terms), 1), until)?.intersection(&span)?;
        Some(Lapse { days, last: Some(*last), next })
    })
}

fn judged(entry: &Entry<'_>, terms: &Terms) -> Item {
    let horizon = clock::horizon(terms);
    let span = Period { from: terms.window.from.min(horizon), to: horizon };
    let sheets: Vec<Held<'_>> = entry
        .counting(terms)
        .into_iter()
        .map(|(day, row)| Held { day, next: row.value.next_review.map(|at| terms.day(at)), from: From::Sheet(row) })
        .collect();
    let claims = entry.claims(terms).into_iter().map(|(day, row)| {
        let next = row.value.next_review.map(|at| terms.day(at));
        Held { day, next, from: From::Register(row) }
    });
    let mut all: Vec<Held<'_>> = sheets.iter().copied().chain(claims).collect();
    all.sort_by_key(|held| held.day);
    let by_sheets = lapse(&sheets, span, terms);
    let by_all = lapse(&all, span, terms);
    let used = if by_sheets.is_none() { &sheets } else { &all };
    let (state, what) = match (by_sheets, by_all) {
        (None, _) => (State::Pass, held_throughout(used, span, terms)),
        (Some(_), None) => {
            let words = held_throughout(used, span, terms);
            (State::NotDeterminable, format!("{words}; no review sheet shows who reviewed and who signed off"))
        }
        (Some(_), Some(lapse)) => (State::Exception, lapsed(&lapse, terms)),
    };
    let reason = format!("{}: {what}{}", entry.standing(), faults(entry, terms));
    let mut proof: Vec<Pointer> = used.iter().rev().map(|held| held.pointer().clone()).collect();
    proof.extend(entry.reviews.iter().rev().map(|row| row.pointer.clone()).chain(entry.row().cloned()));
    let mut seen = BTreeSet::new();
    proof.retain(|pointer| seen.insert(pointer.clone()));
    let mut judged = item(entry.name(), state, reason, proof);
    judged.steps = steps(entry, used, span, terms);
    judged
}

fn held_throughout(held: &[Held<'_>], span: Period, terms: &Terms) -> String {
    let Some(last) = held.iter().rfind(|held| held.day <= span.to).or(held.last()) else { return String::new() };
    let before = held.iter().rfind(|held| held.day < last.day).filter(|_| last.day > span.from);
    let before = before.map(|held| format!(", before that on {} (due again by {})", held.day, held.due(terms)));
    format!("{}{}, due again by {}", last.words(terms), before.unwrap_or_default(), last.due(terms))
}

fn lapsed(lapse: &Lapse<'_>, terms: &Terms) -> String {
    let days = count(lapse.days.days(), "day");
    let then = lapse.next.map_or_else(|| "not since".to_owned(), |next| format!("only on {}", next.day));
    match (lapse.last, lapse.next) {
        (Some(last), _) => {
            let due = last.due(terms);
            let words = last.words(terms);
            format!("{words}, due again by {due}, and reviewed {then}: overdue on {days} of the window ({})", lapse.days)
        }
        (None, Some(next)) => {
            format!("the first review on record is of {}: {days} of the window without one ({})", next.day, lapse.days)
        }
        (None, None) => "no review on record".to_owned(),
    }
}

/// The sheets that are no reviews, and why.
fn faults(entry: &Entry<'_>, terms: &Terms) -> String {
    let one = |row: &&Sourced<VendorReview>| {
        let fault = fault(&row.value, terms)?;
        let of = day(&row.value, terms).map(|day| format!(" of {day}")).unwrap_or_default();
        Some(format!("; the review{of} {fault}, so it is none"))
    };
    entry.reviews.iter().filter_map(one).collect()
}

fn steps(entry: &Entry<'_>, held: &[Held<'_>], span: Period, terms: &Terms) -> Vec<Step> {
    let mut steps: Vec<Step> =
        entry.row().map(|row| fact(None, format!("in use, {}", entry.standing()), row)).into_iter().collect();
    let begin = held.iter().rposition(|held| held.day <= span.from).unwrap_or(0);
    for one in held.iter().skip(begin).take(4) {
        steps.push(fact(Some(Stamp::Day(one.day)), one.words(terms), one.pointer()));
        let set = terms.number(&CADENCE, one.day);
        let announced = one.next.filter(|next| *next == one.due(terms)).map(|_| "; the next review was announced for that day");
        let what = format!("due again, `{}` was {set} on {}{}", CADENCE.id, one.day, announced.unwrap_or_default());
        steps.push(rule(Some(one.due(terms)), what));
    }
    steps.push(rule(Some(span.to), "last day of the window that is judged"));
    steps
}
