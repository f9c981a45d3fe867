//! Accounts at banks and the numbers that lead to them.

use super::labelled::{Labelled, Spaced, digits, letters};
use crate::context::{Context, Cues};
use crate::{Rule, cues};

static ROUTING: Rule =
    Rule { id: "aba-routing", reason: "is called a routing number, and its ninth digit is right (American Bankers Association)" };
static ACCOUNT: Rule = Rule { id: "account-labelled", reason: "is called the number of an account" };

pub(crate) const LABELLED: &[Labelled] = &[
    Labelled {
        kind: "ROUTING_NUMBER",
        rule: &ROUTING,
        score: 95,
        says: |context| context.near.any(cues::ROUTING),
        fits: is_routing,
        spaced: Spaced::Never,
        behind: Cues::NONE,
    },
    Labelled {
        kind: "ACCOUNT_NUMBER",
        rule: &ACCOUNT,
        score: 84,
        says: is_account,
        fits: |token| digits(token) >= 5 && letters(token) <= 9 && (6..=24).contains(&token.len()),
        spaced: Spaced::Digits,
        behind: Cues::NONE,
    },
];

fn is_account(context: &Context) -> bool {
    let account = context.nearest().any(cues::ACCOUNT) || context.nearest().any(cues::BANK) && context.near.any(cues::ACCOUNT);
    let numbered = context.near.any(cues::NUMBER.or(cues::BANK)) || !context.near.any(cues::ID.or(cues::USER)) && context.joined;
    account && numbered
}

/// Nine digits: a district of the Federal Reserve, thrift or electronic, and the weights 3, 7, 1.
pub(crate) fn is_routing(token: &[u8]) -> bool {
    let values: Vec<u32> = token.iter().filter(|byte| byte.is_ascii_digit()).map(|digit| u32::from(digit - b'0')).collect();
    let sum: u32 = values.iter().zip([3, 7, 1].into_iter().cycle()).map(|(value, weight)| value * weight).sum();
    let district = values.iter().take(2).fold(0, |district, digit| district * 10 + digit);
    let known = matches!(district, 1..=12 | 21..=32 | 61..=72 | 80);
    values.len() == 9 && letters(token) == 0 && known && sum.is_multiple_of(10)
}
