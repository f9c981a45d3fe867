//! Writing answers to standard output and everything else to standard error.
//!
//! A closed pipe (`fieldwork map | head`) is no error: what could not be written is what nobody wanted to read.

use app::AppError;
use serde::Serialize;
use std::io::{self, Write};

/// Writes a line of the answer.
pub(crate) fn line(text: impl AsRef<str>) {
    let _ = writeln!(io::stdout().lock(), "{}", text.as_ref());
}

/// Writes a JSON value on one line.
pub(crate) fn json(value: &impl Serialize) -> anyhow::Result<()> {
    line(serde_json::to_string(value)?);
    Ok(())
}

/// Writes a remark to standard error.
pub(crate) fn remark(text: impl AsRef<str>) {
    let _ = writeln!(io::stderr().lock(), "{}", text.as_ref());
}

/// Writes an error with its causes and what to do.
pub(crate) fn error(error: &anyhow::Error) {
    remark(format!("error: {error:#}"));
    if let Some(hint) = error.downcast_ref::<AppError>().map(|failure| failure.hint.as_str()).filter(|hint| !hint.is_empty()) {
        remark(format!("hint: {hint}"));
    }
}

/// Writes rows as columns of equal width, the header first.
pub(crate) fn table(header: &[&str], rows: &[Vec<String>]) {
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count());
        cells.chain(header.get(column).map(|name| name.chars().count())).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..header.len()).map(width).collect();
    let print = |cells: &mut dyn Iterator<Item = &str>| {
        let padded: Vec<String> = cells.zip(&widths).map(|(cell, width)| format!("{cell:width$}")).collect();
        line(padded.join("  ").trim_end());
    };
    print(&mut header.iter().copied());
    for row in rows {
        print(&mut row.iter().map(String::as_str));
    }
}

/// Shows progress on one line of standard error, only when somebody is watching.
pub(crate) fn progress(progress: &app::contract::Progress) {
    let mut err = io::stderr().lock();
    if !io::IsTerminal::is_terminal(&err) {
        return;
    }
    let share = progress.permille.map(|permille| format!(" {}%", permille / 10)).unwrap_or_default();
    let _ = write!(err, "\r\x1b[K{}{share}", progress.what);
    if progress.done {
        let _ = writeln!(err);
    }
}
