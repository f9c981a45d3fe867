//! Rows to controls: a control that stands in several rows (one for each criterion, say) is one.

use super::{
    ControlSet, Entry, Named, cadence,
    columns::{Columns, Field},
    reference,
};
use crate::read::csv::Row;
use model::Nature;
use std::collections::BTreeMap;

/// Statuses by which a set says that a control is none any more, or none yet.
const ENDED: &[&str] = &[
    "retired",
    "archived",
    "deprecated",
    "inactive",
    "deleted",
    "out of scope",
    "not in scope",
    "not applicable",
    "n/a",
    "na",
    "obsolete",
    "disabled",
];

/// Cells of a column that stands for one criterion, where the control serves it.
const TICKS: &[&str] = &["x", "y", "yes", "true", "1", "✓", "✔", "✅", "•", "primary", "secondary"];

/// Puts the controls of the rows into the set.
pub(super) fn entries(rows: &[Row], names: &[String], columns: &Columns, set: &mut ControlSet) {
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for row in rows {
        let next = entry(row, names, columns, set);
        let key = key(&next);
        if key.is_empty() {
            match set.entries.last_mut() {
                // Merged cells: what follows belongs to the control above.
                Some(last) if !next.references.is_empty() || !next.expects.is_empty() => {
                    add(&mut last.references, next.references);
                    add(&mut last.expects, next.expects);
                }
                _ => set.remark(row.number, "", "", "no-control", "the row names no control; it was passed over".to_owned()),
            }
            continue;
        }
        if let Some(&at) = known.get(&key) {
            join(at, next, set);
        } else {
            known.insert(key, set.entries.len());
            set.entries.push(next);
        }
    }
}

/// By what two rows are the same control: the id, else the title.
fn key(entry: &Entry) -> String {
    let fold = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    if entry.id.is_empty() { fold(&entry.title) } else { format!("#{}", fold(&entry.id)) }
}

fn add<T: PartialEq>(to: &mut Vec<T>, more: Vec<T>) {
    for each in more {
        if !to.contains(&each) {
            to.push(each);
        }
    }
}

fn join(at: usize, next: Entry, set: &mut ControlSet) {
    let Some(first) = set.entries.get_mut(at) else { return };
    let differs = |one: &str, other: &str| !one.is_empty() && !other.is_empty() && one != other;
    let mut told = Vec::new();
    for (field, one, other) in [
        ("title", &mut first.title, &next.title),
        ("description", &mut first.description, &next.description),
        ("owner role", &mut first.role, &next.role),
        ("source", &mut first.source, &next.source),
    ] {
        if differs(one, other) {
            told.push((field, other.clone()));
        } else if one.is_empty() {
            one.clone_from(other);
        }
    }
    if let (Some(one), Some(other)) = (first.cadence, next.cadence)
        && one != other
    {
        told.push(("cadence", format!("{other:?}")));
    }
    first.cadence = first.cadence.or(next.cadence);
    first.nature = first.nature.or(next.nature);
    add(&mut first.owners, next.owners);
    add(&mut first.expects, next.expects);
    let fresh: Vec<Named> = next
        .references
        .into_iter()
        .filter(|named| !first.references.iter().any(|known| known.reference == named.reference))
        .collect();
    first.references.extend(fresh);
    let (row, id) = (first.row, first.id.clone());
    for (field, value) in told {
        let message = format!("row {row} says something else of {id} in `{field}`; row {row} is used");
        set.remark(next.row, field, &value, "rows-differ", message);
    }
}

fn entry(row: &Row, names: &[String], columns: &Columns, set: &mut ControlSet) -> Entry {
    let cell = |field| columns.of(field).map_or("", |column| row.cell(column));
    let mut entry = Entry {
        row: row.number,
        id: cell(Field::Id).to_owned(),
        title: one_line(cell(Field::Title)),
        description: cell(Field::Description).to_owned(),
        owners: people(cell(Field::Owner)),
        role: one_line(cell(Field::Role)),
        source: one_line(cell(Field::Source)),
        expects: lines(cell(Field::Expects)),
        ..Entry::default()
    };
    if entry.title.is_empty() {
        entry.title = short(&entry.description);
    } else if entry.description.is_empty() {
        entry.description.clone_from(&entry.title);
    }
    let name = |field| columns.of(field).and_then(|column| names.get(column)).map_or("", String::as_str);
    rhythm(&mut entry, cell(Field::Cadence), name(Field::Cadence), set);
    nature(&mut entry, cell(Field::Nature), name(Field::Nature), set);
    status(&mut entry, cell(Field::Status), name(Field::Status));
    references(&mut entry, row, names, columns, set);
    entry
}

fn rhythm(entry: &mut Entry, text: &str, column: &str, set: &mut ControlSet) {
    let found = cadence::find(text);
    entry.cadence = found.first().copied();
    let blank = ["", "-", "n/a", "na", "tbd", "none"].contains(&text.to_lowercase().as_str());
    match found.as_slice() {
        [] if !blank => {
            let message = format!(
                "`{text}` is no cadence by which occurrences can be counted; write continuous, daily, weekly, monthly, quarterly, half-yearly, yearly or per event"
            );
            set.remark(entry.row, column, text, "cadence-unknown", message);
        }
        [first, _, ..] => {
            let message = format!("`{text}` names more than one cadence; {} is used", word(*first));
            set.remark(entry.row, column, text, "cadence-ambiguous", message);
        }
        _ => {}
    }
}

