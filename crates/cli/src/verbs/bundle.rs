//! `fieldwork bundle`: the signed PDF and ZIP.

use crate::{output, session::VaultArguments};
use clap::Args;
use std::{path::PathBuf, process::ExitCode};

/// Evaluate, and write the signed bundle for the auditor.
#[derive(Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    vault: VaultArguments,
    /// Where to write the ZIP
    #[arg(long, value_name = "FILE.zip", required_unless_present = "preview")]
    out: Option<PathBuf>,
    /// Only show what a bundle would hold and what would be missing
    #[arg(long)]
    preview: bool,
    /// Print a JSON object: {"fileName","size","manifestSha256","fingerprint","files","pages","gaps"}
    #[arg(long)]
    json: bool,
}

/// Writes it.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let session = arguments.vault.open()?;
    let Some(out) = arguments.out.as_deref().filter(|_| !arguments.preview) else {
        let preview = app::bundle::preview(&session)?;
        if arguments.json {
            output::json(&preview)?;
        } else {
            output::line(format!(
                "{} pieces of evidence, {} controls, {} exceptions",
                preview.evidence, preview.controls, preview.exceptions
            ));
            preview.gaps.iter().for_each(|gap| output::line(format!("missing: {}: {}", gap.subject, gap.message)));
        }
        return Ok(ExitCode::SUCCESS);
    };
    let made = app::bundle::export(&session, out, &mut |progress| output::progress(&progress))?;
    if arguments.json {
        output::json(&made)?;
    } else {
        output::line(format!("{}: {} files, {}, report of {} pages", out.display(), made.files, made.size, made.pages));
        output::line(format!("stated as missing in the report: {}", made.gaps));
        output::line(format!("manifest of manifests, SHA-256: {}", made.manifest_sha256));
        output::line(format!("give the auditor this fingerprint by another way: {}", made.fingerprint));
    }
    Ok(ExitCode::SUCCESS)
}
