//! One file per exception, and the list of all.

use crate::evaluator::Evaluator;

mod account_without_person;
mod admin_without_mfa;
mod backup_missed;
mod change_approved_after_merge;
mod change_self_approved;
mod change_without_deploy;
mod change_without_review;
mod change_without_ticket;
mod criterion_without_control;
mod deploy_without_change;
mod dormant_account;
mod fallback_without_reason;
mod hotfix_without_review;
mod model_version_missing;
mod model_version_unpinned;
mod model_without_release;
mod occurrence_missed;
mod prompt_without_release;
mod provider_unapproved;
mod release_without_approval;
mod terminated_user_active;
mod ticket_without_change;
mod user_missing;
mod user_without_mfa;
mod vulnerability_past_sla;

/// Every evaluator, sorted by id.
pub const ALL: &[&Evaluator] = &[
    &account_without_person::EVALUATOR,
    &admin_without_mfa::EVALUATOR,
    &backup_missed::EVALUATOR,
    &change_approved_after_merge::EVALUATOR,
    &change_self_approved::EVALUATOR,
    &change_without_deploy::EVALUATOR,
    &change_without_review::EVALUATOR,
    &change_without_ticket::EVALUATOR,
    &criterion_without_control::EVALUATOR,
    &deploy_without_change::EVALUATOR,
    &dormant_account::EVALUATOR,
    &fallback_without_reason::EVALUATOR,
    &hotfix_without_review::EVALUATOR,
    &model_version_missing::EVALUATOR,
    &model_version_unpinned::EVALUATOR,
    &model_without_release::EVALUATOR,
    &occurrence_missed::EVALUATOR,
    &prompt_without_release::EVALUATOR,
    &provider_unapproved::EVALUATOR,
    &release_without_approval::EVALUATOR,
    &terminated_user_active::EVALUATOR,
    &ticket_without_change::EVALUATOR,
    &user_missing::EVALUATOR,
    &user_without_mfa::EVALUATOR,
    &vulnerability_past_sla::EVALUATOR,
];
