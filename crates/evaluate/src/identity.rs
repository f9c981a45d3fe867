//! Who is who across sources: accounts to persons, by what they have in common.
//!
//! A match says how it was made. Where two persons fit equally well, or an employee number and an address name different
//! ones, nobody is guessed: the account is ambiguous. Addresses of domains that no roster names match by the whole
//! address or the holder's full name only.

mod keys;
mod seats;
mod spelling;

use crate::{
    dataset::{Dataset, Sourced},
    words::fold,
};
use keys::{Key, domain, local_part};

pub(crate) use keys::login_of;
use model::{
    IdentityDecision, Pointer,
    record::{Account, Person},
};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// How an account was matched to a person, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum How {
    /// Somebody decided so.
    Decided,
    /// The same employee number.
    EmployeeNumber,
    /// The same e-mail address.
    Email,
    /// The same e-mail address but for a plus tag.
    PlusAddress,
    /// A log-in name that the roster lists.
    Alias,
    /// The log-in is the employee number.
    NumberInLogin,
    /// The log-in is the part of the address before the at sign.
    LocalPart,
    /// The same name.
    Name,
    /// The same first and last name, besides other ones.
    FirstAndLastName,
    /// The log-in is made of the name.
    NameInLogin,
    /// The log-in is made of an initial and a name.
    Initial,
    /// The log-in fits without what marks a second account (`adm-jdoe`).
    SecondLogin,
}

impl How {
    /// All ways to find somebody by what sources say, the surest first.
    pub const ALL: [Self; 11] = [
        Self::EmployeeNumber,
        Self::Email,
        Self::PlusAddress,
        Self::Alias,
        Self::NumberInLogin,
        Self::LocalPart,
        Self::Name,
        Self::FirstAndLastName,
        Self::NameInLogin,
        Self::Initial,
        Self::SecondLogin,
    ];

    /// In words that complete `matched by`.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Decided => "decision by hand",
            Self::EmployeeNumber => "employee number",
            Self::Email => "e-mail address",
            Self::PlusAddress => "e-mail address without its plus tag",
            Self::Alias => "alias on the roster",
            Self::NumberInLogin => "employee number as log-in",
            Self::LocalPart => "the name part of the address",
            Self::Name => "name",
            Self::FirstAndLastName => "first and last name",
            Self::NameInLogin => "the name in the log-in",
            Self::Initial => "initial and name in the log-in",
            Self::SecondLogin => "the log-in without what marks a second account",
        }
    }

    /// Whether a person should look at it before relying on it.
    pub const fn is_weak(self) -> bool {
        !matches!(self, Self::EmployeeNumber | Self::Email | Self::PlusAddress | Self::Alias)
    }
}

/// One line of the match table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IdentityMatch {
    /// The account's row.
    pub account: Pointer,
    /// Its system.
    pub system: String,
    /// Its log-in.
    pub login: String,
    /// The person; none when nobody or more than one fits.
    pub person: Option<String>,
    /// The person's row.
    pub person_at: Option<Pointer>,
    /// How they were matched.
    pub how: Option<How>,
    /// Whether somebody should look at it.
    pub weak: bool,
    /// Those who fit equally well, when more than one does.
    pub candidates: Vec<String>,
}

/// The match table: every account, matched or not, in order of evidence and position.
pub fn identity_matches(dataset: &Dataset) -> Vec<IdentityMatch> {
    let people = People::new(dataset);
    let line = |Sourced { pointer, value }: &Sourced<Account>| {
        let found = people.find(value);
        let (member, how) = match &found {
            Found::One(member, how) => (Some(*member), Some(*how)),
            Found::Several(_) | Found::Nobody => (None, None),
        };
        let candidates = match &found {
            Found::Several(members) => members.iter().map(|member| people.label(*member).to_owned()).collect(),
            Found::One(..) | Found::Nobody => Vec::new(),
        };
        IdentityMatch {
            account: pointer.clone(),
            system: value.system.clone(),
            login: crate::accounts::subject(value).to_owned(),
            person: member.map(|member| people.label(member).to_owned()),
            person_at: member.and_then(|member| people.row(member)).map(|row| row.pointer.clone()),
            how,
            weak: how.is_some_and(How::is_weak),
            candidates,
        }
    };
    dataset.accounts.iter().map(line).collect()
}

