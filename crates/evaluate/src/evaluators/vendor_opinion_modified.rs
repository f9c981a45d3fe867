//! `vendor-opinion-modified`: is the opinion in every vendor's report unmodified, and what its exceptions mean evaluated?
//!
//! Population: reports with an auditor's opinion on review sheets, of vendors that the register does not call ended: those
//! that touch the window (with a bridge letter) or were reviewed in it, and the newest of each vendor. Failed: a qualified or
//! adverse opinion or a disclaimer, whatever was concluded from it (the effect on the company is printed as documented);
//! exceptions in the report whose effect nobody evaluated. Not determinable: an opinion or a number of exceptions that the
//! sheet does not tell.

use crate::{
    clock,
    dataset::{Dataset, Sourced},
    evaluation::{Draft, conclude, fact, item, keep},
    evaluator::{About, Evaluator, Judge},
    inputs,
    vendors::{Register, day, hands, said},
    words::{count, plain, tokens},
};
use model::{
    Evaluation, Item, Kind, Period, Stamp, State, Terms,
    record::{Opinion, VendorReview},
};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "vendor-opinion-modified",
    version: 1,
    about: About {
        question: "Is the opinion in every vendor's report unmodified, and what its exceptions mean for the company evaluated?",
        why: "A qualified opinion says that a criterion was not met; whoever relies on the vendor has to know what that means.",
        reading: "One item per report on a review sheet that touches the window, and the newest of each vendor. A modified \
                  opinion stays an exception however it was answered; the documented effect stands beside it.",
    },
    needs: &[Kind::VendorReview],
    uses: &[Kind::Vendor],
    map: false,
    parameters: &[],
    judge: Judge::Records(judge),
};

/// A review sheet with whether it is the newest of its vendor.
#[derive(Clone, Copy)]
struct Sheet<'a> {
    vendor: &'a str,
    row: &'a Sourced<VendorReview>,
    newest: bool,
}

fn judge(dataset: &Dataset, terms: &Terms) -> Evaluation {
    let register = Register::new(dataset, terms);
    let mut draft = Draft { population_of: "assurance reports of vendors", ..Draft::default() };
    let sheets: Vec<Sheet<'_>> =
        register.sheets(has_opinion).map(|(vendor, row, newest)| Sheet { vendor, row, newest }).collect();
    let before = dataset.vendor_reviews.len() as u64;
    let kept = "review sheets of reports with an auditor's opinion, of vendors in use".to_owned();
    draft.filters.push(model::Filter { kept, before, after: sheets.len() as u64 });
    let touching = "that touch the window or were reviewed in it, and the newest of each vendor";
    let population = keep(sheets, touching, &mut draft.filters, |sheet| sheet.newest || touches(&sheet.row.value, terms));
    draft.items = population.into_iter().map(|sheet| judged(sheet, terms)).collect();
    draft.sources = vec![inputs::standing(dataset, terms, Kind::VendorReview)];
    conclude(&EVALUATOR, terms, draft)
}

/// Whether a sheet is about a report that an auditor gives an opinion in: no certificate, questionnaire or penetration test.
fn has_opinion(review: &VendorReview) -> bool {
    let letters = review.report.as_deref().map(tokens).unwrap_or_default().concat();
    let attested = ["soc", "isae", "ssae", "c5", "type1", "type2", "typei", "hitrust"].iter().any(|kind| letters.contains(kind));
    attested || opinion(review) != Opinion::Unknown || (letters.is_empty() && review.report_to.is_some())
}

/// The report's period with its bridge letter meets the window, or its review lies in it.
fn touches(review: &VendorReview, terms: &Terms) -> bool {
    let Some(window) = clock::elapsed(terms) else { return false };
    let to = review.bridge_to.or(review.report_to).map(|at| terms.day(at));
    let from = review.report_from.or(review.report_to).map(|at| terms.day(at));
    let period = from.zip(to).and_then(|(from, to)| Period::new(from, to));
    period.is_some_and(|period| period.intersection(&window).is_some())
        || day(review, terms).is_some_and(|day| window.contains(day))
}

