//! `fieldwork cluster`: the parts of a cluster that answers over logs. Only with the feature `cluster`.

use crate::output;
use ::cluster::{Scheduler, Trust, TrustFiles, Worker};
use clap::{Args, Subcommand};
use log::{LevelFilter, Log, Metadata, Record};
use std::{net::SocketAddr, path::PathBuf, process::ExitCode, time::Duration};

/// Run a part of a cluster that answers over logs (see the guide's page on it).
#[derive(Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    part: Part,
    /// What the engine says of itself on standard error: error, warn, info, debug or trace
    #[arg(long, value_name = "LEVEL", default_value = "warn", global = true)]
    log: LevelFilter,
}

/// Writes what the engine says of itself to standard error.
struct Remarks;

impl Log for Remarks {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &Record<'_>) {
        output::remark(format!("{}: {}", record.level(), record.args()));
    }

    fn flush(&self) {}
}

#[derive(Subcommand)]
enum Part {
    Scheduler(SchedulerArguments),
    Worker(WorkerArguments),
}

/// How the parts know each other.
#[derive(Args)]
struct TrustArguments {
    /// Certificate of this part, PEM, which names its host
    #[arg(long, value_name = "FILE")]
    certificate: PathBuf,
    /// Private key of the certificate, PEM
    #[arg(long, value_name = "FILE")]
    key: PathBuf,
    /// Certificate of the authority that signed those of all parts, PEM
    #[arg(long, value_name = "FILE")]
    authority: PathBuf,
    /// File with a token of 32 characters or more in its first line, the same for all parts
    #[arg(long, value_name = "FILE")]
    token_file: PathBuf,
}

impl TrustArguments {
    fn read(&self) -> anyhow::Result<Trust> {
        let Self { certificate, key, authority, token_file } = self;
        let (certificate, key, authority) = (certificate.clone(), key.clone(), authority.clone());
        Ok(Trust::read(&TrustFiles { certificate, key, authority, token: token_file.clone() })?)
    }
}

/// Take queries, hand the work out, notice who is gone. There is one.
#[derive(Args)]
struct SchedulerArguments {
    #[command(flatten)]
    trust: TrustArguments,
    /// Address to listen on
    #[arg(long, value_name = "IP:PORT", default_value = "127.0.0.1:50050")]
    listen: SocketAddr,
    /// Name under which the others reach it, as its certificate has it
    #[arg(long, value_name = "NAME")]
    host: String,
    /// Seconds after which a silent worker's work goes to others; a busy one is heard of every five
    #[arg(long, value_name = "SECONDS", default_value_t = 30, value_parser = clap::value_parser!(u64).range(8..))]
    lost_after: u64,
}

/// Do the work. There are as many as wanted.
#[derive(Args)]
struct WorkerArguments {
    #[command(flatten)]
    trust: TrustArguments,
    /// The scheduler
    #[arg(long, value_name = "URL")]
    scheduler: String,
    /// Address to listen on
    #[arg(long, value_name = "IP:PORT", default_value = "127.0.0.1:50051")]
    listen: SocketAddr,
    /// Name under which the others reach it, as its certificate has it
    #[arg(long, value_name = "NAME")]
    host: String,
    /// Folder for what lies between two steps of a query, NOT ENCRYPTED
    #[arg(long, value_name = "DIR")]
    work: PathBuf,
    /// Steps worked on at once
    #[arg(long, value_name = "NUMBER", default_value_t = 2, value_parser = clap::value_parser!(u32).range(1..))]
    threads: u32,
    /// Memory for all of them together, in MiB; what needs more spills into the folder
    #[arg(long, value_name = "MIB", default_value_t = 1024, value_parser = clap::value_parser!(u32).range(64..))]
    memory: u32,
}

/// Runs until the process is ended.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    log::set_logger(&Remarks).map_err(|error| anyhow::anyhow!("the engine cannot be heard: {error}"))?;
    log::set_max_level(arguments.log);
    let ready = |address: SocketAddr| output::line(format!("listening on {address}"));
    match &arguments.part {
        Part::Scheduler(part) => {
            let settings =
                Scheduler { listen: part.listen, host: part.host.clone(), lost_after: Duration::from_secs(part.lost_after) };
            ::cluster::scheduler(&settings, &part.trust.read()?, ready)?;
        }
        Part::Worker(part) => {
            let settings = Worker {
                scheduler: part.scheduler.clone(),
                listen: part.listen,
                host: part.host.clone(),
                work: part.work.clone(),
                threads: part.threads,
                memory: (part.memory as usize) << 20,
            };
            ::cluster::worker(&settings, &part.trust.read()?, ready)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
