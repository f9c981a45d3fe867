//! One file per source, and the list of all.

mod accounts;
mod aws_iam_credential_report;
mod cargo_audit;
mod changes;
mod cyclonedx;
mod dependabot;
mod deploys;
mod gateway_log;
mod github_code_scanning;
mod github_code_scanning_analyses;
mod github_pull_reviews;
mod github_pulls;
mod github_pulls_gh;
mod github_pulls_search;
mod github_secret_scanning;
mod grype;
mod jira_issues;
mod litellm_spend_logs;
mod litellm_standard_logging;
mod npm_audit;
mod okta_system_log;
mod okta_users;
mod osv_scanner;
mod pip_audit;
mod restic_snapshots;
mod roster;
mod sarif;
mod semgrep;
mod semgrep_platform;
mod snyk;
mod snyk_api_issues;
mod spdx;
mod tickets;
mod trivy;
mod vendors;

use crate::importer::Importer;

/// Every importer, sorted by id.
pub const ALL: &[&Importer] = &[
    &accounts::IMPORTER,
    &aws_iam_credential_report::IMPORTER,
    &cargo_audit::IMPORTER,
    &changes::IMPORTER,
    &cyclonedx::IMPORTER,
    &dependabot::IMPORTER,
    &deploys::IMPORTER,
    &gateway_log::IMPORTER,
    &github_code_scanning::IMPORTER,
    &github_code_scanning_analyses::IMPORTER,
    &github_pull_reviews::IMPORTER,
    &github_pulls::IMPORTER,
    &github_pulls_gh::IMPORTER,
    &github_pulls_search::IMPORTER,
    &github_secret_scanning::IMPORTER,
    &grype::IMPORTER,
    &jira_issues::IMPORTER,
    &litellm_spend_logs::IMPORTER,
    &litellm_standard_logging::IMPORTER,
    &npm_audit::IMPORTER,
    &okta_system_log::IMPORTER,
    &okta_users::IMPORTER,
    &osv_scanner::IMPORTER,
    &pip_audit::IMPORTER,
    &restic_snapshots::IMPORTER,
    &roster::IMPORTER,
    &sarif::IMPORTER,
    &semgrep::IMPORTER,
    &semgrep_platform::IMPORTER,
    &snyk::IMPORTER,
    &snyk_api_issues::IMPORTER,
    &spdx::IMPORTER,
    &tickets::IMPORTER,
    &trivy::IMPORTER,
    &vendors::IMPORTER,
];