/// The opinion, by the source's word where no importer has read it.
fn opinion(review: &VendorReview) -> Opinion {
    let word = plain(review.opinion_word.as_deref().unwrap_or_default());
    let has = |parts: &[&str]| parts.iter().any(|part| word.contains(part));
    match review.opinion {
        Opinion::Unknown if has(&["unqualified", "unmodified", "not modified", "not qualified", "clean"]) => Opinion::Unqualified,
        Opinion::Unknown if has(&["adverse"]) => Opinion::Adverse,
        Opinion::Unknown if has(&["disclaim"]) => Opinion::Disclaimer,
        Opinion::Unknown if has(&["qualified", "modified"]) => Opinion::Qualified,
        told => told,
    }
}

fn judged(sheet: Sheet<'_>, terms: &Terms) -> Item {
    let review = &sheet.row.value;
    let (state, what) = outcome(review);
    let reason = format!("{}: {what}", report(review, terms));
    let mut judged = item(sheet.vendor, state, reason, vec![sheet.row.pointer.clone()]);
    let place = &sheet.row.pointer;
    let word = review.opinion_word.as_deref().unwrap_or(id(opinion(review)));
    judged.steps.push(fact(review.report_to, report(review, terms), place));
    judged.steps.push(fact(None, format!("opinion {word}, {}", exceptions(review)), place));
    judged.steps.push(fact(
        None,
        effect(review).map_or_else(|| "no effect documented".to_owned(), |effect| format!("effect: {effect}")),
        place,
    ));
    let reviewed = day(review, terms).map(Stamp::Day);
    judged.steps.push(fact(reviewed, format!("reviewed {}", hands(review, terms)), place));
    judged
}

fn outcome(review: &VendorReview) -> (State, String) {
    let effect = effect(review);
    let documented =
        || effect.map_or_else(|| "; no effect documented".to_owned(), |effect| format!("; effect as documented: {effect}"));
    let opinion = opinion(review);
    match (opinion, review.exceptions) {
        (Opinion::Qualified | Opinion::Adverse | Opinion::Disclaimer, _) => {
            (State::Exception, format!("{}, {}{}", id(opinion), exceptions(review), documented()))
        }
        (_, Some(1..)) if effect.is_none() => {
            (State::Exception, format!("{}, and the effect on the company is not evaluated", exceptions(review)))
        }
        (Opinion::Unknown, _) => (State::NotDeterminable, "the sheet does not tell the opinion".to_owned()),
        (Opinion::Unqualified, None) if effect.is_none() => {
            (State::NotDeterminable, "unqualified opinion, and the sheet does not tell whether there were exceptions".to_owned())
        }
        (Opinion::Unqualified, _) => {
            let documented = effect.map(|effect| format!("; effect as documented: {effect}")).unwrap_or_default();
            (State::Pass, format!("unqualified opinion, {}{documented}", exceptions(review)))
        }
    }
}

/// The effect as written; a word that only puts it off is none.
fn effect(review: &VendorReview) -> Option<&str> {
    const PUT_OFF: &[&str] = &["assessed", "evaluated", "determined", "confirmed", "progress", "pending", "tbd"];
    let words = review.effect.as_deref().map(tokens).unwrap_or_default();
    let put_off =
        words.len() <= 4 && words.iter().any(|word| PUT_OFF.contains(&word.as_str())) && !words.contains(&"none".to_owned());
    let none = words.first().is_some_and(|word| word == "none");
    let text = review.effect.as_deref().map(str::trim).filter(|_| none);
    text.or_else(|| said(review.effect.as_ref())).filter(|_| !put_off)
}

fn exceptions(review: &VendorReview) -> String {
    review.exceptions.map_or_else(
        || "number of exceptions not told".to_owned(),
        |many| if many == 0 { "no exceptions".to_owned() } else { count(many, "exception") },
    )
}

fn report(review: &VendorReview, terms: &Terms) -> String {
    let what = said(review.report.as_ref()).unwrap_or("report");
    let day = |at: Option<Stamp>| at.map(|at| terms.day(at));
    match (day(review.report_from), day(review.report_to)) {
        (Some(from), Some(to)) if from < to => format!("{what} of {from} to {to}"),
        (_, Some(to)) => format!("{what} of {to}"),
        _ => format!("{what} of a period that is not told"),
    }
}

const fn id(opinion: Opinion) -> &'static str {
    match opinion {
        Opinion::Unqualified => "unqualified opinion",
        Opinion::Qualified => "qualified opinion",
        Opinion::Adverse => "adverse opinion",
        Opinion::Disclaimer => "disclaimer of opinion",
        Opinion::Unknown => "not told",
    }
}
