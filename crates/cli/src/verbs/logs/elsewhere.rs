//! `fieldwork logs evaluate --data`: the log evaluators' questions, here or on a cluster, and a signed file of answers.

use crate::output;
use anyhow::bail;
use app::Session;
use clap::Args;
use serde_json::json;
use std::{path::PathBuf, process::ExitCode};

/// Where the logs lie, by what is judged, who signs.
#[derive(Args)]
pub(crate) struct Elsewhere {
    /// Folder or URL of logs that no vault holds: in it a folder `gateway`, `span` and `score` with Parquet or JSON lines.
    /// On a cluster, scheduler and workers see it under the same name
    #[arg(long, value_name = "URL", conflicts_with = "vault", requires_all = ["terms", "identity", "out"])]
    pub(super) data: Option<String>,
    /// By what is judged, as `logs terms` wrote it
    #[arg(long, value_name = "FILE", requires = "data")]
    terms: Option<PathBuf>,
    /// Private key of whoever runs this, as `ssh-keygen -t ed25519` writes it
    #[arg(long, value_name = "FILE", requires = "data")]
    identity: Option<PathBuf>,
    /// File with the passphrase of that key in its first line; `-` is standard input
    #[arg(long, value_name = "FILE", requires = "identity")]
    identity_passphrase_file: Option<PathBuf>,
    /// Ask only what this evaluator asks; may be given several times
    #[arg(long, value_name = "EVALUATOR", requires = "data")]
    only: Vec<String>,
    /// The file of answers to write
    #[arg(long, value_name = "FILE", requires = "data")]
    out: Option<PathBuf>,
    /// Scheduler of the cluster that is to answer, such as <https://scheduler.example.com:50050>; without it this machine does
    #[cfg(feature = "cluster")]
    #[arg(long, value_name = "URL", requires = "data", requires_all = ["certificate", "key", "authority", "token_file"])]
    cluster: Option<String>,
    /// Certificate of this machine, PEM
    #[cfg(feature = "cluster")]
    #[arg(long, value_name = "FILE", requires = "cluster")]
    certificate: Option<PathBuf>,
    /// Private key of the certificate, PEM
    #[cfg(feature = "cluster")]
    #[arg(long, value_name = "FILE", requires = "cluster")]
    key: Option<PathBuf>,
    /// Certificate of the authority of the cluster, PEM
    #[cfg(feature = "cluster")]
    #[arg(long, value_name = "FILE", requires = "cluster")]
    authority: Option<PathBuf>,
    /// File with the cluster's token in its first line
    #[cfg(feature = "cluster")]
    #[arg(long, value_name = "FILE", requires = "cluster")]
    token_file: Option<PathBuf>,
}

impl Elsewhere {
    /// The logs, with what answers for them.
    #[cfg(feature = "cluster")]
    fn open(&self, data: &str) -> anyhow::Result<app::answers::Asked> {
        let files = (&self.certificate, &self.key, &self.authority, &self.token_file);
        let (Some(scheduler), (Some(certificate), Some(key), Some(authority), Some(token))) = (&self.cluster, files) else {
            return Ok(app::answers::here(data)?);
        };
        let (certificate, key, authority, token) = (certificate.clone(), key.clone(), authority.clone(), token.clone());
        let trust = cluster::Trust::read(&cluster::TrustFiles { certificate, key, authority, token })?;
        Ok((cluster::open(scheduler, &trust, data)?, cluster::engine()))
    }

    /// The logs, with what answers for them.
    #[cfg(not(feature = "cluster"))]
    fn open(&self, data: &str) -> anyhow::Result<app::answers::Asked> {
        Ok(app::answers::here(data)?)
    }
}

/// Asks, signs and writes.
pub(super) fn run(data: &str, arguments: &Elsewhere, actor: Option<&str>, as_json: bool) -> anyhow::Result<ExitCode> {
    let (Some(terms), Some(identity), Some(out)) = (&arguments.terms, &arguments.identity, &arguments.out) else {
        bail!("--terms, --identity and --out are needed with --data");
    };
    let mut session = Session::on_this_machine(PathBuf::new());
    if let Some(actor) = actor {
        session.set_actor(actor.to_owned());
    }
    let terms = app::answers::read_terms(terms)?;
    let passphrase = arguments.identity_passphrase_file.as_deref().map(crate::session::first_line).transpose()?;
    let logs = arguments.open(data)?;
    let answers = app::answers::ask(&session, &logs, &terms, &arguments.only, &mut |progress| output::progress(&progress))?;
    let passphrase = passphrase.map(model::Secret::new);
    let sealed = app::answers::seal(&answers, identity, passphrase.as_ref(), out)?;
    if as_json {
        let tables: Vec<_> = answers
            .tables
            .iter()
            .map(|table| json!({ "name": table.name, "rows": table.rows, "files": table.files.len() }))
            .collect();
        return output::json(&json!({
            "file": out,
            "sha256": sealed.sha256,
            "fingerprint": sealed.fingerprint,
            "engine": answers.engine,
            "tables": tables,
            "queries": answers.answers.len(),
        }))
        .map(|()| ExitCode::SUCCESS);
    }
    for table in &answers.tables {
        output::line(format!("{}: {} rows in {} files", table.name, table.rows, table.files.len()));
    }
    output::line(format!("{} queries answered by {}: {}", answers.answers.len(), answers.engine, out.display()));
    output::line(format!("signed by the key {}", sealed.fingerprint));
    Ok(ExitCode::SUCCESS)
}
