//! Names that people log in with, where a field or a sentence calls them so.

use super::trigger::Trigger;
use crate::text::Text;
use crate::{Rule, Sink, Span, cues};

static CALLED: Rule = Rule { id: "username-labelled", reason: "is called the name that somebody logs in with" };
static USER_ID: Rule = Rule { id: "user-id-named", reason: "is called a user's id and is made of a name" };

pub(crate) const TRIGGERS: &[Trigger] = &[
    Trigger { literal: "sername", find: named },
    Trigger { literal: "ser_name", find: named },
    Trigger { literal: "serName", find: named },
    Trigger { literal: "ser name", find: named },
    Trigger { literal: "ser_id", find: identified },
    Trigger { literal: "serId", find: identified },
    Trigger { literal: "ser id", find: identified },
    Trigger { literal: "ser ID", find: identified },
    Trigger { literal: "login", find: named },
    Trigger { literal: "nickname", find: named },
];

fn named(text: &Text<'_>, at: usize, sink: &mut Sink) {
    push(text, at, sink, &CALLED, 84, |value| value.len() >= 3);
}

fn identified(text: &Text<'_>, at: usize, sink: &mut Sink) {
    push(text, at, sink, &USER_ID, 80, |value| {
        let parts = value
            .split(|byte| matches!(byte, b'_' | b'.' | b'-'))
            .filter(|part| part.len() >= 2 && part.iter().all(u8::is_ascii_alphabetic))
            .count();
        parts >= 2 && value.len() <= 40
    });
}

/// The value behind the label that holds a position.
fn push(text: &Text<'_>, at: usize, sink: &mut Sink, rule: &'static Rule, score: u8, fits: fn(&[u8]) -> bool) {
    let rest = text.bytes().get(at..).unwrap_or_default();
    let label = rest.iter().take(16).take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')).count();
    let label = if rest.get(label) == Some(&b' ') && rest.get(..label) == Some(b"ser") {
        label + 1 + rest.get(label + 1..).unwrap_or_default().iter().take_while(|byte| byte.is_ascii_alphabetic()).count()
    } else {
        label
    };
    let after = rest.get(label..).unwrap_or_default();
    let gap = after.iter().take(8).take_while(|byte| matches!(byte, b'"' | b'\'' | b'\\' | b':' | b'=' | b' ' | b'>')).count();
    let joined = after.get(..gap).is_some_and(|gap| gap.iter().any(|byte| matches!(byte, b':' | b'=' | b'>')));
    let mut start = at + label + gap;
    let mut prose = false;
    if !joined && gap > 0 && text.stretch(start, start + 3) == b"is " {
        (start, prose) = (start + 3, true);
        start += usize::from(matches!(text.at(start), b'"' | b'\''));
    }
    let value = text.bytes().get(start..).unwrap_or_default();
    let length =
        value.iter().take(64).take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-')).count();
    let value = value.get(..length).unwrap_or_default();
    let value = value.strip_suffix(b".").unwrap_or(value);
    let end = start + value.len();
    let closed = !matches!(text.at(end), b'@' | b'(' | b'[' | b'{' | b'<') || text.at(end) == b'<' && joined;
    let word =
        cues::of(value) != crate::context::Cues::NONE || PLACEHOLDERS.iter().any(|known| known.eq_ignore_ascii_case(value));
    let formed = !prose || value.iter().any(|byte| byte.is_ascii_digit() || matches!(byte, b'_' | b'.' | b'-'));
    if (joined || prose)
        && !text.previous(at - 1).is_ascii_digit()
        && closed
        && !word
        && formed
        && value.iter().any(u8::is_ascii_alphabetic)
        && fits(value)
    {
        sink.push(Span { start, end, kind: "USERNAME", score, rule });
    }
}

/// What stands in such fields without naming anybody.
const PLACEHOLDERS: &[&[u8]] = &[
    b"null",
    b"none",
    b"true",
    b"false",
    b"string",
    b"undefined",
    b"unknown",
    b"anonymous",
    b"required",
    b"str",
    b"page",
    b"failed",
    b"success",
    b"process",
];
