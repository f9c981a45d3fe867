//! `account-without-person`: does each active account belong to a person or to a registered service account?
//!
//! Population: active accounts by the newest list of each system. Left out, with counts: root accounts, guests, and
//! accounts of persons who left, which `terminated-user-active` judges. An account of a program or of several persons
//! needs an owner who has not left: a person on the roster, or a team. An owner who is found on no roster is not determinable.
//! An account that fits several persons equally well is not determinable: nobody is guessed.

use super::user_without_mfa::active;
use crate::{
    accounts::{self, Sighting},
    dataset::Dataset,
    evaluation::{Draft, conclude, fact, item, keep},
    evaluator::{About, Evaluator, Judge},
    identity::{Found, People},
    inputs,
    leavers::spells,
    words::tokens,
};
use chrono::NaiveDate;
use model::{
    Evaluation, Item, Kind, Pointer, State, Terms,
    record::{AccountNature, AccountStatus},
};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "account-without-person",
    version: 2,
    about: About {
        question: "Does each active account belong to a person on the roster or to a service account with an owner?",
        why: "An account that nobody answers for is nobody's to review, and nobody notices when it is misused.",
        reading: "Active accounts by the newest list of each system, matched to the roster by employee number, address, alias, \
                  log-in and name. Accounts of leavers are judged by terminated-user-active.",
    },
    needs: &[Kind::Account, Kind::Person],
    uses: &[Kind::Grant],
    map: false,
    parameters: &[],
    judge: Judge::Records(judge),
};

fn judge(dataset: &Dataset, terms: &Terms) -> Evaluation {
    let bench = Bench { people: People::new(dataset), dataset, terms };
    let histories = accounts::histories(dataset, terms);
    let mut draft = Draft { population_of: "active accounts", ..Draft::default() };
    let active = active(&histories, terms, &mut draft.filters);
    let active = keep(active, "other than root accounts", &mut draft.filters, |seen| seen.account.nature != AccountNature::Root);
    let active = keep(active, "other than guests", &mut draft.filters, |seen| !accounts::is_guest(seen.account));
    let active = keep(active, "other than accounts of persons who left", &mut draft.filters, |seen| !bench.is_leavers(seen));
    draft.items = active.iter().map(|seen| bench.item(seen)).collect();
    draft.sources = vec![inputs::standing(dataset, terms, Kind::Account), inputs::standing(dataset, terms, Kind::Person)];
    conclude(&EVALUATOR, terms, draft)
}

struct Bench<'a> {
    people: People<'a>,
    dataset: &'a Dataset,
    terms: &'a Terms,
}

