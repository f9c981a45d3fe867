//! `fieldwork people`: whose account is whose.

use crate::{output, session::VaultArguments};
use app::contract::{
    PageRequest,
    people::{IdentityChoice, Matched},
};
use clap::{Args, ValueEnum};
use serde_json::json;
use std::process::ExitCode;

/// Show which account belongs to whom and how that was found; decide where it errs.
#[derive(Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    vault: VaultArguments,
    /// Which accounts
    #[arg(long, value_enum, default_value = "all")]
    only: Only,
    /// Only accounts that contain these words
    #[arg(long, default_value = "")]
    filter: String,
    /// Decide about this account, as SYSTEM/LOG-IN; with --person, --owner or neither (it belongs to nobody)
    #[arg(long, value_name = "ACCOUNT", requires = "reason")]
    decide: Option<String>,
    /// Whom the account belongs to, as the roster names them
    #[arg(long, value_name = "PERSON", requires = "decide")]
    person: Option<String>,
    /// Who answers for it, where it is a service or shared account
    #[arg(long, value_name = "PERSON", requires = "decide")]
    owner: Option<String>,
    /// Why
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    /// Take the decision about this account back, as SYSTEM/LOG-IN
    #[arg(long, value_name = "ACCOUNT", conflicts_with = "decide")]
    undecide: Option<String>,
    /// Print a JSON array: [{"system","login","nature","status","person","how","weak","candidates","owner","decision","proof"}]
    #[arg(long)]
    json: bool,
}

/// Which accounts of the table.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Only {
    /// All
    All,
    /// Those that belong to nobody or to more than one
    Unmatched,
    /// Those matched in a way that a person should look at
    Weak,
    /// Those that somebody decided about
    Decided,
}

/// Prints the match table, or decides.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let session = arguments.vault.open()?;
    if let Some(account) = &arguments.undecide {
        let (system, login) = parts(account)?;
        app::people::undecide(&session, system, login)?;
        return Ok(ExitCode::SUCCESS);
    }
    if let Some(account) = &arguments.decide {
        let (system, login) = parts(account)?;
        let choice = IdentityChoice {
            system: system.to_owned(),
            login: login.to_owned(),
            person: arguments.person.clone().unwrap_or_default(),
            owner: arguments.owner.clone().unwrap_or_default(),
            reason: arguments.reason.clone().unwrap_or_default(),
        };
        app::people::decide(&session, choice)?;
        return Ok(ExitCode::SUCCESS);
    }
    let which = match arguments.only {
        Only::All => Matched::All,
        Only::Unmatched => Matched::Unmatched,
        Only::Weak => Matched::Weak,
        Only::Decided => Matched::Decided,
    };
    let mut rows = Vec::new();
    loop {
        let offset = u32::try_from(rows.len())?;
        let page = app::people::matches(&session, which, &PageRequest { offset, limit: 500, filter: arguments.filter.clone() })?;
        let done = page.rows.is_empty();
        rows.extend(page.rows);
        if done {
            break;
        }
    }
    if arguments.json {
        output::json(&json!(rows))?;
        return Ok(ExitCode::SUCCESS);
    }
    let cells = rows.iter().map(|row| {
        let person = if row.person.is_empty() { row.candidates.join(" or ") } else { row.person.clone() };
        let look = if row.weak { "look at it" } else { "" };
        vec![
            row.system.clone(),
            row.login.clone(),
            row.status.clone(),
            person,
            row.how.clone(),
            row.owner.clone(),
            look.to_owned(),
        ]
    });
    let cells: Vec<Vec<String>> = cells.collect();
    output::table(&["system", "account", "status", "person", "matched by", "owner", ""], &cells);
    Ok(ExitCode::SUCCESS)
}

/// System and log-in of an account as it is named on the command line.
fn parts(account: &str) -> anyhow::Result<(&str, &str)> {
    account.split_once('/').ok_or_else(|| anyhow::anyhow!("`{account}` does not name an account: write SYSTEM/LOG-IN"))
}