/// What a search for a person found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Found {
    /// One.
    One(usize, How),
    /// More than one, equally well.
    Several(BTreeSet<usize>),
    /// Nobody.
    Nobody,
}

/// Everybody on the rosters, with the rows of one person together.
#[derive(Debug)]
pub(crate) struct People<'a> {
    members: Vec<Vec<&'a Sourced<Person>>>,
    index: BTreeMap<Key, BTreeSet<usize>>,
    domains: BTreeSet<String>,
    /// What was decided by hand, by system and log-in: the person, or nobody.
    decided: BTreeMap<(String, String), Option<usize>>,
}

impl<'a> People<'a> {
    /// Reads all rosters.
    pub(crate) fn new(dataset: &'a Dataset) -> Self {
        let members = seats::seated(&dataset.persons);
        let mut people = Self { members: Vec::new(), index: BTreeMap::new(), domains: BTreeSet::new(), decided: BTreeMap::new() };
        for (seat, member) in members.iter().enumerate() {
            for row in member {
                people.domains.extend(keys::domains(&row.value));
                for key in keys::of_person(&row.value) {
                    people.index.entry(key).or_default().insert(seat);
                }
            }
        }
        people.members = members;
        let person = |one: &IdentityDecision| one.person.as_deref().and_then(|person| people.named(person));
        let decided = dataset.decisions.iter().map(|one| ((fold(&one.system), fold(&one.login)), person(one)));
        people.decided = decided.collect();
        people
    }

    /// Number of persons.
    pub(crate) fn len(&self) -> usize {
        self.members.len()
    }

    /// The rows of a person.
    pub(crate) fn rows(&self, member: usize) -> &[&'a Sourced<Person>] {
        self.members.get(member).map(Vec::as_slice).unwrap_or_default()
    }

