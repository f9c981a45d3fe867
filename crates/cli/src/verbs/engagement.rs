//! `fieldwork engagement`: the engagement, what was changed of it, and those that are over.

use crate::{output, session::VaultArguments};
use anyhow::Context;
use app::contract::{
    controls::FieldChange,
    engagement::{EngagementDetail, EngagementDraft, PastDetail},
};
use chrono::NaiveDate;
use clap::Args;
use model::Category;
use std::process::ExitCode;

/// Show the engagement with its history and those that are over; change it for a reason.
#[derive(Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    vault: VaultArguments,
    /// First day of the window
    #[arg(long, value_name = "DATE", requires = "reason")]
    from: Option<NaiveDate>,
    /// Last day of the window
    #[arg(long, value_name = "DATE", requires = "reason")]
    to: Option<NaiveDate>,
    /// Time zone of the company, an IANA name
    #[arg(long, requires = "reason")]
    zone: Option<String>,
    /// The service auditor; blank takes the name away
    #[arg(long, requires = "reason")]
    auditor: Option<String>,
    /// Days that are no business days, separated by commas, in place of those that are set
    #[arg(long, value_delimiter = ',', requires = "reason")]
    holidays: Option<Vec<String>>,
    /// Put a category in scope, with the reason for the scope: availability="uptime is promised"
    #[arg(long = "in", value_name = "CATEGORY=WHY", requires = "reason")]
    included: Vec<String>,
    /// Take a category out of scope, with the reason for the scope
    #[arg(long = "out", value_name = "CATEGORY=WHY", requires = "reason")]
    excluded: Vec<String>,
    /// Why it is changed, and who decided it
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    /// Show one that is over, with its results and responses
    #[arg(long, value_name = "NUMBER", conflicts_with = "reason")]
    past: Option<u32>,
    /// Print JSON: {"draft","history":[...],"past":[...],"next"}, or with --past {"row","draft","summary","results":[...],"exceptions":[...]}
    #[arg(long)]
    json: bool,
}

/// Shows or changes the engagement.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let session = arguments.vault.open()?;
    if let Some(number) = arguments.past {
        let past = app::engagement::past(&session, number)?;
        if arguments.json {
            output::json(&past)?;
        } else {
            print_past(&past);
        }
        return Ok(ExitCode::SUCCESS);
    }
    if let Some(reason) = &arguments.reason {
        let draft = over(arguments, app::engagement::detail(&session)?.draft)?;
        app::engagement::change(&session, &draft, reason)?;
    }
    let detail = app::engagement::detail(&session)?;
    if arguments.json {
        output::json(&detail)?;
    } else {
        print(&detail);
    }
    Ok(ExitCode::SUCCESS)
}

/// The engagement with what was given over what is there.
fn over(arguments: &Arguments, base: EngagementDraft) -> anyhow::Result<EngagementDraft> {
    let mut draft = EngagementDraft {
        from: arguments.from.unwrap_or(base.from),
        to: arguments.to.unwrap_or(base.to),
        zone: arguments.zone.clone().unwrap_or(base.zone),
        auditor: arguments.auditor.clone().unwrap_or(base.auditor),
        holidays: arguments.holidays.clone().unwrap_or(base.holidays),
        ..base
    };
    let given = arguments.included.iter().map(|text| (text, true)).chain(arguments.excluded.iter().map(|text| (text, false)));
    for (text, included) in given {
        let (word, why) = text.split_once('=').unwrap_or((text, ""));
        let plain = word.trim().to_lowercase().replace(['_', ' '], "-");
        let category = Category::ALL.into_iter().find(|category| category.id() == plain);
        let category = category.with_context(|| format!("`{word}` is no category"))?;
        for entry in draft.scope.iter_mut().filter(|entry| entry.category == category) {
            entry.included = included;
            if !why.trim().is_empty() {
                why.trim().clone_into(&mut entry.reason);
            }
        }
    }
    Ok(draft)
}

fn print(detail: &EngagementDetail) {
    let draft = &detail.draft;
    output::line(format!("{}, {} to {}, {}", draft.company, draft.from, draft.to, draft.zone));
    for entry in &draft.scope {
        output::line(format!(
            "  {}: {} {}",
            entry.category,
            if entry.included { "in scope" } else { "out of scope" },
            entry.reason
        ));
    }
    if !draft.auditor.is_empty() {
        output::line(format!("  service auditor: {}", draft.auditor));
    }
    if !draft.holidays.is_empty() {
        output::line(format!("  holidays: {}", draft.holidays.join(", ")));
    }
    for change in &detail.history {
        output::line(format!("{} {}: {}", change.at, change.actor, change.reason));
        changes(&change.changes);
    }
    for past in &detail.past {
        output::line(format!(
            "over: {} {} to {}, {} exceptions, {} responses; rolled forward {}: {}",
            past.id, past.from, past.to, past.exceptions, past.responses, past.at, past.reason
        ));
    }
}

fn changes(changes: &[FieldChange]) {
    for change in changes {
        output::line(format!("  {}: \"{}\" -> \"{}\"", change.field, change.before, change.after));
    }
}

fn print_past(past: &PastDetail) {
    output::line(format!("{}, {} to {}", past.draft.company, past.row.from, past.row.to));
    past.summary.iter().for_each(|(word, value)| output::line(format!("  {word}: {value}")));
    for row in &past.results {
        output::line(format!("{}: {} of {} (population {})", row.evaluator, row.exceptions, row.tested, row.population));
    }
    for carried in &past.exceptions {
        let answer = if carried.response.is_empty() {
            "not answered".to_owned()
        } else {
            format!("{}: {}", carried.response_by, carried.response)
        };
        let now = carried.now.map_or("not in the results of now", model::State::title);
        let accepted =
            if carried.accepted.is_empty() { String::new() } else { format!("\n  accepted as known {}", carried.accepted) };
        output::line(format!(
            "{} {}: {}\n  {answer}{accepted}\n  now: {now}",
            carried.evaluator, carried.subject, carried.reason
        ));
    }
}
