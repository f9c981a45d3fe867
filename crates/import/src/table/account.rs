//! Rows that are accounts.

use super::{Memory, cells::Cells, person, words};
use crate::{
    importer::{ReadError, Sink},
    map::{self, Resolved, Sample},
};
use model::{
    Data, Kind,
    record::{AccessKey, Account, AccountNature, AccountStatus},
};

/// The account of a row; none where nothing names it.
pub(crate) fn account(cells: &Cells<'_>) -> Option<Data> {
    let email = cells.text("email").or_else(|| cells.text("login").filter(|login| login.contains('@') && login.contains('.')));
    let name = cells.text("name").or_else(|| person::joined_name(cells));
    let id = cells.text("id");
    let named_by_id = id.clone().filter(|id| is_name_of_account(id));
    let login = cells.text("login").or(named_by_id).or_else(|| email.clone()).or_else(|| id.clone()).or_else(|| name.clone())?;
    let (status, status_word) = status(cells);
    // Without a last day or a state no person is made of the row.
    if !cells.has_any(&["person-end", "person-employed"]) {
        cells.keep("person-start");
    }
    if let Some(key) = cells.word("key") {
        return Some(Data::Account(Box::new(with_key(cells, login, id, email, name, key))));
    }
    let mut roles = cells.list("roles");
    let mut nature = nature(cells, &login);
    // Some consoles write the role where others write `active`.
    if let Some(role) = cells.word("status").filter(|word| !cells.has("roles") && words::is_role(word)) {
        roles.push(role.to_owned());
        let told = words::nature(role);
        if nature == AccountNature::Unknown && matches!(told, AccountNature::Guest | AccountNature::Service) {
            nature = told;
        }
    }
    Some(Data::Account(Box::new(Account {
        system: cells.system(),
        id,
        email,
        name,
        employee_number: cells.text("employee-number"),
        status,
        status_word,
        nature,
        owner: cells.text("owner"),
        created: cells.stamp("created"),
        disabled: cells.stamp("disabled-at"),
        last_login: cells.stamp("last-login"),
        last_login_known: cells.has("last-login"),
        mfa: mfa(cells),
        password_login: cells.truth("password-login"),
        admin: admin(cells, &roles),
        roles,
        password_changed: cells.stamp("password-changed"),
        keys: Vec::new(),
        login,
        ..Account::default()
    })))
}

/// The account of a row that is one of its keys: what the row tells without saying of what is told of the key.
fn with_key(
    cells: &Cells<'_>,
    login: String,
    id: Option<String>,
    email: Option<String>,
    name: Option<String>,
    key: &str,
) -> Account {
    let state = cells.word("key-state").or_else(|| cells.word("status"));
    let status = state.map_or(AccountStatus::Unknown, words::account_status);
    let own_state = cells.has("key-state") && cells.has("status");
    let (account_status, status_word) = if own_state { self::status(cells) } else { (AccountStatus::Unknown, None) };
    for id in ["roles", "nature", "mfa", "admin"] {
        cells.keep(id);
    }
    let created = cells.stamp("created");
    let used = if cells.has("key-used") { cells.stamp("key-used") } else { cells.stamp("last-login") };
    // The whole of a key may stand in such a list: only its end is kept.
    let shown: String =
        if key.len() > 24 { key.chars().rev().take(4).collect::<Vec<_>>().into_iter().rev().collect() } else { key.to_owned() };
    let key = AccessKey {
        name: if shown.len() < key.len() { format!("key ending in {shown}") } else { shown },
        active: status == AccountStatus::Active || status == AccountStatus::Unknown && cells.word("disabled-at").is_none(),
        rotated: cells.stamp("key-made").or(created.filter(|_| !cells.has("key-made"))),
        last_used: used,
    };
    Account {
        system: cells.system(),
        id: id.filter(|id| *id != login),
        email,
        name,
        employee_number: cells.text("employee-number"),
        status: account_status,
        status_word,
        nature: nature(cells, &login),
        owner: cells.text("owner"),
        created: created.filter(|_| cells.has("key-made")),
        last_login: cells.stamp("last-login").filter(|_| cells.has("key-used")),
        last_login_known: cells.has("key-used") && cells.has("last-login"),
        keys: vec![key],
        partial: true,
        login,
        ..Account::default()
    }
}

/// Whether an id reads as a name to log in with (`jdoe2`) rather than as a number or a key (`U-0012`, a UUID).
fn is_name_of_account(id: &str) -> bool {
    let letters = id.chars().filter(char::is_ascii_alphabetic).count();
    let digits = id.chars().filter(char::is_ascii_digit).count();
    let plain = id.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c));
    plain && id.len() <= 32 && letters >= 3 && digits * 2 <= letters
}

