//! One file per source, and the list of all.

mod accounts;
mod anthropic_usage;
mod aws_bedrock_invocations;
mod aws_cost_explorer;
mod aws_iam_credential_report;
mod azure_foundry_telemetry;
mod changes;
mod deploys;
mod envoy_ai_gateway;
mod evaluation_results;
mod futureagi_gateway;
mod futureagi_prompts;
mod futureagi_spans;
mod garak_report;
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
mod langfuse_prompts;
mod langfuse_tables;
mod langfuse_trace;
mod langsmith_prompts;
mod langsmith_runs;
mod litellm_spend_logs;
mod litellm_standard_logging;
mod mlflow_versions;
mod okta_system_log;
mod okta_users;
mod openai_usage;
mod otel_spans;
mod otlp;
mod portkey_logs;
mod promptfoo_results;
mod promptlayer_prompts;
mod releases;
mod restic_snapshots;
mod roster;
mod tickets;
mod trivy;
mod vendors;

use crate::importer::Importer;

/// Every importer, sorted by id.
pub const ALL: &[&Importer] = &[
    &accounts::IMPORTER,
    &anthropic_usage::IMPORTER,
    &aws_bedrock_invocations::IMPORTER,
    &aws_cost_explorer::IMPORTER,
    &aws_iam_credential_report::IMPORTER,
    &azure_foundry_telemetry::IMPORTER,
    &changes::IMPORTER,
    &deploys::IMPORTER,
    &envoy_ai_gateway::IMPORTER,
    &evaluation_results::IMPORTER,
    &futureagi_gateway::IMPORTER,
    &futureagi_prompts::IMPORTER,
    &futureagi_spans::IMPORTER,
    &garak_report::IMPORTER,
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
    &langfuse_prompts::IMPORTER,
    &langfuse_tables::IMPORTER,
    &langfuse_trace::IMPORTER,
    &langsmith_prompts::IMPORTER,
    &langsmith_runs::IMPORTER,
    &litellm_spend_logs::IMPORTER,
    &litellm_standard_logging::IMPORTER,
    &mlflow_versions::IMPORTER,
    &okta_system_log::IMPORTER,
    &okta_users::IMPORTER,
    &openai_usage::IMPORTER,
    &otel_spans::IMPORTER,
    &otlp::IMPORTER,
    &portkey_logs::IMPORTER,
    &promptfoo_results::IMPORTER,
    &promptlayer_prompts::IMPORTER,
    &releases::IMPORTER,
    &restic_snapshots::IMPORTER,
    &roster::IMPORTER,
    &tickets::IMPORTER,
    &trivy::IMPORTER,
    &vendors::IMPORTER,
];
