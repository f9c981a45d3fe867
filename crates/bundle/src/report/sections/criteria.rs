//! The map by criterion: each control as described, how its occurrences stand, its evidence and own results, and two
//! columns that stay empty for the auditor.

use super::View;
use crate::report::{
    sheet::Sheet,
    style::{Ink, Style},
    table::{Cell, Table, cell, column, piece, state},
};
use model::{Control, Occurrence, OccurrenceState};
use std::collections::BTreeSet;

pub(super) fn set(sheet: &mut Sheet<'_>, view: &View<'_>) {
    sheet.section("Controls by criterion");
    sheet.paragraph(
        Style::NOTE,
        "A control that serves several criteria is described at the first and named at the others. “3 of 6” counts evidenced \
         occurrences of those expected in the window.",
    );
    sheet.skip(6.0);
    let columns = [
        column("Control", 38.0),
        column("Occurrences", 16.5),
        column("Evidence", 13.0),
        column("Own result", 25.0),
        column("[auditor] test", 15.0),
        column("[auditor] result", 15.0),
    ];
    let categories = view.contents.engagement.categories();
    let mut described = BTreeSet::new();
    let mut table = Table::begin(sheet, &columns);
    for criterion in view.contents.criteria.iter().filter(|criterion| categories.contains(&criterion.category)) {
        table.band(&criterion.id, &criterion.title);
        let serving: Vec<&Control> =
            view.contents.controls.iter().filter(|control| control.criteria.contains(&criterion.id)).collect();
        if serving.is_empty() {
            table.row(&[vec![piece(Style::CELL.ink(Ink::DOUBT), "No control serves this criterion.")]]);
        }
        for control in serving {
            let first = described.insert(control.id.as_str());
            table.row(&row(view, control, first));
        }
    }
    table.finish();
}

fn row(view: &View<'_>, control: &Control, first: bool) -> [Cell; 6] {
    let mut about = vec![piece(Style::CELL_STRONG, format!("{} {}", control.id, control.title))];
    if first {
        about.push(piece(Style::CELL, &control.description));
        let owner = control.owner.as_deref().map_or_else(|| "no owner named".to_owned(), ToOwned::to_owned);
        about.push(piece(Style::CELL_NOTE, format!("{owner} ({}), {}", control.owner_role, control.source)));
    }
    let own: Vec<&Occurrence> = view.contents.occurrences.iter().filter(|one| one.control == control.id).collect();
    [about, occurrences(&own), evidence(view, control, &own), results(view, control), Cell::new(), Cell::new()]
}

fn occurrences(own: &[&Occurrence]) -> Cell {
    let of = |wanted: OccurrenceState| own.iter().filter(|one| one.state == wanted).count();
    if own.is_empty() {
        return cell("none expected");
    }
    let done = of(OccurrenceState::Evidenced) + of(OccurrenceState::Late) + of(OccurrenceState::DidNotOccur);
    let mut pieces = vec![piece(Style::CELL, format!("{done} of {}", own.len()))];
    let words = [
        (OccurrenceState::Missed, "missed", Ink::ALERT),
        (OccurrenceState::Late, "late", Ink::DOUBT),
        (OccurrenceState::NotYetDue, "not yet due", Ink::MUTED),
        (OccurrenceState::DidNotOccur, "did not occur", Ink::MUTED),
    ];
    for (wanted, word, ink) in words {
        let count = of(wanted);
        if count > 0 {
            pieces.push(piece(Style::CELL_NOTE.ink(ink), format!("{count} {word}")));
        }
    }
    pieces
}

fn evidence(view: &View<'_>, control: &Control, own: &[&Occurrence]) -> Cell {
    let linked = view.contents.evidence.iter().filter(|exhibit| exhibit.controls.contains(&control.id));
    let ids: BTreeSet<_> =
        linked.map(|exhibit| exhibit.evidence.id).chain(own.iter().flat_map(|one| one.evidence.iter().copied())).collect();
    if ids.is_empty() {
        return vec![piece(Style::CELL.ink(Ink::DOUBT), "none")];
    }
    let shown: Vec<String> = ids.iter().take(12).map(ToString::to_string).collect();
    let more = ids.len().saturating_sub(12);
    let rest = (more > 0).then(|| piece(Style::CELL_NOTE, format!("and {more} more in data/map")));
    [piece(Style::CELL, shown.join(" "))].into_iter().chain(rest).collect()
}

fn results(view: &View<'_>, control: &Control) -> Cell {
    if control.evaluators.is_empty() {
        return vec![piece(Style::CELL.ink(Ink::MUTED), "no evaluator")];
    }
    let mut pieces = Vec::new();
    for id in &control.evaluators {
        let found = view.tested.get(id.as_str()).map_or(model::State::NotTested, |tested| tested.evaluation.state);
        pieces.push(state(found));
        pieces.push(piece(Style::CELL_NOTE, id));
    }
    pieces
}