/// Status and the source's word for it, from a status, a truth value such as `Suspended`, or a date of disabling.
fn status(cells: &Cells<'_>) -> (AccountStatus, Option<String>) {
    let said = cells.word("status").filter(|word| !word.is_empty());
    let mut status = said.map_or(AccountStatus::Unknown, words::account_status);
    let mut word = said.map(|word| if words::is_bare_truth(word) { labelled(cells, "status") } else { word.to_owned() });
    let disabled = cells.raw("disabled").and_then(words::boolean);
    let usable = matches!(status, AccountStatus::Unknown | AccountStatus::Active | AccountStatus::Pending);
    if disabled == Some(true) && usable {
        status = if cells.header("disabled").to_lowercase().contains("delet") {
            AccountStatus::Deleted
        } else {
            AccountStatus::Disabled
        };
        word = Some(labelled(cells, "disabled"));
    } else if disabled == Some(false) && status == AccountStatus::Unknown {
        status = AccountStatus::Active;
        word = word.or_else(|| Some(labelled(cells, "disabled")));
    }
    if status == AccountStatus::Unknown && said.is_none() && cells.has("disabled-at") && !cells.has("status") {
        let gone = cells.word("disabled-at").is_some() && cells.stamp("disabled-at").is_some();
        status = if gone { AccountStatus::Disabled } else { AccountStatus::Active };
    }
    (status, word)
}

fn labelled(cells: &Cells<'_>, id: &str) -> String {
    format!("{}: {}", cells.header(id), cells.raw(id).unwrap_or_default())
}

fn nature(cells: &Cells<'_>, login: &str) -> AccountNature {
    let by_name = words::nature_of_name(login);
    let told = cells.reads("nature", |cell| match words::boolean(cell) {
        Some(true) => Some(AccountNature::Service),
        Some(false) => Some(AccountNature::Person),
        None => Some(words::nature(cell)),
    });
    match told {
        None | Some(AccountNature::Unknown) => by_name,
        // `User` says what the object is, the name says what it stands for.
        Some(AccountNature::Person) if by_name == AccountNature::Root || by_name == AccountNature::Service => by_name,
        Some(nature) => nature,
    }
}

/// Whether a second factor is there. A blank cell says "none" only where the column lists methods.
fn mfa(cells: &Cells<'_>) -> Option<bool> {
    let cell = cells.raw("mfa")?;
    let header = cells.header("mfa").to_lowercase();
    if cell.is_empty() || cell == "-" {
        return ["method", "device", "type", "factors"].iter().any(|word| header.contains(word)).then_some(false);
    }
    cells.reads("mfa", words::mfa)
}

fn admin(cells: &Cells<'_>, roles: &[String]) -> Option<bool> {
    let told = cells.reads("admin", |cell| words::boolean(cell).or_else(|| words::admin_role(cell)));
    let by_role: Vec<bool> = roles.iter().filter_map(|role| words::admin_role(role)).collect();
    // Of a kind of membership (`Admin`, `Guest`) only the former tells.
    let by_kind = || cells.word("nature").and_then(words::admin_role).filter(|admin| *admin);
    told.or_else(|| if by_role.is_empty() { None } else { Some(by_role.contains(&true)) }).or_else(by_kind)
}

/// The map of the persons that an account table tells of: where it has dates or states of employment too.
pub(super) fn people(sample: &Sample, accounts: &Resolved) -> Option<Resolved> {
    if accounts.kind != Kind::Account || !["person-end", "person-employed"].iter().any(|id| accounts.columns.contains_key(id)) {
        return None;
    }
    let taken: Vec<usize> =
        ["status", "disabled", "disabled-at", "created", "last-login", "mfa", "roles", "admin", "nature", "system", "id"]
            .iter()
            .filter_map(|id| accounts.columns.get(id).copied())
            .collect();
    let mut people = map::resolve(sample, Kind::Person, None).ok()?;
    people.columns.retain(|_, column| !taken.contains(column));
    for (from, to) in [("person-end", "end"), ("person-start", "start"), ("person-employed", "status")] {
        if let Some(column) = accounts.columns.get(from) {
            people.columns.retain(|_, other| other != column);
            people.columns.insert(to, *column);
        }
    }
    Some(people)
}

/// Puts the person of an account row, once for each person.
pub(super) fn put_person(cells: &Cells<'_>, sink: &mut Sink<'_>, memory: &mut Memory) -> Result<(), ReadError> {
    let Some(people) = &memory.people else { return Ok(()) };
    let through = cells.through(people);
    let Some(Data::Person(person)) = person::person(&through) else { return Ok(()) };
    if person.label().is_empty() || !memory.persons.insert(person.label().to_lowercase()) {
        return Ok(());
    }
    sink.record(cells.row.at(), Data::Person(person), model::gateway::Extra::new())
}
