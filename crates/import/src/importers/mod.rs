//! One file per source, and the list of all.

mod accounts;
mod approved_models;
mod aws_backup_jobs;
mod aws_backup_plans;
mod aws_cloudtrail;
mod aws_iam_credential_report;
mod backups;
mod changes;
mod deploys;
mod futureagi_audit;
mod gateway_log;
mod gcp_audit;
mod github_pull_reviews;
mod github_pulls;
mod github_pulls_gh;
mod github_pulls_search;
mod jira_issues;
mod litellm_audit_log;
mod litellm_spend_logs;
mod litellm_standard_logging;
mod microsoft_unified_audit;
mod ocsf_audit;
mod okta_system_log;
mod okta_users;
mod pgbackrest_info;
mod probo_third_parties;
mod restic_runs;
mod restic_snapshots;
mod restic_stats;
mod roster;
mod tickets;
mod trivy;
mod veeam_jobs;
mod veeam_malware_events;
mod veeam_security_compliance;
mod veeam_sessions;
mod veeam_user_roles;
mod velero;
mod vendors;

use crate::importer::Importer;

/// Every importer, sorted by id.
pub const ALL: &[&Importer] = &[
    &accounts::IMPORTER,
    &approved_models::IMPORTER,
    &aws_backup_jobs::IMPORTER,
    &aws_backup_plans::IMPORTER,
    &aws_cloudtrail::IMPORTER,
    &aws_iam_credential_report::IMPORTER,
    &backups::IMPORTER,
    &changes::IMPORTER,
    &deploys::IMPORTER,
    &futureagi_audit::IMPORTER,
    &gateway_log::IMPORTER,
    &gcp_audit::IMPORTER,
    &github_pull_reviews::IMPORTER,
    &github_pulls::IMPORTER,
    &github_pulls_gh::IMPORTER,
    &github_pulls_search::IMPORTER,
    &jira_issues::IMPORTER,
    &litellm_audit_log::IMPORTER,
    &litellm_spend_logs::IMPORTER,
    &litellm_standard_logging::IMPORTER,
    &microsoft_unified_audit::IMPORTER,
    &ocsf_audit::IMPORTER,
    &okta_system_log::IMPORTER,
    &okta_users::IMPORTER,
    &pgbackrest_info::IMPORTER,
    &probo_third_parties::IMPORTER,
    &restic_runs::IMPORTER,
    &restic_snapshots::IMPORTER,
    &restic_stats::IMPORTER,
    &roster::IMPORTER,
    &tickets::IMPORTER,
    &trivy::IMPORTER,
    &veeam_jobs::IMPORTER,
    &veeam_malware_events::IMPORTER,
    &veeam_security_compliance::IMPORTER,
    &veeam_sessions::IMPORTER,
    &veeam_user_roles::IMPORTER,
    &velero::IMPORTER,
    &vendors::IMPORTER,
];
