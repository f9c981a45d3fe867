//! `fieldwork`: the command line. One file per verb, each an adapter over the use cases of `app`.
//!
//! Standard output carries the answer (with `--json` in a documented, stable shape), standard error progress and
//! errors. Exit code 0: done; 1: exceptions found (`evaluate --fail-on-exception`) or an invalid bundle (`verify`);
//! 2: bad usage or input. Nothing secret is taken from arguments or the environment.

mod output;
mod session;
mod verbs;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Keeps a company ready for its SOC 2 Type II audit: an encrypted evidence map, offline evaluation, a signed bundle.
#[derive(Parser)]
#[command(name = "fieldwork", version, propagate_version = true, disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    Init(verbs::init::Arguments),
    Import(verbs::import::Arguments),
    Undo(verbs::undo::Arguments),
    Evaluate(verbs::evaluate::Arguments),
    Bundle(verbs::bundle::Arguments),
    Verify(verbs::verify::Arguments),
    Map(Box<verbs::map::Arguments>),
    Parameter(verbs::parameter::Arguments),
    People(verbs::people::Arguments),
    Log(verbs::log::Arguments),
    Logs(verbs::logs::Arguments),
    #[cfg(feature = "cluster")]
    Cluster(verbs::cluster::Arguments),
    Importers(verbs::importers::Arguments),
    Evaluators(verbs::evaluators::Arguments),
    Scan(verbs::scan::Arguments),
    Sources(verbs::sources::Arguments),
    Engagement(verbs::engagement::Arguments),
    RollForward(verbs::roll_forward::Arguments),
    Demo(verbs::demo::Arguments),
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let done = match arguments.verb {
        Verb::Init(verb) => verbs::init::run(&verb),
        Verb::Import(verb) => verbs::import::run(&verb),
        Verb::Undo(verb) => verbs::undo::run(&verb),
        Verb::Evaluate(verb) => verbs::evaluate::run(&verb),
        Verb::Bundle(verb) => verbs::bundle::run(&verb),
        Verb::Verify(verb) => verbs::verify::run(&verb),
        Verb::Map(verb) => verbs::map::run(&verb),
        Verb::Parameter(verb) => verbs::parameter::run(&verb),
        Verb::People(verb) => verbs::people::run(&verb),
        Verb::Log(verb) => verbs::log::run(&verb),
        Verb::Logs(verb) => verbs::logs::run(&verb),
        #[cfg(feature = "cluster")]
        Verb::Cluster(verb) => verbs::cluster::run(&verb),
        Verb::Importers(verb) => verbs::importers::run(&verb),
        Verb::Evaluators(verb) => verbs::evaluators::run(&verb),
        Verb::Scan(verb) => verbs::scan::run(&verb),
        Verb::Sources(verb) => verbs::sources::run(&verb),
        Verb::Engagement(verb) => verbs::engagement::run(&verb),
        Verb::RollForward(verb) => verbs::roll_forward::run(&verb),
        Verb::Demo(verb) => verbs::demo::run(&verb),
    };
    done.unwrap_or_else(|error| {
        output::error(&error);
        ExitCode::from(2)
    })
}
