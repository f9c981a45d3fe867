//! `app-outside-sso`: do people enter every application through the identity provider?
//!
//! Population: applications that can be entered, by the newest list that shows each, and the systems whose account lists show
//! that people enter them with a password of their own, whatever a list of applications says. A system whose accounts were
//! imported and that no list of applications names is one that the identity provider may not know: not determinable. Left
//! out, with counts: what the company has exempted, and the systems that list applications, which are the providers
//! themselves. Failed: people sign on without the provider. Not determinable: the list does not say. Without any account
//! list nobody would see an application that the provider does not know, so nothing passes as a whole.

use crate::{
    accounts::{self, Sighting},
    clock,
    dataset::{Dataset, Sourced},
    evaluation::{Draft, conclude, fact, item, keep, rule},
    evaluator::{About, Evaluator, Judge},
    inputs::{self, Source, moment},
    words::{count, fold, tokens},
};
use chrono::NaiveDate;
use model::{
    Evaluation, EvidenceId, Item, Kind, ParameterSpec, Stamp, State, Terms,
    record::{AccountNature, AccountStatus, Application},
};
use std::collections::{BTreeMap, BTreeSet};

/// Applications that need not be entered through the identity provider.
pub(crate) static EXEMPT: ParameterSpec = ParameterSpec {
    id: "sso-exempt-applications",
    title: "Applications that may be entered without the identity provider, separated by commas",
    default: "",
    source: "none is exempt unless the company decides so and says why",
};

/// Systems that are identity providers themselves.
pub(crate) static PROVIDERS: ParameterSpec = ParameterSpec {
    id: "identity-providers",
    title: "Systems that are identity providers themselves, separated by commas; those that list applications are so anyway",
    default: "okta,entra,entra id,microsoft entra id,azure ad,google workspace,jumpcloud,onelogin,ping identity,auth0,keycloak,\
              active directory,aws iam identity center",
    source: "the names of the common products",
};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "app-outside-sso",
    version: 2,
    about: About {
        question: "Do people enter every application in use through the identity provider?",
        why: "Where people have a log-in of its own, leaving the company, second factors and reviews pass the application by.",
        reading: "Active applications by the newest list, and systems whose own account lists show passwords. Not determinable \
                  where a list does not say how people sign on, or no list of applications knows a system.",
    },
    needs: &[Kind::Application],
    uses: &[Kind::Account, Kind::Grant],
    map: false,
    parameters: &[&EXEMPT, &PROVIDERS],
    judge: Judge::Records(judge),
};

fn judge(dataset: &Dataset, terms: &Terms) -> Evaluation {
    let mut draft = Draft { population_of: "applications that people enter", ..Draft::default() };
    let listed = listed(dataset, terms);
    let known: BTreeSet<Vec<String>> = listed.iter().map(|seen| tokens(&seen.row.value.name)).collect();
    let named = terms.words(&PROVIDERS, clock::horizon(terms));
    let providers: BTreeSet<String> = dataset.applications.iter().map(|row| fold(&row.value.system)).chain(named).collect();
    let listed = keep(listed, "that can be entered, or of which the list does not say", &mut draft.filters, |seen| {
        seen.row.value.active != Some(false) && !is_retired(&seen.row.value)
    });
    let exempt = |name: &str, day: NaiveDate| terms.words(&EXEMPT, day).contains(&fold(name));
    let listed = keep(listed, "other than exempted ones", &mut draft.filters, |seen| !exempt(&seen.row.value.name, seen.day));
    let histories = accounts::histories(dataset, terms);
    let systems = systems(&histories, terms);
    let systems = keep(systems, "systems with accounts of people, other than identity providers", &mut draft.filters, |system| {
        !providers.contains(&fold(accounts::system(system.latest.account)))
    });
    let systems = keep(systems, "other than exempted ones", &mut draft.filters, |system| {
        !exempt(accounts::system(system.latest.account), system.latest.moment.day)
    });
    draft.items = systems.iter().filter_map(|system| by_accounts(system, &known)).collect();
    // The accounts of a system itself outweigh what the provider's list says of the way in.
    let own: BTreeSet<Vec<String>> = draft.items.iter().map(|item| tokens(&item.subject)).collect();
    let decided = |seen: &&Listed<'_>| seen.row.value.sso == Some(false) || !own.contains(&tokens(&seen.row.value.name));
    draft.items.extend(listed.iter().filter(decided).map(by_list));
    draft.sources = vec![inputs::standing(dataset, terms, Kind::Application)];
    draft.sources.push(if inputs::is_there(dataset, Kind::Account) {
        inputs::standing(dataset, terms, Kind::Account)
    } else {
        let mut absent = Source::absent(Kind::Account);
        absent.input.gaps.push("an application that the identity provider does not know would not be seen".to_owned());
        absent
    });
    conclude(&EVALUATOR, terms, draft)
}

