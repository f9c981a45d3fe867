//! `fieldwork demo`: the main job on the demo company.

use crate::output;
use clap::Args;
use std::{path::PathBuf, process::ExitCode};

/// Make a vault for the demo company, import its exports, evaluate, write and verify the bundle.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Folder to make it in; a demo that is there already is made anew
    #[arg(long, value_name = "DIR", default_value = "fieldwork-demo")]
    out: PathBuf,
    /// Calls of the gateway's log besides those with planted faults
    #[arg(long, value_name = "N", default_value_t = 97_415)]
    rows: u64,
    /// Print a JSON object: {"vault","bundle","imported","evaluations","exceptions","valid"}
    #[arg(long)]
    json: bool,
}

/// Runs the demo.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let demo = app::demo::run(&arguments.out, arguments.rows, &mut |progress| output::progress(&progress))?;
    if arguments.json {
        output::json(&demo)?;
        return Ok(ExitCode::SUCCESS);
    }
    output::line(format!("Demo company: {}", demo.company));
    output::line(format!("  vault:  {} (passphrase in {})", demo.vault, demo.passphrase_file));
    output::line(format!("  bundle: {} ({})", demo.bundle, if demo.valid { "verified" } else { "NOT VALID" }));
    output::line(format!("  {} exports imported, {} records", demo.imported, demo.records));
    output::line("What an auditor would find:");
    for finding in &demo.findings {
        output::line(format!("  {:<24} {:<18} {}", finding.evaluator, finding.state, finding.summary));
    }
    Ok(if demo.valid { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
