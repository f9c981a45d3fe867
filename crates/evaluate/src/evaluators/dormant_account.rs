//! `dormant-account`: is every account that nobody uses any more closed?
//!
//! Population: active accounts by the newest list of each system. The last use is the later of the last log-in and the
//! last use of an access key; an account that was never used counts from the day on which it was made. Failed: last
//! used more than the agreed number of days before the list was taken (that many days exactly is in time). Where a list
//! states no date, an account fails only if it was dormant on the last day that the list tells anything of, and passes
//! only if it is not dormant even on the day on which the list came in. Root accounts are left out: disuse is what is
//! wanted of them.

use super::user_without_mfa::active;
use crate::{
    accounts::{self, Sighting},
    clock,
    dataset::Dataset,
    evaluation::{Draft, conclude, fact, item, keep, rule},
    evaluator::{About, Evaluator, Judge},
    inputs,
    words::count,
};
use chrono::NaiveDate;
use model::{
    Evaluation, Item, Kind, ParameterSpec, Stamp, State, Step, Terms,
    record::{Account, AccountNature, AccountStatus},
};

/// Days without use after which an account is dormant.
pub(crate) static DORMANCY: ParameterSpec = ParameterSpec {
    id: "dormancy-days",
    title: "Days without use after which an account is dormant",
    default: "90",
    source: "CIS Controls v8, safeguard 5.3, names 45; 90 days is the usual choice in SOC 2 and PCI DSS",
};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "dormant-account",
    version: 1,
    about: About {
        question: "Is every active account in use?",
        why: "An account that nobody uses is one whose misuse nobody notices.",
        reading: "Active accounts by the newest list of each system; use is a log-in or the use of a key. Where the list does \
                  not tell when an account was last used, the item is not determinable.",
    },
    needs: &[Kind::Account],
    uses: &[Kind::Grant],
    map: false,
    parameters: &[&DORMANCY],
    judge: Judge::Records(judge),
};

fn judge(dataset: &Dataset, terms: &Terms) -> Evaluation {
    let histories = accounts::histories(dataset, terms);
    let mut draft = Draft { population_of: "active accounts", ..Draft::default() };
    let active = active(&histories, terms, &mut draft.filters);
    let active = keep(active, "other than root accounts", &mut draft.filters, |seen| seen.account.nature != AccountNature::Root);
    draft.items = active.iter().map(|seen| judged(seen, terms)).collect();
    draft.sources = vec![inputs::standing(dataset, terms, Kind::Account)];
    conclude(&EVALUATOR, terms, draft)
}

fn judged(seen: &Sighting<'_>, terms: &Terms) -> Item {
    let (state, reason) = match last_use(seen.account, terms) {
        Ok(used) => by_use(seen, &used, terms),
        Err(unknown) => (State::NotDeterminable, format!("{} {unknown}", accounts::list_of(seen))),
    };
    let unclear = seen.account.status == AccountStatus::Unknown && state == State::Exception;
    let (state, reason) = if unclear {
        (State::NotDeterminable, format!("{reason}; the list does not say whether it is active"))
    } else {
        (state, reason)
    };
    let mut judged = item(accounts::subject(seen.account), state, reason, vec![seen.pointer.clone()]);
    judged.steps = steps(seen, terms);
    judged
}

/// The day of the list, the day from which disuse counts, and the limit in force on the former.
fn steps(seen: &Sighting<'_>, terms: &Terms) -> Vec<Step> {
    let mut steps = vec![fact(Some(Stamp::Day(seen.moment.day)), format!("active in {}", accounts::list_of(seen)), seen.pointer)];
    if let Ok(used) = last_use(seen.account, terms) {
        steps.push(fact(Some(Stamp::Day(used.day)), used.words, seen.pointer));
        let days = count(clock::between(used.day, seen.moment.day).max(0), "day");
        let limit = terms.number(&DORMANCY, seen.moment.day);
        steps.push(rule(Some(seen.moment.day), format!("{days} without use; `{}` was {limit} on that day", DORMANCY.id)));
    }
    steps
}

/// The day from which disuse counts, with the words for it.
struct Use {
    day: NaiveDate,
    words: &'static str,
}

fn last_use(account: &Account, terms: &Terms) -> Result<Use, &'static str> {
    let key = account.keys.iter().filter_map(|key| key.last_used).map(|at| terms.day(at)).max();
    let login = account.last_login.map(|at| terms.day(at));
    if let Some(day) = login.max(key) {
        return Ok(Use { day, words: if key > login { "a key of it last used" } else { "last used" } });
    }
    if !account.last_login_known {
        return Err("does not tell when it was last used");
    }
    let created = account.created.map(|at| terms.day(at));
    created
        .map(|day| Use { day, words: "never used since it was made" })
        .ok_or("shows that it was never used and not when it was made")
}

fn by_use(seen: &Sighting<'_>, used: &Use, terms: &Terms) -> (State, String) {
    let limit = i64::from(terms.number(&DORMANCY, seen.moment.day));
    let list = accounts::list_of(seen);
    let said = format!("{} on {}", used.words, used.day);
    let at_most = clock::between(used.day, seen.moment.day);
    if at_most <= limit {
        return (State::Pass, format!("{said}, {} before {list}", count(at_most.max(0), "day")));
    }
    if seen.moment.stated {
        return (State::Exception, format!("{said}, {} before {list}; allowed are {limit}", count(at_most, "day")));
    }
    let at_least = clock::between(used.day, seen.not_before);
    if at_least > limit {
        let floor = seen.not_before;
        let days = count(at_least, "day");
        return (
            State::Exception,
            format!("{said}, {days} before {floor}, the last day that {list} tells of; allowed are {limit}"),
        );
    }
    (State::NotDeterminable, format!("{said}; {list}: state when it was taken"))
}
