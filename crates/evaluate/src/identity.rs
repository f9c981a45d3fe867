//! Who is who across sources: accounts to persons, by what they have in common.
//!
//! A match says how it was made. Where two persons fit equally well nobody is guessed: the account is ambiguous.

use crate::{
    dataset::{Dataset, Sourced},
    words::{fold, plain, tokens},
};
use model::{
    Pointer,
    record::{Account, Person},
};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// How an account was matched to a person, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum How {
    /// The same employee number.
    EmployeeNumber,
    /// The same e-mail address.
    Email,
    /// The same e-mail address but for a plus tag.
    PlusAddress,
    /// A log-in name that the roster lists.
    Alias,
    /// The log-in is the part of the address before the at sign.
    LocalPart,
    /// The same name.
    Name,
    /// The log-in is made of the name.
    NameInLogin,
    /// The log-in is made of an initial and a name.
    Initial,
}

impl How {
    /// All ways, the surest first.
    pub const ALL: [Self; 8] = [
        Self::EmployeeNumber,
        Self::Email,
        Self::PlusAddress,
        Self::Alias,
        Self::LocalPart,
        Self::Name,
        Self::NameInLogin,
        Self::Initial,
    ];

    /// In words that complete `matched by`.
    pub const fn words(self) -> &'static str {
        match self {
            Self::EmployeeNumber => "employee number",
            Self::Email => "e-mail address",
            Self::PlusAddress => "e-mail address without its plus tag",
            Self::Alias => "alias on the roster",
            Self::LocalPart => "the name part of the address",
            Self::Name => "name",
            Self::NameInLogin => "the name in the log-in",
            Self::Initial => "initial and name in the log-in",
        }
    }

    /// Whether a person should look at it before relying on it.
    pub const fn is_weak(self) -> bool {
        matches!(self, Self::LocalPart | Self::Name | Self::NameInLogin | Self::Initial)
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
            person_at: member.and_then(|member| people.rows(member).last().map(|row| row.pointer.clone())),
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
    index: BTreeMap<(How, String), BTreeSet<usize>>,
    domains: BTreeSet<String>,
}

impl<'a> People<'a> {
    /// Reads all rosters.
    pub(crate) fn new(dataset: &'a Dataset) -> Self {
        let mut people = Self { members: Vec::new(), index: BTreeMap::new(), domains: BTreeSet::new() };
        let mut seats: BTreeMap<String, usize> = BTreeMap::new();
        for row in &dataset.persons {
            let keys = seat_keys(&row.value);
            let taken = keys.iter().find_map(|key| seats.get(key).copied());
            let seat = taken.unwrap_or(people.members.len());
            match people.members.get_mut(seat) {
                Some(member) => member.push(row),
                None => people.members.push(vec![row]),
            }
            for key in keys {
                seats.entry(key).or_insert(seat);
            }
            people.learn(seat, &row.value);
        }
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
        self.rows(member).last().map(|row| row.value.label()).unwrap_or_default()
    }

    /// The person that an account belongs to.
    pub(crate) fn find(&self, account: &Account) -> Found {
        let keys = account_keys(account, &self.domains);
        for how in How::ALL {
            let wanted = keys.iter().filter(|(way, _)| *way == how);
            let hits = wanted.filter_map(|key| self.index.get(key)).flatten().copied();
            let fitting: BTreeSet<usize> = hits.filter(|member| self.agrees(*member, account, how)).collect();
            match (fitting.len(), fitting.first()) {
                (1, Some(member)) => return Found::One(*member, how),
                (2.., _) => return Found::Several(fitting),
                _ => {}
            }
        }
        Found::Nobody
    }

    /// The person that a text names: an address, a log-in or a name.
    pub(crate) fn named(&self, text: &str) -> Option<usize> {
        let text = text.trim();
        let email = text.contains('@').then(|| text.to_owned());
        let name = text.contains(' ').then(|| text.to_owned());
        match self.find(&Account { login: text.to_owned(), email, name, ..Account::default() }) {
            Found::One(member, _) => Some(member),
            Found::Several(_) | Found::Nobody => None,
        }
    }

    /// Whether two texts name the same person, through the roster or by what they have in common.
    pub(crate) fn same(&self, one: &str, other: &str) -> bool {
        let short = |text: &str| local_part(fold(text).trim_start_matches('@')).to_owned();
        let at_odds = one.contains('@') && other.contains('@') && domain(&fold(one)) != domain(&fold(other));
        if !short(one).is_empty() && short(one) == short(other) && !at_odds {
            return true;
        }
        self.named(one).is_some_and(|member| self.named(other) == Some(member))
    }

    /// Names that contradict each other break the weak ways.
    fn agrees(&self, member: usize, account: &Account, how: How) -> bool {
        if !matches!(how, How::LocalPart | How::NameInLogin | How::Initial) {
            return true;
        }
        let Some(name) = account.name.as_deref() else { return true };
        let theirs: BTreeSet<String> = tokens(name).into_iter().collect();
        let names = self.rows(member).iter().filter_map(|row| row.value.name.as_deref());
        let mut names = names.map(|name| tokens(name).into_iter().collect::<BTreeSet<String>>()).peekable();
        let enough = |ours: &BTreeSet<String>| match how {
            How::Initial => ours.is_subset(&theirs) || theirs.is_subset(ours),
            _ => ours.intersection(&theirs).next().is_some(),
        };
        theirs.is_empty() || names.peek().is_none() || names.any(|ours| enough(&ours))
    }

