//! One file per exception, and the list of all.

use crate::evaluator::Evaluator;

mod access_before_approval;
mod access_key_not_rotated;
mod access_review_overdue;
mod access_self_reviewed;
mod account_without_person;
mod admin_without_mfa;
mod app_outside_sso;
mod backup_missed;
mod change_self_approved;
mod change_without_review;
mod change_without_ticket;
mod criterion_without_control;
mod deploy_without_change;
mod dormant_account;
mod fallback_without_reason;
mod log_reader_unapproved;
mod model_version_missing;
mod occurrence_missed;
mod provider_unapproved;
mod revocation_not_effective;
mod terminated_user_active;
mod user_missing;
mod user_without_mfa;
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
    &backup_missed::EVALUATOR,
    &change_self_approved::EVALUATOR,
    &change_without_review::EVALUATOR,
    &change_without_ticket::EVALUATOR,
    &criterion_without_control::EVALUATOR,
    &deploy_without_change::EVALUATOR,
    &dormant_account::EVALUATOR,
    &fallback_without_reason::EVALUATOR,
    &log_reader_unapproved::EVALUATOR,
    &model_version_missing::EVALUATOR,
    &occurrence_missed::EVALUATOR,
    &provider_unapproved::EVALUATOR,
    &revocation_not_effective::EVALUATOR,
    &terminated_user_active::EVALUATOR,
    &user_missing::EVALUATOR,
    &user_without_mfa::EVALUATOR,
    &vulnerability_past_sla::EVALUATOR,
];
