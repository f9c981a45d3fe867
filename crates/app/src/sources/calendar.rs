//! The days by which to export as a calendar file (RFC 5545), to be opened by any calendar.

use super::sources;
use crate::{AppError, Session, contract::sources::SourceView, dropped, session::engagement};
use chrono::{Duration, NaiveDate};
use icalendar::{Alarm, Calendar, Component, Event, EventLike, Trigger};
use std::path::Path;

/// How long before a last day the reminder rings.
const REMINDER: Duration = Duration::days(7);

/// The calendar: an all-day event on every last day, with the steps in it and a reminder a week ahead. The same vault and
/// moment give the same text.
///
/// # Errors
/// Those of reading the vault.
pub fn calendar(session: &Session) -> Result<String, AppError> {
    let company = session.read(|read| Ok(engagement(read)?.company))?;
    let mut calendar = Calendar::empty();
    calendar.append_property(("VERSION", "2.0"));
    calendar.append_property(("PRODID", "-//Fieldwork//Exports due//EN"));
    calendar.name(&format!("{company}: exports due"));
    for source in sources(session)?.exports {
        let next = source.next.iter().map(|next| next.by.clone()).filter(|by| source.plan.first() != Some(by));
        for by in next.chain(source.plan.iter().cloned()) {
            if let Ok(day) = by.parse() {
                calendar.push(event(session, &source, day));
            }
        }
    }
    Ok(calendar.done().to_string())
}

fn event(session: &Session, source: &SourceView, day: NaiveDate) -> Event {
    let because = source.next.as_ref().map(|next| format!("{}.\n", next.because)).unwrap_or_default();
    let steps: Vec<String> = source.export.iter().enumerate().map(|(at, step)| format!("{}. {step}", at + 1)).collect();
    let name = format!("Export {}", source.title);
    let id = format!("{}-{}-{}-{day}@fieldwork", source.importer, source.system, source.instance);
    let id = id.replace(char::is_whitespace, "-");
    // Named and dated here: left alone, the library would draw a random name and look at the clock.
    let mut alarm = Alarm::display(&name, Trigger::before_start(REMINDER));
    alarm.uid(&format!("reminder-{id}")).timestamp(session.now());
    Event::with_uid(&id)
        .timestamp(session.now())
        .starts(day)
        .ends(day.succ_opt().unwrap_or(day))
        .summary(&name)
        .description(&format!("{because}{}\nThen drop the file on Fieldwork.", steps.join("\n")))
        .alarm(alarm)
        .done()
}

/// Writes the calendar to a file and gives the file's name.
///
/// # Errors
/// Those of reading the vault, and [`crate::Code::System`] when the file cannot be written.
pub fn save_calendar(session: &Session, path: &Path) -> Result<String, AppError> {
    let name = dropped::name(path);
    std::fs::write(path, calendar(session)?)
        .map_err(|error| AppError::system(&format!("`{name}` could not be written"), &error))?;
    Ok(name)
}
