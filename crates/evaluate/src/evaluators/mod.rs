//! One file per exception, and the list of all.

use crate::evaluator::Evaluator;

mod account_without_person;
mod admin_without_mfa;
mod backup_failed;
mod backup_missed;
mod change_self_approved;
mod change_without_review;
mod change_without_ticket;
mod criterion_without_control;
mod dependency_unscanned;
mod deploy_without_change;
mod dormant_account;
mod failover_untested;
mod fallback_without_reason;
mod model_version_missing;
mod occurrence_missed;
mod provider_unapproved;
mod restore_untested;
mod scan_gap;
mod terminated_user_active;
mod user_missing;
mod user_without_mfa;
mod vulnerability_past_sla;

/// Every evaluator, sorted by id.
pub const ALL: &[&Evaluator] = &[
    &account_without_person::EVALUATOR,
    &admin_without_mfa::EVALUATOR,
    &backup_failed::EVALUATOR,
    &backup_missed::EVALUATOR,
    &change_self_approved::EVALUATOR,
    &change_without_review::EVALUATOR,
    &change_without_ticket::EVALUATOR,
    &criterion_without_control::EVALUATOR,
    &dependency_unscanned::EVALUATOR,
    &deploy_without_change::EVALUATOR,
    &dormant_account::EVALUATOR,
    &failover_untested::EVALUATOR,
    &fallback_without_reason::EVALUATOR,
    &model_version_missing::EVALUATOR,
    &occurrence_missed::EVALUATOR,
    &provider_unapproved::EVALUATOR,
    &restore_untested::EVALUATOR,
    &scan_gap::EVALUATOR,
    &terminated_user_active::EVALUATOR,
    &user_missing::EVALUATOR,
    &user_without_mfa::EVALUATOR,
    &vulnerability_past_sla::EVALUATOR,
];
