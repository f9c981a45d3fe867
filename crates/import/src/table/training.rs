//! Rows that are trainings of persons.

use super::{cells::Cells, person, words};
use model::{Data, Stamp, record::Training};

/// The training of a row; none where it does not say whose or which.
pub(crate) fn training(cells: &Cells<'_>) -> Option<Data> {
    let course = cells.text("course").or_else(|| cells.is_wide().then(String::new))?;
    let person = person::who(cells)?;
    let completed = cells.stamp_or("completed", words::is_trained);
    let status_word = cells.said("status").or_else(|| if completed.is_none() { cells.said("completed") } else { None });
    for id in ["rest", "place"] {
        cells.keep(id);
    }
    Some(Data::Training(Box::new(Training {
        system: cells.system(),
        id: cells.text("id"),
        course,
        person,
        assigned: cells.stamp("assigned"),
        due: cells.stamp("due"),
        completed,
        expires: cells.stamp("expires"),
        passed: passed(cells, completed),
        status_word,
        score: cells.text("score"),
    })))
}

/// By the word of its status, else by a date of completion, else by a word in place of one.
fn passed(cells: &Cells<'_>, completed: Option<Stamp>) -> Option<bool> {
    match (cells.word("status"), completed) {
        (Some(word), _) => words::trained(word),
        (None, Some(_)) => Some(true),
        (None, None) => cells.word("completed").and_then(words::trained),
    }
}

/// One for each column of a table with a column for each course: a date or a word in it tells how the course stands.
pub(crate) fn each(cells: &Cells<'_>, data: Data) -> Vec<Data> {
    let Data::Training(all) = data else { return vec![data] };
    if !cells.is_wide() {
        return vec![Data::Training(all)];
    }
    let one = |column: usize| {
        let cell = cells.row.cell(column);
        let completed = cells.time_of(column);
        let passed = if completed.is_some() { Some(true) } else { words::trained(cell) };
        let told = completed.is_some() || words::is_trained(cell);
        if !told && !super::blank(cell) {
            cells.keep_column(column);
        }
        told.then(|| Training {
            course: cells.name(column).to_owned(),
            completed,
            passed,
            status_word: if completed.is_some() { None } else { Some(cell.to_owned()) },
            ..(*all).clone()
        })
    };
    cells.wide().iter().filter_map(|column| one(*column)).map(|training| Data::Training(Box::new(training))).collect()
}
