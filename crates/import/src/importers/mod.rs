//! One file per source, and the list of all.

mod github_pull_reviews;
mod github_pulls;
mod github_pulls_gh;
mod github_pulls_search;
mod okta_system_log;
mod okta_users;
mod restic_snapshots;

use crate::importer::Importer;

/// Every importer, sorted by id.
pub const ALL: &[&Importer] = &[
    &github_pull_reviews::IMPORTER,
    &github_pulls::IMPORTER,
    &github_pulls_gh::IMPORTER,
    &github_pulls_search::IMPORTER,
    &okta_system_log::IMPORTER,
    &okta_users::IMPORTER,
    &restic_snapshots::IMPORTER,
];
