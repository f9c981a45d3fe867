//! One file per source, and the list of all.

mod accounts;
mod aws_iam_credential_report;
mod azure_devops_builds;
mod azure_devops_deployments;
mod azure_devops_pull_requests;
mod azure_devops_work_items;
mod bitbucket_deployments;
mod bitbucket_pipelines;
mod bitbucket_pull_request_activity;
mod bitbucket_pull_requests;
mod bitbucket_server_pull_requests;
mod changes;
mod deploys;
mod gateway_log;
mod github_deployment_statuses;
mod github_deployments;
mod github_fivetran_merges;
mod github_fivetran_pull_requests;
mod github_fivetran_reviews;
mod github_issues;
mod github_pull_reviews;
mod github_pulls;
mod github_pulls_gh;
mod github_pulls_search;
mod github_releases;
mod github_workflow_jobs;
mod github_workflow_runs;
mod gitlab_audit_events;
mod gitlab_deployments;
mod gitlab_issues;
mod gitlab_issues_csv;
mod gitlab_jobs;
mod gitlab_merge_request_approvals;
mod gitlab_merge_request_events;
mod gitlab_merge_request_notes;
mod gitlab_merge_requests;
mod gitlab_merge_requests_csv;
mod gitlab_pipelines;
mod gitlab_releases;
mod jira_issues;
mod litellm_spend_logs;
mod litellm_standard_logging;
mod okta_system_log;
mod okta_users;
mod restic_snapshots;
mod roster;
mod tickets;
mod trivy;
mod vendors;

use crate::importer::Importer;

/// Every importer, sorted by id.
pub const ALL: &[&Importer] = &[
    &accounts::IMPORTER,
    &aws_iam_credential_report::IMPORTER,
    &azure_devops_builds::IMPORTER,
    &azure_devops_deployments::IMPORTER,
    &azure_devops_pull_requests::IMPORTER,
    &azure_devops_work_items::IMPORTER,
    &bitbucket_deployments::IMPORTER,
    &bitbucket_pipelines::IMPORTER,
    &bitbucket_pull_request_activity::IMPORTER,
    &bitbucket_pull_requests::IMPORTER,
    &bitbucket_server_pull_requests::IMPORTER,
    &changes::IMPORTER,
    &deploys::IMPORTER,
    &gateway_log::IMPORTER,
    &github_deployment_statuses::IMPORTER,
    &github_deployments::IMPORTER,
    &github_fivetran_merges::IMPORTER,
    &github_fivetran_pull_requests::IMPORTER,
    &github_fivetran_reviews::IMPORTER,
    &github_issues::IMPORTER,
    &github_pull_reviews::IMPORTER,
    &github_pulls::IMPORTER,
    &github_pulls_gh::IMPORTER,
    &github_pulls_search::IMPORTER,
    &github_releases::IMPORTER,
    &github_workflow_jobs::IMPORTER,
    &github_workflow_runs::IMPORTER,
    &gitlab_audit_events::IMPORTER,
    &gitlab_deployments::IMPORTER,
    &gitlab_issues::IMPORTER,
    &gitlab_issues_csv::IMPORTER,
    &gitlab_jobs::IMPORTER,
    &gitlab_merge_request_approvals::IMPORTER,
    &gitlab_merge_request_events::IMPORTER,
    &gitlab_merge_request_notes::IMPORTER,
    &gitlab_merge_requests::IMPORTER,
    &gitlab_merge_requests_csv::IMPORTER,
    &gitlab_pipelines::IMPORTER,
    &gitlab_releases::IMPORTER,
    &jira_issues::IMPORTER,
    &litellm_spend_logs::IMPORTER,
    &litellm_standard_logging::IMPORTER,
    &okta_system_log::IMPORTER,
    &okta_users::IMPORTER,
    &restic_snapshots::IMPORTER,
    &roster::IMPORTER,
    &tickets::IMPORTER,
    &trivy::IMPORTER,
    &vendors::IMPORTER,
];
