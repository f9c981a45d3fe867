//! Linking evidence to controls by hand, and taking links away.

use super::evidence_number;
use crate::{output, session::VaultArguments};
use clap::Args;
use std::process::ExitCode;

/// Say that a piece of evidence serves a control, and why.
#[derive(Args)]
pub(super) struct Link {
    #[command(flatten)]
    vault: VaultArguments,
    /// Why it serves the control
    #[arg(long, default_value = "linked by hand")]
    reason: String,
    /// Number of the evidence, such as E-0007 or 7
    evidence: String,
    /// Ids of the controls
    #[arg(required = true)]
    controls: Vec<String>,
}

/// Take links between a piece of evidence and controls away; the evidence stays.
#[derive(Args)]
pub(super) struct Unlink {
    #[command(flatten)]
    vault: VaultArguments,
    /// Number of the evidence, such as E-0007 or 7
    evidence: String,
    /// Ids of the controls
    #[arg(required = true)]
    controls: Vec<String>,
}

/// Links.
pub(super) fn link(arguments: &Link) -> anyhow::Result<ExitCode> {
    let session = arguments.vault.open()?;
    let number = evidence_number(&arguments.evidence)?;
    for control in &arguments.controls {
        app::evidence::link_because(&session, number, control, &arguments.reason)?;
        output::line(format!("E-{number:04} serves {control}."));
    }
    Ok(ExitCode::SUCCESS)
}

/// Takes links away.
pub(super) fn unlink(arguments: &Unlink) -> anyhow::Result<ExitCode> {
    let session = arguments.vault.open()?;
    let number = evidence_number(&arguments.evidence)?;
    for control in &arguments.controls {
        app::evidence::unlink(&session, number, control)?;
        output::line(format!("E-{number:04} no longer serves {control}."));
    }
    Ok(ExitCode::SUCCESS)
}
