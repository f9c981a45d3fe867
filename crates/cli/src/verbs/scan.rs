//! `fieldwork scan`: personal data and credentials in a text file, without a vault.

use crate::output;
use anyhow::Context;
use app::scanning::{self, Scanned};
use clap::Args;
use serde_json::json;
use std::{
    collections::BTreeMap,
    fs::File,
    io::{self, BufRead, BufReader},
    path::{Path, PathBuf},
    process::ExitCode,
};

/// Find personal data and credentials in a text file, line by line, offline and without a vault.
#[derive(Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of the command line")]
pub(crate) struct Arguments {
    /// Text file, log or JSON Lines; `-`: standard input. A line that is one JSON string is decoded first
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Do not look for names of people, places and addresses, which takes longest
    #[arg(long)]
    without_names: bool,
    /// The least score, 1 to 100
    #[arg(long, value_name = "SCORE", default_value_t = 50)]
    least: u8,
    /// Print the text with `[EMAIL]` and the like in place of what was found
    #[arg(long, conflicts_with_all = ["json", "summary"])]
    redact: bool,
    /// Print only how often each type was found
    #[arg(long)]
    summary: bool,
    /// Print one JSON object a finding: {"line","start","end","type","score","rule"}; `start` and `end` are bytes of the
    /// line, or of the string that the line is as JSON, `end` not in it
    #[arg(long)]
    json: bool,
    /// Exit with 1 when something was found, for use as a gate
    #[arg(long)]
    fail_on_finding: bool,
}

/// Looks through the file and prints what was found; values are masked except with `--json`, which tells places only.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let mut reader = open(&arguments.file)?;
    let mut found: BTreeMap<&'static str, u64> = BTreeMap::new();
    let mut failed = None;
    let looked = scanning::lines(&mut reader, !arguments.without_names, arguments.least, &mut |scanned| {
        for span in &scanned.spans {
            *found.entry(span.kind).or_default() += 1;
        }
        if failed.is_none()
            && let Err(error) = print(arguments, scanned)
        {
            failed = Some(error);
        }
    })?;
    if let Some(error) = failed {
        return Err(error);
    }
    if arguments.summary {
        summary(arguments, &found)?;
    }
    let all: u64 = found.values().sum();
    output::remark(format!("{all} findings in {} lines", looked.lines));
    if looked.unreadable > 0 {
        output::remark(format!("{} lines are not UTF-8: offsets in them count the replaced text", looked.unreadable));
    }
    Ok(if arguments.fail_on_finding && all > 0 { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

fn open(file: &Path) -> anyhow::Result<Box<dyn BufRead>> {
    if file == Path::new("-") {
        return Ok(Box::new(io::stdin().lock()));
    }
    let opened = File::open(file).with_context(|| format!("{} cannot be opened", file.display()))?;
    Ok(Box::new(BufReader::with_capacity(1 << 16, opened)))
}

fn print(arguments: &Arguments, scanned: &Scanned<'_>) -> anyhow::Result<()> {
    if arguments.summary {
        return Ok(());
    }
    if arguments.redact {
        output::line(scanned.redacted());
        return Ok(());
    }
    for span in &scanned.spans {
        let (line, start, end) = (scanned.line, span.start, span.end);
        if arguments.json {
            output::json(&json!({
                "line": line, "start": start, "end": end, "type": span.kind, "score": span.score, "rule": span.rule.id,
            }))?;
        } else {
            let shown = scanned.masked(span);
            output::line(format!("{line}:{start}-{end}: {} {} ({}, {})", span.kind, shown, span.score, span.rule.reason));
        }
    }
    Ok(())
}

fn summary(arguments: &Arguments, found: &BTreeMap<&'static str, u64>) -> anyhow::Result<()> {
    if arguments.json {
        return output::json(found);
    }
    let rows: Vec<Vec<String>> = found.iter().map(|(kind, number)| vec![(*kind).to_owned(), number.to_string()]).collect();
    output::table(&["type", "findings"], &rows);
    Ok(())
}
