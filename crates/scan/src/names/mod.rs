//! Names of people and places, and postal addresses.
//!
//! Two ways lead there. What a field's name says outright (`first_name`, `city`, `zip`) is taken by rule. Everything else is
//! the work of a small linear model that looks at capitals and their neighbours only, so that the rest of a log costs nothing.
//! `examples/train` makes the model; `model/README.md` says from what.

pub mod candidate;
pub mod feature;
pub mod field;
pub mod lexicon;
pub mod tagger;
pub mod token;
pub mod word;

use crate::{Rule, Sink, Span};
use tagger::{Labelled, Model, Scratch};
use token::{Kind, Token};

static PERSON: Rule = Rule { id: "person-in-text", reason: "reads like the name of a person where it stands" };
static PLACE: Rule = Rule { id: "place-in-text", reason: "reads like the name of a place where it stands" };
static ADDRESS: Rule = Rule { id: "address-in-text", reason: "reads like a postal address" };
static ZIP: Rule = Rule { id: "postcode-in-address", reason: "a postal code in or after an address" };

/// Finds them all in a text.
pub(crate) fn find(text: &str, sink: &mut Sink) {
    let mut scratch = Scratch::default();
    let mut labelled = Vec::new();
    tagger::tag(text, &Model::shipped(), &mut scratch, &mut labelled);
    field::find(text, &scratch.tokens, &Model::shipped(), &mut |span| sink.push(span));
    spans(text, &scratch.tokens.tokens, &labelled, &mut |span| sink.push(span));
}

/// What labels say, as spans.
pub fn spans(text: &str, tokens: &[Token], labelled: &[Labelled], take: &mut dyn FnMut(Span)) {
    let mut at = 0;
    while let Some(first) = labelled.get(at) {
        at += 1;
        if matches!(first.label, tagger::OUT | tagger::BODY) {
            continue;
        }
        let class = first.label.div_ceil(2);
        let mut last = first.token;
        let mut ahead = first.ahead;
        let mut count = 1;
        while let Some(next) = labelled.get(at) {
            let joined = next.token == last + 1 && next.label == class * 2;
            if !joined || tokens.get(next.token).is_some_and(tagger::breaks) && class == 1 {
                break;
            }
            last = next.token;
            ahead += next.ahead;
            count += 1;
            at += 1;
        }
        if let Some(span) = span(text, tokens.get(first.token..=last).unwrap_or_default(), class, ahead / count) {
            take(span);
        }
    }
}

/// Half the distance to the next best label that is worth a point of the score.
const PER_POINT: i32 = 4;

fn span(text: &str, tokens: &[Token], class: usize, ahead: i32) -> Option<Span> {
    let inner = |token: &&Token| !matches!(token.kind, Kind::Mark | Kind::Quote);
    let start = tokens.iter().find(inner)?.start as usize;
    let last = tokens.iter().rposition(|token| inner(&token))?;
    let mut end = tokens.get(last)?.end as usize;
    if tokens.get(last)?.kind == Kind::Initial && text.as_bytes().get(end) == Some(&b'.') {
        end += 1;
    }
    let piece = text.get(start..end)?;
    let code = piece.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-' || byte == b' ');
    let (kind, rule) = match class {
        1 => ("PERSON", &PERSON),
        _ if code && piece.len() >= 4 => ("ZIP", &ZIP),
        2 => ("LOCATION", &PLACE),
        _ => ("ADDRESS", &ADDRESS),
    };
    let score = u8::try_from((60 + ahead / PER_POINT).clamp(50, 89)).unwrap_or(50);
    Some(Span { start, end, kind, score, rule })
}
