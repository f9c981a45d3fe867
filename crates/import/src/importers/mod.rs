//! One file per source, and the list of all.

mod accounts;
mod anthropic_activity;
mod anthropic_users;
mod aws_iam_authorization_details;
mod aws_iam_credential_report;
mod aws_iam_users;
mod aws_identity_center_assignments;
mod aws_identity_center_users;
mod bamboohr_report;
mod changes;
mod deploys;
mod gateway_log;
mod github_audit_log;
mod github_members;
mod github_pull_reviews;
mod github_pulls;
mod github_pulls_gh;
mod github_pulls_search;
mod google_workspace_activity;
mod google_workspace_users;
mod jira_issues;
mod jumpcloud_events;
mod jumpcloud_users;
mod litellm_spend_logs;
mod litellm_standard_logging;
mod okta_system_log;
mod okta_users;
mod onepassword_events;
mod openai_audit_log;
mod openai_users;
mod pagerduty_users;
mod restic_snapshots;
mod rippling_employees;
mod roster;
mod salesforce_login_history;
mod salesforce_setup_audit_trail;
mod salesforce_users;
mod servicenow_user_roles;
mod servicenow_users;
mod tickets;
mod trivy;
mod vendors;
mod workday_activity;
mod workday_fivetran;
mod workday_report;

use crate::importer::Importer;

/// Every importer, sorted by id.
pub const ALL: &[&Importer] = &[
    &accounts::IMPORTER,
    &anthropic_activity::IMPORTER,
    &anthropic_users::IMPORTER,
    &aws_iam_authorization_details::IMPORTER,
    &aws_iam_credential_report::IMPORTER,
    &aws_iam_users::IMPORTER,
    &aws_identity_center_assignments::IMPORTER,
    &aws_identity_center_users::IMPORTER,
    &bamboohr_report::IMPORTER,
    &changes::IMPORTER,
    &deploys::IMPORTER,
    &gateway_log::IMPORTER,
    &github_audit_log::IMPORTER,
    &github_members::IMPORTER,
    &github_pull_reviews::IMPORTER,
    &github_pulls::IMPORTER,
    &github_pulls_gh::IMPORTER,
    &github_pulls_search::IMPORTER,
    &google_workspace_activity::IMPORTER,
    &google_workspace_users::IMPORTER,
    &jira_issues::IMPORTER,
    &jumpcloud_events::IMPORTER,
    &jumpcloud_users::IMPORTER,
    &litellm_spend_logs::IMPORTER,
    &litellm_standard_logging::IMPORTER,
    &okta_system_log::IMPORTER,
    &okta_users::IMPORTER,
    &onepassword_events::IMPORTER,
    &openai_audit_log::IMPORTER,
    &openai_users::IMPORTER,
    &pagerduty_users::IMPORTER,
    &restic_snapshots::IMPORTER,
    &rippling_employees::IMPORTER,
    &roster::IMPORTER,
    &salesforce_login_history::IMPORTER,
    &salesforce_setup_audit_trail::IMPORTER,
    &salesforce_users::IMPORTER,
    &servicenow_user_roles::IMPORTER,
    &servicenow_users::IMPORTER,
    &tickets::IMPORTER,
    &trivy::IMPORTER,
    &vendors::IMPORTER,
    &workday_activity::IMPORTER,
    &workday_fivetran::IMPORTER,
    &workday_report::IMPORTER,
];
