//! `fieldwork logs`: logs that are too large for a vault, asked where they lie.

mod adopt;
mod convert;
mod evaluate;
mod terms;

use clap::{Args, Subcommand};
use std::process::ExitCode;

/// Ask logs where they lie, on this machine or on a cluster, and take the signed answers into the vault.
#[derive(Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    Terms(terms::Arguments),
    Convert(convert::Arguments),
    Evaluate(evaluate::Arguments),
    Adopt(adopt::Arguments),
}

/// Does it.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    match &arguments.action {
        Action::Terms(action) => terms::run(action),
        Action::Convert(action) => convert::run(action),
        Action::Evaluate(action) => evaluate::run(action),
        Action::Adopt(action) => adopt::run(action),
    }
}
