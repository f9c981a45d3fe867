//! `retention-undefined`: does the company say of every class of rows how long it keeps them?
//!
//! Population: the classes of rows that the log holds: by table, class of data and route, as far as the rows tell. Failed: a
//! retention is entered, and no entry of it in force covers the class. Without any entry nothing can be said: a retention
//! may be written down and was not entered.

use crate::{
    clock,
    dataset::Dataset,
    evaluation::{Draft, conclude, item, rule},
    evaluator::{About, Evaluator, Judge, LogAnswers},
    inputs,
    retention::{self, Class, RETENTION},
    words::count,
};
use model::{Evaluation, Item, Kind, Pointer, Stamp, State, Step, Terms};
use std::collections::BTreeMap;

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "retention-undefined",
    version: 1,
    about: About {
        question: "Does a retention cover every class of rows that the log holds?",
        why: "Prompts and answers that nobody has decided to delete are kept for ever.",
        reading: "Classes of rows by table, class of data and route, against the retention in force at the end of the window.",
    },
    needs: &[Kind::GatewayRow],
    uses: &[Kind::Span, Kind::Score],
    map: false,
    parameters: &[&RETENTION],
    judge: Judge::Log { sql: |_| retention::queries(), fold: judge },
};

/// Rows of a class, the first and its day.
type Held = (i64, Option<Pointer>, Option<chrono::NaiveDate>);

fn judge(answers: &LogAnswers, dataset: &Dataset, terms: &Terms) -> Evaluation {
    let mut draft = Draft { population_of: "classes of rows in the log", ..Draft::default() };
    let mut classes: BTreeMap<Class, Held> = BTreeMap::new();
    for ((_, class), kept) in retention::kept(answers) {
        let held = classes.entry(class).or_default();
        held.0 += kept.days.values().map(|(rows, _)| rows).sum::<i64>();
        if let Some((day, (_, row))) = kept.days.into_iter().next().filter(|(day, _)| held.2.is_none_or(|first| *day < first)) {
            (held.1, held.2) = (row, Some(day));
        }
    }
    draft.items = classes.into_iter().map(|(class, held)| judged(&class, held, terms)).collect();
    if terms.value(&RETENTION, clock::horizon(terms)).trim().is_empty() {
        draft.notes.push(format!("No retention is entered: set `{}` with the day from which it is in force.", RETENTION.id));
    }
    draft.sources = vec![inputs::supporting(dataset, Kind::GatewayRow)];
    conclude(&EVALUATOR, terms, draft)
}

fn judged(class: &Class, (rows, row, first): Held, terms: &Terms) -> Item {
    let day = clock::horizon(terms);
    let value = terms.value(&RETENTION, day).trim();
    let found = class.days(terms, day);
    let held = count(rows, "row");
    let (state, reason) = match &found {
        Some((days, entry)) => (State::Pass, format!("{held}; kept {} by the entry `{entry}`", count(i64::from(*days), "day"))),
        None if value.is_empty() => (State::NotDeterminable, format!("{held}; no retention is entered")),
        None => (State::Exception, format!("{held}; no entry of the retention in force on {day} covers them")),
    };
    let mut item = item(class.words(), state, reason, row.iter().cloned().collect());
    let told = if value.is_empty() { "not set".to_owned() } else { value.to_owned() };
    item.steps = vec![
        Step { at: first.map(Stamp::Day), what: "the oldest row of the class".to_owned(), proof: row },
        rule(Some(day), format!("`{}` was {told} on that day", RETENTION.id)),
    ];
    item
}
