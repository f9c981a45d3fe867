//! `log-reader-unapproved`: may only approved people read prompts and completions?
//!
//! Population: whoever can read them: active accounts of the systems that the parameter names, accounts and grants with a
//! role, group or scope of such a name by the newest list, and everybody to whom the log tells in the window that one was
//! given, even if it was taken away again. One item per holder and place. Approved is who the list in force names, on the day
//! on which the access was given, if that lies in the window, and on the day of the list that shows it. Names are compared
//! as persons. Failed: not named on one of these days. Not determinable: no list in force on that day, no system named, or a
//! named one of which nothing was imported.

use super::user_without_mfa::active;
use crate::{
    accounts, clock,
    dataset::Dataset,
    evaluation::{Draft, conclude, fact, item, rule},
    evaluator::{About, Evaluator, Judge},
    holders::{Holder, Holders},
    identity::People,
    inputs::{self, is_future, moment},
    words::fold,
};
use chrono::NaiveDate;
use model::{
    Evaluation, Filter, Item, Kind, ParameterSpec, Pointer, Stamp, State, Step, Terms,
    record::{Action, Grant},
};
use std::collections::{BTreeMap, BTreeSet};

/// Where prompts and completions can be read.
pub(crate) static STORES: ParameterSpec = ParameterSpec {
    id: "log-store-systems",
    title: "Systems, groups and roles whose holders can read prompts and completions, separated by commas",
    default: "",
    source: "only the company knows where its prompts are kept",
};

/// Who may read them.
pub(crate) static READERS: ParameterSpec = ParameterSpec {
    id: "approved-log-readers",
    title: "People and accounts that may read prompts and completions, by address, log-in or name, separated by commas",
    default: "",
    source: "only the company can approve; blank means that no list was given",
};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "log-reader-unapproved",
    version: 1,
    about: About {
        question: "Is everybody who can read prompts and completions on the approved list?",
        why: "Prompts hold whatever customers typed; each reader more is one more who can see, copy and leak it.",
        reading: "One item per holder and place, with the list of the day. Not determinable without a list, without named \
                  systems, or where nothing of a named system was imported.",
    },
    needs: &[Kind::Account],
    uses: &[Kind::Person, Kind::Grant, Kind::AuditEvent],
    map: false,
    parameters: &[&STORES, &READERS],
    judge: Judge::Records(judge),
};

fn judge(dataset: &Dataset, terms: &Terms) -> Evaluation {
    let people = People::new(dataset);
    let histories = accounts::histories(dataset, terms);
    let holders = Holders::new(&people, &histories);
    let mut draft = Draft { population_of: "holders of access to prompts and completions", ..Draft::default() };
    let typed = terms.value(&STORES, clock::horizon(terms)).split(',').map(str::trim).filter(|store| !store.is_empty());
    let stores: BTreeMap<String, &str> = typed.map(|store| (fold(store), store)).collect();
    let mut found = Readers { holders: &holders, stores: &stores, terms, found: BTreeMap::new(), told: BTreeSet::new() };
    found.read_accounts(&mut draft.filters);
    found.read_grants(dataset);
    found.read_log(dataset);
    let Readers { found: readers, told, .. } = found;
    let mut lists = Lists { holders: &holders, terms, named: BTreeMap::new() };
    draft.items = readers.values().map(|reader| lists.item(reader)).collect();
    let silent = stores.values().filter(|store| !told.contains(**store));
    draft.items.extend(silent.map(|store| {
        let reason = format!("{store} is named in `{}`, and no account, grant or log line of it was imported", STORES.id);
        item(*store, State::NotDeterminable, reason, Vec::new())
    }));
    let mut accounts = inputs::standing(dataset, terms, Kind::Account);
    if stores.is_empty() {
        accounts.incomplete = true;
        accounts.input.gaps.push(format!("where prompts and completions are kept is not known: name it in `{}`", STORES.id));
    }
    draft.sources = vec![accounts];
    if inputs::is_there(dataset, Kind::Grant) {
        draft.sources.push(inputs::supporting(dataset, Kind::Grant));
    }
    if inputs::is_there(dataset, Kind::AuditEvent) {
        draft.sources.push(inputs::events(dataset, terms, Kind::AuditEvent));
    }
    conclude(&EVALUATOR, terms, draft)
}

