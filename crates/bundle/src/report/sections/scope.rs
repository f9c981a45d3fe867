//! Scope: categories in and out with their reasons, and how to read the rest.

use super::View;
use crate::report::{
    sheet::Sheet,
    style::{Ink, Style},
    table::{Table, cell, column, piece, state},
};
use model::{Category, State};

const STATES: [(State, &str); 5] = [
    (State::Pass, "The item was tested and is as it should be."),
    (State::Exception, "The item was tested and failed. Shown as “2 of 25 (population 341)”."),
    (State::NoOccurrence, "The population is proven empty by evidence in this bundle."),
    (State::NotDeterminable, "Evidence is missing, blank or stale. It is never counted as a pass."),
    (State::NotTested, "Nobody tested it."),
];

pub(super) fn set(sheet: &mut Sheet<'_>, view: &View<'_>) {
    sheet.section("Scope and how to read this report");
    categories(sheet, view);
    sheet.heading("The five states", 90.0);
    let mut table = Table::begin(sheet, &[column("State", 24.0), column("Meaning", 76.0)]);
    for (one, meaning) in STATES {
        table.row(&[vec![state(one)], cell(meaning)]);
    }
    table.finish();
    sheet.heading("References", 40.0);
    sheet.paragraph(
        Style::BODY,
        "“E-0007, row 12” is the twelfth data row (the header not counted) of the original file whose name begins with E-0007 in \
         data/evidence. A JSON path begins with $. The same row is found in data/records by evidence and position. \
         Each evaluation judges the whole population, not a sample; every item that it judged is in data/results.",
    );
    sheet.skip(4.0);
    sheet.paragraph(
        Style::BODY,
        "Evidence bears four dates: covers from, covers to, extracted, received. Only the first two place it in the window. \
         A date that neither the file nor a person states is blank.",
    );
    sheet.skip(4.0);
    sheet.paragraph(
        Style::NOTE,
        "Criteria are named by their ids with our own short words; the text of the Trust Services Criteria is not reproduced here. \
         A character that the fonts of this report lack, or that cannot be seen, is shown as \u{fffd}; the files in data keep it.",
    );
}

fn categories(sheet: &mut Sheet<'_>, view: &View<'_>) {
    let engagement = &view.contents.engagement;
    let included = engagement.categories();
    let mut table = Table::begin(sheet, &[column("Category", 26.0), column("Scope", 12.0), column("Reason", 62.0)]);
    for category in Category::ALL {
        let side = if included.contains(&category) { "in" } else { "out" };
        let reason = engagement.scope.get(&category).map(|scope| scope.reason.trim()).filter(|reason| !reason.is_empty());
        let reason =
            reason.map_or_else(|| piece(Style::CELL.ink(Ink::DOUBT), "no reason given"), |reason| piece(Style::CELL, reason));
        table.row(&[vec![piece(Style::CELL_STRONG, category.id())], cell(side), vec![reason]]);
    }
    table.finish();
}
