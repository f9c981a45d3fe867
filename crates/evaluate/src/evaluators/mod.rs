//! One file per exception, and the list of all.

use crate::evaluator::Evaluator;

mod access_before_approval;
mod access_key_not_rotated;
mod access_review_overdue;
mod access_self_reviewed;
mod account_without_person;
mod admin_without_mfa;
mod app_outside_sso;
mod background_check_missing;
mod backup_failed;
mod backup_missed;
mod block_without_policy;
mod call_without_row;
mod change_approved_after_merge;
mod change_self_approved;
mod change_without_deploy;
mod change_without_review;
mod change_without_ticket;
mod control_without_owner;
mod credential_exposed;
mod credential_in_evidence;
mod criterion_without_control;
mod cuec_unmapped;
mod dependency_unscanned;
mod deploy_without_change;
mod dormant_account;
mod evidence_outside_period;
mod failover_untested;
mod fallback_without_reason;
mod hotfix_without_review;
mod incident_class_undefined;
mod incident_late;
mod incident_without_postmortem;
mod ipe_incomplete;
mod kept_past_retention;
mod log_duplicate;
mod log_gap;
mod log_reader_unapproved;
mod model_unapproved;
mod model_version_missing;
mod model_version_unpinned;
mod model_without_release;
mod occurrence_late;
mod occurrence_missed;
mod output_unreviewed;
mod personal_data_exposed;
mod policy_broken;
mod policy_missing;
mod policy_review_overdue;
mod policy_unacknowledged;
mod policy_unapproved;
mod privacy_rule_broken;
mod prompt_without_release;
mod provider_unapproved;
mod provider_without_review;
mod release_without_approval;
mod restore_untested;
mod retention_undefined;
mod revocation_not_effective;
mod row_without_call;
mod scan_gap;
mod score_unlogged;
mod source_expiring;
mod tenant_crossed;
mod terminated_user_active;
mod ticket_without_change;
mod tool_unauthorised;
mod trace_orphaned;
mod trace_sampled;
mod training_missing;
mod user_missing;
mod user_without_mfa;
mod vendor_opinion_modified;
mod vendor_report_gap;
mod vendor_unreviewed;
mod vulnerability_past_sla;

/// Every evaluator, sorted by id.
pub const ALL: &[&Evaluator] = &[
    &access_before_approval::EVALUATOR,
    &access_key_not_rotated::EVALUATOR,
    &access_review_overdue::EVALUATOR,
    &access_self_reviewed::EVALUATOR,
    &account_without_person::EVALUATOR,
    &admin_without_mfa::EVALUATOR,
    &app_outside_sso::EVALUATOR,
    &background_check_missing::EVALUATOR,
    &backup_failed::EVALUATOR,
    &backup_missed::EVALUATOR,
    &block_without_policy::EVALUATOR,
    &call_without_row::EVALUATOR,
    &change_approved_after_merge::EVALUATOR,
    &change_self_approved::EVALUATOR,
    &change_without_deploy::EVALUATOR,
    &change_without_review::EVALUATOR,
    &change_without_ticket::EVALUATOR,
    &control_without_owner::EVALUATOR,
    &credential_exposed::EVALUATOR,
    &credential_in_evidence::EVALUATOR,
    &criterion_without_control::EVALUATOR,
    &cuec_unmapped::EVALUATOR,
    &dependency_unscanned::EVALUATOR,
    &deploy_without_change::EVALUATOR,
    &dormant_account::EVALUATOR,
    &evidence_outside_period::EVALUATOR,
    &failover_untested::EVALUATOR,
    &fallback_without_reason::EVALUATOR,
    &hotfix_without_review::EVALUATOR,
    &incident_class_undefined::EVALUATOR,
    &incident_late::EVALUATOR,
    &incident_without_postmortem::EVALUATOR,
    &ipe_incomplete::EVALUATOR,
    &kept_past_retention::EVALUATOR,
    &log_duplicate::EVALUATOR,
    &log_gap::EVALUATOR,
    &log_reader_unapproved::EVALUATOR,
    &model_unapproved::EVALUATOR,
    &model_version_missing::EVALUATOR,
    &model_version_unpinned::EVALUATOR,
    &model_without_release::EVALUATOR,
    &occurrence_late::EVALUATOR,
    &occurrence_missed::EVALUATOR,
    &output_unreviewed::EVALUATOR,
    &personal_data_exposed::EVALUATOR,
    &policy_broken::EVALUATOR,
    &policy_missing::EVALUATOR,
    &policy_review_overdue::EVALUATOR,
    &policy_unacknowledged::EVALUATOR,
    &policy_unapproved::EVALUATOR,
    &privacy_rule_broken::EVALUATOR,
    &prompt_without_release::EVALUATOR,
    &provider_unapproved::EVALUATOR,
    &provider_without_review::EVALUATOR,
    &release_without_approval::EVALUATOR,
    &restore_untested::EVALUATOR,
    &retention_undefined::EVALUATOR,
    &revocation_not_effective::EVALUATOR,
    &row_without_call::EVALUATOR,
    &scan_gap::EVALUATOR,
    &score_unlogged::EVALUATOR,
    &source_expiring::EVALUATOR,
    &tenant_crossed::EVALUATOR,
    &terminated_user_active::EVALUATOR,
    &ticket_without_change::EVALUATOR,
    &tool_unauthorised::EVALUATOR,
    &trace_orphaned::EVALUATOR,
    &trace_sampled::EVALUATOR,
    &training_missing::EVALUATOR,
    &user_missing::EVALUATOR,
    &user_without_mfa::EVALUATOR,
    &vendor_opinion_modified::EVALUATOR,
    &vendor_report_gap::EVALUATOR,
    &vendor_unreviewed::EVALUATOR,
    &vulnerability_past_sla::EVALUATOR,
];
