//! `user-without-mfa`: does every account that people can enter have a second factor?
//!
//! Population: accounts that are active in the newest list that shows them and that a person can enter with a password.
//! Left out: accounts of programs and such with keys only, which have no place for a second factor, and root accounts,
//! which `admin-without-mfa` judges. An account of which the list does not tell the factor is not determinable, nor is one
//! without a factor of which it does not tell whether it is active, unless it tells of a use within the last thirty days.

use crate::{
    accounts::{self, History, Sighting},
    clock,
    dataset::Dataset,
    evaluation::{Draft, conclude, fact, item, keep},
    evaluator::{About, Evaluator, Judge},
    inputs,
};
use chrono::NaiveDate;
use chrono_tz::Tz;
use model::{
    Evaluation, Filter, Item, Kind, Stamp, State, Step, Terms,
    record::{AccountNature, AccountStatus},
};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "user-without-mfa",
    version: 2,
    about: About {
        question: "Has every active user account a second factor?",
        why: "A password alone is guessed, phished or reused; the second factor is what keeps a stolen one from working.",
        reading: "Active accounts that a person can enter with a password, by the newest list of each system. Where the list \
                  does not tell the factor, the item is not determinable.",
    },
    needs: &[Kind::Account],
    uses: &[Kind::Grant],
    map: false,
    parameters: &[],
    judge: Judge::Records(judge),
};

fn judge(dataset: &Dataset, terms: &Terms) -> Evaluation {
    let histories = accounts::histories(dataset, terms);
    let mut draft = Draft { population_of: "active accounts that people can enter", ..Draft::default() };
    let active = active(&histories, terms, &mut draft.filters);
    let active = keep(active, "other than root accounts", &mut draft.filters, |seen| seen.account.nature != AccountNature::Root);
    let active = keep(active, "that a person can enter with a password", &mut draft.filters, |seen| {
        accounts::usable_by_people(seen.account)
    });
    draft.items = active.iter().map(|seen| second_factor(seen)).collect();
    draft.sources = vec![inputs::standing(dataset, terms, Kind::Account)];
    conclude(&EVALUATOR, terms, draft)
}

/// The accounts that are active, or of which nobody says whether they are, in the newest list that shows them.
pub(crate) fn active<'h, 'a>(histories: &'h [History<'a>], terms: &Terms, filters: &mut Vec<Filter>) -> Vec<&'h Sighting<'a>> {
    let before = histories.len() as u64;
    let current: Vec<&Sighting<'a>> = histories.iter().filter_map(|history| history.current(terms)).collect();
    let kept = "accounts that the newest list of their system shows, in or after the window".to_owned();
    filters.push(Filter { kept, before, after: current.len() as u64 });
    keep(current, "that are active, or of which the list does not say", filters, |seen| {
        matches!(seen.account.status, AccountStatus::Active | AccountStatus::Unknown)
    })
}

/// One account judged by its second factor.
pub(crate) fn second_factor(seen: &Sighting<'_>) -> Item {
    let account = seen.account;
    let list = accounts::list_of(seen);
    let used = used_lately(seen);
    let (state, reason) = match (account.status, account.mfa) {
        (AccountStatus::Active, Some(true)) => (State::Pass, format!("has a second factor in {list}")),
        (AccountStatus::Active, Some(false)) => (State::Exception, format!("active without a second factor in {list}")),
        (_, Some(true)) => (State::Pass, format!("has a second factor in {list}, which does not say whether it is active")),
        (AccountStatus::Unknown, Some(false)) if used.is_some() => {
            let day = used.map(|day| day.to_string()).unwrap_or_default();
            (State::Exception, format!("used on {day} without a second factor in {list}"))
        }
        (_, Some(false)) => {
            (State::NotDeterminable, format!("no second factor in {list}, which does not say whether the account is active"))
        }
        (_, None) => (State::NotDeterminable, format!("{list} does not tell second factors")),
    };
    let mut judged = item(accounts::subject(account), state, reason, vec![seen.pointer.clone()]);
    judged.steps = steps(seen);
    judged
}

/// The day of the last use, where a list without states tells one so short before its end that the account can only be
/// active.
fn used_lately(seen: &Sighting<'_>) -> Option<NaiveDate> {
    let day = seen.account.last_login?.earliest(Tz::UTC).date_naive();
    (seen.account.status_word.is_none() && clock::between(day, seen.moment.day) <= LATELY).then_some(day)
}

/// Days before the day of a list within which a use shows that the account was active.
const LATELY: i64 = 30;

/// That it is active, how people enter, and the factor.
fn steps(seen: &Sighting<'_>) -> Vec<Step> {
    let account = seen.account;
    let told = |told: Option<bool>, yes: &'static str, no: &'static str, blank: &'static str| match told {
        Some(true) => yes,
        Some(false) => no,
        None => blank,
    };
    let word = account.status_word.as_deref().map(|word| format!(" (`{word}`)")).unwrap_or_default();
    let active = if account.status == AccountStatus::Active { "active" } else { "not told whether it is active" };
    let enters = told(account.password_login, "a password lets in", "no password lets in", "not told whether a password lets in");
    let factor =
        told(account.mfa, "a second factor is registered", "no second factor is registered", "second factors are not told");
    let rights = told(account.admin, "administrative rights", "no administrative rights", "rights not told");
    let roles = if account.roles.is_empty() {
        String::new()
    } else {
        format!("; roles: {}", account.roles.iter().take(5).cloned().collect::<Vec<_>>().join(", "))
    };
    vec![
        fact(Some(Stamp::Day(seen.moment.day)), format!("{active}{word} in {}", accounts::list_of(seen)), seen.pointer),
        fact(None, format!("{enters}; {rights}{roles}"), seen.pointer),
        fact(None, factor, seen.pointer),
    ]
}
