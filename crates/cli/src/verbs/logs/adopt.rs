//! `fieldwork logs adopt`: a signed file of answers into the vault.

use crate::{output, session::VaultArguments};
use clap::Args;
use serde_json::json;
use std::{path::PathBuf, process::ExitCode};

/// Take the signed answers of `logs evaluate` into the vault: from then on the log evaluators judge by them.
#[derive(Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    vault: VaultArguments,
    /// Fingerprint of the key that must have signed (SHA256:…, as `ssh-keygen -l` prints it), received by another way
    #[arg(long, value_name = "FINGERPRINT")]
    signer: String,
    /// Print a JSON object: {"evidence","already","by","at","engine","rows","controls"}
    #[arg(long)]
    json: bool,
    /// The file of answers
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// Adopts it.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let adopted = app::answers::adopt(&arguments.vault.open()?, &arguments.file, &arguments.signer)?;
    let answers = &adopted.answers;
    let rows: u64 = answers.tables.iter().map(|table| table.rows).sum();
    if arguments.json {
        output::json(&json!({
            "evidence": adopted.evidence.0,
            "already": adopted.already,
            "by": answers.by,
            "at": answers.at,
            "engine": answers.engine,
            "rows": rows,
            "controls": adopted.controls,
        }))?;
    } else {
        let how = if adopted.already { "was in the vault already as" } else { "is" };
        output::line(format!(
            "{} {how} {}: {rows} rows, asked by {} on {}",
            arguments.file.display(),
            adopted.evidence,
            answers.by,
            answers.at
        ));
        output::line("`fieldwork evaluate` judges by it now");
    }
    Ok(ExitCode::SUCCESS)
}
