//! `fieldwork logs request`: everything about one request.

use crate::{output, session::VaultArguments};
use app::{
    contract::logs::{RequestSheet, SheetRow},
    logs::Looking,
};
use clap::Args;
use std::process::ExitCode;

/// Show everything about one request: gateway row, spans as a tree, scores, what was live, and who approved it.
#[derive(Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    vault: VaultArguments,
    /// Id of the request, its trace or a span of it, as the log writes it
    #[arg(value_name = "ID")]
    id: String,
    /// Show personal data and credentials as they are; the look is kept in the activity log
    #[arg(long)]
    unmasked: bool,
    /// Print a JSON object: {"id","ids","calls","spans","scores","releases","approvals","masked","hidden","took"}
    #[arg(long)]
    json: bool,
}

/// Looks it up and prints it.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let session = arguments.vault.open()?;
    let looking = if arguments.unmasked { Looking::Open } else { Looking::Masked };
    let sheet = app::logs::request(&session, &arguments.id, looking)?;
    if arguments.json {
        output::json(&sheet)?;
    } else {
        print(&sheet);
    }
    output::remark(format!("found in {} ms", sheet.took));
    Ok(ExitCode::SUCCESS)
}

fn print(sheet: &RequestSheet) {
    for (title, rows) in [("gateway", &sheet.calls), ("scores", &sheet.scores), ("approvals", &sheet.approvals)] {
        for row in rows {
            print_row(title, "", row);
        }
    }
    for span in &sheet.spans {
        let indent = "  ".repeat(span.depth as usize);
        let told = |number: Option<u32>| number.map_or_else(|| "?".to_owned(), |number| number.to_string());
        let orphaned = if span.orphaned { ", its parent is missing" } else { "" };
        print_row("span", &format!("{indent}+{} ms, {} ms{orphaned} ", told(span.offset), told(span.duration)), &span.row);
    }
    for release in &sheet.releases {
        let record = release
            .record
            .as_ref()
            .map_or_else(|| "no release record".to_owned(), |row| format!("{} ({}, {})", row.what, row.proof.file, row.proof.at));
        let before = match release.before {
            Some(true) => "live before the call",
            Some(false) => "live after the call",
            None => "since when it is live is not told",
        };
        output::line(format!("{} {}: {record}; {before}", release.family, release.name));
    }
    let hidden: Vec<String> = sheet.hidden.iter().map(|(kind, number)| format!("{kind} {number}")).collect();
    if !hidden.is_empty() {
        let what = if sheet.masked { "masked" } else { "shown" };
        output::line(format!("{what}: {}", hidden.join(", ")));
    }
    if sheet.more > 0 {
        output::line("there are more rows of this trace than a sheet shows; `fieldwork logs sql` finds them all");
    }
}

fn print_row(title: &str, lead: &str, row: &SheetRow) {
    output::line(format!(
        "{title}: {lead}{} {} [{} {}, {}]",
        row.at, row.what, row.proof.evidence_label, row.proof.file, row.proof.at
    ));
    for (name, value) in &row.fields {
        output::line(format!("    {name}: {value}"));
    }
}
