//! Numbers of patients and of their insurance, and of those who treat them.

use super::labelled::{Labelled, Spaced, digits, letters};
use crate::context::{Context, Cues};
use crate::{Rule, cues};

static RECORD: Rule = Rule { id: "medical-record-labelled", reason: "is called the number of a medical record or of a patient" };
static INSURANCE: Rule =
    Rule { id: "health-insurance-labelled", reason: "is called the number of a health insurance, its member or its plan" };
static PROFESSION: Rule = Rule { id: "professional-license-labelled", reason: "is called the licence of a profession" };

pub(crate) const LABELLED: &[Labelled] = &[
    Labelled {
        kind: "MRN",
        rule: &RECORD,
        score: 94,
        says: is_record,
        fits: |token| digits(token) >= 3 && letters(token) <= 8 && (4..=20).contains(&token.len()),
        spaced: Spaced::Never,
        behind: Cues::NONE,
    },
    Labelled {
        kind: "HEALTH_INSURANCE_ID",
        rule: &INSURANCE,
        score: 93,
        says: is_insurance,
        fits: |token| digits(token) >= 4 && letters(token) <= 8 && (5..=24).contains(&token.len()),
        spaced: Spaced::Digits,
        behind: Cues::NONE,
    },
    Labelled {
        kind: "LICENSE_ID",
        rule: &PROFESSION,
        score: 82,
        says: is_profession,
        fits: |token| (4..=14).contains(&digits(token)) && letters(token) <= 4,
        spaced: Spaced::Digits,
        behind: Cues::NONE,
    },
];

fn is_record(context: &Context) -> bool {
    let nearest = context.nearest();
    let patient = nearest.any(cues::PATIENT) && (context.near.any(cues::ID.or(cues::NUMBER)) || context.field);
    let record = nearest.any(cues::RECORD) && context.near.any(cues::MEDICAL.or(cues::PATIENT));
    nearest.any(cues::MRN)
        || patient
        || record
        || nearest.any(cues::MEDICAL) && context.near.any(cues::RECORD) && context.near.any(cues::NUMBER)
}

fn is_insurance(context: &Context) -> bool {
    let nearest = context.nearest();
    let insured = context.near.any(cues::INSURANCE);
    let member = context.near.any(cues::MEMBER) && context.near.any(cues::POLICY.or(cues::MEDICAL));
    let plan = nearest.any(cues::POLICY)
        && (context.near.any(cues::MEDICAL) || context.near.any(cues::NUMBER.or(cues::ID)) && !context.field);
    nearest.any(cues::INSURANCE.or(cues::MEMBER).or(cues::POLICY)) && (insured || member) || plan
}

fn is_profession(context: &Context) -> bool {
    let nearest = context.nearest();
    nearest.any(cues::PROFESSION)
        || nearest.any(cues::LICENSE)
            && context.near.any(cues::NUMBER.or(cues::PROFESSION))
            && !context.near.any(cues::DRIVER.or(cues::VERSION))
}