/// An application in the newest list that shows it.
struct Listed<'a> {
    row: &'a Sourced<Application>,
    day: NaiveDate,
    stated: bool,
    /// The list tells the state of none, so that it is a list of what is in use.
    silent: bool,
}

/// Each application once; what a later list of the same system no longer shows is gone.
fn listed<'a>(dataset: &'a Dataset, terms: &Terms) -> Vec<Listed<'a>> {
    let mut newest: BTreeMap<String, NaiveDate> = BTreeMap::new();
    let mut found: BTreeMap<(String, String), Listed<'a>> = BTreeMap::new();
    let tells = |row: &&Sourced<Application>| row.value.active.is_some() || row.value.status_word.is_some();
    let telling: BTreeSet<EvidenceId> = dataset.applications.iter().filter(tells).map(|row| row.pointer.evidence).collect();
    for row in &dataset.applications {
        let Some(evidence) = dataset.evidence.get(&row.pointer.evidence) else { continue };
        if inputs::is_future(evidence, terms) {
            continue;
        }
        let moment = moment(evidence, terms);
        let series = fold(&row.value.system);
        let day = newest.entry(series.clone()).or_insert(moment.day);
        *day = moment.day.max(*day);
        let name = row.value.id.as_deref().map_or_else(|| fold(&row.value.name), fold);
        let listed = || Listed { row, day: moment.day, stated: moment.stated, silent: !telling.contains(&evidence.id) };
        let seen = listed();
        let known = found.entry((series, name)).or_insert_with(listed);
        if seen.day >= known.day {
            *known = seen;
        }
    }
    let current = found.into_iter().filter(|((series, _), seen)| newest.get(series).is_none_or(|day| seen.day >= *day));
    current.map(|(_, seen)| seen).filter(|seen| seen.day >= terms.window.from).collect()
}

/// A source whose word for the state nobody could read.
fn is_retired(application: &Application) -> bool {
    const RETIRED: [&str; 7] = ["inactive", "retired", "decommissioned", "disabled", "deleted", "sunset", "archived"];
    let words = application.status_word.as_deref().map(tokens).unwrap_or_default();
    application.active.is_none() && words.iter().any(|word| RETIRED.contains(&word.as_str()))
}

