//! Days in a person's life, and which of them is the day of birth; not the moments that machines write down.

use super::calendar::{Day, Form, named, numeric, time};
use super::machine::covered;
use super::weekday;
use crate::context::{Context, Cues, is_letter};
use crate::text::Text;
use crate::{Rule, Sink, Span, cues};

static BIRTH: Rule = Rule { id: "date-of-birth", reason: "is a day of the calendar, called somebody's birth" };
static WRITTEN: Rule = Rule { id: "date-written", reason: "is a day of the calendar with the name of its month" };
static NUMBERS: Rule = Rule { id: "date-numbers", reason: "is a day of the calendar in numbers" };
static PART: Rule = Rule { id: "date-part", reason: "is a month with a day or a year, in a sentence" };
static YEAR: Rule = Rule { id: "date-year", reason: "is a year in a sentence" };

/// Things of a person's life that happen on a day.
const LIFE: Cues = Cues::union(&[cues::BIRTH, cues::EVENT]);

/// The day that begins at, or has its day at, the run of a number.
pub(crate) fn find(text: &Text<'_>, number: usize, sink: &mut Sink) -> Option<usize> {
    let run = text.run(number);
    let digits = text.stretch(run.start, run.end).iter().take_while(|byte| byte.is_ascii_digit()).count();
    let tail = text.at(run.start + digits);
    if !matches!(digits, 1 | 2 | 4)
        || !run.is_digits() && !matches!(tail, b's' | b'n' | b'r' | b't' | b'e' | b'S' | b'N' | b'R' | b'T')
    {
        return None;
    }
    // What may follow a day, a month or a year in numbers, or stand before it.
    let before = matches!(text.previous(run.start), b' ' | b'-' | b'/' | b'.');
    let behind = |byte: u8| matches!(byte, b' ' | b'-' | b'/' | b'.' | b't' | b'n' | b'r' | b's' | b'e' | 0x80..);
    if !before && !behind(text.at(run.start + 1)) && !behind(text.at(run.start + 2)) && !behind(tail) {
        return None;
    }
    let found = numeric(text, run.start).or_else(|| named(text, run.start));
    let Some(day) = found else { return year(text, number, sink) };
    let (end, timed, machine) = match time(text, day.end).filter(|(end, _)| !glued(text, &day, *end)) {
        Some((end, machine)) => (end, true, machine),
        None => (day.end, false, false),
    };
    let settled = Some(covered(text, number, end));
    let context = text.before(day.start);
    if glued(text, &day, end) {
        return None;
    }
    if is_machine(text, &day, end, timed, machine, &context) {
        return if day.form == Form::Short { None } else { settled };
    }
    if day.form == Form::Numbers && context.near.any(cues::PHONE) && !context.near.any(LIFE.or(cues::DATE)) {
        return None;
    }
    let start = weekday::before(text, day.start);
    let birth = context.near.any(cues::BIRTH) || text.after(end).any(cues::BIRTH) && !context.field;
    let (kind, score, rule) = match day.form {
        Form::Short if !context.near.any(cues::BIRTH.or(cues::DATE)) && !is_when(&context) => return None,
        Form::Short => ("DATE", 52, &PART),
        _ if birth => ("DATE_OF_BIRTH", 93, &BIRTH),
        Form::Named => ("DATE", 82, &WRITTEN),
        Form::Iso | Form::Numbers => ("DATE", 74, &NUMBERS),
        Form::Part => ("DATE", 60, &PART),
    };
    sink.push(Span { start, end, kind, score, rule });
    settled
}

/// "on", "is" right before.
fn is_when(context: &Context) -> bool {
    context.words().first().is_some_and(|word| word.any(cues::WHEN.or(cues::LINK)))
        && !context.field
        && context.near.any(cues::DATE.or(LIFE))
}

