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
        let mut gain = first.gain;
        while let Some(next) = labelled.get(at) {
            let joined = next.token == last + 1 && next.label == class * 2;
            if !joined || tokens.get(next.token).is_some_and(tagger::breaks) && class == 1 {
                break;
            }
            last = next.token;
            gain += next.gain;
            at += 1;
        }
        if let Some(span) = span(text, tokens.get(first.token..=last).unwrap_or_default(), class, gain) {
            take(span);
        }
    }
}

/// How sure a gain makes, of 100: half of those of 50 are right on texts that the model has not seen, and nearly all of 85.
fn sure(gain: i32) -> u8 {
    u8::try_from((42 + gain * 3 / 40).clamp(1, 89)).unwrap_or(1)
}

fn span(text: &str, tokens: &[Token], class: usize, gain: i32) -> Option<Span> {
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
    Some(Span { start, end, kind, score: sure(gain), rule })
}
