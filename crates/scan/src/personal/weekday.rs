//! Days of the week in a sentence.

use super::trigger::Trigger;
use crate::text::Text;
use crate::{Rule, Sink, Span};

static SENTENCE: Rule = Rule { id: "date-weekday", reason: "is a day of the week in a sentence" };

const NAMES: &[&str] = &["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

pub(crate) const TRIGGERS: &[Trigger] = &[Trigger { literal: "day", find: ends }];

fn ends(text: &Text<'_>, at: usize, sink: &mut Sink) {
    let end = at + 3;
    let Some(start) = beginning(text, end) else { return };
    let free = matches!(text.previous(start), b' ' | b'(' | 0)
        && matches!(text.at(end), 0 | b' ' | b'.' | b',' | b'?' | b'!' | b';' | b')' | b'<' | b'\\' | b'"' | b'\n');
    let hours = matches!(text.stretch(end, end + 3), b" to" | b" - ");
    if free && start > 0 && !hours && !text.before(start).joined {
        sink.push(Span { start, end, kind: "DATE", score: 50, rule: &SENTENCE });
    }
}

/// Where the name begins that ends at a position.
fn beginning(text: &Text<'_>, end: usize) -> Option<usize> {
    NAMES
        .iter()
        .map(|name| (name, end.saturating_sub(name.len())))
        .find(|(name, start)| {
            text.stretch(*start, end).eq_ignore_ascii_case(name.as_bytes()) && !text.previous(*start).is_ascii_alphanumeric()
        })
        .map(|(_, start)| start)
}

/// Takes in the name of the day before a date: "Friday, April 12".
pub(crate) fn before(text: &Text<'_>, start: usize) -> usize {
    let gap = if text.stretch(start.saturating_sub(2), start) == b", " { 2 } else { usize::from(text.previous(start) == b' ') };
    if gap == 0 { start } else { beginning(text, start - gap).unwrap_or(start) }
}
