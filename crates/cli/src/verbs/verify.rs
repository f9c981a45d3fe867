//! `fieldwork verify`: whether a bundle still is what was signed. Needs no vault.

use crate::output;
use anyhow::Context;
use clap::Args;
use serde_json::json;
use std::{path::PathBuf, process::ExitCode};

/// Check every hash and signature of a bundle; exit with 1 when something was altered, is missing or was added.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Fingerprint of the signer's root that was received by another way (64 hexadecimal digits)
    #[arg(long, value_name = "SHA-256")]
    fingerprint: Option<String>,
    /// Print a JSON object: {"valid","problems":[{"path","code","message"}],"facts"}
    #[arg(long)]
    json: bool,
    /// The bundle
    #[arg(value_name = "FILE.zip")]
    bundle: PathBuf,
}

/// Verifies it.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    // Anything that is there gets a verdict; what is not there is bad input.
    arguments.bundle.metadata().with_context(|| format!("{} could not be read", arguments.bundle.display()))?;
    let verdict = app::bundle::verify(&arguments.bundle, arguments.fingerprint.as_deref())?;
    if arguments.json {
        let facts: serde_json::Map<_, _> = verdict.facts.iter().map(|(name, value)| (name.clone(), json!(value))).collect();
        output::json(&json!({ "valid": verdict.valid, "problems": verdict.problems, "facts": facts }))?;
    } else {
        output::line(if verdict.valid { "valid: everything is as it was signed" } else { "NOT VALID" });
        verdict
            .problems
            .iter()
            .for_each(|problem| output::line(format!("  {} {}: {}", problem.path, problem.code, problem.message)));
        verdict.facts.iter().for_each(|(name, value)| output::line(format!("  {name}: {value}")));
    }
    Ok(if verdict.valid { ExitCode::SUCCESS } else { ExitCode::from(1) })
}
