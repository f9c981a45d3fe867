//! The keys under which persons are kept and accounts look for them, by the way of matching.

use super::{How, spelling};
use crate::words::fold;
use model::record::{Account, Person};
use std::collections::BTreeSet;

/// A way of matching and what has to be equal.
pub(super) type Key = (How, String);

/// Every key of a person.
pub(super) fn of_person(person: &Person) -> Vec<Key> {
    let mut keys = Vec::new();
    let number = person.employee_number.as_deref().map(bare_number);
    keys.extend(number.iter().map(|number| (How::EmployeeNumber, number.clone())));
    keys.extend(number.map(|number| (How::NumberInLogin, number)));
    keys.extend(person.id.as_deref().map(|id| (How::NumberInLogin, bare_number(id))));
    for address in addresses(person) {
        keys.push((How::Email, address.clone()));
        keys.push((How::PlusAddress, without_plus(&address)));
        for local in spelling::spellings(local_part(&address)) {
            keys.push((How::SecondLogin, letters(&local)));
        }
        keys.push((How::LocalPart, local_part(&address).to_owned()));
    }
    for alias in person.aliases.iter().filter(|alias| !alias.contains('@')) {
        let alias = login_of(alias);
        keys.push((How::SecondLogin, letters(&alias)));
        keys.push((How::Alias, alias));
    }
    let former = person.aliases.iter().filter(|alias| alias.trim().contains(' '));
    for words in person.name.iter().chain(former).flat_map(|name| spelling::names(name)) {
        keys.push((How::Name, spelling::sorted(&words)));
        keys.extend(first_and_last(&words));
        for (how, form) in login_forms(&words) {
            keys.push((How::SecondLogin, form.clone()));
            keys.push((how, form));
        }
    }
    keys.retain(|(_, key)| !key.is_empty());
    keys
}

/// Every key of an account; the weak ones only where its domain is one of ours, or none is named.
pub(super) fn of_account(account: &Account, domains: &BTreeSet<String>) -> Vec<Key> {
    let mut keys = Vec::new();
    keys.extend(account.employee_number.as_deref().map(|number| (How::EmployeeNumber, bare_number(number))));
    let texts: BTreeSet<String> =
        [Some(account.login.as_str()), account.email.as_deref()].into_iter().flatten().map(login_of).collect();
    for text in texts.into_iter().filter(|text| !text.is_empty()) {
        let number = bare_number(local_part(&text));
        if text.contains('@') {
            keys.push((How::Email, text.clone()));
            keys.push((How::PlusAddress, without_plus(&text)));
        } else {
            keys.push((How::Alias, text.clone()));
        }
        if is_ours(domain(&text), domains) {
            let local = local_part(&text);
            keys.push((How::NumberInLogin, number));
            keys.push((How::LocalPart, local.to_owned()));
            for joined in spelling::spellings(local).iter().map(|local| letters(local)) {
                keys.push((How::NameInLogin, joined.clone()));
                keys.push((How::Initial, joined));
            }
            keys.extend(second(local).into_iter().map(|rest| (How::SecondLogin, rest)));
        }
    }
    for words in account.name.iter().flat_map(|name| spelling::names(name)) {
        keys.push((How::Name, spelling::sorted(&words)));
        keys.extend(first_and_last(&words));
    }
    keys.retain(|(_, key)| !key.is_empty());
    keys
}

/// Every address of a person.
pub(super) fn addresses(person: &Person) -> Vec<String> {
    let aliases = person.aliases.iter().filter(|alias| alias.contains('@'));
    person.email.iter().chain(aliases).map(|address| login_of(address)).filter(|address| !address.is_empty()).collect()
}