impl Bench<'_> {
    fn item(&self, seen: &Sighting<'_>) -> Item {
        let (state, reason, other) = match seen.account.nature {
            AccountNature::Service | AccountNature::Shared => self.owned(seen),
            AccountNature::Person | AccountNature::Unknown | AccountNature::Root | AccountNature::Guest => self.personal(seen),
        };
        let unclear = seen.account.status == AccountStatus::Unknown && state == State::Exception;
        let (state, reason) = if unclear {
            (State::NotDeterminable, format!("{reason}; the list does not say whether it is active"))
        } else {
            (state, reason)
        };
        let proof = [Some(seen.pointer.clone()), other.clone()].into_iter().flatten().collect();
        let mut judged = item(accounts::subject(seen.account), state, reason.clone(), proof);
        let day = Some(model::Stamp::Day(seen.moment.day));
        judged.steps = vec![
            fact(day, format!("{} in {}", active_word(seen.account.status), accounts::list_of(seen)), seen.pointer),
            fact(None, nature_word(seen.account.nature), seen.pointer),
            fact(None, reason, other.as_ref().unwrap_or(seen.pointer)),
        ];
        judged
    }

    fn personal(&self, seen: &Sighting<'_>) -> (State, String, Option<Pointer>) {
        let list = accounts::list_of(seen);
        match self.people.find(seen.account) {
            Found::One(member, how) => {
                let reason = format!("belongs to {}, matched by {}", self.people.label(member), how.words());
                (State::Pass, reason, self.row(member))
            }
            Found::Several(members) => {
                let names: Vec<&str> = members.iter().map(|member| self.people.label(*member)).collect();
                (State::NotDeterminable, format!("fits several persons equally well: {}", names.join(", ")), None)
            }
            Found::Nobody if seen.account.owner.as_deref().is_some_and(|owner| !owner.trim().is_empty()) => self.owned(seen),
            Found::Nobody => (State::Exception, format!("active in {list} and belongs to nobody on the roster"), None),
        }
    }

    /// A service or shared account stands or falls with its owner.
    fn owned(&self, seen: &Sighting<'_>) -> (State, String, Option<Pointer>) {
        let list = accounts::list_of(seen);
        let Some(owner) = seen.account.owner.as_deref().filter(|owner| !owner.trim().is_empty()) else {
            let what = if seen.account.nature == AccountNature::Shared { "a shared" } else { "a service" };
            return (State::Exception, format!("{what} account, active in {list}, without a registered owner"), None);
        };
        let named = self.people.named(owner);
        if let Some((member, how)) = named.and_then(|member| Some((member, self.left(member, seen.moment.day)?))) {
            return (State::Exception, format!("its registered owner {owner} {how}"), self.row(member));
        }
        match named {
            Some(member) => (State::Pass, format!("registered to {owner}, who is on the roster"), self.row(member)),
            None if is_team(owner) => (State::Pass, format!("registered to {owner}"), None),
            None => (State::NotDeterminable, format!("registered to {owner}, who is found on no roster"), None),
        }
    }

    fn is_leavers(&self, seen: &Sighting<'_>) -> bool {
        let personal = matches!(seen.account.nature, AccountNature::Person | AccountNature::Unknown);
        match self.people.find(seen.account) {
            Found::One(member, _) if personal => self.left(member, seen.moment.day).is_some(),
            Found::One(..) | Found::Several(_) | Found::Nobody => false,
        }
    }

    /// How a person had left by a day, in words; none when they had not.
    fn left(&self, member: usize, day: NaiveDate) -> Option<String> {
        let spells = spells(&self.people, member, self.dataset, self.terms);
        let gone = |end: Option<NaiveDate>, employed: Option<bool>| match end {
            Some(end) => end < day,
            None => employed == Some(false),
        };
        let over = !spells.is_empty() && spells.iter().all(|spell| gone(spell.end, spell.row.value.employed));
        let last = spells.iter().filter_map(|spell| spell.end).max();
        over.then(|| last.map_or_else(|| "is not employed".to_owned(), |last| format!("left on {last}")))
    }

    fn row(&self, member: usize) -> Option<Pointer> {
        self.people.row(member).map(|row| row.pointer.clone())
    }
}

/// An owner that is several persons: the roster names none of them.
fn is_team(owner: &str) -> bool {
    const WORDS: [&str; 12] =
        ["team", "teams", "group", "squad", "department", "dept", "division", "guild", "unit", "office", "oncall", "call"];
    tokens(owner).iter().any(|word| WORDS.contains(&word.as_str()))
}

const fn active_word(status: AccountStatus) -> &'static str {
    match status {
        AccountStatus::Active => "active",
        AccountStatus::Unknown | AccountStatus::Disabled | AccountStatus::Pending | AccountStatus::Deleted => {
            "not told whether it is active"
        }
    }
}

const fn nature_word(nature: AccountNature) -> &'static str {
    match nature {
        AccountNature::Service => "an account of a program, by the list: it needs an owner",
        AccountNature::Shared => "an account of several persons, by the list: it needs an owner",
        AccountNature::Person => "an account of a person, by the list",
        AccountNature::Root | AccountNature::Guest | AccountNature::Unknown => {
            "the list does not say what it stands for: a person's"
        }
    }
}
