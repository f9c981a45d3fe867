//! `fieldwork logs convert`: exports of logs into the columns that are asked, without a vault.

use crate::output;
use clap::Args;
use serde_json::json;
use std::{path::PathBuf, process::ExitCode};

/// Convert exports of logs into Parquet that `logs evaluate` reads. The Parquet files are NOT ENCRYPTED.
#[derive(Args)]
pub(crate) struct Arguments {
    /// By what is judged, as `logs terms` wrote it; its time zone tells the day of every row
    #[arg(long, value_name = "FILE")]
    terms: PathBuf,
    /// Folder of the data; what was converted into it before stays
    #[arg(long, value_name = "DIR")]
    to: PathBuf,
    /// Read every file with this importer (see `fieldwork importers`)
    #[arg(long = "as", value_name = "IMPORTER")]
    importer: Option<String>,
    /// Print one JSON object a file: {"file","rows","error"}
    #[arg(long)]
    json: bool,
    /// Files, folders or ZIP archives
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

/// Converts them; a file that was not converted makes the exit code 2.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    output::remark(format!(
        "NOT ENCRYPTED: prompts and completions will lie in {} for whoever can read that folder",
        arguments.to.display()
    ));
    let terms = app::answers::read_terms(&arguments.terms)?;
    let (mut missed, mut printed) = (false, Ok(()));
    app::answers::convert(&arguments.files, arguments.importer.as_deref(), &terms, &arguments.to, &mut |done| {
        missed |= done.rows.is_err();
        let error = done.rows.as_ref().err().map(ToString::to_string);
        if arguments.json {
            let shown = output::json(&json!({ "file": done.name, "rows": done.rows.as_ref().ok(), "error": error }));
            printed = std::mem::replace(&mut printed, Ok(())).and(shown);
        } else if let Ok(rows) = done.rows {
            output::line(format!("{}: {rows} rows", done.name));
        } else if let Err(error) = &done.rows {
            output::line(format!("{}: {error}; nothing of it was kept. {}", done.name, error.hint));
        }
    })?;
    printed?;
    Ok(if missed { ExitCode::from(2) } else { ExitCode::SUCCESS })
}
