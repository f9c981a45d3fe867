//! Rows that are tests of recovery.

use super::{cells::Cells, reference, words};
use model::{Data, record::RecoveryTest};

/// The test of a row; none where it does not say what was tried.
pub(crate) fn recovery_test(cells: &Cells<'_>) -> Option<Data> {
    let service = cells.text("service");
    let type_word = cells.text("type");
    let name = cells.text("name").or_else(|| service.clone()).or_else(|| type_word.clone())?;
    let outcome_word = cells.said("outcome");
    // Of what was written about a duration (`under 4 h`) more than the number may matter.
    for id in ["duration", "objective", "loss", "loss-objective", "rest"] {
        cells.keep(id);
    }
    let tried = type_word.as_deref().and_then(words::recovery_test).or_else(|| words::recovery_test(&name));
    Some(Data::RecoveryTest(Box::new(RecoveryTest {
        system: cells.system(),
        id: cells.text("id"),
        test: tried.unwrap_or_default(),
        test_word: type_word,
        name,
        service,
        at: cells.stamp("at"),
        finished: cells.stamp("finished"),
        seconds: measured(cells, "duration"),
        objective_seconds: objective(cells, "objective"),
        loss_seconds: if nothing_lost(cells) { Some(0) } else { measured(cells, "loss") },
        loss_objective_seconds: objective(cells, "loss-objective"),
        outcome: cells.word("outcome").map(words::backup_outcome).unwrap_or_default(),
        outcome_word,
        by: cells.text("by"),
        approver: cells.text("approver"),
        tickets: reference::tickets(&cells.list("ticket"), []),
    })))
}

/// Whether the row says that nothing was lost: `none` under `Data loss`, or 0 of whatever unit.
fn nothing_lost(cells: &Cells<'_>) -> bool {
    let said = cells.raw("loss").map(words::plain).unwrap_or_default();
    let none = words::is_one_of(&said, "none|no|nil|keine|kein|no data loss|no loss|no data lost|nothing");
    said == "0" || none && ["loss", "lost", "verlust"].iter().any(|word| words::plain(cells.header("loss")).contains(word))
}

fn measured(cells: &Cells<'_>, id: &str) -> Option<u64> {
    cells.word(id).and_then(|cell| words::seconds(cell, cells.header(id)))
}

fn objective(cells: &Cells<'_>, id: &str) -> Option<u64> {
    cells.word(id).and_then(|cell| words::bound(cell, cells.header(id)))
}