/// Somebody who can read.
struct Reader {
    subject: String,
    holder: Holder,
    place: String,
    /// The days on which the approval counts, each with what it is and the row of it.
    days: BTreeMap<NaiveDate, (String, Pointer)>,
    /// It is not told whether the account can be used.
    unclear: bool,
}

struct Readers<'c, 'h, 'a> {
    holders: &'c Holders<'h, 'a>,
    stores: &'c BTreeMap<String, &'c str>,
    terms: &'c Terms,
    found: BTreeMap<(String, String), Reader>,
    told: BTreeSet<String>,
}

impl Readers<'_, '_, '_> {
    /// The place that one of the names of an access is.
    fn place<'n>(&self, names: impl IntoIterator<Item = &'n str>) -> Option<String> {
        names.into_iter().find_map(|name| self.stores.get(&fold(name)).map(|store| (*store).to_owned()))
    }

    fn add(
        &mut self,
        subject: &str,
        holder: Holder,
        place: &str,
        day: NaiveDate,
        what: String,
        pointer: &Pointer,
    ) -> &mut Reader {
        let who = holder.member.map_or_else(|| holder.key(), |member| format!("member {member}"));
        let new =
            || Reader { subject: subject.to_owned(), holder, place: place.to_owned(), days: BTreeMap::new(), unclear: false };
        let reader = self.found.entry((who, place.to_owned())).or_insert_with(new);
        reader.days.entry(day).or_insert((what, pointer.clone()));
        reader
    }

    fn read_accounts(&mut self, filters: &mut Vec<Filter>) {
        for seen in self.holders.histories.iter().filter_map(accounts::History::latest) {
            let roles = seen.account.roles.iter().map(String::as_str);
            self.told.extend(self.place(roles.chain([seen.account.system.as_str()])));
        }
        let active = active(self.holders.histories, self.terms, filters);
        let before = active.len() as u64;
        let mut after = 0;
        for seen in active {
            let account = seen.account;
            let names = std::iter::once(account.system.as_str()).chain(account.roles.iter().map(String::as_str));
            let Some(place) = self.place(names) else { continue };
            after += 1;
            let subject = accounts::subject(account);
            let holder = self.holders.who(&account.system, &[Some(subject), account.id.as_deref(), account.email.as_deref()]);
            let what = format!("active in {}", accounts::list_of(seen));
            let created = account.created.map(|at| self.terms.day(at)).filter(|day| self.terms.window.contains(*day));
            let unclear = account.status != model::record::AccountStatus::Active;
            let day = seen.moment.day;
            self.add(subject, holder.clone(), &place, day, what, seen.pointer).unclear |= unclear;
            if let Some(created) = created.filter(|created| *created < day) {
                self.add(subject, holder, &place, created, "account made".to_owned(), seen.pointer);
            }
        }
        filters.push(Filter { kept: format!("accounts in a place named in `{}`", STORES.id), before, after });
    }

    /// Grants of the newest list of each system.
    fn read_grants(&mut self, dataset: &Dataset) {
        let mut newest: BTreeMap<String, NaiveDate> = BTreeMap::new();
        let dated = dataset.grants.iter().filter_map(|row| {
            let evidence = dataset.evidence.get(&row.pointer.evidence)?;
            (!is_future(evidence, self.terms)).then(|| (row, moment(evidence, self.terms).day))
        });
        let dated: Vec<_> = dated.collect();
        for (row, day) in &dated {
            let newest = newest.entry(fold(&row.value.system)).or_insert(*day);
            *newest = (*newest).max(*day);
        }
        for (row, day) in dated {
            let grant = &row.value;
            let Some(place) = self.place(names(grant)) else { continue };
            self.told.insert(place.clone());
            let over = grant.to.is_some_and(|at| self.terms.day(at) < self.terms.window.from);
            if over || day < self.terms.window.from || newest.get(&fold(&grant.system)).is_some_and(|newest| day < *newest) {
                continue;
            }
            let holder = self.holders.who(&grant.system, &[Some(&grant.principal), grant.principal_id.as_deref()]);
            let what = format!("holds {} in the list of grants of {day}", grant.role);
            self.add(&grant.principal, holder.clone(), &place, day, what, &row.pointer);
            let given =
                grant.from.map(|at| self.terms.day(at)).filter(|given| self.terms.window.contains(*given) && *given < day);
            if let Some(given) = given {
                self.add(&grant.principal, holder, &place, given, format!("given {}", grant.role), &row.pointer);
            }
        }
    }

    fn read_log(&mut self, dataset: &Dataset) {
        let window = clock::elapsed(self.terms);
        for row in &dataset.audit_events {
            let event = &row.value;
            if !matches!(event.action, Action::Granted | Action::Revoked) || event.succeeded == Some(false) {
                continue;
            }
            let names = event.object.as_deref().into_iter().chain([event.system.as_str()]);
            let Some(place) = self.place(names) else { continue };
            self.told.insert(place.clone());
            let Some(at) = event.at.filter(|at| at.earliest(self.terms.zone) <= self.terms.as_of) else { continue };
            let day = self.terms.day(at);
            if event.action == Action::Revoked || !window.is_some_and(|window| window.contains(day)) {
                continue;
            }
            let holder = self.holders.who(&event.system, &[event.target.as_deref(), event.target_id.as_deref()]);
            let subject = event.target.as_deref().or(event.target_id.as_deref()).unwrap_or("(holder not named)");
            let what = format!("given {}", event.object.as_deref().unwrap_or(&event.system));
            self.add(subject, holder, &place, day, what, &row.pointer);
        }
    }
}

