//! The results on a page or two: every evaluation with its counts and state.

use super::{View, number};
use crate::report::{
    sheet::Sheet,
    style::Style,
    table::{Table, column, piece, state},
};
use model::{Evaluation, State};

const ORDER: [State; 5] = [State::Exception, State::NotDeterminable, State::NotTested, State::Pass, State::NoOccurrence];

pub(super) fn set(sheet: &mut Sheet<'_>, view: &View<'_>) {
    sheet.section("Results");
    if view.contents.evaluations.is_empty() {
        sheet.paragraph(Style::BODY, "No evaluation was made.");
        return;
    }
    sheet.paragraph(Style::BODY, &counts(view));
    sheet.skip(8.0);
    let columns = [column("Question", 46.0), column("Population", 18.0), column("Exceptions", 20.0), column("State", 16.0)];
    let mut table = Table::begin(sheet, &columns);
    for wanted in ORDER {
        for tested in view.contents.evaluations.iter().filter(|tested| tested.evaluation.state == wanted) {
            let evaluation = &tested.evaluation;
            table.row(&[
                vec![piece(Style::CELL, &tested.question), piece(Style::HASH, &evaluation.evaluator)],
                vec![piece(Style::CELL, number(evaluation.population)), piece(Style::CELL_NOTE, &evaluation.population_of)],
                vec![piece(Style::CELL, exceptions(evaluation)), piece(Style::CELL_NOTE, undetermined(evaluation))],
                vec![state(evaluation.state)],
            ]);
        }
    }
    table.finish();
}

/// `2 of 25 (population 341)`.
fn exceptions(evaluation: &Evaluation) -> String {
    let Evaluation { exceptions, tested, population, .. } = evaluation;
    format!("{} of {} (population {})", number(*exceptions), number(*tested), number(*population))
}

fn undetermined(evaluation: &Evaluation) -> String {
    if evaluation.undetermined == 0 { String::new() } else { format!("{} not determinable", number(evaluation.undetermined)) }
}

fn counts(view: &View<'_>) -> String {
    let of = |wanted: State| view.contents.evaluations.iter().filter(|tested| tested.evaluation.state == wanted).count();
    let parts: Vec<String> =
        ORDER.iter().filter(|wanted| of(**wanted) > 0).map(|wanted| format!("{} {}", wanted.title(), of(*wanted))).collect();
    format!("{} evaluations over whole populations: {}.", view.contents.evaluations.len(), parts.join(", "))
}
