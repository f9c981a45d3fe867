//! Tickets that ask for access, by the person or account that they are about.

use crate::{
    clock,
    dataset::{Dataset, Sourced},
    holders::{Holder, Holders},
    identity::Found,
    inputs,
    tickets::Tickets,
    words::{fold, tokens},
};
use chrono::NaiveDate;
use model::{Kind, ParameterSpec, Stamp, Terms, record::Ticket};
use std::collections::{BTreeMap, BTreeSet};

/// Words that make a ticket a request for access.
pub(crate) static ACCESS_WORDS: ParameterSpec = ParameterSpec {
    id: "access-request-words",
    title: "Beginnings of words in a ticket's type, labels or title that make it a request for access, separated by commas",
    default: "access,account,onboard,joiner,starter,new hire,new user,provision,permission,privilege,entitlement,role,group,\
              login,credential,zugang,zugriff,berechtigung,benutzerkonto,eintritt,neueintritt,acces,habilitation,acceso,permiso",
    source: "names that service desks give to their forms for access",
};

/// A ticket that asks for access.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Request<'a> {
    /// The ticket.
    pub ticket: &'a Sourced<Ticket>,
    /// Whether the person that it names is the only one of that name.
    pub sure: bool,
}

/// All requests for access.
pub(crate) struct Requests<'a> {
    tickets: Tickets<'a>,
    by_member: BTreeMap<usize, Vec<Request<'a>>>,
    by_text: BTreeMap<String, Vec<Request<'a>>>,
    approving: BTreeSet<String>,
    span: Option<(NaiveDate, NaiveDate)>,
}

impl<'a> Requests<'a> {
    /// Reads all tickets.
    pub(crate) fn new(dataset: &'a Dataset, holders: &Holders<'_, 'a>, terms: &Terms) -> Self {
        let words = terms.words(&ACCESS_WORDS, clock::horizon(terms));
        let mut found = Self {
            tickets: Tickets::new(dataset),
            by_member: BTreeMap::new(),
            by_text: BTreeMap::new(),
            approving: BTreeSet::new(),
            span: span(dataset, terms),
        };
        for ticket in dataset.tickets.iter().filter(|ticket| !is_future(&ticket.value, terms)) {
            if ticket.value.approver.is_some() || ticket.value.approved.is_some() {
                found.approving.insert(fold(&ticket.value.system));
            }
            let Some(kind) = kind(&ticket.value, &words) else { continue };
            let about = About::of(&ticket.value, kind, holders);
            for (member, sure) in about.members {
                found.by_member.entry(member).or_default().push(Request { ticket, sure });
            }
            for text in about.texts {
                found.by_text.entry(text).or_default().push(Request { ticket, sure: true });
            }
        }
        found
    }

    /// The requests about somebody, and the ticket that a text names.
    pub(crate) fn about(&self, holder: &Holder, names: &[String], reference: Option<&str>) -> Vec<Request<'a>> {
        let by_member = holder.member.and_then(|member| self.by_member.get(&member)).into_iter().flatten();
        let by_text = names.iter().chain([&holder.text]).filter_map(|text| self.by_text.get(text)).flatten();
        let referred = reference.and_then(|text| self.tickets.mentioned(&[text])).map(|ticket| Request { ticket, sure: true });
        let all = referred.into_iter().chain(by_member.copied()).chain(by_text.copied());
        let mut known = BTreeSet::new();
        all.filter(|request| known.insert(&request.ticket.pointer)).collect()
    }

    /// Whether the system of a ticket tells approvals at all.
    pub(crate) fn tells_approvals(&self, ticket: &Ticket) -> bool {
        self.approving.contains(&fold(&ticket.system))
    }

    /// The days that the tickets imported cover, where every export tells it.
    pub(crate) fn misses(&self, day: NaiveDate) -> Option<String> {
        let (from, to) = self.span?;
        (day < from || day > to).then(|| format!("the tickets imported cover {from} to {to} only"))
    }
}

/// The days from the first to the last ticket; none where a list shows every ticket that there was at a moment.
fn span(dataset: &Dataset, terms: &Terms) -> Option<(NaiveDate, NaiveDate)> {
    let logs = inputs::evidence_of(dataset, Kind::Ticket).map(|evidence| (!evidence.snapshot).then_some(evidence));
    let covered: Option<Vec<_>> = logs.map(|evidence| inputs::covered_days(evidence?, terms)).collect();
    let covered = covered?;
    Some((covered.iter().map(|days| days.from).min()?, covered.iter().map(|days| days.to).max()?))
}