    fn learn(&mut self, seat: usize, person: &Person) {
        let addresses = addresses(person);
        self.domains.extend(addresses.iter().map(|address| domain(address).to_owned()).filter(|domain| !domain.is_empty()));
        for key in person_keys(person, &addresses) {
            self.index.entry(key).or_default().insert(seat);
        }
    }
}

fn seat_keys(person: &Person) -> Vec<String> {
    let number = person.employee_number.as_deref().map(|number| format!("number {}", bare_number(number)));
    let mut keys: Vec<String> = number.into_iter().collect();
    keys.extend(person.email.as_deref().map(|email| format!("email {}", fold(email))));
    if keys.is_empty() {
        keys.extend(person.name.as_deref().map(|name| format!("name {}", sorted(&tokens(name)))));
    }
    keys
}

fn addresses(person: &Person) -> Vec<String> {
    let aliases = person.aliases.iter().filter(|alias| alias.contains('@'));
    person.email.iter().chain(aliases).map(|address| fold(address)).filter(|address| !address.is_empty()).collect()
}

fn person_keys(person: &Person, addresses: &[String]) -> Vec<(How, String)> {
    let mut keys = Vec::new();
    keys.extend(person.employee_number.as_deref().map(|number| (How::EmployeeNumber, bare_number(number))));
    for address in addresses {
        keys.push((How::Email, address.clone()));
        keys.push((How::PlusAddress, without_plus(address)));
        keys.push((How::LocalPart, local_part(address).to_owned()));
    }
    let logins = person.aliases.iter().filter(|alias| !alias.contains('@'));
    keys.extend(logins.map(|login| (How::Alias, fold(login))));
    if let Some(name) = &person.name {
        let words = tokens(name);
        keys.push((How::Name, sorted(&words)));
        keys.extend(login_forms(&words));
    }
    keys.retain(|(_, key)| !key.is_empty());
    keys
}

fn account_keys(account: &Account, domains: &BTreeSet<String>) -> Vec<(How, String)> {
    let mut keys = Vec::new();
    keys.extend(account.employee_number.as_deref().map(|number| (How::EmployeeNumber, bare_number(number))));
    let texts: BTreeSet<String> =
        [Some(account.login.as_str()), account.email.as_deref()].into_iter().flatten().map(fold).collect();
    for text in texts.into_iter().filter(|text| !text.is_empty()) {
        if text.contains('@') {
            keys.push((How::Email, text.clone()));
            keys.push((How::PlusAddress, without_plus(&text)));
        } else {
            keys.push((How::Alias, text.clone()));
            keys.push((How::EmployeeNumber, bare_number(&text)));
        }
        let domain = domain(&text);
        if domain.is_empty() || domains.iter().any(|ours| akin(ours, domain)) {
            let local = local_part(&text);
            let joined: String = plain(local).chars().filter(|letter| letter.is_alphanumeric()).collect();
            keys.push((How::LocalPart, local.to_owned()));
            keys.push((How::NameInLogin, joined.clone()));
            keys.push((How::Initial, joined));
        }
    }
    keys.extend(account.name.as_deref().map(|name| (How::Name, sorted(&tokens(name)))));
    keys.retain(|(_, key)| !key.is_empty());
    keys
}

/// Log-ins that are usually made of a name: `janedoe`, `doejane`; `jdoe`, `janed`.
fn login_forms(words: &[String]) -> Vec<(How, String)> {
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return Vec::new() };
    if words.len() < 2 {
        return Vec::new();
    }
    let initial = |word: &str| word.chars().next().map(String::from).unwrap_or_default();
    vec![
        (How::NameInLogin, words.concat()),
        (How::NameInLogin, format!("{first}{last}")),
        (How::NameInLogin, format!("{last}{first}")),
        (How::Initial, format!("{}{last}", initial(first))),
        (How::Initial, format!("{first}{}", initial(last))),
    ]
}

fn sorted(words: &[String]) -> String {
    let mut words = words.to_vec();
    words.sort();
    words.join(" ")
}

/// A number without the zeros and the spaces that systems put before it.
fn bare_number(number: &str) -> String {
    let number = fold(number);
    let bare = number.trim_start_matches('0');
    if bare.is_empty() { number } else { bare.to_owned() }
}

fn local_part(address: &str) -> &str {
    let local = address.split_once('@').map_or(address, |(local, _)| local);
    local.split_once('+').map_or(local, |(name, _)| name)
}

fn domain(address: &str) -> &str {
    address.split_once('@').map(|(_, domain)| domain).unwrap_or_default()
}

fn without_plus(address: &str) -> String {
    format!("{}@{}", local_part(address), domain(address))
}

/// Whether two domains are the same, one inside the other, or the same name under another ending.
fn akin(one: &str, other: &str) -> bool {
    let inside = |inner: &str, outer: &str| inner.strip_suffix(outer).is_some_and(|head| head.ends_with('.'));
    let name = |domain: &str| domain.rsplit('.').nth(1).unwrap_or_default().to_owned();
    one == other || inside(one, other) || inside(other, one) || (name(one).len() > 3 && name(one) == name(other))
}
