//! How old somebody is.

use crate::context::Cues;
use crate::text::Text;
use crate::{Rule, Sink, Span, cues};

static UNIT: Rule = Rule { id: "age-years-old", reason: "is a number of years, said to be somebody's age" };
static CALLED: Rule = Rule { id: "age-labelled", reason: "is called an age by the words before it" };

/// Units in which English tells an age; behind them the number alone is the age.
const ENGLISH: &[&str] = &[
    "-year-old",
    " year old",
    " years old",
    "-years-old",
    " year-old",
    " y/o",
    " yo ",
    " yrs old",
    " yr old",
    "yo ",
    "y/o",
    " years of age",
    "-yo",
    " yo,",
    "yo,",
    "yo.",
    "-yr-old",
];
/// Units elsewhere, which belong to the age.
const ELSEWHERE: &[&str] =
    &[" años", " Jahre alt", " ans", " anni", " anos", " jaar oud", " år gammel", " år gammal", " lat", " meses"];
/// What follows where years are a span of time rather than an age.
const SPANS: &[&str] = &[
    " de evol",
    " de dura",
    " de antig",
    " ant",
    " desp",
    " de segui",
    " más tarde",
    " de tratam",
    " de experi",
    " plus tard",
    " fa",
    " de histor",
];

/// The oldest anybody has been, rounded up.
const OLDEST: u32 = 125;

/// Words that may stand right before an age.
const LABEL: Cues = Cues::union(&[cues::AGE, cues::BEING, cues::FILLER]);

/// The age that begins at the run of a number.
pub(crate) fn find(text: &Text<'_>, number: usize, sink: &mut Sink) -> Option<usize> {
    let run = text.run(number);
    let digits = text.stretch(run.start, run.end).iter().take_while(|byte| byte.is_ascii_digit()).count();
    let end = run.start + digits;
    let unit = |byte: u8| matches!(byte, b'y' | b'Y' | b'a' | b'A' | b'j' | b'J' | b'l' | b'L' | b'm' | b'M' | 0xc3);
    let named = unit(text.at(end)) || matches!(text.at(end), b' ' | b'-') && unit(text.at(end + 1));
    let called = || run.is_digits() && text.word_before(run.start).any(LABEL);
    if !(1..=3).contains(&digits) || !(named || called()) {
        return None;
    }
    let value: u32 = text.str().get(run.start..end)?.parse().ok()?;
    if value > OLDEST
        || matches!(text.previous(run.start), b'.' | b'-' | b'/' | b':' | b'$' | b'_' | b'#')
            && !(text.previous(run.start - 1) == b' '
                || text.previous(run.start) == b':' && !text.previous(run.start - 1).is_ascii_digit())
    {
        return None;
    }
    let rest = text.str().get(end..)?;
    let starts = |units: &[&'static str]| {
        units
            .iter()
            .find(|unit| rest.get(..unit.len()).is_some_and(|head| head.eq_ignore_ascii_case(unit)))
            .map(|unit| unit.len())
    };
    let alone = run.is_digits();
    let (end, score, rule) = if starts(ENGLISH).is_some() {
        (end, 60, &UNIT)
    } else if let Some(unit) = starts(ELSEWHERE)
        .filter(|unit| alone && is_age(rest.get(*unit..).unwrap_or_default()) && !text.at(end + unit).is_ascii_alphanumeric())
    {
        let person = text.stretch(run.start.saturating_sub(3), run.start) == b"de "
            || text.stretch(run.start.saturating_sub(4), run.start) == b"los "
            || text.before(run.start).near.any(cues::AGE.or(cues::BEING))
            || text.stretch(run.start.saturating_sub(2), run.start) == b", ";
        if !person {
            return None;
        }
        (end + unit, 60, &UNIT)
    } else if alone && labelled(text, run.start, end) {
        (end, 70, &CALLED)
    } else {
        return None;
    };
    sink.push(Span { start: run.start, end, kind: "AGE", score, rule });
    Some(1)
}

/// Whether years are somebody's age, by what follows them.
fn is_age(rest: &str) -> bool {
    !SPANS.iter().any(|span| rest.starts_with(span))
}

/// "age: 47", "aged 34", "just turned 48", "when he was 73."
fn labelled(text: &Text<'_>, start: usize, end: usize) -> bool {
    if !text.word_before(start).any(LABEL) {
        return false;
    }
    let context = text.before(start);
    let limit = cues::TECHNICAL.or(cues::POLICY).or(cues::CARD);
    let ends = matches!(text.at(end), 0 | b'"' | b'<' | b'\\' | b'}' | b'\n')
        || matches!(text.at(end), b'.' | b',' | b';' | b')' | b'?' | b'!') && !text.at(end + 1).is_ascii_digit();
    let [first, rest @ ..] = context.words() else { return false };
    let called = context.nearest().any(cues::AGE)
        && (first.any(cues::AGE) || context.joined)
        && !rest.iter().take(2).any(|word| word.any(limit))
        && (ends || text.at(end) == b' ');
    let being = first.any(cues::BEING) && !context.joined && rest.first().is_some_and(|word| word.any(cues::BEING));
    called && !text.after(end).any(cues::TECHNICAL) || being && ends
}
