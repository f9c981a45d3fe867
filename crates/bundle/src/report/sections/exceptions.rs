//! Each evaluation by itself: how its population was made, what it was judged by, and every item that failed or could
//! not be judged, with the row that proves it and what management answers.

use super::{View, number, pointer};
use crate::{
    Response, Tested,
    report::{
        LISTED_PER_EVALUATOR,
        sheet::Sheet,
        style::{Ink, Style},
        table::{Cell, Table, cell, column, marked, piece},
    },
};
use model::{Evaluation, Item, State};

pub(super) fn set(sheet: &mut Sheet<'_>, view: &View<'_>) {
    sheet.section("Evaluations and exceptions");
    for tested in &view.contents.evaluations {
        one(sheet, view, tested);
    }
}

fn one(sheet: &mut Sheet<'_>, view: &View<'_>, Tested { evaluation, question }: &Tested) {
    sheet.heading(&evaluation.evaluator, 70.0);
    sheet.paragraph(Style::BODY, question);
    let Evaluation { exceptions, tested, population, population_of, version, .. } = evaluation;
    let summary = format!(
        "{}: {} of {} (population {}: {population_of}).{} Version {version} of the evaluator.",
        evaluation.state.title(),
        number(*exceptions),
        number(*tested),
        number(*population),
        known(view, evaluation),
    );
    sheet.paragraph(Style::NOTE, &summary);
    basis(sheet, evaluation);
    sheet.skip(4.0);
    listed(sheet, view, evaluation, State::Exception);
    listed(sheet, view, evaluation, State::NotDeterminable);
}

/// How many of the exceptions management accepts as known; nothing where it accepts none.
fn known(view: &View<'_>, evaluation: &Evaluation) -> String {
    let in_force =
        |item: &&Item| view.accepted(&evaluation.evaluator, item).is_some_and(|accepted| accepted.until >= view.today());
    match evaluation.failed().filter(in_force).count() as u64 {
        0 => String::new(),
        accepted => format!(" Management accepts {} of them as known.", number(accepted)),
    }
}

/// Population, inputs, parameters, figures, remarks: what a person needs to do it again.
fn basis(sheet: &mut Sheet<'_>, evaluation: &Evaluation) {
    for filter in &evaluation.filters {
        let text = format!("Kept {}: {} of {} rows.", filter.kept, number(filter.after), number(filter.before));
        sheet.paragraph(Style::NOTE, &text);
    }
    for input in &evaluation.inputs {
        let ids: Vec<String> = input.evidence.iter().map(ToString::to_string).collect();
        let from = if ids.is_empty() { "no evidence".to_owned() } else { ids.join(", ") };
        sheet.paragraph(Style::NOTE, &format!("Input {}: {} records from {from}.", input.name, number(input.records)));
        for gap in &input.gaps {
            sheet.indented(Style::NOTE.ink(Ink::DOUBT), &format!("missing: {gap}"), 10.0);
        }
    }
    for parameter in &evaluation.parameters {
        let values: Vec<String> = parameter.values.iter().map(|(from, value)| format!("{value} (from {from})")).collect();
        sheet.paragraph(Style::NOTE, &format!("Parameter {}: {}.", parameter.id, values.join("; ")));
    }
    for (name, figure) in &evaluation.figures {
        sheet.paragraph(Style::NOTE, &format!("{name}: {figure}"));
    }
    for note in &evaluation.notes {
        sheet.paragraph(Style::NOTE, note);
    }
}

fn listed(sheet: &mut Sheet<'_>, view: &View<'_>, evaluation: &Evaluation, wanted: State) {
    let count = if wanted == State::Exception { evaluation.exceptions } else { evaluation.undetermined };
    let items: Vec<&Item> = evaluation.items.iter().filter(|item| item.state == wanted).take(LISTED_PER_EVALUATOR).collect();
    if !items.is_empty() {
        let head = if wanted == State::Exception { "Exception" } else { "Not determinable" };
        let columns = [column(head, 24.0), column("Why", 40.0), column("Proof", 17.0), column("Management’s response", 27.0)];
        let mut table = Table::begin(sheet, &columns);
        for item in &items {
            table.row(&[subject(item, wanted), cell(&item.reason), proof(item), management(view, &evaluation.evaluator, item)]);
        }
        table.finish();
    }
    let rest = count.saturating_sub(items.len() as u64);
    if rest > 0 {
        let file = format!("data/results/{}.csv", crate::names::safe(&evaluation.evaluator, 60));
        let listed = evaluation.items.iter().filter(|item| item.state == wanted).count() as u64;
        let beyond = count.saturating_sub(listed);
        let mut text = format!("The remaining {} are not listed here; they are in {file}.", number(rest));
        if beyond > 0 {
            text = format!(
                "The remaining {} are not listed here; {} of them are in {file}, and {} are counted only: the evaluation of a large \
                 log lists no more than {}. Their rows are in the original log.",
                number(rest),
                number(rest - beyond),
                number(beyond),
                number(Evaluation::LISTED as u64)
            );
        }
        sheet.paragraph(Style::NOTE.ink(Ink::ALERT), &text);
    }
}

fn subject(item: &Item, wanted: State) -> Cell {
    let name = if item.subject.is_empty() { "(the source gives no identifier)" } else { &item.subject };
    vec![marked(wanted, name)]
}

fn proof(item: &Item) -> Cell {
    if item.proof.is_empty() {
        return cell("the absence itself");
    }
    let shown = item.proof.iter().take(5).map(|proof| piece(Style::CELL, pointer(proof)));
    let more = item.proof.len().saturating_sub(5);
    let rest = (more > 0).then(|| piece(Style::CELL_NOTE, format!("and {more} more rows in data/results")));
    shown.chain(rest).collect()
}

/// What management says: its answer in parts, and whether it accepts the exception as known. The result stays.
fn management(view: &View<'_>, evaluator: &str, item: &Item) -> Cell {
    let mut pieces = view.response(evaluator, item).map(answer).unwrap_or_default();
    if let Some(accepted) = view.accepted(evaluator, item) {
        let ended = if accepted.until < view.today() { " (ended)" } else { "" };
        let text = format!("Accepted as known by {} until {}{ended}: {}", accepted.by, accepted.until, accepted.reason);
        pieces.push(piece(Style::CELL, text));
    }
    if pieces.is_empty() { vec![piece(Style::CELL.ink(Ink::MUTED), "none yet")] } else { pieces }
}

fn answer(response: &Response) -> Cell {
    let parts = [
        ("Cause", Some(response.cause.clone()).filter(|text| !text.is_empty())),
        ("Fix", Some(response.fix.clone()).filter(|text| !text.is_empty())),
        ("By", response.due.map(|day| day.to_string())),
        ("Compensating control", response.compensating.clone()),
        ("Retested on", response.retest.map(|id| id.to_string())),
    ];
    let told = |(name, text): (&str, Option<String>)| Some(piece(Style::CELL, format!("{name}: {}", text?)));
    let signed = piece(Style::CELL_NOTE, format!("{}, {}", response.author, response.at.format("%Y-%m-%d")));
    parts.into_iter().filter_map(told).chain([signed]).collect()
}
