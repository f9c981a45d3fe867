//! How complete the rows of the log are: printed beside every rate, because a rate over rows that do not tell is none.
//!
//! A row is complete when it tells when the call was made, its request, the user or tenant, the provider and the status; one
//! that the log does not call failed also the model, its version (in a field of its own or pinned in the name) and the
//! tokens in and out. This is the only place that says so.

use super::{ANSWERED, first, in_window, pinned};
use crate::{
    evaluator::{LogAnswers, Query},
    words::{count, percent},
};
use model::Terms;

/// How many rows there are, how many tell a day, how many lie in the window and how many of those are complete.
pub(crate) fn totals(terms: &Terms) -> Query {
    let inside = in_window(terms);
    let told =
        "request_id IS NOT NULL AND (user_id IS NOT NULL OR tenant IS NOT NULL) AND provider IS NOT NULL AND status IS NOT NULL";
    let used = "tokens_in IS NOT NULL AND tokens_out IS NOT NULL";
    let whole = format!("{inside} AND {told} AND ({ANSWERED}) AND {used}");
    // Grouped by model first: names are few, and looking for a version inside of them costs.
    let models = format!(
        "SELECT model, count(*) AS calls, count(day) AS dated, count(CASE WHEN {inside} THEN 1 END) AS inside, \
         count(CASE WHEN {inside} AND {told} AND NOT ({ANSWERED}) THEN 1 END) AS failed, \
         count(CASE WHEN {whole} THEN 1 END) AS whole, \
         count(CASE WHEN {whole} AND model_version IS NOT NULL THEN 1 END) AS versioned FROM gateway GROUP BY model"
    );
    let sql = format!(
        "SELECT coalesce(sum(calls), 0) AS calls, coalesce(sum(dated), 0) AS dated, coalesce(sum(inside), 0) AS inside, \
         coalesce(sum(failed + CASE WHEN model IS NULL THEN 0 WHEN {} THEN whole ELSE versioned END), 0) AS complete \
         FROM ({models}) AS models",
        pinned!()
    );
    Query { name: "totals", sql }
}

/// The figure that stands beside every rate.
pub(super) fn figure(answers: &LogAnswers) -> String {
    let (inside, complete) = (first(answers, "totals", "inside"), first(answers, "totals", "complete"));
    if inside == 0 {
        return "no call in the window".to_owned();
    }
    format!(
        "{} of {} with a complete row (time, request, user or tenant, provider, status; if answered also model, version and \
         tokens); the target is 100 %",
        percent(complete, inside),
        count(inside, "call")
    )
}
