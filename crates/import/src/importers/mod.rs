//! One file per source, and the list of all.

mod access_reviews;
mod accounts;
mod acknowledgements;
mod anthropic_activity;
mod anthropic_usage;
mod anthropic_users;
mod applications;
mod approved_models;
mod argocd_applications;
mod aws_backup_jobs;
mod aws_backup_plans;
mod aws_bedrock_invocations;
mod aws_cloudtrail;
mod aws_cost_explorer;
mod aws_iam_authorization_details;
mod aws_iam_credential_report;
mod aws_iam_users;
mod aws_identity_center_assignments;
mod aws_identity_center_users;
mod aws_incident_manager;
mod aws_inspector;
mod aws_security_hub;
mod azure_devops_builds;
mod azure_devops_deployments;
mod azure_devops_pull_requests;
mod azure_devops_work_items;
mod azure_foundry_telemetry;
mod azure_monitor_entra;
mod azure_role_assignments;
mod background_checks;
mod backups;
mod bamboohr_report;
mod bitbucket_deployments;
mod bitbucket_pipelines;
mod bitbucket_pull_request_activity;
mod bitbucket_pull_requests;
mod bitbucket_server_pull_requests;
mod cargo_audit;
mod changes;
mod checkov;
mod circleci_runs;
mod cyclonedx;
mod defender_assessments;
mod defender_vulnerabilities;
mod dependabot;
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
mod envoy_ai_gateway;
mod evaluation_results;
mod futureagi_audit;
mod futureagi_gateway;
mod futureagi_prompts;
mod futureagi_spans;
mod garak_report;
mod gateway_log;
mod gcp_audit;
mod genai_attributes;
mod github_audit_log;
mod github_code_scanning;
mod github_code_scanning_analyses;
mod github_deployment_statuses;
mod github_deployments;
mod github_fivetran_merges;
mod github_fivetran_pull_requests;
mod github_fivetran_reviews;
mod github_issues;
mod github_members;
mod github_pull_reviews;
mod github_pulls;
mod github_pulls_gh;
mod github_pulls_search;
mod github_releases;
mod github_secret_scanning;
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
mod gitlab_users;
mod gitlab_vulnerabilities;
mod gitleaks;
mod google_workspace_activity;
mod google_workspace_users;
mod grants;
mod grype;
mod helicone_requests;
mod incident_io;
mod incidents;
mod jenkins_builds;
mod jira_issues;
mod jira_issues_csv;
mod jumpcloud_events;
mod jumpcloud_users;
mod kong_ai_logs;
mod langfuse_ingestion;
mod langfuse_prompts;
mod langfuse_tables;
mod langfuse_trace;
mod langsmith_prompts;
mod langsmith_runs;
mod linear_issues;
mod litellm_audit_log;
mod litellm_spend_logs;
mod litellm_standard_logging;
mod log_analytics_entra;
mod microsoft_unified_audit;
mod mlflow_versions;
mod nessus;
mod nessus_csv;
mod npm_audit;
mod ocsf_audit;
mod ocsf_findings;
mod okta_admin_roles;
mod okta_apps;
mod okta_factors;
mod okta_system_log;
mod okta_users;
mod onepassword_events;
mod openai_audit_log;
mod openai_usage;
mod openai_users;
mod openvas;
mod opsgenie_incidents;
mod osv_scanner;
mod otel_spans;
mod otlp;
mod pagerduty_incidents;
mod pagerduty_users;
mod pgbackrest_info;
mod pip_audit;
mod policies;
mod portkey_logs;
mod probo_third_parties;
mod promptfoo_results;
mod promptlayer_prompts;
mod prowler;
mod qualys;
mod qualys_csv;
mod qualys_scan;
mod recovery_tests;
mod releases;
mod restic_runs;
mod restic_snapshots;
mod restic_stats;
mod rippling_employees;
mod risk_acceptances;
mod rootly_incidents;
mod roster;
mod salesforce_login_history;
mod salesforce_setup_audit_trail;
mod salesforce_users;
mod sarif;
mod scans;
mod scubagear_results;
mod scubagear_settings;
mod semgrep;
mod semgrep_platform;
mod servicenow_approvals;
mod servicenow_changes;
mod servicenow_choices;
mod servicenow_incidents;
mod servicenow_tasks;
mod servicenow_user_roles;
mod servicenow_users;
mod snyk;
mod snyk_api_issues;
mod spdx;
mod statuspage_incidents;
mod tenable_findings;
mod tickets;
mod trainings;
mod trivy;
mod trivy_operator;
mod veeam_jobs;
mod veeam_malware_events;
mod veeam_security_compliance;
mod veeam_sessions;
mod veeam_user_roles;
mod velero;
mod vendor_controls;
mod vendor_reviews;
mod vendors;
mod vulnerabilities;
mod wiz;
mod workday_activity;
mod workday_fivetran;
mod workday_report;
mod zap;

