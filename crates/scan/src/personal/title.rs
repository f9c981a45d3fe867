//! Titles before names.

use super::trigger::Trigger;
use crate::text::Text;
use crate::{Rule, Sink, Span};

static BEFORE_NAME: Rule = Rule { id: "title-before-name", reason: "is a title with a name behind it" };

pub(crate) const TRIGGERS: &[Trigger] = &[
    Trigger { literal: "Mr. ", find },
    Trigger { literal: "Mrs. ", find },
    Trigger { literal: "Ms. ", find },
    Trigger { literal: "Dr. ", find },
    Trigger { literal: "Mr ", find },
    Trigger { literal: "Mrs ", find },
    Trigger { literal: "Ms ", find },
    Trigger { literal: "Dr ", find },
    Trigger { literal: "Miss ", find },
    Trigger { literal: "Prof. ", find },
    Trigger { literal: "Herr ", find },
    Trigger { literal: "Frau ", find },
    Trigger { literal: "Mme ", find },
    Trigger { literal: "Sra. ", find },
    Trigger { literal: "Sr. ", find },
];

fn find(text: &Text<'_>, start: usize, sink: &mut Sink) {
    let end = start + text.bytes().get(start..).unwrap_or_default().iter().take_while(|byte| **byte != b' ').count();
    let escape = text.previous(start) == b'n' && text.previous(start.saturating_sub(1)) == b'\\';
    let apart = !text.previous(start).is_ascii_alphanumeric() && text.previous(start) < 0x80 || escape;
    let name = text.str().get(end + 1..).is_some_and(|rest| {
        rest.chars().next().is_some_and(char::is_uppercase)
            && rest.chars().nth(1).is_some_and(|second| second.is_lowercase() || second == '.' || second == '\'')
    });
    if apart && name {
        sink.push(Span { start, end, kind: "TITLE", score: 52, rule: &BEFORE_NAME });
    }
}
