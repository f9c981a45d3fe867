//! pgBackRest: the stanzas of a repository and their backups (`pgbackrest info`).

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{export::Export, fields::Fields},
};
use model::{
    Data, Kind, Position,
    record::{Backup, BackupKind, Outcome, Setting},
};
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "pgbackrest-info",
    version: 1,
    about: About {
        vendor: "pgBackRest",
        title: "Backups of the repository",
        export: &["Run `pgbackrest info --output=json > info.json` as the user of the repository, without --stanza and --set."],
        covers: "All backups that the repository holds at that moment; expired ones and runs that failed are not in it.",
        retention_days: None,
        source: "https://pgbackrest.org/command.html#command-info",
    },
    emits: &[Kind::Backup, Kind::Setting],
    sniff,
    read,
};

const EXPORT: Export = Export { product: "pgBackRest", report: "pgbackrest info --output=json", snapshot: true, ..Export::PLAIN };

fn sniff(head: &Head<'_>) -> Match {
    let Some(row) = head.row() else { return Match::No };
    let stanza = head::has(row, &["name", "backup", "status.code"]);
    if stanza && (head::has(row, &["archive"]) || head::has(row, &["db"])) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    EXPORT.read(input, sink, &mut stanza)?;
    Ok(())
}

fn stanza(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(name) = row.text("name") else {
        row.lacks(sink, "name");
        return Ok(());
    };
    let backups = row.take("backup");
    let backups = backups.as_ref().and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    for (index, found) in backups.iter().enumerate() {
        let at = match row.position() {
            Position::Path(path) => Position::Path(format!("{path}.backup[{index}]")),
            other => other.clone(),
        };
        backup(Fields::new(at, found.clone()), &name, sink)?;
    }
    let status_word = row.text("status.message");
    let code = row.peek("status.code").and_then(Value::as_i64);
    if code != Some(0) {
        let says = status_word.as_deref().unwrap_or("no message");
        row.problem("stanza-status", format!("pgBackRest says of the stanza {name}: {says}"));
    }
    let setting = Setting {
        system: "pgBackRest".to_owned(),
        family: "backup stanza".to_owned(),
        name,
        value: Some(backups.len().to_string()),
        status_word,
        ..Setting::default()
    };
    row.record(sink, Data::Setting(Box::new(setting)))
}

fn backup(mut row: Fields, stanza: &str, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(label) = row.text("label") else {
        row.lacks(sink, "label");
        return Ok(());
    };
    if let Some(version) = row.peek_text("backrest.version") {
        sink.facts.product = Some(format!("pgBackRest {version}"));
    }
    // `error` says that pages of the database were found damaged while it was backed up; without the check it is absent.
    let error = row.truth("error");
    let backup = Backup {
        system: "pgBackRest".to_owned(),
        job: stanza.to_owned(),
        id: Some(label),
        run: BackupKind::Backup,
        at: row.time("timestamp.start"),
        finished: row.time("timestamp.stop"),
        outcome: if error == Some(true) { Outcome::Failed } else { Outcome::Succeeded },
        outcome_word: error.map(|error| format!("error: {error}")),
        bytes: row.count("info.size"),
        ..Backup::default()
    };
    row.record(sink, Data::Backup(Box::new(backup)))
}
