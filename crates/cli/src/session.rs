//! Which vault, and how it is opened.

use anyhow::{Context, bail};
use app::{
    Session,
    contract::vault::{UnlockWith, VaultState},
};
use chrono::NaiveDate;
use clap::Args;
use std::{
    io::Read,
    path::{Path, PathBuf},
};

/// The vault and its passphrase, for the verbs that need one.
#[derive(Args)]
pub(crate) struct VaultArguments {
    /// Folder of the vault
    #[arg(long, value_name = "DIR")]
    pub(crate) vault: PathBuf,
    /// File with the passphrase in its first line; `-` is standard input. Without it the system's keychain is asked
    #[arg(long, value_name = "FILE")]
    pub(crate) passphrase_file: Option<PathBuf>,
    /// Who acts, for the activity log
    #[arg(long, value_name = "NAME")]
    pub(crate) actor: Option<String>,
    /// Memory that questions about logs may take together, in MiB; what sorting and grouping need beyond it goes to disk,
    /// encrypted
    #[arg(long, value_name = "MIB", value_parser = clap::value_parser!(u32).range(16..=1_048_576))]
    pub(crate) memory: Option<u32>,
    /// Judge as of the end of this day instead of now
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<NaiveDate>,
}

impl VaultArguments {
    /// A session on the vault's folder, not opened.
    pub(crate) fn closed(&self) -> Session {
        let mut session = Session::on_this_machine(self.vault.clone());
        if let Some(actor) = &self.actor {
            session.set_actor(actor.clone());
        }
        if let Some(day) = self.as_of {
            session.set_as_of(day);
        }
        if let Some(memory) = self.memory {
            session.set_memory((memory as usize) << 20);
        }
        session
    }

    /// A session on the open vault.
    pub(crate) fn open(&self) -> anyhow::Result<Session> {
        let session = self.closed();
        if matches!(app::vault::state(&session)?, VaultState::Absent { .. }) {
            bail!("there is no vault in {}: make one with `fieldwork init`", self.vault.display());
        }
        let method = match &self.passphrase_file {
            Some(_) => UnlockWith::Passphrase(self.passphrase()?),
            None => UnlockWith::Keychain,
        };
        app::vault::unlock(&session, method)?;
        Ok(session)
    }

    /// The first line of the passphrase file.
    pub(crate) fn passphrase(&self) -> anyhow::Result<String> {
        let Some(file) = &self.passphrase_file else { bail!("--passphrase-file is needed") };
        first_line(file)
    }
}

/// The first line of a file with a passphrase; `-` is standard input.
pub(crate) fn first_line(file: &Path) -> anyhow::Result<String> {
    let mut text = String::new();
    if file.as_os_str() == "-" {
        std::io::stdin().read_to_string(&mut text).context("the passphrase could not be read from standard input")?;
    } else {
        text =
            std::fs::read_to_string(file).with_context(|| format!("the passphrase file {} could not be read", file.display()))?;
    }
    let first = text.lines().next().unwrap_or_default();
    if first.is_empty() {
        bail!("the passphrase file {} has no passphrase in its first line", file.display());
    }
    Ok(first.to_owned())
}