use crate::importer::Importer;

/// Every importer, sorted by id.
pub const ALL: &[&Importer] = &[
    &access_reviews::IMPORTER,
    &accounts::IMPORTER,
    &acknowledgements::IMPORTER,
    &anthropic_activity::IMPORTER,
    &anthropic_usage::IMPORTER,
    &anthropic_users::IMPORTER,
    &applications::IMPORTER,
    &approved_models::IMPORTER,
    &argocd_applications::IMPORTER,
    &aws_backup_jobs::IMPORTER,
    &aws_backup_plans::IMPORTER,
    &aws_bedrock_invocations::IMPORTER,
    &aws_cloudtrail::IMPORTER,
    &aws_cost_explorer::IMPORTER,
    &aws_iam_authorization_details::IMPORTER,
    &aws_iam_credential_report::IMPORTER,
    &aws_iam_users::IMPORTER,
    &aws_identity_center_assignments::IMPORTER,
    &aws_identity_center_users::IMPORTER,
    &aws_incident_manager::IMPORTER,
    &aws_inspector::IMPORTER,
    &aws_security_hub::IMPORTER,
    &azure_devops_builds::IMPORTER,
    &azure_devops_deployments::IMPORTER,
    &azure_devops_pull_requests::IMPORTER,
    &azure_devops_work_items::IMPORTER,
    &azure_foundry_telemetry::IMPORTER,
    &azure_monitor_entra::IMPORTER,
    &azure_role_assignments::IMPORTER,
    &background_checks::IMPORTER,
    &backups::IMPORTER,
    &bamboohr_report::IMPORTER,
    &bitbucket_deployments::IMPORTER,
    &bitbucket_pipelines::IMPORTER,
    &bitbucket_pull_request_activity::IMPORTER,
    &bitbucket_pull_requests::IMPORTER,
    &bitbucket_server_pull_requests::IMPORTER,
    &cargo_audit::IMPORTER,
    &changes::IMPORTER,
    &checkov::IMPORTER,
    &circleci_runs::IMPORTER,
    &cyclonedx::IMPORTER,
    &defender_assessments::IMPORTER,
    &defender_vulnerabilities::IMPORTER,
    &dependabot::IMPORTER,
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
    &envoy_ai_gateway::IMPORTER,
    &evaluation_results::IMPORTER,
    &futureagi_audit::IMPORTER,
    &futureagi_gateway::IMPORTER,
    &futureagi_prompts::IMPORTER,
    &futureagi_spans::IMPORTER,
    &garak_report::IMPORTER,
    &gateway_log::IMPORTER,
    &gcp_audit::IMPORTER,
    &genai_attributes::IMPORTER,
    &github_audit_log::IMPORTER,
    &github_code_scanning::IMPORTER,
    &github_code_scanning_analyses::IMPORTER,
    &github_deployment_statuses::IMPORTER,
    &github_deployments::IMPORTER,
    &github_fivetran_merges::IMPORTER,
    &github_fivetran_pull_requests::IMPORTER,
    &github_fivetran_reviews::IMPORTER,
    &github_issues::IMPORTER,
    &github_members::IMPORTER,
    &github_pull_reviews::IMPORTER,
    &github_pulls::IMPORTER,
    &github_pulls_gh::IMPORTER,
    &github_pulls_search::IMPORTER,
    &github_releases::IMPORTER,
    &github_secret_scanning::IMPORTER,
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
    &gitlab_users::IMPORTER,
    &gitlab_vulnerabilities::IMPORTER,
    &gitleaks::IMPORTER,
    &google_workspace_activity::IMPORTER,
    &google_workspace_users::IMPORTER,
    &grants::IMPORTER,
    &grype::IMPORTER,
    &helicone_requests::IMPORTER,
    &incident_io::IMPORTER,
    &incidents::IMPORTER,
    &jenkins_builds::IMPORTER,
    &jira_issues::IMPORTER,
    &jira_issues_csv::IMPORTER,
    &jumpcloud_events::IMPORTER,
    &jumpcloud_users::IMPORTER,
    &kong_ai_logs::IMPORTER,
    &langfuse_ingestion::IMPORTER,
    &langfuse_prompts::IMPORTER,
    &langfuse_tables::IMPORTER,
    &langfuse_trace::IMPORTER,
    &langsmith_prompts::IMPORTER,
    &langsmith_runs::IMPORTER,
    &linear_issues::IMPORTER,
    &litellm_audit_log::IMPORTER,
    &litellm_spend_logs::IMPORTER,
    &litellm_standard_logging::IMPORTER,
    &log_analytics_entra::IMPORTER,
    &microsoft_unified_audit::IMPORTER,
    &mlflow_versions::IMPORTER,
    &nessus::IMPORTER,
    &nessus_csv::IMPORTER,
    &npm_audit::IMPORTER,
    &ocsf_audit::IMPORTER,
    &ocsf_findings::IMPORTER,
    &okta_admin_roles::IMPORTER,
    &okta_apps::IMPORTER,
    &okta_factors::IMPORTER,
    &okta_system_log::IMPORTER,
    &okta_users::IMPORTER,
    &onepassword_events::IMPORTER,
    &openai_audit_log::IMPORTER,
    &openai_usage::IMPORTER,
    &openai_users::IMPORTER,
    &openvas::IMPORTER,
    &opsgenie_incidents::IMPORTER,
    &osv_scanner::IMPORTER,
    &otel_spans::IMPORTER,
    &otlp::IMPORTER,
    &pagerduty_incidents::IMPORTER,
    &pagerduty_users::IMPORTER,
    &pgbackrest_info::IMPORTER,
    &pip_audit::IMPORTER,
    &policies::IMPORTER,
    &portkey_logs::IMPORTER,
    &probo_third_parties::IMPORTER,
    &promptfoo_results::IMPORTER,
    &promptlayer_prompts::IMPORTER,
    &prowler::IMPORTER,
    &qualys::IMPORTER,
    &qualys_csv::IMPORTER,
    &qualys_scan::IMPORTER,
    &recovery_tests::IMPORTER,
    &releases::IMPORTER,
    &restic_runs::IMPORTER,
    &restic_snapshots::IMPORTER,
    &restic_stats::IMPORTER,
    &rippling_employees::IMPORTER,
    &risk_acceptances::IMPORTER,
    &rootly_incidents::IMPORTER,
    &roster::IMPORTER,
    &salesforce_login_history::IMPORTER,
    &salesforce_setup_audit_trail::IMPORTER,
    &salesforce_users::IMPORTER,
    &sarif::IMPORTER,
    &scans::IMPORTER,
    &scubagear_results::IMPORTER,
    &scubagear_settings::IMPORTER,
    &semgrep::IMPORTER,
    &semgrep_platform::IMPORTER,
    &servicenow_approvals::IMPORTER,
    &servicenow_changes::IMPORTER,
    &servicenow_choices::IMPORTER,
    &servicenow_incidents::IMPORTER,
    &servicenow_tasks::IMPORTER,
    &servicenow_user_roles::IMPORTER,
    &servicenow_users::IMPORTER,
    &snyk::IMPORTER,
    &snyk_api_issues::IMPORTER,
    &spdx::IMPORTER,
    &statuspage_incidents::IMPORTER,
    &tenable_findings::IMPORTER,
    &tickets::IMPORTER,
    &trainings::IMPORTER,
    &trivy::IMPORTER,
    &trivy_operator::IMPORTER,
    &veeam_jobs::IMPORTER,
    &veeam_malware_events::IMPORTER,
    &veeam_security_compliance::IMPORTER,
    &veeam_sessions::IMPORTER,
    &veeam_user_roles::IMPORTER,
    &velero::IMPORTER,
    &vendor_controls::IMPORTER,
    &vendor_reviews::IMPORTER,
    &vendors::IMPORTER,
    &vulnerabilities::IMPORTER,
    &wiz::IMPORTER,
    &workday_activity::IMPORTER,
    &workday_fivetran::IMPORTER,
    &workday_report::IMPORTER,
    &zap::IMPORTER,
];
