//! `ipe-incomplete`: is it known of every export how it was produced, and that it is complete and accurate?
//!
//! Population: imported evidence. A document is judged by reading it and has no such sheet. Failed: fields of the sheet on
//! information produced by the entity are blank, or a total that the source states for the rows is another than the number
//! of rows read. An export that is incomplete by its own words, or was read with problems, is told in the reason; it fails
//! where the totals show it. Only totals that by their name count the rows of the file are compared.

use crate::{
    dataset::Dataset,
    evaluation::{Draft, conclude, fact, item, keep, rule},
    evaluator::{About, Evaluator, Judge},
    inputs::Source,
    words::{count, tokens},
};
use model::{Evaluation, Evidence, Input, Item, Pointer, Position, State, Terms};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "ipe-incomplete",
    version: 1,
    about: About {
        question: "Does the sheet of every export say where it came from, by which report and filters, who took it and when, and \
                   how completeness and accuracy were checked?",
        why: "An auditor does not rely on a report before knowing how it was made and that nothing is missing from it.",
        reading: "One item per imported file. Failed: a field of the sheet is blank, or a total that the source states is another \
                  than the number of rows read.",
    },
    needs: &[],
    uses: &[],
    map: true,
    parameters: &[],
    judge: Judge::Records(judge),
};

fn judge(dataset: &Dataset, terms: &Terms) -> Evaluation {
    let mut draft = Draft { population_of: "imported files", ..Draft::default() };
    let all: Vec<&Evidence> = dataset.evidence.values().collect();
    let evidence = all.iter().map(|one| one.id).collect();
    let imported = keep(all, "read by an importer, no documents", &mut draft.filters, |one| one.importer.is_some());
    draft.items = imported.iter().map(|one| judged(one)).collect();
    let present = !imported.is_empty();
    let gaps = if present { Vec::new() } else { vec!["nothing was imported yet".to_owned()] };
    let records = imported.len() as u64;
    let input = Input { name: "sheets on how exports were produced".to_owned(), evidence, records, gaps };
    draft.sources = vec![Source { input, present, stale: false, incomplete: false, covers: false }];
    conclude(&EVALUATOR, terms, draft)
}

fn judged(one: &Evidence) -> Item {
    let blanks = one.ipe.blanks();
    let wrong = disagreeing(one);
    let mut faults = Vec::new();
    if !blanks.is_empty() {
        faults.push(format!("blank: {}", blanks.join(", ")));
    }
    faults.extend(wrong.iter().cloned());
    let state = if faults.is_empty() { State::Pass } else { State::Exception };
    let mut what = if faults.is_empty() { "every field is filled in".to_owned() } else { faults.join("; ") };
    if let Some(why) = one.incomplete.first() {
        what = format!("{what}; incomplete by its own words: {why}");
    }
    let pointer = Pointer { evidence: one.id, at: Position::File };
    let mut judged = item(&one.file_name, state, format!("{}: {what}", one.id), vec![pointer.clone()]);
    let by = one.ipe.extracted_by.as_deref().unwrap_or("nobody named");
    judged.steps.push(fact(one.dates.extracted.or(one.ipe.extracted_at), format!("extracted by {by}"), &pointer));
    judged.steps.push(rule(None, format!("{} of 9 fields that the sheet must have are blank", blanks.len())));
    let rows = one.ipe.row_count.unwrap_or_else(|| one.record_count());
    let stated = totals(one).map(|(name, total)| format!("`{name}` {total}")).collect::<Vec<_>>().join(", ");
    let stated = if stated.is_empty() { "none".to_owned() } else { stated };
    let rows = count(rows, "row");
    judged.steps.push(rule(None, format!("{rows} read; totals stated for the rows: {stated}")));
    judged
}

/// The totals that count the rows of the file: `rows`, `total`, `total_record_count`, `ResultCount`.
fn totals(one: &Evidence) -> impl Iterator<Item = (&str, u64)> {
    const COUNTS: [&str; 12] =
        ["total", "rows", "records", "count", "number", "of", "record", "row", "size", "resultcount", "totalcount", "totalsize"];
    let stated = one.ipe.control_totals.iter();
    stated.filter_map(|(name, value)| {
        let words = tokens(name);
        let counts = !words.is_empty() && words.iter().all(|word| COUNTS.contains(&word.as_str()));
        let value = value.trim().replace(',', "").parse().ok()?;
        counts.then_some((name.as_str(), value))
    })
}

/// Totals that are another number than the rows of the file and than the records of each kind.
fn disagreeing(one: &Evidence) -> Vec<String> {
    let read: Vec<u64> = one.ipe.row_count.into_iter().chain(one.records.values().copied()).collect();
    let rows = one.ipe.row_count.unwrap_or_else(|| one.record_count());
    let wrong = totals(one).filter(|(_, total)| !read.contains(total) && *total != one.record_count());
    wrong.map(|(name, total)| format!("the source states `{name}` {total} and {rows} were read")).collect()
}
