//! Names of people and places, and postal addresses.
//!
//! Two ways lead there. What a field's name says outright (`first_name`, `city`, `zip`) is taken by rule. Everything else is
//! the work of a small linear model that looks at capitals and their neighbours only, so that the rest of a log costs nothing.
//! `examples/train` makes the model; `model/README.md` says from what.

pub mod candidate;
pub mod feature;
pub mod field;
pub mod lexicon;
mod occupation;
mod origin;
mod reader;
pub mod tagger;
pub mod token;
mod unit;
pub mod word;

use std::cell::RefCell;

use crate::{Rule, Sink, Span};
use tagger::{Labelled, Model, Scratch};
use token::{Gap, Kind, Token};

static PERSON: Rule = Rule { id: "person-in-text", reason: "reads like the name of a person where it stands" };
static PLACE: Rule = Rule { id: "place-in-text", reason: "reads like the name of a place where it stands" };
static ADDRESS: Rule = Rule { id: "address-in-text", reason: "reads like a postal address" };
static ZIP: Rule = Rule { id: "postcode-in-address", reason: "a postal code in or after an address" };

/// Finds them all in a text.
pub(crate) fn find(text: &str, sink: &mut Sink) {
    SCRATCH.with_borrow_mut(|(scratch, labelled)| {
        find_with(text, sink, scratch, labelled);
        if scratch.tokens.tokens.capacity() > MOST_KEPT {
            (*scratch, *labelled) = Default::default();
        }
    });
}

thread_local! {
    /// What is kept from text to text, so that nothing is allocated anew.
    static SCRATCH: RefCell<(Scratch, Vec<Labelled>)> = RefCell::default();
}

/// Room for more tokens than this is given back.
const MOST_KEPT: usize = 1 << 18;

fn find_with(text: &str, sink: &mut Sink, scratch: &mut Scratch, labelled: &mut Vec<Labelled>) {
    let model = Model::shipped();
    tagger::tag(text, model, scratch, labelled);
    field::find(text, &scratch.tokens, model, &mut |span| sink.push(span));
    let tokens = &scratch.tokens.tokens;
    spans(text, tokens, labelled, &mut |span| {
        sink.push(span);
        if span.kind == "PERSON"
            && span.score >= sink.least()
            && let Some(trade) = occupation::of_name(text, tokens, span.end)
        {
            sink.push(trade);
        }
    });
    origin::find(text, tokens, &mut |span| sink.push(span));
    unit::find(text, tokens, &mut |span| sink.push(span));
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
            let house = (span.kind == "ADDRESS").then(|| house(tokens, first.token)).flatten();
            let start = house.unwrap_or(span.start);
            let corner = text.get(..start).filter(|_| span.kind == "ADDRESS").is_some_and(|head| head.ends_with(CORNER));
            take(Span { start: if corner { start - CORNER.len() } else { start }, ..span });
        }
    }
}

/// How sure a gain makes, of 100: half of those of 50 are right on texts that the model has not seen, and nearly all of 85.
fn sure(gain: i32) -> u8 {
    u8::try_from((42 + gain * 3 / 40).clamp(1, 89)).unwrap_or(1)
}

/// How an address begins that is told by two streets.
const CORNER: &str = "corner of ";

/// Where the number of the house begins that stands right before an address without being taken for a part of it.
fn house(tokens: &[Token], first: usize) -> Option<usize> {
    let number = tokens.get(first.checked_sub(1)?)?;
    let begins = first == 1 || number.gap != Gap::None || tokens.get(first - 2).is_some_and(|token| token.kind == Kind::Quote);
    let alone = begins && number.kind == Kind::Digits && number.end - number.start <= 5;
    (alone && tokens.get(first)?.gap == Gap::Space).then_some(number.start as usize)
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
