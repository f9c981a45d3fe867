//! `fieldwork logs`: the logs of LLM calls, in the vault's column store.

mod adopt;
mod check;
mod convert;
mod elsewhere;
mod evaluate;
mod findings;
mod request;
mod show;
mod sql;
mod terms;
mod timeline;

use clap::{Args, Subcommand};
use std::process::ExitCode;

/// Import, evaluate and question the logs of LLM calls: every row of them.
#[derive(Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    Show(show::Arguments),
    Import(Box<super::import::Arguments>),
    Evaluate(Box<evaluate::Arguments>),
    Findings(findings::Arguments),
    Check(check::Arguments),
    Sql(sql::Arguments),
    Request(request::Arguments),
    Timeline(timeline::Arguments),
    Terms(terms::Arguments),
    Convert(convert::Arguments),
    Adopt(adopt::Arguments),
}

/// Does what was asked of the logs.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    match &arguments.action {
        Action::Show(action) => show::run(action),
        Action::Import(action) => super::import::run(action),
        Action::Evaluate(action) => evaluate::run(action),
        Action::Check(action) => check::run(action),
        Action::Findings(action) => findings::run(action),
        Action::Sql(action) => sql::run(action),
        Action::Request(action) => request::run(action),
        Action::Timeline(action) => timeline::run(action),
        Action::Terms(action) => terms::run(action),
        Action::Convert(action) => convert::run(action),
        Action::Adopt(action) => adopt::run(action),
    }
}
