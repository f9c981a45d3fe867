//! Every record in the vault that concerns the same subject, found by the names that its proof tells.
//!
//! The names of the proof lead to accounts and persons, whose further names are the subject's too; those lead to tickets,
//! grants, events, reviews, changes, scans. Kinds with few records are taken whole; of the others those nearest to the
//! item's time, so that ten thousand sign-ins do not hide one ticket.

use crate::AppError;
use model::{
    Data, EvidenceId, Kind, Position,
    record::names::{Family, Name},
};
use std::collections::{BTreeMap, BTreeSet};
use store::{Read, RecordRow};

/// Most records of a timeline.
const MOST: u64 = 200;

/// Most names by which it is looked for.
const NAMES: usize = 60;

/// Records of one name and kind that are looked through where the asset decides.
const ASSETS: u64 = 1_000;

/// Persons and accounts of one name that further names are taken from.
const NAMESAKES: u64 = 20;

/// The records around a subject.
pub(crate) struct Around {
    /// Each with the name by which it was found.
    pub(crate) found: Vec<(RecordRow, Name)>,
    /// At least so many more there are.
    pub(crate) more: u64,
    /// All names.
    pub(crate) names: BTreeSet<Name>,
}

/// Looks for records around the rows of a proof; without rows, by the subject's own text. `pivot` sorts as times do.
pub(crate) fn around(read: &Read<'_>, proof: &[RecordRow], subject: &str, pivot: &str) -> Result<Around, AppError> {
    let names = names(read, proof, subject)?;
    let assets: BTreeSet<Name> = proof.iter().filter_map(|row| row.record.data.asset()).collect();
    let mut by_kind: BTreeMap<Kind, Vec<(Name, u64)>> = BTreeMap::new();
    for name in &names {
        for (kind, number) in read.mentions(name)? {
            by_kind.entry(kind).or_default().push((name.clone(), number));
        }
    }
    // The same record may be found by several names: the largest number is what there is at least.
    let at_least = |found: &[(Name, u64)]| found.iter().map(|(_, number)| *number).max().unwrap_or(0);
    let mut kinds: Vec<(Kind, Vec<(Name, u64)>)> = by_kind.into_iter().collect();
    kinds.sort_by_key(|(kind, found)| (at_least(found), *kind));
    let (mut found, mut more, mut left) = (Vec::new(), 0, MOST);
    let mut kinds_left = kinds.len() as u64;
    for (kind, named) in kinds {
        let share = left.checked_div(kinds_left).unwrap_or(0).max(1);
        kinds_left = kinds_left.saturating_sub(1);
        let is_on_assets =
            !assets.is_empty() && matches!(kind, Kind::Vulnerability | Kind::RiskAcceptance | Kind::ConfigurationCheck);
        let (taken, dropped) = of_kind(read, kind, &named, share, pivot, is_on_assets.then_some(&assets))?;
        left = left.saturating_sub(taken.len() as u64);
        more += at_least(&named).saturating_sub(taken.len() as u64 + dropped);
        found.extend(taken);
    }
    Ok(Around { found, more, names })
}

type Found = Vec<(RecordRow, Name)>;

/// The records of one kind, from each name in turn; and how many were of another asset.
fn of_kind(
    read: &Read<'_>,
    kind: Kind,
    named: &[(Name, u64)],
    share: u64,
    pivot: &str,
    assets: Option<&BTreeSet<Name>>,
) -> Result<(Found, u64), AppError> {
    let most = if assets.is_some() { ASSETS } else { share };
    let mut rows = Vec::new();
    for (name, _) in named {
        let found = read.mentioned(name, kind, pivot, most)?;
        rows.extend(found.into_iter().enumerate().map(|(turn, row)| (turn, row, name)));
    }
    rows.sort_by_key(|(turn, ..)| *turn);
    let mut seen: BTreeSet<(EvidenceId, Position)> = BTreeSet::new();
    let (mut taken, mut dropped) = (Vec::new(), 0);
    for (_, row, name) in rows {
        if taken.len() as u64 >= share || !seen.insert((row.evidence, row.record.at.clone())) {
            continue;
        }
        let elsewhere = |assets: &BTreeSet<Name>| row.record.data.asset().is_some_and(|asset| !assets.contains(&asset));
        if assets.is_some_and(elsewhere) {
            dropped += 1;
        } else {
            taken.push((row, name.clone()));
        }
    }
    Ok((taken, dropped))
}

/// The names of the subject: those that the proof tells, and those of the persons, accounts and changes found by them.
fn names(read: &Read<'_>, proof: &[RecordRow], subject: &str) -> Result<BTreeSet<Name>, AppError> {
    let mut names: BTreeSet<Name> = proof.iter().flat_map(|row| row.record.data.names().sought).collect();
    if names.is_empty() {
        names = GUESSED.iter().filter_map(|family| Name::new(*family, subject)).collect();
    }
    decided(read, proof, &mut names)?;
    // Seeds stay; what is found by them adds to them, once.
    for seed in names.clone() {
        let kinds: &[Kind] = match seed.family {
            family if family.is_sure() => &[Kind::Account, Kind::Person],
            Family::Change | Family::Commit => &[Kind::Change, Kind::Deploy],
            _ => &[],
        };
        for kind in kinds {
            for row in read.mentioned(&seed, *kind, "", NAMESAKES)? {
                let further = row.record.data.names().sought;
                let is_of_the_same = |name: &Name| name.family.is_of_people() == seed.family.is_of_people();
                names.extend(further.into_iter().filter(is_of_the_same));
            }
        }
        if names.len() >= NAMES {
            break;
        }
    }
    Ok(names)
}

/// What somebody decided about whose account it is counts as a name, both ways.
fn decided(read: &Read<'_>, proof: &[RecordRow], names: &mut BTreeSet<Name>) -> Result<(), AppError> {
    let is_same = |a: &str, b: &str| a.trim().to_lowercase() == b.trim().to_lowercase();
    for decision in read.identity_decisions()? {
        let Some(person) = &decision.person else { continue };
        let person: Vec<Name> =
            [Family::Email, Family::Employee, Family::Person].iter().filter_map(|family| Name::new(*family, person)).collect();
        let is_of_proof = proof.iter().any(|row| match &row.record.data {
            Data::Account(account) => is_same(&account.system, &decision.system) && is_same(&account.login, &decision.login),
            _ => false,
        });
        if person.iter().any(|name| names.contains(name)) {
            names.extend([Family::Email, Family::Login].iter().filter_map(|family| Name::new(*family, &decision.login)));
        } else if is_of_proof {
            names.extend(person);
        }
    }
    Ok(())
}

/// What a subject can be a name of, where no row tells.
const GUESSED: [Family; 9] = [
    Family::Email,
    Family::Login,
    Family::Person,
    Family::Ticket,
    Family::Change,
    Family::Asset,
    Family::Vulnerability,
    Family::Vendor,
    Family::Policy,
];
