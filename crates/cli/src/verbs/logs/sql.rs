//! `fieldwork logs sql`: a question of one's own.

use crate::{output, session::VaultArguments};
use clap::Args;
use model::Cell;
use serde_json::{Map, Value};
use std::{process::ExitCode, sync::atomic::AtomicBool};

/// Answer SQL over the tables `gateway`, `span` and `score`; it can only read. The question goes to the activity log.
#[derive(Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    vault: VaultArguments,
    /// The query; `fieldwork logs show --columns` lists tables and columns
    #[arg(value_name = "SQL")]
    sql: String,
    /// Most rows
    #[arg(long, value_name = "NUMBER", default_value_t = 1_000)]
    most: usize,
    /// Print one JSON object a row
    #[arg(long)]
    json: bool,
}

/// Asks and prints.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let session = arguments.vault.open()?;
    let answered = app::logs::ask(&session, &arguments.sql, arguments.most, &AtomicBool::new(false))?;
    let columns = &answered.rows.columns;
    if arguments.json {
        for row in &answered.rows.rows {
            let cells = columns.iter().cloned().zip(row.iter().map(|cell| serde_json::to_value(cell).unwrap_or(Value::Null)));
            output::json(&cells.collect::<Map<String, Value>>())?;
        }
    } else {
        let header: Vec<&str> = columns.iter().map(String::as_str).collect();
        let rows: Vec<Vec<String>> = answered.rows.rows.iter().map(|row| row.iter().map(Cell::to_string).collect()).collect();
        output::table(&header, &rows);
    }
    let more = if answered.more { ", and there are more: ask for more with --most" } else { "" };
    output::remark(format!("{} rows in {} ms{more}", answered.rows.rows.len(), answered.took));
    Ok(ExitCode::SUCCESS)
}
