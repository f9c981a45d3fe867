//! Keys, tokens and passwords.
//!
//! One automaton finds every literal text that a credential begins with or stands behind (`literals`); what each announces
//! is checked there and then: a vendor's form (`vendor`, `services/`), a private key (`armour`), base 64 that decodes
//! (`encoded`), an address (`address`), a header or a command (`headers`), or a name with its value (`name`, `place`, `assignment`).

mod address;
mod armour;
mod assignment;
mod encoded;
mod headers;
mod literals;
mod look;
mod name;
mod place;
mod placeholder;
mod proof;
mod services;
mod shape;
mod vendor;
mod words;

use crate::{Rule, Sink, Span};
use literals::{Literals, Mark, Meaning};
use name::Name;
use place::{Link, Place};
use words::Strength;

/// A credential of at least this score needs no look inside.
const SURE: u8 = 80;

/// Finds them all in a text.
pub(crate) fn find(text: &str, sink: &mut Sink) {
    let Some(literals) = literals::ALL.as_ref() else { return };
    let mut service: Option<(usize, usize)> = None;
    let mut sure_until = 0;
    for hit in literals.automaton.find_iter(text) {
        if hit.start() < sure_until {
            continue;
        }
        for (length, meaning) in literals.meanings(hit.pattern().as_usize()) {
            let end = hit.start() + length;
            let found = match meaning {
                Meaning::Token(token, shape) => literals
                    .shapes
                    .get(*shape)
                    .filter(|shape| is_exact(text, hit.start(), shape.head()))
                    .and_then(|shape| vendor::token(text, hit.start(), token, shape)),
                Meaning::Service(number) => {
                    service = Some((hit.start(), *number));
                    vendor::named(text, hit.start(), end, *number, literals)
                }
                Meaning::Word(strength) => word(text, hit.start(), end, *strength, service, literals),
                Meaning::Mark(mark) => marked(text, hit.start(), end, *mark),
            };
            if let Some(span) = found.filter(|span| text.is_char_boundary(span.start) && text.is_char_boundary(span.end)) {
                if span.score >= SURE {
                    sure_until = sure_until.max(span.end);
                }
                sink.push(span);
            }
        }
    }
}

/// Every form that is known by itself or by its service's name: rule and source.
pub fn services() -> impl Iterator<Item = (&'static Rule, &'static str)> {
    services::tokens()
        .map(|token| (&token.rule, token.source))
        .chain(services::all_named().map(|service| (&service.rule, service.source)))
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
    Some(vendor::span(place.start, place.end, if other { score.min(45) } else { score }, rule))
}

fn marked(text: &str, start: usize, end: usize, mark: Mark) -> Option<Span> {
    match mark {
        Mark::Armour => armour::pem(text, start),
        Mark::Putty => armour::putty(text, start),
        Mark::Json64 => encoded::jwt(text, start),
        Mark::Address => address::password(text, start),
        Mark::Bearer => headers::bearer(text, end),
        Mark::Basic => encoded::basic(text, end),
        Mark::UserFlag => headers::user_flag(text, end),
        Mark::PasswordFlag => headers::password_flag(text, end),
        Mark::SecondArgument => headers::second_argument(text, end),
        Mark::AzureSecret => headers::azure_secret(text, start),
    }
}
