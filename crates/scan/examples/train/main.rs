//! Makes the model of names and places: `train --sets FOLDER --lists FOLDER [--out FOLDER] [--hold WHAT --predict FILE]`.
//!
//! `--hold fold:K` leaves out a fifth of the groups of rows, `--hold set:PREFIX` the sets whose names begin so; `--predict` writes
//! the labelled rows that were left out and what the model says of them, to measure with what it has not seen.
//! The same input gives the same bytes.

#![allow(
    missing_docs,
    unreachable_pub,
    clippy::pedantic,
    clippy::print_stdout,
    reason = "a tool of the project, not a part of it"
)]

mod generate;
mod learn;
mod lists;
mod rng;
mod sets;

use std::io::Write as _;
use std::path::{Path, PathBuf};

use scan::names::tagger::{self, Model, Scratch};
use scan::names::{field, spans};
use sets::Row;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let option = |name: &str| arguments.iter().position(|it| it == name).and_then(|at| arguments.get(at + 1)).cloned();
    let path = |name: &str| option(name).map(PathBuf::from);
    let (Some(sets), Some(folder)) = (path("--sets"), path("--lists")) else {
        return Err(
            "train --sets FOLDER --lists FOLDER [--out FOLDER] [--hold WHAT --predict FILE] [--rounds N] [--epochs N]".into()
        );
    };
    let count = |name: &str, usual: usize| option(name).and_then(|it| it.parse().ok()).unwrap_or(usual);
    let mut lists = lists::Lists::read(&folder)?;
    let mut rows = sets::read(&sets)?;
    common(&rows, &mut lists);
    let table = lists.table();
    rows.extend(generate::rows(&lists, count("--rounds", 24)));
    let hold = option("--hold").unwrap_or_default();
    let (out, rest): (Vec<&Row>, Vec<&Row>) = rows.iter().partition(|row| held(row, &hold));
    let weights = learn::learn(&rest, &table, count("--epochs", 8));
    if let Some(folder) = path("--out") {
        std::fs::write(folder.join("lists.bin"), &table)?;
        std::fs::write(folder.join("weights.bin"), &weights)?;
    }
    if let Some(file) = path("--predict") {
        predict(&out, &Model::of(&table, &weights), &file)?;
    }
    Ok(())
}

fn held(row: &Row, hold: &str) -> bool {
    match hold.split_once(':') {
        Some(("fold", fold)) => (scan::names::word::hash(&row.group) % 5).to_string() == fold,
        Some(("set", prefix)) => row.set.starts_with(prefix),
        _ => false,
    }
}

/// Words that occur small in the Spanish set are words; English has a list of its own.
fn common(rows: &[Row], lists: &mut lists::Lists) {
    let mut counts = std::collections::BTreeMap::new();
    for row in rows.iter().filter(|row| row.set.starts_with("meddocan")) {
        for word in
            row.text.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() > 1 && word.chars().all(char::is_lowercase))
        {
            *counts.entry(scan::names::word::hash(word)).or_insert(0_u32) += 1;
        }
    }
    for (hash, _) in counts.into_iter().filter(|(_, count)| *count > 4) {
        lists.common(hash);
    }
}

/// Writes what was left out as `FILE.gold`, and what the model says as `FILE`.
fn predict(rows: &[&Row], model: &Model<'_>, file: &Path) -> Result<()> {
    let mut gold = std::io::BufWriter::new(std::fs::File::create(file.with_extension("gold"))?);
    let mut said = std::io::BufWriter::new(std::fs::File::create(file)?);
    let mut scratch = Scratch::default();
    let mut labelled = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let characters = |byte: usize| row.text.get(..byte).map_or(0, |head| head.chars().count());
        let mut found = Vec::new();
        tagger::tag(&row.text, model, &mut scratch, &mut labelled);
        field::find(&row.text, &scratch.tokens, model, &mut |span| found.push(span));
        spans(&row.text, &scratch.tokens.tokens, &labelled, &mut |span| found.push(span));
        let found: Vec<_> = found
            .iter()
            .map(|span| serde_json::json!({"start": characters(span.start), "end": characters(span.end), "type": span.kind, "score": span.score}))
            .collect();
        let right: Vec<_> = row
            .spans
            .iter()
            .filter_map(|(start, end, class)| {
                let kind = match class {
                    sets::Class::Person => "PERSON",
                    sets::Class::Place => "LOCATION",
                    sets::Class::Address => "ADDRESS",
                    sets::Class::Body => "ORG",
                    sets::Class::Skip => return None,
                };
                Some(serde_json::json!({"start": characters(*start), "end": characters(*end), "type": kind}))
            })
            .collect();
        let id = format!("{}-{index}", row.set);
        writeln!(gold, "{}", serde_json::json!({"id": id, "set": row.set, "text": row.text, "spans": right}))?;
        writeln!(said, "{}", serde_json::json!({"id": id, "spans": found}))?;
    }
    Ok(())
}