/// The domains of the company that a person's addresses name; those of public mail services are nobody's.
pub(super) fn domains(person: &Person) -> Vec<String> {
    const PUBLIC: [&str; 14] = [
        "gmail.com",
        "googlemail.com",
        "outlook.com",
        "hotmail.com",
        "live.com",
        "yahoo.com",
        "icloud.com",
        "me.com",
        "proton.me",
        "protonmail.com",
        "gmx.de",
        "gmx.net",
        "web.de",
        "aol.com",
    ];
    let addresses = addresses(person);
    let named = addresses.iter().map(|address| domain(address)).filter(|domain| !domain.is_empty() && !PUBLIC.contains(domain));
    named.map(str::to_owned).collect()
}

/// The log-in inside of what systems write: `CORP\jdoe`, `jdoe_partner.test#EXT#@tenant`, `arn:aws:iam::1:user/jdoe`,
/// `user:jdoe@example.com`, `i:0#.f|membership|jdoe@example.com`, `Jane Doe <jdoe@example.com>`, `CN=Jane Doe,OU=..`.
pub(crate) fn login_of(text: &str) -> String {
    let text = fold(text);
    let text = text.trim_matches(|letter| matches!(letter, '"' | '\'' | '`'));
    let inner = [('<', '>'), ('(', ')')].into_iter().find_map(|(open, close)| {
        let inner = text.rsplit_once(open)?.1.split(close).next()?;
        inner.contains('@').then_some(inner)
    });
    let text = inner.unwrap_or(text);
    let text = text.rsplit(['|', '\\']).next().unwrap_or(text);
    let text = ["mailto:", "user:", "cn="]
        .iter()
        .find_map(|lead| text.strip_prefix(lead))
        .map_or(text, |rest| rest.split(',').next().unwrap_or(rest));
    let text = if text.starts_with("arn:") { text.rsplit('/').next().unwrap_or(text) } else { text };
    if let Some((home, _)) = text.split_once("#ext#") {
        // The guest's own address, with its at sign written as the last underscore.
        return home.rsplit_once('_').map_or_else(|| home.to_owned(), |(local, domain)| format!("{local}@{domain}"));
    }
    text.trim().to_owned()
}

/// Log-ins that are usually made of a name: `janedoe`, `doejane`; `jdoe`, `janed`, `doej`, `djane`, `jmdoe`.
fn login_forms(words: &[String]) -> Vec<Key> {
    let [first, rest @ ..] = words else { return Vec::new() };
    let Some(last) = rest.last() else { return Vec::new() };
    let initial = |word: &str| word.chars().next().map(String::from).unwrap_or_default();
    let initials: String = words.iter().take(words.len() - 1).map(|word| initial(word)).collect();
    let mut forms = vec![
        (How::NameInLogin, words.concat()),
        (How::NameInLogin, format!("{first}{last}")),
        (How::NameInLogin, format!("{last}{first}")),
        (How::Initial, format!("{}{last}", initial(first))),
        (How::Initial, format!("{first}{}", initial(last))),
        (How::Initial, format!("{last}{}", initial(first))),
        (How::Initial, format!("{}{first}", initial(last))),
        (How::Initial, format!("{initials}{last}")),
        (How::Initial, format!("{}{}", initial(first), rest.concat())),
    ];
    // `Maria Garcia Lopez` goes by Garcia.
    forms.extend(rest.first().map(|second| (How::Initial, format!("{}{second}", initial(first)))));
    forms.extend(rest.first().map(|second| (How::NameInLogin, format!("{first}{second}"))));
    forms
}

/// The first and the last name of a longer one, and the first and the second.
fn first_and_last(words: &[String]) -> Vec<Key> {
    let [first, second, .., last] = words else {
        return vec![(How::FirstAndLastName, spelling::sorted(words))];
    };
    let pair = |other: &String| (How::FirstAndLastName, spelling::sorted(&[first.clone(), other.clone()]));
    vec![pair(second), pair(last)]
}

