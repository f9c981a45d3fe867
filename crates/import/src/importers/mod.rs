//! One file per source, and the list of all.

mod accounts;
mod aws_iam_credential_report;
mod azure_monitor_entra;
mod azure_role_assignments;
mod changes;
mod deploys;
mod entra_access_reviews;
mod entra_applications;
mod entra_devices;
mod entra_directory_audits;
mod entra_directory_roles;
mod entra_policies;
mod entra_provisioning;
mod entra_registrations;
mod entra_risk_detections;
mod entra_risky_users;
mod entra_role_assignments;
mod entra_role_requests;
mod entra_sign_ins;
mod entra_users;
mod gateway_log;
mod github_pull_reviews;
mod github_pulls;
mod github_pulls_gh;
mod github_pulls_search;
mod jira_issues;
mod litellm_spend_logs;
mod litellm_standard_logging;
mod log_analytics_entra;
mod okta_admin_roles;
mod okta_apps;
mod okta_factors;
mod okta_system_log;
mod okta_users;
mod restic_snapshots;
mod roster;
mod scubagear_results;
mod scubagear_settings;
mod tickets;
mod trivy;
mod vendors;

use crate::importer::Importer;

/// Every importer, sorted by id.
pub const ALL: &[&Importer] = &[
    &accounts::IMPORTER,
    &aws_iam_credential_report::IMPORTER,
    &azure_monitor_entra::IMPORTER,
    &azure_role_assignments::IMPORTER,
    &changes::IMPORTER,
    &deploys::IMPORTER,
    &entra_access_reviews::IMPORTER,
    &entra_applications::IMPORTER,
    &entra_devices::IMPORTER,
    &entra_directory_audits::IMPORTER,
    &entra_directory_roles::IMPORTER,
    &entra_policies::IMPORTER,
    &entra_provisioning::IMPORTER,
    &entra_registrations::IMPORTER,
    &entra_risk_detections::IMPORTER,
    &entra_risky_users::IMPORTER,
    &entra_role_assignments::IMPORTER,
    &entra_role_requests::IMPORTER,
    &entra_sign_ins::IMPORTER,
    &entra_users::IMPORTER,
    &gateway_log::IMPORTER,
    &github_pull_reviews::IMPORTER,
    &github_pulls::IMPORTER,
    &github_pulls_gh::IMPORTER,
    &github_pulls_search::IMPORTER,
    &jira_issues::IMPORTER,
    &litellm_spend_logs::IMPORTER,
    &litellm_standard_logging::IMPORTER,
    &log_analytics_entra::IMPORTER,
    &okta_admin_roles::IMPORTER,
    &okta_apps::IMPORTER,
    &okta_factors::IMPORTER,
    &okta_system_log::IMPORTER,
    &okta_users::IMPORTER,
    &restic_snapshots::IMPORTER,
    &roster::IMPORTER,
    &scubagear_results::IMPORTER,
    &scubagear_settings::IMPORTER,
    &tickets::IMPORTER,
    &trivy::IMPORTER,
    &vendors::IMPORTER,
];