/// Whether a day is part of a longer name, number or path.
fn glued(text: &Text<'_>, day: &Day, end: usize) -> bool {
    let before = text.previous(day.start);
    let left = match before {
        b'_' | b'-' | b'/' | b'.' | b'+' | b'@' | b'#' | b'$' | b'\\' => {
            !(before == b'.' && text.previous(day.start - 1) == b' ')
        }
        _ => before.is_ascii_alphanumeric() && !(matches!(before, b'n' | b't') && text.previous(day.start - 1) == b'\\'),
    };
    let right = match text.at(end) {
        b'_' | b'/' | b'%' | b'@' => true,
        b'-' | b'.' | b':' | b',' => text.at(end + 1).is_ascii_alphanumeric(),
        byte => byte.is_ascii_alphanumeric(),
    };
    left || right
}

/// Whether it is the moment of a record rather than a day that somebody speaks of.
fn is_machine(text: &Text<'_>, day: &Day, end: usize, timed: bool, machine: bool, context: &Context) -> bool {
    if context.near.any(LIFE) {
        return false;
    }
    let whole = matches!(text.at(end), 0 | b'"' | b'\'' | b'\\' | b'<' | b'}' | b']' | b',' | b' ' | b'\n' | b';' | b'&');
    if context.field && whole && (timed || day.form == Form::Iso || context.near.any(cues::MACHINE_TIME)) {
        return true;
    }
    if machine {
        return !(is_spoken(context) || context.near.any(cues::DATE) && !context.field);
    }
    let line = matches!(text.previous(day.start), 0 | b'\n' | b'[')
        && matches!(text.previous(day.start.saturating_sub(1)), 0 | b'\n' | b'[' | b' ' | b']');
    timed && line && !matches!(text.at(end), 0)
}

/// Whether the word before belongs to a sentence.
fn is_spoken(context: &Context) -> bool {
    !context.joined && context.words().first().is_some_and(|word| word.any(cues::WHEN.or(cues::LINK)))
}

/// A year in a sentence: "in 1977", "the Act of 1985".
///
/// Not the year of a treatment: of dates about a patient, the year alone may stay (45 CFR 164.514(b)(2)(i)(C)).
fn year(text: &Text<'_>, number: usize, sink: &mut Sink) -> Option<usize> {
    let run = text.run(number);
    let value: u32 = text.str().get(run.start..run.end).filter(|digits| digits.len() == 4 && run.is_digits())?.parse().ok()?;
    if !(1900..=2039).contains(&value) || text.previous(run.start) != b' ' || !is_letter(text.previous(run.start - 1)) {
        return None;
    }
    let next = text.at(run.end);
    let ends = matches!(next, 0 | b' ' | b')' | b';' | b'"' | b'<' | b'\n' | b'\\' | b'?' | b'!')
        || matches!(next, b'.' | b',') && !text.at(run.end + 1).is_ascii_alphanumeric();
    if !text.word_before(run.start).any(cues::WHEN.or(cues::LINK)) {
        return None;
    }
    let context = text.before(run.start);
    let [first, rest @ ..] = context.words() else { return None };
    let article = first.any(cues::LINK) && text.stretch(run.start - 2, run.start) == b"a ";
    let when = first.any(cues::WHEN) && !first.any(cues::REACH) || article && is_adjective(text, run.end);
    let treatment = rest.iter().take(3).any(|word| word.any(cues::EVENT) && !word.any(cues::BIRTH))
        || context.all().any(cues::PATIENT.or(cues::RECORD));
    if context.hidden
        || context.joined
        || text.at(run.end + 1).is_ascii_digit()
        || !ends
        || !when
        || treatment
        || text.after(run.end).any(cues::TECHNICAL)
        || matches!(value, 2000 | 1920) && !article && first.any(cues::LINK)
    {
        return None;
    }
    sink.push(Span { start: run.start, end: run.end, kind: "DATE", score: 50, rule: &YEAR });
    Some(1)
}

/// Whether a word with a capital follows, as in "a 1972 Japanese film".
fn is_adjective(text: &Text<'_>, end: usize) -> bool {
    text.at(end) == b' '
        && (text.at(end + 1).is_ascii_uppercase() || text.after(end + 1) == Cues::NONE && text.at(end + 1).is_ascii_lowercase())
}
