//! One file per source, and the list of all.

mod accounts;
mod aws_bedrock_invocations;
mod aws_iam_credential_report;
mod azure_foundry_telemetry;
mod changes;
mod deploys;
mod envoy_ai_gateway;
mod futureagi_gateway;
mod gateway_log;
mod genai_attributes;
mod github_pull_reviews;
mod github_pulls;
mod github_pulls_gh;
mod github_pulls_search;
mod helicone_requests;
mod jira_issues;
mod kong_ai_logs;
mod langfuse_ingestion;
mod langfuse_tables;
mod langfuse_trace;
mod langsmith_runs;
mod litellm_spend_logs;
mod litellm_standard_logging;
mod okta_system_log;
mod okta_users;
mod otel_spans;
mod otlp;
mod portkey_logs;
mod restic_snapshots;
mod roster;
mod tickets;
mod trivy;
mod vendors;

use crate::importer::Importer;

/// Every importer, sorted by id.
pub const ALL: &[&Importer] = &[
    &accounts::IMPORTER,
    &aws_bedrock_invocations::IMPORTER,
    &aws_iam_credential_report::IMPORTER,
    &azure_foundry_telemetry::IMPORTER,
    &changes::IMPORTER,
    &deploys::IMPORTER,
    &envoy_ai_gateway::IMPORTER,
    &futureagi_gateway::IMPORTER,
    &gateway_log::IMPORTER,
    &genai_attributes::IMPORTER,
    &github_pull_reviews::IMPORTER,
    &github_pulls::IMPORTER,
    &github_pulls_gh::IMPORTER,
    &github_pulls_search::IMPORTER,
    &helicone_requests::IMPORTER,
    &jira_issues::IMPORTER,
    &kong_ai_logs::IMPORTER,
    &langfuse_ingestion::IMPORTER,
    &langfuse_tables::IMPORTER,
    &langfuse_trace::IMPORTER,
    &langsmith_runs::IMPORTER,
    &litellm_spend_logs::IMPORTER,
    &litellm_standard_logging::IMPORTER,
    &okta_system_log::IMPORTER,
    &okta_users::IMPORTER,
    &otel_spans::IMPORTER,
    &otlp::IMPORTER,
    &portkey_logs::IMPORTER,
    &restic_snapshots::IMPORTER,
    &roster::IMPORTER,
    &tickets::IMPORTER,
    &trivy::IMPORTER,
    &vendors::IMPORTER,
];
