//! Lists that do not tell the system that they are from: the name of the file tells it. Without one, accounts of the same
//! log-in in two lists would be taken for one.

use crate::dataset::{Dataset, Sourced};
use model::{EvidenceId, record::Account, system_in};
use std::collections::{BTreeMap, BTreeSet};

/// The names of systems by the files that they are told by.
type Names = BTreeMap<EvidenceId, String>;

/// Names the systems of accounts, and of the grants and decisions of reviews that go with them.
pub(super) fn name(dataset: &mut Dataset) {
    let told = |row: &Sourced<Account>| -> Option<(EvidenceId, String)> {
        let id = row.pointer.evidence;
        Some((id, system_in(&dataset.evidence.get(&id)?.file_name)?))
    };
    let nameless = |row: &&Sourced<Account>| row.value.system.trim().is_empty();
    let names: Names = dataset.accounts.iter().filter(nameless).filter_map(told).collect();
    if names.is_empty() {
        return;
    }
    let own = |id: EvidenceId| names.get(&id).cloned();
    each(&mut dataset.accounts, |account| &mut account.system, &own);
    let systems: BTreeSet<&String> = names.values().collect();
    let files: Names = dataset.evidence.values().filter_map(|one| Some((one.id, system_in(&one.file_name)?))).collect();
    let same = |id: EvidenceId| files.get(&id).filter(|name| systems.contains(name)).cloned();
    // Grants of a file that names none of them can only be of the one system that there is. A review may name its system as
    // the resource.
    let only = systems.first().filter(|_| systems.len() == 1);
    each(&mut dataset.grants, |grant| &mut grant.system, &|id| same(id).or_else(|| only.map(|name| (*name).clone())));
    each(&mut dataset.access_reviews, |review| &mut review.system, &same);
}

fn each<T>(rows: &mut [Sourced<T>], system: fn(&mut T) -> &mut String, name: &dyn Fn(EvidenceId) -> Option<String>) {
    for row in rows {
        let place = system(&mut row.value);
        if place.trim().is_empty()
            && let Some(name) = name(row.pointer.evidence)
        {
            *place = name;
        }
    }
}
