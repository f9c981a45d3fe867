//! Passports, driving licences, number plates: forms that many things have, and the labels that tell them.

use super::labelled::{Labelled, Spaced, digits, letters};
use crate::context::{Context, Cues};
use crate::{Rule, cues};

static PASSPORT: Rule = Rule {
    id: "passport-labelled",
    reason: "is called the number of a passport and has the form of one (ICAO 9303: up to nine letters and digits)",
};
static DRIVER: Rule = Rule {
    id: "driver-license-labelled",
    reason: "is called the number of a driving licence and has the form of one (AAMVA, EU Directive 2006/126)",
};
static PLATE: Rule = Rule { id: "vehicle-plate-labelled", reason: "is called the number plate of a vehicle" };

pub(crate) const LABELLED: &[Labelled] = &[
    Labelled {
        kind: "PASSPORT",
        rule: &PASSPORT,
        score: 92,
        says: is_passport,
        fits: is_passport_form,
        spaced: Spaced::Never,
        behind: cues::PASSPORT,
    },
    Labelled {
        kind: "DRIVER_LICENSE",
        rule: &DRIVER,
        score: 91,
        says: is_driver,
        fits: is_licence_form,
        spaced: Spaced::Never,
        behind: Cues::NONE,
    },
    Labelled {
        kind: "VEHICLE_PLATE",
        rule: &PLATE,
        score: 80,
        says: is_plate,
        fits: |token| (1..=6).contains(&digits(token)) && letters(token) >= 1 && (4..=11).contains(&token.len()),
        spaced: Spaced::Capitals,
        behind: Cues::NONE,
    },
];

fn is_passport(context: &Context) -> bool {
    let nearest = context.nearest();
    nearest.any(cues::PASSPORT) || nearest.any(cues::PASS) && context.near.any(cues::NUMBER)
}

/// Letters first, or one of them in fourth place (Korea), or a letter last; digits for the most part.
fn is_passport_form(token: &[u8]) -> bool {
    (6..=10).contains(&token.len()) && digits(token) >= 5 && letters(token) <= 4 && token.iter().all(u8::is_ascii_alphanumeric)
}

fn is_driver(context: &Context) -> bool {
    let nearest = context.nearest();
    let both = context.near.any(cues::DRIVER) && context.near.any(cues::LICENSE.or(cues::NUMBER).or(cues::ID));
    both && nearest.any(cues::DRIVER.or(cues::LICENSE))
}

fn is_licence_form(token: &[u8]) -> bool {
    let count = digits(token) + letters(token);
    (5..=18).contains(&count) && digits(token) >= 4 && letters(token) <= 9
}

fn is_plate(context: &Context) -> bool {
    context.nearest().any(cues::PLATE) && (context.near.any(cues::VEHICLE) || !context.near.any(cues::ID))
}
