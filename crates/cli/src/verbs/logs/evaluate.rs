//! `fieldwork logs evaluate`: the evaluators over the logs of a vault, or their questions to logs that lie elsewhere.

use super::elsewhere;
use crate::{session::VaultArguments, verbs};
use anyhow::bail;
use chrono::NaiveDate;
use clap::Args;
use std::{path::PathBuf, process::ExitCode};

/// Judge every row of the logs, as `fieldwork evaluate` does with everything; or, with --data, ask what the evaluators ask
/// of logs that no vault holds, here or on a cluster, and sign the answers for `logs adopt`.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Folder of the vault
    #[arg(long, value_name = "DIR", required_unless_present = "data")]
    vault: Option<PathBuf>,
    /// File with the passphrase in its first line; `-` is standard input. Without it the system's keychain is asked
    #[arg(long, value_name = "FILE", requires = "vault")]
    passphrase_file: Option<PathBuf>,
    /// Who acts, for the activity log; with --data, who runs this
    #[arg(long, value_name = "NAME")]
    actor: Option<String>,
    /// Memory that questions about logs may take together, in MiB
    #[arg(long, value_name = "MIB", requires = "vault", value_parser = clap::value_parser!(u32).range(16..=1_048_576))]
    memory: Option<u32>,
    /// Judge as of the end of this day instead of now
    #[arg(long, value_name = "DATE", requires = "vault")]
    as_of: Option<NaiveDate>,
    /// Exit with 1 when there is an exception, for use as a gate
    #[arg(long, requires = "vault")]
    fail_on_exception: bool,
    #[command(flatten)]
    elsewhere: elsewhere::Elsewhere,
    /// Print a JSON object as `fieldwork evaluate --json` does; with --data
    /// {"file","sha256","fingerprint","engine","tables":[{"name","rows","files"}],"queries"}
    #[arg(long)]
    json: bool,
}

/// Evaluates and prints.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    if let Some(data) = &arguments.elsewhere.data {
        return elsewhere::run(data, &arguments.elsewhere, arguments.actor.as_deref(), arguments.json);
    }
    let Some(vault) = arguments.vault.clone() else { bail!("--vault or --data is needed") };
    let (passphrase_file, actor) = (arguments.passphrase_file.clone(), arguments.actor.clone());
    let session = VaultArguments { vault, passphrase_file, actor, memory: arguments.memory, as_of: arguments.as_of }.open()?;
    verbs::evaluate::judge(&session, &app::logs::evaluators(), arguments.json, arguments.fail_on_exception)
}
