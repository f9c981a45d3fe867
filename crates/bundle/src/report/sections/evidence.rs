//! The evidence index: every original with its full hash, its four dates and what is blank in its IPE sheet.

use super::{View, counted, moment, number};
use crate::{
    Exhibit, Retrieval,
    report::{
        sheet::Sheet,
        style::{Ink, Style},
        table::{Cell, Piece, Table, cell, column, piece},
    },
};
use model::{Evidence, Stamp};

pub(super) fn set(sheet: &mut Sheet<'_>, view: &View<'_>) {
    sheet.section("Evidence index");
    if view.contents.evidence.is_empty() {
        sheet.paragraph(Style::BODY, "There is no evidence in this bundle.");
        return;
    }
    sheet.paragraph(
        Style::NOTE,
        "Originals are in data/evidence, byte for byte as they came; their SHA-256 is printed here and in manifest-sha256.txt.",
    );
    sheet.skip(6.0);
    let columns =
        [column("Id", 7.5), column("File and SHA-256", 49.5), column("Four dates", 25.5), column("IPE sheet, controls", 17.5)];
    let mut table = Table::begin(sheet, &columns);
    for exhibit in &view.contents.evidence {
        let evidence = &exhibit.evidence;
        table.row(&[vec![piece(Style::CELL_STRONG, evidence.id.to_string())], file(evidence), dates(evidence), ipe(exhibit)]);
    }
    table.finish();
    if let Some(retrieval) = view.contents.retrieval {
        sheet.heading("Evidence retrieval time", 40.0);
        sheet.paragraph(Style::BODY, &retrieved(retrieval));
    }
}

fn retrieved(retrieval: Retrieval) -> String {
    if retrieval.requests == 0 {
        return "Not measured: nobody looked a request up in this vault.".to_owned();
    }
    let Retrieval { requests, median, longest } = retrieval;
    format!(
        "{} looked up in the log by id, each with its rows, spans, scores and releases: half of the look-ups took at most {} ms, \
         the longest {} ms, measured where the vault is. Each stands in the activity log with who asked and when.",
        counted(requests, "request was", "requests were"),
        number(median),
        number(longest),
    )
}

fn file(evidence: &Evidence) -> Cell {
    let records: Vec<String> = evidence.records.iter().map(|(kind, count)| format!("{} {kind}", number(*count))).collect();
    let read = match &evidence.importer {
        Some(importer) if records.is_empty() => format!("read by {importer} {}: no records", evidence.importer_version),
        Some(importer) => format!("read by {importer} {}: {}", evidence.importer_version, records.join(", ")),
        None => "a document, not read into records".to_owned(),
    };
    let mut pieces = vec![
        piece(Style::CELL_STRONG, &evidence.file_name),
        piece(Style::HASH, evidence.sha256.to_string()),
        piece(Style::CELL_NOTE, format!("{} bytes; {read}", number(evidence.bytes))),
    ];
    if evidence.problems > 0 {
        let text = format!("{} met while reading", counted(evidence.problems, "problem", "problems"));
        pieces.push(piece(Style::CELL_NOTE.ink(Ink::DOUBT), text));
    }
    pieces.extend(evidence.incomplete.iter().map(|why| piece(Style::CELL_NOTE.ink(Ink::DOUBT), format!("incomplete: {why}"))));
    pieces
}

fn dates(evidence: &Evidence) -> Cell {
    let line = |name: &str, stamp: Option<Stamp>| -> Piece {
        match stamp {
            Some(stamp) => piece(Style::CELL_NOTE.ink(Ink::TEXT), format!("{name} {stamp}")),
            None => piece(Style::CELL_NOTE.ink(Ink::DOUBT), format!("{name} blank")),
        }
    };
    let (first, last) = if evidence.snapshot { ("snapshot of", "until") } else { ("covers from", "covers to") };
    let mut pieces = vec![line(first, evidence.dates.covers_from)];
    if !(evidence.snapshot && evidence.dates.covers_from == evidence.dates.covers_to) {
        pieces.push(line(last, evidence.dates.covers_to));
    }
    pieces.push(line("extracted", evidence.dates.extracted));
    pieces.push(piece(Style::CELL_NOTE.ink(Ink::TEXT), format!("received {}", moment(evidence.dates.received))));
    pieces
}

fn ipe(exhibit: &Exhibit) -> Cell {
    let blanks = exhibit.evidence.ipe.blanks();
    let mut pieces = if blanks.is_empty() {
        cell("IPE sheet filled in")
    } else {
        vec![piece(Style::CELL_NOTE.ink(Ink::DOUBT), format!("blank: {}", blanks.join(", ")))]
    };
    let known: Vec<&str> = exhibit.controls.iter().map(String::as_str).collect();
    let controls = if known.is_empty() { "serves no control yet".to_owned() } else { format!("serves {}", known.join(", ")) };
    pieces.push(piece(Style::CELL_NOTE, controls));
    pieces
}
