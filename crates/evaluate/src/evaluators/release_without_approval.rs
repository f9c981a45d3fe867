//! `release-without-approval`: did every version that went live have a ticket, an approver who is not its author, and the
//! evaluation that it passed?
//!
//! Population: versions of prompts, models and applications that a registry lists and that went live in the window, by the
//! day of going live, else of being made; drafts are none. Failed: it names no ticket or one that no export holds; nobody,
//! its author or a program approved it; it names an evaluation that it did not pass, or none although its family needs one.
//! The approver of its ticket counts where the record names none. Not determinable: the registry does not say whether a
//! version without these went live, or names approvers or evaluations of no version at all, or there is no ticket export.

use crate::{
    approvals::PROGRAMS,
    changes::in_window,
    dataset::{Dataset, Sourced},
    evaluation::{Draft, conclude, fact, item, keep},
    evaluator::{About, Evaluator, Judge},
    inputs,
    releases::{self, EVALUATED, LIVE_LABELS, Registry, is_draft, went_live},
    words::told,
};
use model::{Evaluation, Item, Kind, State, Terms, record::Release};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "release-without-approval",
    version: 1,
    about: About {
        question: "Was every released version asked for by a ticket, approved by somebody other than its author, and evaluated?",
        why: "A prompt or model changes what the product says as much as code does; a release that one person makes alone went \
              past every check.",
        reading: "Versions that registries of prompts, models and applications list and that went live in the window. Where a \
                  registry names no approver of any version, its items are not determinable.",
    },
    needs: &[Kind::Release],
    uses: &[Kind::Ticket, Kind::Person],
    map: false,
    parameters: &[&LIVE_LABELS, &EVALUATED, &PROGRAMS],
    judge: Judge::Records(judge),
};

type Row<'a> = &'a Sourced<Release>;

fn judge(dataset: &Dataset, terms: &Terms) -> Evaluation {
    let registry = Registry::new(dataset);
    let mut draft = Draft { population_of: "released versions", ..Draft::default() };
    let all: Vec<Row<'_>> = dataset.releases.iter().collect();
    let real = keep(all, "other than drafts", &mut draft.filters, |row| !is_draft(&row.value));
    let live = keep(real, "that went live, or of which the registry does not say", &mut draft.filters, |row| {
        went_live(&row.value, terms) != Some(false)
    });
    let inside = keep(live, "in the window, or without any date", &mut draft.filters, |row| {
        in_window(row.value.live.or(row.value.created), terms)
    });
    draft.items = inside.iter().map(|row| judged(row, &registry, terms)).collect();
    draft.sources = vec![inputs::standing(dataset, terms, Kind::Release)];
    if inputs::is_there(dataset, Kind::Ticket) {
        draft.sources.push(inputs::supporting(dataset, Kind::Ticket));
    }
    conclude(&EVALUATOR, terms, draft)
}

fn judged(row: Row<'_>, registry: &Registry<'_>, terms: &Terms) -> Item {
    let release = &row.value;
    let sound = registry.soundness(row, terms);
    let live = went_live(release, terms) == Some(true);
    let at = release.live.or(release.created);
    let verb = if release.live.is_some() { "went live" } else { "made" };
    let lead = at.map_or_else(|| "no date given".to_owned(), |at| format!("{verb} on {}", terms.day(at)));
    let (state, reason) = match (sound.lacks.is_empty(), live, sound.unknown.is_empty()) {
        (false, true, _) => (State::Exception, sound.lacks.join("; ")),
        (false, false, _) => {
            let lacks = sound.lacks.join("; ");
            (State::NotDeterminable, format!("{lacks}; the registry does not say whether it went live"))
        }
        (true, _, false) => (State::NotDeterminable, sound.unknown.join("; ")),
        (true, _, true) => (State::Pass, "names its ticket, its approver and what it had to pass".to_owned()),
    };
    let labels = if release.labels.is_empty() { String::new() } else { format!(", labelled {}", release.labels.join(", ")) };
    let author = told(release.author.as_deref()).map_or_else(|| ", no author named".to_owned(), |author| format!(" by {author}"));
    let mut steps = vec![fact(at, format!("{verb}{author}{labels}"), &row.pointer)];
    steps.extend(sound.steps);
    let proof = [row.pointer.clone()].into_iter().chain(sound.proof).collect();
    let mut item = item(releases::subject(release), state, format!("{lead}: {reason}"), proof);
    item.steps = steps;
    item
}
