//! One file per source, and the list of all.

mod accounts;
mod argocd_applications;
mod aws_iam_credential_report;
mod aws_incident_manager;
mod changes;
mod circleci_runs;
mod deploys;
mod gateway_log;
mod github_pull_reviews;
mod github_pulls;
mod github_pulls_gh;
mod github_pulls_search;
mod incident_io;
mod incidents;
mod jenkins_builds;
mod jira_issues;
mod jira_issues_csv;
mod linear_issues;
mod litellm_spend_logs;
mod litellm_standard_logging;
mod okta_system_log;
mod okta_users;
mod opsgenie_incidents;
mod pagerduty_incidents;
mod restic_snapshots;
mod rootly_incidents;
mod roster;
mod servicenow_approvals;
mod servicenow_changes;
mod servicenow_choices;
mod servicenow_incidents;
mod servicenow_tasks;
mod statuspage_incidents;
mod tickets;
mod trivy;
mod vendors;

use crate::importer::Importer;

/// Every importer, sorted by id.
pub const ALL: &[&Importer] = &[
    &accounts::IMPORTER,
    &argocd_applications::IMPORTER,
    &aws_iam_credential_report::IMPORTER,
    &aws_incident_manager::IMPORTER,
    &changes::IMPORTER,
    &circleci_runs::IMPORTER,
    &deploys::IMPORTER,
    &gateway_log::IMPORTER,
    &github_pull_reviews::IMPORTER,
    &github_pulls::IMPORTER,
    &github_pulls_gh::IMPORTER,
    &github_pulls_search::IMPORTER,
    &incident_io::IMPORTER,
    &incidents::IMPORTER,
    &jenkins_builds::IMPORTER,
    &jira_issues::IMPORTER,
    &jira_issues_csv::IMPORTER,
    &linear_issues::IMPORTER,
    &litellm_spend_logs::IMPORTER,
    &litellm_standard_logging::IMPORTER,
    &okta_system_log::IMPORTER,
    &okta_users::IMPORTER,
    &opsgenie_incidents::IMPORTER,
    &pagerduty_incidents::IMPORTER,
    &restic_snapshots::IMPORTER,
    &rootly_incidents::IMPORTER,
    &roster::IMPORTER,
    &servicenow_approvals::IMPORTER,
    &servicenow_changes::IMPORTER,
    &servicenow_choices::IMPORTER,
    &servicenow_incidents::IMPORTER,
    &servicenow_tasks::IMPORTER,
    &statuspage_incidents::IMPORTER,
    &tickets::IMPORTER,
    &trivy::IMPORTER,
    &vendors::IMPORTER,
];
