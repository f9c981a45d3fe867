//! One file per source, and the list of all.

mod accounts;
mod aws_iam_credential_report;
mod aws_inspector;
mod aws_security_hub;
mod changes;
mod checkov;
mod defender_assessments;
mod defender_vulnerabilities;
mod deploys;
mod gateway_log;
mod github_pull_reviews;
mod github_pulls;
mod github_pulls_gh;
mod github_pulls_search;
mod jira_issues;
mod litellm_spend_logs;
mod litellm_standard_logging;
mod nessus;
mod nessus_csv;
mod ocsf_findings;
mod okta_system_log;
mod okta_users;
mod openvas;
mod prowler;
mod qualys;
mod qualys_csv;
mod restic_snapshots;
mod roster;
mod tickets;
mod trivy;
mod vendors;
mod wiz;
mod zap;

use crate::importer::Importer;

/// Every importer, sorted by id.
pub const ALL: &[&Importer] = &[
    &accounts::IMPORTER,
    &aws_iam_credential_report::IMPORTER,
    &aws_inspector::IMPORTER,
    &aws_security_hub::IMPORTER,
    &changes::IMPORTER,
    &checkov::IMPORTER,
    &defender_assessments::IMPORTER,
    &defender_vulnerabilities::IMPORTER,
    &deploys::IMPORTER,
    &gateway_log::IMPORTER,
    &github_pull_reviews::IMPORTER,
    &github_pulls::IMPORTER,
    &github_pulls_gh::IMPORTER,
    &github_pulls_search::IMPORTER,
    &jira_issues::IMPORTER,
    &litellm_spend_logs::IMPORTER,
    &litellm_standard_logging::IMPORTER,
    &nessus::IMPORTER,
    &nessus_csv::IMPORTER,
    &ocsf_findings::IMPORTER,
    &okta_system_log::IMPORTER,
    &okta_users::IMPORTER,
    &openvas::IMPORTER,
    &prowler::IMPORTER,
    &qualys::IMPORTER,
    &qualys_csv::IMPORTER,
    &restic_snapshots::IMPORTER,
    &roster::IMPORTER,
    &tickets::IMPORTER,
    &trivy::IMPORTER,
    &vendors::IMPORTER,
    &wiz::IMPORTER,
    &zap::IMPORTER,
];