    /// The identifier of a person that people see.
    pub(crate) fn label(&self, member: usize) -> &'a str {
        self.row(member).map(|row| row.value.label()).unwrap_or_default()
    }

    /// The row that stands for a person: the last that gives an address, else the last.
    pub(crate) fn row(&self, member: usize) -> Option<&'a Sourced<Person>> {
        let rows = self.rows(member);
        rows.iter().rfind(|row| row.value.email.is_some()).or_else(|| rows.last()).copied()
    }

    /// The person that an account belongs to.
    pub(crate) fn find(&self, account: &Account) -> Found {
        let decided = self.decided.get(&(fold(&account.system), fold(crate::accounts::subject(account))));
        if let Some(member) = decided.filter(|_| !self.decided.is_empty()) {
            return member.map_or(Found::Nobody, |member| Found::One(member, How::Decided));
        }
        let keys = keys::of_account(account, &self.domains);
        for how in How::ALL {
            let fitting = self.fitting(&keys, account, how);
            match (fitting.len(), fitting.first()) {
                (1, Some(member)) if how == How::EmployeeNumber => return self.unless_contradicted(*member, &keys, account),
                (1, Some(member)) => return Found::One(*member, how),
                (2.., _) => return self.by_name_among(fitting, account, how),
                _ => {}
            }
        }
        Found::Nobody
    }

    fn fitting(&self, keys: &[Key], account: &Account, how: How) -> BTreeSet<usize> {
        let wanted = keys.iter().filter(|(way, _)| *way == how);
        let hits = wanted.filter_map(|key| self.index.get(key)).flatten().copied();
        hits.filter(|member| self.agrees(*member, account, how)).collect()
    }

    /// An employee number against the address: where they name different persons, the name has to tell.
    fn unless_contradicted(&self, member: usize, keys: &[Key], account: &Account) -> Found {
        let mut others = self.fitting(keys, account, How::Email);
        if others.is_empty() || others.contains(&member) {
            return Found::One(member, How::EmployeeNumber);
        }
        others.insert(member);
        match self.by_name_among(others, account, How::Email) {
            Found::One(found, _) if found == member => Found::One(member, How::EmployeeNumber),
            found => found,
        }
    }

    /// Of several who fit equally well the one whose name is the account's, if it is only one.
    fn by_name_among(&self, members: BTreeSet<usize>, account: &Account, how: How) -> Found {
        let ours = |member: &&usize| account.name.is_some() && self.agrees(**member, account, How::Initial);
        let only = |fit: &mut dyn Iterator<Item = &usize>| match (fit.next(), fit.next()) {
            (Some(member), None) => Some(*member),
            _ => None,
        };
        let found = only(&mut members.iter().filter(ours));
        // Of several of one name the one whose own log-in it is, whatever the domain.
        let by_login = || only(&mut members.iter().filter(|member| self.has_login(**member, account)));
        match found.or_else(|| if how >= How::Name { by_login() } else { None }) {
            Some(member) => Found::One(member, how),
            None => Found::Several(members),
        }
    }

    /// Whether the account's log-in is a log-in of a person, or the part of an address of theirs before the at sign.
    fn has_login(&self, member: usize, account: &Account) -> bool {
        let texts = [Some(account.login.as_str()), account.email.as_deref()].into_iter().flatten().map(login_of);
        let locals: BTreeSet<String> = texts.map(|text| local_part(&text).to_owned()).filter(|text| !text.is_empty()).collect();
        let persons = self.rows(member).iter().map(|row| &row.value);
        let own = persons.flat_map(|person| person.email.iter().chain(&person.aliases).map(|text| login_of(text)));
        own.into_iter().any(|own| locals.contains(local_part(&own)))
    }

    /// The person that a text names: an address, a log-in or a name.
    pub(crate) fn named(&self, text: &str) -> Option<usize> {
        match self.search(text) {
            Found::One(member, _) => Some(member),
            Found::Several(_) | Found::Nobody => None,
        }
    }

    /// Who a text may name.
    pub(crate) fn search(&self, text: &str) -> Found {
        let text = text.trim();
        let login = login_of(text);
        let email = login.contains('@').then(|| login.clone());
        let name = text.split(['<', '(']).next().map(str::trim).filter(|name| name.contains(' ')).map(str::to_owned);
        self.find(&Account { login, email, name, ..Account::default() })
    }

    /// Whether two texts name the same person, through the roster or by what they have in common.
    pub(crate) fn same(&self, one: &str, other: &str) -> bool {
        let (login, theirs) = (login_of(one), login_of(other));
        let short = |text: &str| local_part(text.trim_start_matches('@')).to_owned();
        let at_odds = login.contains('@') && theirs.contains('@') && domain(&login) != domain(&theirs);
        if !short(&login).is_empty() && short(&login) == short(&theirs) && !at_odds {
            return true;
        }
        self.named(one).is_some_and(|member| self.named(other) == Some(member))
    }

    /// Names that contradict each other break the ways that rest on a log-in.
    fn agrees(&self, member: usize, account: &Account, how: How) -> bool {
        if !matches!(how, How::NumberInLogin | How::LocalPart | How::NameInLogin | How::Initial | How::SecondLogin) {
            return true;
        }
        let sets = |name: &str| spelling::names(name).into_iter().map(|words| words.into_iter().collect::<BTreeSet<String>>());
        let theirs: Vec<BTreeSet<String>> = account.name.iter().flat_map(|name| sets(name)).collect();
        let names = self.rows(member).iter().filter_map(|row| row.value.name.as_deref());
        let ours: Vec<BTreeSet<String>> = names.flat_map(sets).collect();
        let enough = |ours: &BTreeSet<String>, theirs: &BTreeSet<String>| match how {
            How::Initial => ours.is_subset(theirs) || theirs.is_subset(ours),
            _ => !ours.is_disjoint(theirs),
        };
        // An account whose name is its log-in says nothing by it.
        let says = account.name.as_deref().is_some_and(|name| fold(name) != fold(&account.login));
        !says || theirs.is_empty() || ours.is_empty() || ours.iter().any(|one| theirs.iter().any(|other| enough(one, other)))
    }
}
