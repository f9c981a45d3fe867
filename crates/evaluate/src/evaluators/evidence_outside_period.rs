//! `evidence-outside-period`: does all evidence that is linked to a control speak about the window?
//!
//! Population: pieces of evidence that are linked to a control. Evidence is placed by what it covers: a list by the day
//! that it shows, anything else by its first and last day. Failed: it covers no day of the window. What shows one
//! moment after the last day, within the grace, passes: an auditor wants populations drawn after the window is over. Evidence that covers
//! days outside too is told in a remark. Not determinable: it states no day; the day on which it came in places nothing.

use super::occurrence_missed::map;
use crate::{
    clock,
    dataset::Dataset,
    evaluation::{Draft, conclude, fact, item, rule},
    evaluator::{About, Evaluator, Judge},
    inputs::covered_days,
    occurrences::GRACE,
    words::count,
};
use model::{Evaluation, Evidence, EvidenceId, Item, Period, Pointer, Position, Stamp, State, Terms};
use std::collections::{BTreeMap, BTreeSet};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "evidence-outside-period",
    version: 1,
    about: About {
        question: "Does every piece of evidence that serves a control cover days of the window?",
        why: "Evidence of another period proves nothing about this one, however good it looks.",
        reading: "One item per piece of evidence that is linked to a control, by what it covers and never by when it came in. \
                  What shows one moment (a list, a scan) within the grace after the last day counts.",
    },
    needs: &[],
    uses: &[],
    map: true,
    parameters: &[&GRACE],
    judge: Judge::Records(judge),
};

fn judge(dataset: &Dataset, terms: &Terms) -> Evaluation {
    let mut draft = Draft { population_of: "pieces of evidence that are linked to a control", ..Draft::default() };
    let mut controls: BTreeMap<EvidenceId, BTreeSet<&str>> = BTreeMap::new();
    for (control, linked) in &dataset.links {
        for id in linked {
            controls.entry(*id).or_default().insert(control);
        }
    }
    let linked: Vec<&Evidence> = controls.keys().filter_map(|id| dataset.evidence.get(id)).collect();
    let serves = |one: &Evidence| controls.get(&one.id).into_iter().flatten().copied().collect::<Vec<_>>().join(", ");
    draft.items = linked.iter().map(|one| judged(one, &serves(one), terms)).collect();
    let partly = linked.iter().filter_map(|one| remark(one, terms));
    draft.notes.extend(partly);
    let mut source = map(dataset);
    source.present = source.present && !linked.is_empty();
    source.covers = false;
    if linked.is_empty() {
        source.input.gaps.push("no evidence is linked to a control".to_owned());
    }
    draft.sources = vec![source];
    conclude(&EVALUATOR, terms, draft)
}

/// The days that a piece of evidence covers, by its own word.
fn covers(one: &Evidence, terms: &Terms) -> Option<Period> {
    let dates = &one.dates;
    let single = |at: Option<Stamp>| at.map(|at| terms.day(at)).and_then(|day| Period::new(day, day));
    if one.snapshot {
        return single(dates.covers_to.or(dates.extracted));
    }
    covered_days(one, terms).or_else(|| single(dates.covers_from.or(dates.covers_to)))
}

fn judged(one: &Evidence, controls: &str, terms: &Terms) -> Item {
    let window = terms.window;
    let limit = clock::plus(window.to, terms.number(&GRACE, window.to));
    let verb = if one.snapshot { "shows" } else { "covers" };
    let (state, what) = match covers(one, terms) {
        None => (State::NotDeterminable, "states no day that it covers; when it came in places nothing".to_owned()),
        Some(days) if days.intersection(&window).is_some() => (State::Pass, format!("{verb} {}", clock::worded(days))),
        // What shows one moment (a list, a scan) may be taken when the window is over.
        Some(days) if days.from == days.to && days.from > window.to && days.from <= limit => {
            let after = count(clock::between(window.to, days.from), "day");
            (State::Pass, format!("{verb} {}, {after} after the window, within the grace", days.from))
        }
        Some(days) if days.to < window.from => {
            (State::Exception, format!("{verb} {}, all of it before the window", clock::worded(days)))
        }
        Some(days) => (State::Exception, format!("{verb} {}, all of it after the window", clock::worded(days))),
    };
    let pointer = Pointer { evidence: one.id, at: Position::File };
    let mut judged = item(&one.file_name, state, format!("{}, linked to {controls}, {what}", one.id), vec![pointer.clone()]);
    judged.steps.push(rule(Some(window.from), format!("the window is {window}")));
    let from = one.dates.covers_from.or(one.dates.covers_to).or(one.dates.extracted);
    judged.steps.push(fact(from, what, &pointer));
    judged
}

/// What to know of evidence that reaches beyond the window.
fn remark(one: &Evidence, terms: &Terms) -> Option<String> {
    let days = covers(one, terms)?;
    let inside = days.intersection(&terms.window)?;
    let outside = days.days() - inside.days();
    let outside = count(outside, "day");
    (inside != days && one.importer.is_none())
        .then(|| format!("{} ({}) covers {days}: {outside} of it outside the window.", one.id, one.file_name))
}