fn names(grant: &Grant) -> impl Iterator<Item = &str> {
    [grant.system.as_str(), grant.role.as_str()].into_iter().chain(grant.scope.as_deref())
}

/// The approved lists as holders, by their text.
struct Lists<'c, 'h, 'a> {
    holders: &'c Holders<'h, 'a>,
    terms: &'c Terms,
    named: BTreeMap<String, Vec<Holder>>,
}

impl Lists<'_, '_, '_> {
    /// Whether the list in force on a day names somebody; none: no list is.
    fn names(&mut self, holder: &Holder, day: NaiveDate) -> Option<bool> {
        let text = self.terms.value(&READERS, day).to_owned();
        let named = self.named.entry(text).or_insert_with(|| {
            let words = self.terms.words(&READERS, day);
            words.iter().map(|word| self.holders.who("", &[Some(word)])).collect()
        });
        (!named.is_empty()).then(|| named.iter().any(|one| one.is(holder) || one.text == holder.text))
    }

    fn item(&mut self, reader: &Reader) -> Item {
        let mut verdicts: Vec<(State, NaiveDate, &str, &Pointer)> = Vec::new();
        for (day, (what, pointer)) in &reader.days {
            let state = match self.names(&reader.holder, *day) {
                Some(true) => State::Pass,
                Some(false) if reader.unclear => State::NotDeterminable,
                Some(false) => State::Exception,
                None => State::NotDeterminable,
            };
            verdicts.push((state, *day, what, pointer));
        }
        let rank = |state: State| [State::Exception, State::NotDeterminable, State::Pass].iter().position(|one| *one == state);
        let worst = verdicts.iter().min_by_key(|(state, day, ..)| (rank(*state), *day));
        let (state, reason) = worst.map_or((State::NotDeterminable, String::new()), |(state, day, what, _)| {
            let listed = self.names(&reader.holder, *day);
            let said = match listed {
                Some(true) => "on the approved list of that day",
                Some(false) if reader.unclear => {
                    "not on the approved list of that day; the list does not say whether it is active"
                }
                Some(false) => "not on the approved list of that day",
                None => "no list of approved readers was in force on that day",
            };
            let on = if what.contains(&day.to_string()) { String::new() } else { format!(" on {day}") };
            (*state, format!("{}: {what}{on}, {said}", reader.place))
        });
        let mut proof: Vec<Pointer> = worst.iter().map(|(.., pointer)| (*pointer).clone()).collect();
        proof.extend(
            verdicts
                .iter()
                .map(|(.., pointer)| (*pointer).clone())
                .filter(|pointer| proof.first() != Some(pointer))
                .collect::<BTreeSet<_>>(),
        );
        let mut judged = item(&reader.subject, state, reason, proof);
        judged.steps = verdicts.iter().flat_map(|(_, day, what, pointer)| self.steps(*day, what, pointer)).collect();
        judged
    }

    fn steps(&self, day: NaiveDate, what: &str, pointer: &Pointer) -> [Step; 2] {
        let list = self.terms.value(&READERS, day);
        let list = if list.trim().is_empty() { "no list in force".to_owned() } else { format!("`{}` names {list}", READERS.id) };
        [fact(Some(Stamp::Day(day)), what, pointer), rule(Some(day), list)]
    }
}
