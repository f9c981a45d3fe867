//! `access-key-not-rotated`: is every access key replaced in time?
//!
//! Population: keys that can be used, of accounts that are active, or of which the list does not say, in the newest list of
//! each system; the root account's too. A key's age is counted from the day on which it was made or last rotated to the day
//! of the list; a key is no older than its account. Failed: older than the agreed number of days (that many exactly is in
//! time). Not determinable: no day of rotation and an account that is older than the limit, or a list without a date that
//! leaves it open. That no list tells keys at all proves nothing.

use super::user_without_mfa::active;
use crate::{
    accounts::{self, Sighting},
    clock,
    dataset::Dataset,
    evaluation::{Draft, conclude, fact, item, rule},
    evaluator::{About, Evaluator, Judge},
    inputs,
    words::count,
};
use chrono::NaiveDate;
use model::{
    Evaluation, Filter, Item, Kind, ParameterSpec, Stamp, State, Terms,
    record::{AccessKey, AccountStatus},
};

/// Days after which a key is replaced.
pub(crate) static ROTATION: ParameterSpec = ParameterSpec {
    id: "access-key-rotation-days",
    title: "Days after which an access key is replaced",
    default: "90",
    source: "CIS Amazon Web Services Foundations Benchmark, rotation of access keys: 90 days or less",
};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "access-key-not-rotated",
    version: 2,
    about: About {
        question: "Is every access key that can be used replaced within the agreed time?",
        why: "A key lies in files, images and pipelines; the longer it lives, the more copies of it nobody remembers.",
        reading: "One item per active key of an active account, by the newest list of each system. Where the list does not tell \
                  when a key was made, the item is not determinable unless the account itself is younger than the limit.",
    },
    needs: &[Kind::Account],
    uses: &[Kind::Grant],
    map: false,
    parameters: &[&ROTATION],
    judge: Judge::Records(judge),
};

fn judge(dataset: &Dataset, terms: &Terms) -> Evaluation {
    let histories = accounts::histories(dataset, terms);
    let mut draft = Draft { population_of: "access keys that can be used", ..Draft::default() };
    let active = active(&histories, terms, &mut draft.filters);
    let told = active.iter().flat_map(|seen| seen.account.keys.iter().map(move |key| (*seen, key)));
    let told: Vec<(&Sighting<'_>, &AccessKey)> = told.collect();
    let usable: Vec<_> = told.iter().filter(|(_, key)| key.active).collect();
    draft.filters.push(Filter {
        kept: "keys of these accounts that can be used".to_owned(),
        before: told.len() as u64,
        after: usable.len() as u64,
    });
    draft.items = usable.iter().map(|(seen, key)| judged(seen, key, terms)).collect();
    let mut source = inputs::standing(dataset, terms, Kind::Account);
    if told.is_empty() {
        source.covers = false;
        source.input.gaps.push("no list tells access keys: there may be some that it does not show".to_owned());
    }
    draft.sources = vec![source];
    conclude(&EVALUATOR, terms, draft)
}

fn judged(seen: &Sighting<'_>, key: &AccessKey, terms: &Terms) -> Item {
    let limit = i64::from(terms.number(&ROTATION, seen.moment.day));
    let rotated = key.rotated.map(|at| terms.day(at));
    let born = rotated.or_else(|| seen.account.created.map(|at| terms.day(at)));
    let name = if key.name.trim().is_empty() { "an access key" } else { key.name.trim() };
    let list = accounts::list_of(seen);
    let (state, what) = match born {
        Some(day) => aged(seen, day, rotated.is_some(), limit),
        None => (State::NotDeterminable, "nothing tells when it was made or rotated".to_owned()),
    };
    // A list of keys tells whether the key can be used, not whether the account is active: the key alone lets in.
    let unclear = state == State::Exception && seen.account.status == AccountStatus::Unknown && !seen.account.partial;
    let (state, what) = if unclear {
        (State::NotDeterminable, format!("{what}; the list does not say whether the account is active"))
    } else {
        (state, what)
    };
    let reason = format!("{name} can be used in {list}: {what}");
    let mut judged = item(accounts::subject(seen.account), state, reason, vec![seen.pointer.clone()]);
    judged.steps = vec![fact(Some(Stamp::Day(seen.moment.day)), format!("{name} can be used in {list}"), seen.pointer)];
    if let Some(day) = born {
        let what = if rotated.is_some() { "made or last rotated" } else { "its account was made, no day of rotation told" };
        judged.steps.push(fact(key.rotated.or(seen.account.created), what, seen.pointer));
        let age = count(clock::between(day, seen.moment.day).max(0), "day");
        judged.steps.push(rule(Some(seen.moment.day), format!("{age} later; `{}` was {limit} on that day", ROTATION.id)));
    }
    judged
}

/// By the day on which the key, or its account, was made. A list without a date is at most as new as it is taken to be,
/// and no older than anything that it tells.
fn aged(seen: &Sighting<'_>, born: NaiveDate, rotated: bool, limit: i64) -> (State, String) {
    let at_most = clock::between(born, seen.moment.day);
    let said =
        if rotated { format!("last rotated on {born}") } else { format!("no day of rotation, its account made on {born}") };
    if at_most <= limit {
        return (State::Pass, format!("{said}, {} before", count(at_most.max(0), "day")));
    }
    if !rotated {
        return (State::NotDeterminable, format!("{said}, longer ago than the {limit} days allowed"));
    }
    if seen.moment.stated || clock::between(born, seen.not_before) > limit {
        let until = if seen.moment.stated { seen.moment.day } else { seen.not_before };
        let days = count(clock::between(born, until), "day");
        return (State::Exception, format!("{said}, {days} before {until}; allowed are {limit}"));
    }
    (State::NotDeterminable, format!("{said}; state when the list was taken"))
}