/// What is left of a log-in without the mark of a second account (`adm-jdoe`, `jdoe.admin`, `a_jdoe`). A program's mark
/// (`svc-`) is none: its account belongs to nobody by its name.
fn second(local: &str) -> Vec<String> {
    const MARKS: [&str; 22] = [
        "adm",
        "admin",
        "administrator",
        "a",
        "da",
        "ea",
        "su",
        "sa",
        "priv",
        "privileged",
        "pa",
        "root",
        "super",
        "t0",
        "t1",
        "t2",
        "ext",
        "c",
        "v",
        "x",
        "contractor",
        "external",
    ];
    // One or two letters before a full stop are rather an initial than a mark.
    let mut rests = Vec::new();
    for (joint, least) in [('-', 1), ('_', 2), ('.', 3)] {
        let is_mark = |mark: &str, rest: &str| MARKS.contains(&mark) && mark.len() >= least && rest.len() > 1;
        rests.extend(local.split_once(joint).filter(|(mark, rest)| is_mark(mark, rest)).map(|(_, rest)| rest));
        rests.extend(local.rsplit_once(joint).filter(|(rest, mark)| is_mark(mark, rest)).map(|(rest, _)| rest));
    }
    rests.extend(["admin", "adm"].iter().find_map(|mark| local.strip_prefix(mark)).filter(|rest| rest.len() > 2));
    rests.iter().flat_map(|rest| spelling::spellings(rest)).map(|rest| letters(&rest)).collect()
}

fn letters(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// A number without the zeros, spaces and the word for employee that systems put before it.
pub(super) fn bare_number(number: &str) -> String {
    let number = fold(number);
    let digits = |text: &str| !text.is_empty() && text.chars().all(|letter| letter.is_ascii_digit());
    let tail = |lead: &&str| number.strip_prefix(*lead).map(|rest| rest.trim_start_matches(['-', '_', '.', ' ', '#']));
    let named = ["employee", "emp", "e", "#"].iter().find_map(|lead| tail(lead).filter(|rest| digits(rest)));
    let bare = named.unwrap_or(&number).trim_start_matches('0');
    // What people write where there is no number is none.
    let blank = bare.is_empty() || matches!(bare, "n/a" | "na" | "none" | "null" | "nil" | "tbd" | "unknown" | "-");
    if blank { String::new() } else { bare.to_owned() }
}

/// The part before the at sign, without a plus tag.
pub(super) fn local_part(address: &str) -> &str {
    let local = address.split_once('@').map_or(address, |(local, _)| local);
    local.split_once('+').map_or(local, |(name, _)| name)
}

/// The part after the at sign.
pub(super) fn domain(address: &str) -> &str {
    address.split_once('@').map(|(_, domain)| domain).unwrap_or_default()
}

fn without_plus(address: &str) -> String {
    format!("{}@{}", local_part(address), domain(address))
}

/// Whether a domain is one of the company's: none named, an inner one of a network, or akin to one of the roster.
fn is_ours(domain: &str, domains: &BTreeSet<String>) -> bool {
    const INNER: [&str; 6] = [".local", ".lan", ".internal", ".intra", ".corp", ".ad"];
    domain.is_empty() || INNER.iter().any(|end| domain.ends_with(end)) || domains.iter().any(|ours| akin(ours, domain))
}

/// Whether two domains are the same, one inside the other, the same name under another ending, or a tenant of that name.
fn akin(one: &str, other: &str) -> bool {
    let inside = |inner: &str, outer: &str| inner.strip_suffix(outer).is_some_and(|head| head.ends_with('.'));
    let name = |domain: &str| domain.rsplit('.').nth(1).unwrap_or_default().to_owned();
    let tenant = |domain: &str| domain.strip_suffix(".onmicrosoft.com").map(str::to_owned);
    let ours = name(one);
    one == other
        || inside(one, other)
        || inside(other, one)
        || (ours.len() > 3 && (ours == name(other) || tenant(other).is_some_and(|tenant| tenant.starts_with(&ours))))
}
