//! `admin-without-mfa`: has every administrator a second factor?
//!
//! Population: active accounts that a person can enter and that have administrative rights: the list says so, a role
//! carries one of the words of the parameter, or it is the root account. Where a list tells neither rights nor roles of
//! any account, who its administrators are is not determinable, which is one item for that system.

use super::user_without_mfa::{active, second_factor};
use crate::{
    accounts::{self, Sighting},
    dataset::Dataset,
    evaluation::{Draft, conclude, item, keep},
    evaluator::{About, Evaluator, Judge},
    inputs,
    words::{fold, tokens},
};
use model::{
    Evaluation, Item, Kind, ParameterSpec, State, Terms,
    record::{Account, AccountNature},
};
use std::collections::BTreeMap;

/// Words in the name of a role that make its holder an administrator.
pub(crate) static ADMIN_WORDS: ParameterSpec = ParameterSpec {
    id: "admin-role-words",
    title: "Roles and groups that make an account an administrator, separated by commas",
    default: "admin,admins,administrator,administrators,administratoraccess,superadmin,superuser,root,owner",
    source: "names that identity providers and clouds give to their administrative roles",
};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "admin-without-mfa",
    version: 2,
    about: About {
        question: "Has every active administrator a second factor?",
        why: "An administrator's password opens everything; this is the first thing that an intruder looks for.",
        reading: "Active accounts with administrative rights, root accounts among them. Where a list tells neither rights nor \
                  roles, its administrators cannot be told, and the system is one item that is not determinable.",
    },
    needs: &[Kind::Account],
    uses: &[Kind::Grant],
    map: false,
    parameters: &[&ADMIN_WORDS],
    judge: Judge::Records(judge),
};

fn judge(dataset: &Dataset, terms: &Terms) -> Evaluation {
    let histories = accounts::histories(dataset, terms);
    let mut draft = Draft { population_of: "active administrators", ..Draft::default() };
    let active = active(&histories, terms, &mut draft.filters);
    let silent = silent(&active);
    let words = terms.words(&ADMIN_WORDS, crate::clock::horizon(terms));
    let admins = keep(active, "with administrative rights", &mut draft.filters, |seen| is_admin(seen.account, &words));
    let admins = keep(admins, "that a person can enter", &mut draft.filters, |seen| {
        seen.account.nature == AccountNature::Root || accounts::usable_by_people(seen.account)
    });
    draft.items = admins.iter().map(|seen| second_factor(seen)).collect();
    draft.items.extend(silent);
    draft.sources = vec![inputs::standing(dataset, terms, Kind::Account)];
    conclude(&EVALUATOR, terms, draft)
}

/// One item for every system whose accounts tell neither rights nor roles.
fn silent(active: &[&Sighting<'_>]) -> Vec<Item> {
    let mut systems: BTreeMap<String, (bool, &Sighting<'_>)> = BTreeMap::new();
    for seen in active.iter().filter(|seen| seen.account.nature != AccountNature::Root) {
        let tells = seen.account.admin.is_some() || !seen.account.roles.is_empty();
        let entry = systems.entry(fold(&seen.account.system)).or_insert((false, seen));
        entry.0 |= tells;
    }
    let quiet = systems.into_values().filter(|(tells, _)| !tells);
    quiet
        .map(|(_, seen)| {
            let list = accounts::list_of(seen);
            let reason = format!("{list} tells neither administrative rights nor roles: who its administrators are is unknown");
            item(accounts::system(seen.account), State::NotDeterminable, reason, vec![seen.pointer.clone()])
        })
        .collect()
}

/// A role counts when it is one of the words, or holds one as a word of its own; `owner` alone is too common a word
/// (`product owner`) and has to be the whole role.
fn is_admin(account: &Account, words: &[String]) -> bool {
    let by_role = account.roles.iter().any(|role| {
        let (role, parts) = (fold(role), tokens(role));
        words.iter().any(|word| role == *word || (word != "owner" && parts.contains(word)))
    });
    account.admin == Some(true) || account.nature == AccountNature::Root || (account.admin.is_none() && by_role)
}
