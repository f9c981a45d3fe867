//! One file per exception, and the list of all.

use crate::evaluator::Evaluator;

mod account_without_person;
mod admin_without_mfa;
mod terminated_user_active;
mod user_without_mfa;

/// Every evaluator, sorted by id.
pub const ALL: &[&Evaluator] = &[
    &account_without_person::EVALUATOR,
    &admin_without_mfa::EVALUATOR,
    &terminated_user_active::EVALUATOR,
    &user_without_mfa::EVALUATOR,
];
