//! Codes of banks (ISO 9362): letters that only their label tells from words.

use super::trigger::Trigger;
use crate::text::Text;
use crate::{Rule, Sink, Span};

static LABELLED: Rule = Rule { id: "bic-labelled", reason: "is called BIC or SWIFT and has the form of one (ISO 9362)" };

pub(crate) const TRIGGERS: &[Trigger] = &[
    Trigger { literal: "BIC", find: after_label },
    Trigger { literal: "Bic", find: after_label },
    Trigger { literal: "bic", find: after_label },
    Trigger { literal: "SWIFT", find: after_label },
    Trigger { literal: "Swift", find: after_label },
    Trigger { literal: "swift", find: after_label },
];

/// Words that may stand between the label and the code.
const BETWEEN: &[&[u8]] = &[b"swift", b"bic", b"code", b"is", b"number", b"no"];

fn after_label(text: &Text<'_>, at: usize, sink: &mut Sink) {
    if text.previous(at).is_ascii_alphabetic() {
        return;
    }
    let mut start = at;
    for _ in 0..4 {
        let end =
            start + text.bytes().get(start..).unwrap_or_default().iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let word = text.stretch(start, end);
        if form(word) {
            sink.push(Span { start, end, kind: "BIC", score: 85, rule: &LABELLED });
            return;
        }
        if !BETWEEN.iter().any(|known| known.eq_ignore_ascii_case(word)) {
            return;
        }
        let gap = text
            .bytes()
            .get(end..)
            .unwrap_or_default()
            .iter()
            .take(8)
            .take_while(|byte| matches!(byte, b' ' | b':' | b'=' | b'"' | b'/' | b'_' | b'\\' | b'.'))
            .count();
        start = end + gap;
    }
}

/// Four letters of the bank, two of the country, two of the place, three of the branch or none; in capitals.
fn form(word: &[u8]) -> bool {
    matches!(word.len(), 8 | 11)
        && word.iter().take(6).all(u8::is_ascii_uppercase)
        && word.iter().skip(6).all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}
