//! The match table: which account belongs to whom, how that was found, and what somebody decided where it errs.

use crate::{
    AppError, Code, Session,
    contract::{
        PageRequest,
        people::{IdentityChoice, IdentityPage, IdentityRow, Matched},
    },
    dataset, items, registry,
    session::held,
    words::count,
};
use evaluate::{Dataset, IdentityMatch};
use model::{IdentityDecision, Pointer, record::Account};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex},
};

/// Most names of people given to choose from.
const PEOPLE: usize = 2_000;

/// The table as it was read last, with the fingerprint of the vault that it was read from.
#[derive(Default)]
pub(crate) struct Remembered(Mutex<Option<(String, Arc<Table>)>>);

/// The whole table.
struct Table {
    rows: Vec<IdentityRow>,
    people: Vec<String>,
}

/// A page of the match table: every account of the newest lists, matched or not.
///
/// # Errors
/// Those of reading the vault.
pub fn matches(session: &Session, which: Matched, request: &PageRequest) -> Result<IdentityPage, AppError> {
    let table = table(session)?;
    let words: Vec<String> = request.filter.split_whitespace().map(str::to_lowercase).collect();
    let holds = |row: &&IdentityRow| {
        let text = format!("{} {} {} {} {}", row.system, row.login, row.person, row.owner, row.how).to_lowercase();
        is_one(row, which) && words.iter().all(|word| text.contains(word.as_str()))
    };
    let found: Vec<&IdentityRow> = table.rows.iter().filter(holds).collect();
    let number = |which| count(table.rows.iter().filter(|row| is_one(row, which)).count());
    let (offset, limit) = (request.offset as usize, request.limit.min(500) as usize);
    Ok(IdentityPage {
        accounts: number(Matched::All),
        unmatched: number(Matched::Unmatched),
        weak: number(Matched::Weak),
        decided: number(Matched::Decided),
        total: count(found.len()),
        rows: found.into_iter().skip(offset).take(limit).cloned().collect(),
        people: table.people.clone(),
    })
}

/// Whether a row is one of those asked for. An account that a program or several people use needs an owner, not a person.
fn is_one(row: &IdentityRow, which: Matched) -> bool {
    match which {
        Matched::All => true,
        Matched::Unmatched => row.person.is_empty() && row.owner.is_empty(),
        Matched::Weak => row.weak,
        Matched::Decided => !row.decision.is_empty(),
    }
}

/// Decides whose account it is; a choice without person and owner says that it belongs to nobody.
///
/// # Errors
/// [`Code::Invalid`] without a reason, for an account that no list holds or a person whom no roster names.
pub fn decide(session: &Session, choice: IdentityChoice) -> Result<(), AppError> {
    let text = |field: String| Some(field.trim().to_owned()).filter(|field| !field.is_empty());
    let reason = text(choice.reason)
        .ok_or_else(|| AppError::new(Code::Invalid, "a decision needs a reason", "say how you know whose account it is"))?;
    let table = table(session)?;
    if !table.rows.iter().any(|row| same(row, &choice.system, &choice.login)) {
        let what = format!("no list of `{}` holds an account `{}`", choice.system, choice.login);
        return Err(AppError::new(Code::Invalid, what, "name system and log-in as the match table shows them"));
    }
    let person = text(choice.person);
    if let Some(person) = person.as_ref().filter(|person| !table.people.contains(person) && table.people.len() < PEOPLE) {
        return Err(AppError::new(Code::Invalid, format!("no roster names `{person}`"), "choose somebody whom a roster names"));
    }
    let decision = IdentityDecision {
        system: choice.system.trim().to_owned(),
        login: choice.login.trim().to_owned(),
        person,
        owner: text(choice.owner),
        reason,
        by: session.actor().to_owned(),
        at: session.now(),
    };
    session.change(|write| Ok(write.put_identity_decision(&decision)?))
}

/// Takes a decision back: the account is matched by what the sources say again.
///
/// # Errors
/// [`Code::NotFound`] where nothing was decided.
pub fn undecide(session: &Session, system: &str, login: &str) -> Result<(), AppError> {
    session.change(|write| Ok(write.remove_identity_decision(system, login)?))
}

fn same(row: &IdentityRow, system: &str, login: &str) -> bool {
    row.system.trim().to_lowercase() == system.trim().to_lowercase() && row.login.to_lowercase() == login.trim().to_lowercase()
}

/// The whole table, read anew only when something changed.
fn table(session: &Session) -> Result<Arc<Table>, AppError> {
    session.read(|read| {
        let fingerprint = dataset::fingerprint(read)?;
        let remembered = held(&session.people.0).clone();
        if let Some((_, table)) = remembered.filter(|(known, _)| *known == fingerprint) {
            return Ok(table);
        }
        let terms = dataset::terms(session, read)?;
        let data = dataset::of(read, dataset::kinds(registry::evaluator("account-without-person")), &terms)?;
        let table = Arc::new(read_table(&data));
        *held(&session.people.0) = Some((fingerprint, Arc::clone(&table)));
        Ok(table)
    })
}

fn read_table(data: &Dataset) -> Table {
    let accounts: BTreeMap<&Pointer, &Account> = data.accounts.iter().map(|row| (&row.pointer, &row.value)).collect();
    let key = |system: &str, login: &str| (system.trim().to_lowercase(), login.trim().to_lowercase());
    let decided: BTreeMap<_, &IdentityDecision> = data.decisions.iter().map(|one| (key(&one.system, &one.login), one)).collect();
    let matches = evaluate::identity_matches(data);
    // The newest list of an account counts; lists come in the order of their evidence.
    let newest: BTreeMap<_, &IdentityMatch> = matches.iter().map(|one| (key(&one.system, &one.login), one)).collect();
    let rows =
        newest.iter().map(|(key, one)| row(data, one, accounts.get(&one.account).copied(), decided.get(key).copied())).collect();
    let people: BTreeSet<String> = data.persons.iter().map(|row| row.value.label().to_owned()).collect();
    Table { rows, people: people.into_iter().filter(|label| !label.is_empty()).take(PEOPLE).collect() }
}

fn row(data: &Dataset, one: &IdentityMatch, account: Option<&Account>, decided: Option<&IdentityDecision>) -> IdentityRow {
    let file = |pointer: &Pointer| data.evidence.get(&pointer.evidence).map(|evidence| evidence.file_name.as_str());
    let told = |one: &IdentityDecision| format!("{}, {}: {}", one.by, crate::words::seconds(one.at), one.reason);
    IdentityRow {
        system: one.system.clone(),
        login: one.login.clone(),
        nature: account.map_or("", |account| account.nature.id()).to_owned(),
        status: account.map_or("", |account| account.status.id()).to_owned(),
        person: one.person.clone().unwrap_or_default(),
        how: one.how.map_or("", evaluate::identity::How::words).to_owned(),
        weak: one.weak,
        candidates: one.candidates.clone(),
        owner: account.and_then(|account| account.owner.clone()).unwrap_or_default(),
        decision: decided.map_or_else(String::new, told),
        proof: std::iter::once(&one.account).chain(one.person_at.as_ref()).map(|at| items::proof(at, file(at))).collect(),
    }
}