fn is_future(ticket: &Ticket, terms: &Terms) -> bool {
    ticket.created.is_some_and(|at| at.earliest(terms.zone) > terms.as_of)
}

/// How surely a ticket asks for access.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asks {
    /// Its type or a label says so.
    ByType,
    /// Only its title does.
    ByTitle,
}

fn kind(ticket: &Ticket, words: &[String]) -> Option<Asks> {
    const AWAY: [&str; 16] = [
        "remove",
        "removal",
        "revoke",
        "revocation",
        "offboard",
        "deprovision",
        "disable",
        "terminat",
        "leaver",
        "deactivat",
        "entzug",
        "entzieh",
        "sperr",
        "loesch",
        "austritt",
        "deaktivier",
    ];
    const OTHER: [&str; 7] = ["bug", "story", "epic", "incident", "problem", "defect", "spike"];
    let has = |text: &str, words: &[String]| {
        let tokens = tokens(text);
        let begins = |word: &String| match word.split_once(' ') {
            Some(_) => format!(" {} ", tokens.join(" ")).contains(&format!(" {word}")),
            None => tokens.iter().any(|token| token.starts_with(word.as_str())),
        };
        words.iter().any(begins)
    };
    let title = ticket.title.as_deref().unwrap_or_default();
    let kind = ticket.type_word.as_deref().unwrap_or_default();
    let away: Vec<String> = AWAY.iter().map(|word| (*word).to_owned()).collect();
    if has(title, &away) || has(kind, &away) {
        return None;
    }
    if has(kind, words) || ticket.labels.iter().any(|label| has(label, words)) {
        return Some(Asks::ByType);
    }
    let other = tokens(kind).iter().any(|word| OTHER.contains(&word.as_str()));
    (!other && has(title, words)).then_some(Asks::ByTitle)
}

/// Whom a ticket is about.
#[derive(Default)]
struct About {
    members: BTreeMap<usize, bool>,
    texts: BTreeSet<String>,
}

impl About {
    /// By the field for it, else everybody that the title names, else who asked.
    fn of(ticket: &Ticket, kind: Asks, holders: &Holders<'_, '_>) -> Self {
        let mut found = Self::default();
        if let Some(about) = ticket.about.as_deref().filter(|about| !about.trim().is_empty()) {
            about.split([';', ',']).filter(|part| part.contains('@')).for_each(|part| found.add(part, holders));
            found.add(about, holders);
            return found;
        }
        let title = ticket.title.as_deref().unwrap_or_default();
        named_in(title).iter().filter(|text| is_known(text, holders)).for_each(|text| found.add(text, holders));
        let nobody = found.members.is_empty() && found.texts.is_empty();
        if let Some(requester) = ticket.requester.as_deref().filter(|_| nobody && kind == Asks::ByType) {
            found.add(requester, holders);
        }
        found
    }

    fn add(&mut self, text: &str, holders: &Holders<'_, '_>) {
        let who = holders.who("", &[Some(text)]);
        match (who.member, holders.people.search(text)) {
            (Some(member), _) => self.members.extend([(member, true)]),
            (None, Found::Several(members)) => self.members.extend(members.into_iter().map(|member| (member, false))),
            (None, Found::One(..) | Found::Nobody) => {}
        }
        self.texts.insert(who.text);
    }
}

/// Everything in a title that could name somebody: words with a mark of a log-in in them, and two or three words in a row.
fn named_in(title: &str) -> Vec<String> {
    let words: Vec<&str> = title.split_whitespace().map(|word| word.trim_matches([',', ':', ';', '(', ')', '"', '\''])).collect();
    let logins = words.iter().filter(|word| word.contains(['@', '_', '-', '.', '\\']) && word.len() > 3);
    let rows = [2, 3].into_iter().flat_map(|length| words.windows(length)).map(|row| row.join(" "));
    logins.map(|word| (*word).to_owned()).chain(rows).collect()
}

/// Only what a list or a roster knows counts as a name.
fn is_known(text: &str, holders: &Holders<'_, '_>) -> bool {
    let who = holders.who("", &[Some(text)]);
    who.member.is_some() || who.account.is_some()
}

/// When a request was made: its opening, else its approval.
pub(crate) fn made(ticket: &Ticket) -> Option<Stamp> {
    ticket.created.or(ticket.approved)
}