fn by_list(seen: &Listed<'_>) -> Item {
    let application = &seen.row.value;
    let assumed = if seen.stated { "" } else { " (no date stated)" };
    let of = if application.system.trim().is_empty() { "applications" } else { application.system.trim() };
    let list = format!("the list of {of} of {}{assumed}", seen.day);
    let word = application.sign_on_word.as_deref().map(|word| format!(" (`{word}`)")).unwrap_or_default();
    let (state, what) = match (application.sso, application.active) {
        (Some(true), _) => (State::Pass, format!("people sign on through the identity provider{word}")),
        (Some(false), None) if !seen.silent => {
            (State::NotDeterminable, format!("people sign on without the identity provider{word}, if it can still be entered"))
        }
        (Some(false), _) => (State::Exception, format!("people sign on without the identity provider{word}")),
        (None, _) => (State::NotDeterminable, format!("nothing says how people sign on{word}")),
    };
    let state_word = match application.active {
        Some(true) => "can be entered,",
        None if seen.silent => "listed, where the list tells no states and so shows what is in use,",
        _ => "not told whether it can be entered,",
    };
    let mut judged = item(&application.name, state, format!("{what}, in {list}"), vec![seen.row.pointer.clone()]);
    judged.steps = vec![
        fact(Some(Stamp::Day(seen.day)), format!("{state_word} in {list}"), &seen.row.pointer),
        rule(Some(seen.day), format!("not in `{}` on that day", EXEMPT.id)),
        fact(None, what, &seen.row.pointer),
    ];
    judged
}

/// The accounts of people in one system.
struct System<'h, 'a> {
    latest: &'h Sighting<'a>,
    accounts: i64,
    with_password: Vec<&'h Sighting<'a>>,
    silent: bool,
}

fn systems<'h, 'a>(histories: &'h [accounts::History<'a>], terms: &Terms) -> Vec<System<'h, 'a>> {
    let mut found: BTreeMap<String, System<'h, 'a>> = BTreeMap::new();
    for seen in histories.iter().filter_map(|history| history.current(terms)) {
        let account = seen.account;
        let personal = matches!(account.nature, AccountNature::Person | AccountNature::Unknown | AccountNature::Shared);
        if account.status != AccountStatus::Active || !personal || account.system.trim().is_empty() {
            continue;
        }
        let system = found.entry(fold(&account.system)).or_insert(System {
            latest: seen,
            accounts: 0,
            with_password: Vec::new(),
            silent: true,
        });
        system.accounts += 1;
        system.silent &= account.password_login.is_none();
        if account.password_login == Some(true) {
            system.with_password.push(seen);
        }
        if seen.moment.day > system.latest.moment.day {
            system.latest = seen;
        }
    }
    found.into_values().collect()
}

/// A system with passwords of its own, or one that no list of applications names; none for what a list judges already.
fn by_accounts(system: &System<'_, '_>, known: &BTreeSet<Vec<String>>) -> Option<Item> {
    let name = accounts::system(system.latest.account);
    let list = accounts::list_of(system.latest);
    let day = system.latest.moment.day;
    let proof: Vec<_> = system.with_password.iter().take(5).map(|seen| seen.pointer.clone()).collect();
    let (state, what, proof) = match system.with_password.first() {
        Some(_) => {
            let (some, all) = (system.with_password.len(), count(system.accounts, "active account"));
            let what = format!("{some} of {all} of people let in with a password of their own in {list}");
            (State::Exception, what, proof)
        }
        None if is_known(name, known) => return None,
        None if system.silent => {
            let what = format!("no list of applications names it, and {list} does not say how people sign on");
            (State::NotDeterminable, what, vec![system.latest.pointer.clone()])
        }
        None => {
            let what = format!("no account of people has a password of its own in {list}");
            (State::Pass, what, vec![system.latest.pointer.clone()])
        }
    };
    let mut judged = item(name, state, what.clone(), proof);
    judged.steps = vec![
        fact(
            Some(Stamp::Day(day)),
            format!("{} of people in {list}", count(system.accounts, "active account")),
            system.latest.pointer,
        ),
        rule(Some(day), format!("not in `{}` on that day", EXEMPT.id)),
        rule(None, what),
    ];
    Some(judged)
}

/// Whether a list of applications names a system: the same words, or all of them among others (`AWS`, `AWS Console`).
fn is_known(name: &str, known: &BTreeSet<Vec<String>>) -> bool {
    let words = tokens(name);
    known.iter().any(|other| {
        words == *other || words.iter().all(|word| other.contains(word)) || other.iter().all(|word| words.contains(word))
    })
}
