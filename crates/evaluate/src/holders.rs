//! Who holds an access: the accounts that other records name by log-in, address or id, and the persons behind them.

use crate::{
    accounts::History,
    identity::{Found, People, login_of},
    words::fold,
};
use model::record::Account;
use std::collections::{BTreeMap, BTreeSet};

/// All accounts by the names under which grants, events, tickets and reviews speak of them.
pub(crate) struct Holders<'h, 'a> {
    /// The persons.
    pub people: &'h People<'a>,
    /// The accounts.
    pub histories: &'h [History<'a>],
    members: Vec<Option<usize>>,
    by_name: BTreeMap<String, BTreeSet<usize>>,
    by_member: BTreeMap<usize, BTreeSet<usize>>,
}

/// Who a record names, as far as lists and rosters tell.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Holder {
    /// The account.
    pub account: Option<usize>,
    /// The person on the roster.
    pub member: Option<usize>,
    /// As the record names them, trimmed and in lower case.
    pub text: String,
}

impl Holder {
    /// Whether two records name the same holder: the same person, else the same account, else the same text.
    pub(crate) fn is(&self, other: &Self) -> bool {
        match ((self.member, other.member), (self.account, other.account)) {
            ((Some(one), Some(other)), _) | (_, (Some(one), Some(other))) => one == other,
            _ => self.text == other.text && !self.text.is_empty(),
        }
    }

    /// A key that is the same for records of the same account, else of the same text.
    pub(crate) fn key(&self) -> String {
        self.account.map_or_else(|| format!("text {}", self.text), |account| format!("account {account}"))
    }
}

impl<'h, 'a> Holders<'h, 'a> {
    /// Reads every account.
    pub(crate) fn new(people: &'h People<'a>, histories: &'h [History<'a>]) -> Self {
        let mut held = Self { people, histories, members: Vec::new(), by_name: BTreeMap::new(), by_member: BTreeMap::new() };
        for (index, history) in histories.iter().enumerate() {
            for seen in history.sightings() {
                for name in names(seen.account) {
                    held.by_name.entry(name).or_default().insert(index);
                }
            }
            let member = history.latest().and_then(|seen| match people.find(seen.account) {
                Found::One(member, _) => Some(member),
                Found::Several(_) | Found::Nobody => None,
            });
            if let Some(member) = member {
                held.by_member.entry(member).or_default().insert(index);
            }
            held.members.push(member);
        }
        held
    }

    /// The person behind an account.
    pub(crate) fn member(&self, account: usize) -> Option<usize> {
        self.members.get(account).copied().flatten()
    }

    /// The accounts of a person.
    pub(crate) fn accounts_of(&self, member: usize) -> impl Iterator<Item = usize> + '_ {
        self.by_member.get(&member).into_iter().flatten().copied()
    }

    /// An account.
    pub(crate) fn history(&self, account: usize) -> Option<&'h History<'a>> {
        self.histories.get(account)
    }

    /// The system of an account, folded.
    pub(crate) fn system(&self, account: usize) -> String {
        self.history(account).and_then(History::latest).map(|seen| fold(&seen.account.system)).unwrap_or_default()
    }

    /// Whoever a record of a system names, by any of the names it gives, the surest first.
    pub(crate) fn who(&self, system: &str, given: &[Option<&str>]) -> Holder {
        let mut texts = given.iter().flatten().map(|text| text.trim()).filter(|text| !text.is_empty());
        let account = texts.clone().find_map(|text| self.account(system, text));
        let member = account.and_then(|account| self.member(account));
        let member = member.or_else(|| texts.clone().find_map(|text| self.people.named(text)));
        Holder { account, member, text: texts.next().map(login_of).unwrap_or_default() }
    }

    /// The account of a system that a text names; where the record names no system, the only one of that name.
    fn account(&self, system: &str, text: &str) -> Option<usize> {
        let system = fold(system);
        let login = login_of(text);
        let found = [fold(text), login].into_iter().find_map(|name| self.by_name.get(&name))?;
        let mut here = found.iter().copied().filter(|account| {
            let theirs = self.system(*account);
            system.is_empty() || theirs.is_empty() || theirs == system
        });
        here.next().filter(|_| here.next().is_none())
    }
}

fn names(account: &Account) -> Vec<String> {
    let texts = [Some(account.login.as_str()), account.email.as_deref(), account.id.as_deref()];
    texts.into_iter().flatten().map(fold).filter(|text| !text.is_empty()).collect()
}
