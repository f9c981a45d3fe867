//! One file per exception, and the list of all.

use crate::evaluator::Evaluator;

mod account_without_person;
mod admin_without_mfa;
mod backup_missed;
mod change_self_approved;
mod change_without_review;
mod change_without_ticket;
mod criterion_without_control;
mod cuec_unmapped;
mod deploy_without_change;
mod dormant_account;
mod fallback_without_reason;
mod incident_class_undefined;
mod incident_late;
mod incident_without_postmortem;
mod model_version_missing;
mod occurrence_missed;
mod provider_unapproved;
mod provider_without_review;
mod terminated_user_active;
mod user_missing;
mod user_without_mfa;
mod vendor_opinion_modified;
mod vendor_report_gap;
mod vendor_unreviewed;
mod vulnerability_past_sla;

/// Every evaluator, sorted by id.
pub const ALL: &[&Evaluator] = &[
    &account_without_person::EVALUATOR,
    &admin_without_mfa::EVALUATOR,
    &backup_missed::EVALUATOR,
    &change_self_approved::EVALUATOR,
    &change_without_review::EVALUATOR,
    &change_without_ticket::EVALUATOR,
    &criterion_without_control::EVALUATOR,
    &cuec_unmapped::EVALUATOR,
    &deploy_without_change::EVALUATOR,
    &dormant_account::EVALUATOR,
    &fallback_without_reason::EVALUATOR,
    &incident_class_undefined::EVALUATOR,
    &incident_late::EVALUATOR,
    &incident_without_postmortem::EVALUATOR,
    &model_version_missing::EVALUATOR,
    &occurrence_missed::EVALUATOR,
    &provider_unapproved::EVALUATOR,
    &provider_without_review::EVALUATOR,
    &terminated_user_active::EVALUATOR,
    &user_missing::EVALUATOR,
    &user_without_mfa::EVALUATOR,
    &vendor_opinion_modified::EVALUATOR,
    &vendor_report_gap::EVALUATOR,
    &vendor_unreviewed::EVALUATOR,
    &vulnerability_past_sla::EVALUATOR,
];
