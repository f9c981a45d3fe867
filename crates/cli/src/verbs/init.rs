//! `fieldwork init`: a new vault with the starter map.

use crate::{output, session::VaultArguments};
use anyhow::bail;
use app::contract::vault::{CreateVault, ScopeView};
use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use model::{AuditType, Category};
use std::process::ExitCode;

/// Make a vault: company, window, categories in scope; the recovery code is printed once.
#[derive(Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    vault: VaultArguments,
    /// Name of the company
    #[arg(long)]
    company: String,
    /// First day of the window
    #[arg(long)]
    from: NaiveDate,
    /// Last day of the window
    #[arg(long)]
    to: NaiveDate,
    /// Categories in scope, separated by commas; security is always in
    #[arg(long, value_delimiter = ',', default_value = "security")]
    categories: Vec<String>,
    /// Time zone of the company, an IANA name
    #[arg(long, default_value = "UTC")]
    zone: String,
    /// Type of the report
    #[arg(long = "type", value_enum, default_value = "2")]
    audit_type: Type,
    /// Let the system's keychain keep the key too
    #[arg(long)]
    keychain: bool,
    /// Print a JSON object: {"vault","company","from","to","categories","recoveryCode"}
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Type {
    #[value(name = "1")]
    One,
    #[value(name = "2")]
    Two,
}

/// Makes the vault.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let categories = categories(&arguments.categories)?;
    let passphrase = match &arguments.vault.passphrase_file {
        Some(_) => arguments.vault.passphrase()?,
        None if arguments.keychain => String::new(),
        None => bail!("--passphrase-file or --keychain is needed, so that the vault can be opened again"),
    };
    let scope = Category::ALL.map(|category| ScopeView {
        category,
        included: category == Category::Security || categories.contains(&category),
        reason: String::new(),
    });
    let input = CreateVault {
        company: arguments.company.clone(),
        audit_type: match arguments.audit_type {
            Type::One => AuditType::TypeI,
            Type::Two => AuditType::TypeII,
        },
        from: arguments.from,
        to: arguments.to,
        zone: arguments.zone.clone(),
        scope: scope.to_vec(),
        passphrase,
        keychain: arguments.keychain,
    };
    let created = app::vault::create(&arguments.vault.closed(), input)?;
    if arguments.json {
        let in_scope: Vec<&str> = scope.iter().filter(|entry| entry.included).map(|entry| entry.category.id()).collect();
        output::json(&serde_json::json!({
            "vault": arguments.vault.vault, "company": arguments.company, "from": arguments.from, "to": arguments.to,
            "categories": in_scope, "recoveryCode": created.recovery_code,
        }))?;
    } else {
        output::line(format!("The vault is in {}.", arguments.vault.vault.display()));
        output::line(format!("Recovery code, shown this once: {}", created.recovery_code));
        output::line("Write it down and keep it apart from this computer: it opens the vault when everything else is lost.");
    }
    Ok(ExitCode::SUCCESS)
}

/// The categories by their words.
fn categories(words: &[String]) -> anyhow::Result<Vec<Category>> {
    let parse = |word: &String| {
        let plain = word.trim().to_lowercase().replace(['_', ' '], "-");
        let found = Category::ALL.into_iter().find(|category| category.id() == plain);
        found.ok_or_else(|| {
            let known: Vec<&str> = Category::ALL.iter().map(|category| category.id()).collect();
            anyhow::anyhow!("`{word}` is no category; there are {}", known.join(", "))
        })
    };
    words.iter().filter(|word| !word.trim().is_empty()).map(parse).collect()
}