fn word(cadence: model::Cadence) -> String {
    let text = format!("{cadence:?}");
    text.chars()
        .enumerate()
        .flat_map(|(at, c)| if at > 0 && c.is_uppercase() { vec!['-', c] } else { vec![c] })
        .collect::<String>()
        .to_lowercase()
}

fn nature(entry: &mut Entry, text: &str, column: &str, set: &mut ControlSet) {
    let plain = text.to_lowercase();
    let is_question = column.to_lowercase().contains("automated") && !column.to_lowercase().contains("manual");
    let has = |words: &[&str]| words.iter().any(|word| plain.contains(word));
    entry.nature = match plain.as_str() {
        "" => None,
        "yes" | "true" | "y" | "1" if is_question => Some(Nature::Automated),
        "no" | "false" | "n" | "0" if is_question => Some(Nature::Manual),
        _ if has(&["manual", "semi", "hybrid", "partial", "people"]) => Some(Nature::Manual),
        _ if has(&["automat", "system", "technical"]) => Some(Nature::Automated),
        _ => None,
    };
    let other = [
        "prevent",
        "detect",
        "correct",
        "direct",
        "key",
        "entity",
        "process",
        "administrative",
        "physical",
        "deterrent",
        "custom",
        "standard",
    ];
    if entry.nature.is_none() && !plain.is_empty() && !has(&other) {
        let message = format!("`{text}` says neither manual nor automated; it was left out");
        set.remark(entry.row, column, text, "nature-unknown", message);
    }
}

fn status(entry: &mut Entry, text: &str, column: &str) {
    let plain = text.to_lowercase();
    let is_question = ["scope", "applicab", "active"].iter().any(|word| column.to_lowercase().contains(word));
    if ENDED.contains(&plain.as_str()) || (is_question && ["no", "false", "n", "0"].contains(&plain.as_str())) {
        entry.ended = format!("`{column}` says `{text}`");
    }
}

fn references(entry: &mut Entry, row: &Row, names: &[String], columns: &Columns, set: &mut ControlSet) {
    for &(column, iso) in &columns.references {
        let (cell, name) = (row.cell(column), names.get(column).map_or("", String::as_str));
        let found = reference::find(cell, iso);
        if !cell.is_empty() && found.references.is_empty() && found.unknown.is_empty() {
            set.remark(row.number, name, cell, "names-no-id", "no id was found in it; nothing was mapped".to_owned());
        }
        for (text, reference) in found.references {
            if !entry.references.iter().any(|known| known.reference == reference) {
                entry.references.push(Named { row: row.number, column: name.to_owned(), text, reference });
            }
        }
        for unknown in found.unknown {
            let message = format!(
                "`{unknown}` is no id of a criterion, of ISO 27001:2022 Annex A, of NIST AI RMF or of the OWASP LLM Top 10; it was not mapped"
            );
            set.remark(row.number, name, &unknown, "id-unknown", message);
        }
    }
    for &column in &columns.ticked {
        let (cell, name) = (row.cell(column), names.get(column).map_or("", String::as_str));
        let ticked = TICKS.contains(&cell.to_lowercase().as_str());
        if !cell.is_empty() && !ticked && !["n", "no", "false", "0", "-", "n/a"].contains(&cell.to_lowercase().as_str()) {
            let message = format!("`{cell}` is no tick; `{name}` was not mapped");
            set.remark(row.number, name, cell, "tick-unknown", message);
        }
        for (text, reference) in reference::find(name, false).references.into_iter().filter(|_| ticked) {
            entry.references.push(Named { row: row.number, column: name.to_owned(), text, reference });
        }
    }
}

/// People of a cell: addresses with or without names, one after the other.
fn people(cell: &str) -> Vec<String> {
    let parts = cell.split([';', '\n', ',', '|']).map(one_line);
    let none = ["", "-", "n/a", "tbd", "none", "unassigned", "no owner", "null"];
    parts.filter(|part| !none.contains(&part.to_lowercase().as_str())).collect()
}

/// Lines or points of a cell.
fn lines(cell: &str) -> Vec<String> {
    let parts = cell.split(['\n', ';', '•']).map(|part| one_line(part.trim().trim_start_matches(['-', '*', '–'])));
    parts.filter(|part| !part.is_empty()).collect()
}

fn one_line(cell: &str) -> String {
    cell.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first words of a description, as a title.
fn short(description: &str) -> String {
    const LONGEST: usize = 64;
    let line = one_line(description.split(['.', '\n', ';']).next().unwrap_or_default());
    if line.chars().count() <= LONGEST {
        return line;
    }
    let mut title = String::new();
    for word in line.split(' ') {
        if title.chars().count() + word.chars().count() > LONGEST {
            break;
        }
        title.push_str(word);
        title.push(' ');
    }
    format!("{}…", title.trim_end())
}
