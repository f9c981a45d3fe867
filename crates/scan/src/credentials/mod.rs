//! Keys, tokens and passwords.
//!
//! One automaton finds every literal text that a credential begins with or stands behind (`literals`); what each announces
//! is checked there and then: a vendor's form (`vendor`, `services/`), a private key (`armour`), base 64 that decodes
//! (`encoded`), an address (`address`), a header or a command (`headers`), or a name with its value (`name`, `place`, `assignment`).

mod about;
mod address;
mod armour;
mod assignment;
mod encoded;
mod gate;
mod headers;
mod literals;
mod look;
mod name;
mod pairs;
mod place;
mod placeholder;
mod proof;
mod services;
mod shape;
mod standins;
#[cfg(test)]
mod tests;
mod vendor;
mod words;

pub use services::rules as services;

use crate::{Sink, Span};
use literals::{Literals, Mark, Meaning};
use name::Name;
use place::{Link, Place};
use words::Strength;

/// A credential of at least this score needs no look inside.
const SURE: u8 = 80;
/// What is below this score is a guess, which spoils no better finding.
const LIKELY: u8 = 50;

/// Finds them all in a text.
pub(crate) fn find(text: &str, sink: &mut Sink) {
    let literals = &*literals::ALL;
    let mut service: Option<(usize, usize)> = None;
    let mut sure_until = 0;
    let mut spans = Vec::new();
    let mut at = 0;
    while let Some((start, stop, pattern)) = literals.next(text, at.max(sure_until)) {
        at = stop;
        for (length, meaning) in literals.meanings(pattern) {
            let end = start + length;
            let found = match meaning {
                Meaning::Token(token, shape) => literals
                    .shapes
                    .get(*shape)
                    .filter(|shape| is_exact(text, start, shape.head()))
                    .and_then(|shape| vendor::token(text, start, token, shape)),
                Meaning::Service(number) => {
                    service = vendor::stands(text.as_bytes(), start).then_some((start, *number)).or(service);
                    vendor::named(text, start, end, *number, literals)
                }
                Meaning::Word(strength) => word(text, start, end, *strength, service, literals),
                Meaning::Mark(mark) => marked(text, start, end, *mark),
            };
            if let Some(span) = found.filter(|span| text.is_char_boundary(span.start) && text.is_char_boundary(span.end)) {
                if span.score >= SURE {
                    sure_until = sure_until.max(span.end);
                }
                spans.push(span);
            }
        }
    }
    joined(spans).for_each(|span| sink.push(span));
}

/// Findings that overlap are one, by the name of the surest: what is left of the other would be a secret still.
fn joined(mut spans: Vec<Span>) -> impl Iterator<Item = Span> {
    spans.sort_by_key(|span| (span.score < LIKELY, span.start, span.end));
    let mut kept: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match kept.last_mut().filter(|last| span.start < last.end && span.score >= LIKELY && last.score >= LIKELY) {
            Some(last) => {
                let weight = |span: &Span| (span.score, span.end - span.start);
                let surest = if weight(&span) > weight(last) { span } else { *last };
                *last = Span { start: last.start, end: last.end.max(span.end), ..surest };
            }
            None => kept.push(span),
        }
    }
    kept.into_iter()
}

fn is_exact(text: &str, at: usize, head: &str) -> bool {
    text.as_bytes().get(at..at + head.len()) == Some(head.as_bytes())
}

fn word(
    text: &str,
    start: usize,
    end: usize,
    strength: Strength,
    service: Option<(usize, usize)>,
    literals: &Literals,
) -> Option<Span> {
    let bytes = text.as_bytes();
    let name = Name::around(bytes, start, end)?;
    if !name.is_of_the_secret() {
        return None;
    }
    let place = match assignment::glued(bytes, &name, end) {
        Some(start) if strength < Strength::Password => {
            Place { start, end: name.end, quoted: false, link: Link::Colon, spaced: false }
        }
        _ => place::value(bytes, name.start, name.end)?,
    };
    let value = bytes.get(place.start..place.end)?;
    if name.says(&["_auth", "auth"]) && encoded::holds_user(value) {
        return encoded::basic(text, place.start);
    }
    let (score, rule) = assignment::judge(bytes, &name, strength, &place)?;
    let other = service.is_some_and(|(at, number)| {
        at >= name.start && at < name.end && strength < Strength::Password && vendor::is_of_another_form(literals, number, value)
    });
    let mangled = strength < Strength::Password && literals.mangles(value);
    Some(vendor::span(place.start, place.end, if other || mangled { score.min(45) } else { score }, rule))
}

fn marked(text: &str, start: usize, end: usize, mark: Mark) -> Option<Span> {
    match mark {
        Mark::Armour => armour::pem(text, start),
        Mark::Putty => armour::putty(text, start),
        Mark::Json64 => encoded::jwt(text, start),
        Mark::Address => address::password(text, start),
        Mark::Pgpass => address::pgpass(text, end),
        Mark::Bearer => headers::bearer(text, end),
        Mark::Basic => encoded::basic(text, end),
        Mark::UserFlag => headers::user_flag(text, end),
        Mark::PasswordFlag => headers::password_flag(text, end),
        Mark::SecondArgument => headers::second_argument(text, end),
        Mark::AzureSecret => headers::azure_secret(text, start + 1),
    }
}
