//! `credential-in-evidence`: does any original in the vault hold a key, a token or a password?
//!
//! Population: the originals of evidence, except logs of calls, whose texts `credential-exposed` judges row by row. Failed:
//! the detectors found a credential that nobody marked as a false finding. Not determinable: what is no text (a PDF, an image)
//! and what was not looked through: an auditor gets these files, and nobody knows what is in them.

use super::occurrence_missed::map;
use crate::{
    dataset::Dataset,
    evaluation::{Draft, conclude, fact, item, keep, rule},
    evaluator::{About, Evaluator, Judge},
    exposed::{CREDENTIAL_IN_EVIDENCE, LEAST},
    words::count,
};
use model::{CredentialSearch, Evaluation, Evidence, FoundCredential, Item, Pointer, Position, State, Terms};

/// Places that are told of one original.
const TOLD: usize = 5;

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: CREDENTIAL_IN_EVIDENCE,
    version: 1,
    about: About {
        question: "Is every file that goes to the auditor free of keys, tokens and passwords?",
        why: "Evidence leaves the company: a credential in it is known to everybody who ever gets the bundle, and must be replaced.",
        reading: "One item per original. Logs of calls are judged row by row by credential-exposed. Workbooks are looked through \
                  sheet by sheet; PDFs and images are not, and stay not determinable. Detectors miss some: a pass is not proof \
                  of absence.",
    },
    needs: &[],
    uses: &[],
    map: true,
    parameters: &[&LEAST],
    judge: Judge::Records(judge),
};

fn judge(dataset: &Dataset, terms: &Terms) -> Evaluation {
    let mut draft = Draft { population_of: "originals of evidence", ..Draft::default() };
    let all: Vec<&Evidence> = dataset.evidence.values().collect();
    let looked = keep(all, "that are no logs of calls", &mut draft.filters, |one| !one.is_log());
    draft.items = looked.iter().map(|one| judged(one, dataset, terms)).collect();
    let mut source = map(dataset);
    "originals of evidence".clone_into(&mut source.input.name);
    source.input.evidence = looked.iter().map(|one| one.id).collect();
    source.input.records = looked.len() as u64;
    source.input.gaps.clear();
    source.present = !looked.is_empty();
    source.covers = false;
    if looked.is_empty() {
        source.input.gaps.push("the vault holds no original besides logs of calls".to_owned());
    }
    draft.sources = vec![source];
    conclude(&EVALUATOR, terms, draft)
}

fn judged(one: &Evidence, dataset: &Dataset, terms: &Terms) -> Item {
    let whole = [Pointer { evidence: one.id, at: Position::File }];
    let Some(search) = dataset.searches.get(&one.id) else {
        let reason = format!("{} was not looked through: evaluate again", one.id);
        return item(&one.file_name, State::NotDeterminable, reason, whole.to_vec());
    };
    let least = terms.number(&LEAST, terms.window.to);
    let counts = |found: &&FoundCredential| i64::from(found.score) >= i64::from(least);
    let (false_ones, found): (Vec<&FoundCredential>, Vec<&FoundCredential>) =
        search.found.iter().filter(counts).partition(|found| dismissed(found, dataset).is_some());
    let (state, reason) = match (found.first(), &search.unread) {
        (Some(first), _) => (State::Exception, told(&found, first)),
        (None, Some(why)) => (State::NotDeterminable, format!("{} could not be looked through: {why}", one.id)),
        (None, None) if false_ones.is_empty() => (State::Pass, format!("nothing was found in {}", one.id)),
        (None, None) => (State::Pass, format!("all that was found in {} is marked as false", one.id)),
    };
    let place = |found: &&FoundCredential| Pointer { evidence: one.id, at: found.at.clone() };
    let proof = if found.is_empty() { whole.to_vec() } else { found.iter().take(TOLD).map(place).collect() };
    let mut judged = item(&one.file_name, state, reason, proof);
    judged.steps = steps(search, &found, &false_ones, least.into(), dataset, place);
    judged
}

/// What was found, in a sentence.
fn told(found: &[&FoundCredential], first: &FoundCredential) -> String {
    let hits: u64 = found.iter().map(|found| found.hits).sum();
    format!("{} found, first at {} as {} by the rule {}", count(hits, "credential"), first.at, first.masked, first.rule)
}

fn steps(
    search: &CredentialSearch,
    found: &[&FoundCredential],
    false_ones: &[&FoundCredential],
    least: i64,
    dataset: &Dataset,
    place: impl Fn(&&FoundCredential) -> Pointer,
) -> Vec<model::Step> {
    let mut steps = vec![rule(
        None,
        format!("looked through by the detectors of version {}; findings count from a score of {least}", search.detectors),
    )];
    steps.extend(found.iter().take(TOLD).map(|one| {
        let what = format!("{} found as {}, {}, pattern {}", one.masked, one.rule, count(one.hits, "time"), one.key());
        fact(None, what, &place(one))
    }));
    steps.extend(false_ones.iter().take(TOLD).filter_map(|one| {
        let why = dismissed(one, dataset)?;
        Some(fact(None, format!("{}, marked as false by {}: {}", one.masked, why.by, why.reason), &place(one)))
    }));
    steps
}

fn dismissed<'d>(found: &FoundCredential, dataset: &'d Dataset) -> Option<&'d model::Dismissal> {
    let key = found.key();
    dataset.dismissals.iter().find(|one| one.pattern == key)
}
