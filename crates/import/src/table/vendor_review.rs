//! Rows that are reviews of vendors and of their assurance reports.

use super::{cells::Cells, words};
use crate::read::time;
use model::{
    Data, Stamp,
    record::{Opinion, VendorReview},
};

/// The review of a row; none where it names no vendor.
pub(crate) fn vendor_review(cells: &Cells<'_>) -> Option<Data> {
    let vendor = cells.text("vendor")?;
    let opinion_word = cells.said("opinion");
    let period = cells.word("period").and_then(period);
    for id in ["rest", "exceptions"].into_iter().chain(period.is_none().then_some("period")) {
        cells.keep(id);
    }
    Some(Data::VendorReview(Box::new(VendorReview {
        id: cells.text("id"),
        vendor,
        service: cells.text("service"),
        report: cells.text("report"),
        auditor: cells.text("auditor"),
        report_from: cells.stamp("report-from").or(period.map(|(from, _)| from)),
        report_to: cells.stamp("report-to").or(period.map(|(_, to)| to)),
        categories: cells.list("categories"),
        opinion: opinion(cells),
        opinion_word,
        exceptions: cells.raw("exceptions").and_then(exceptions),
        effect: cells.text("effect"),
        carved_out: cells.list("carved-out"),
        bridge_to: cells.stamp("bridge-to"),
        bridge_signed: cells.stamp("bridge-signed"),
        reviewer: cells.text("reviewer"),
        reviewed: cells.stamp("reviewed"),
        approver: cells.text("approver"),
        approved: cells.stamp("approved"),
        conclusion: cells.said("conclusion"),
        next_review: cells.stamp("next-review"),
        report_sha256: cells.text("report-hash").filter(|hash| hash.len() == 64).map(|hash| hash.to_lowercase()),
    })))
}

/// By its word, or by a yes or no to `Qualified opinion?`.
fn opinion(cells: &Cells<'_>) -> Opinion {
    let Some(cell) = cells.word("opinion") else { return Opinion::Unknown };
    match (words::boolean(cell), words::opinion(cells.header("opinion"))) {
        (Some(true), asked) => asked,
        (Some(false), Opinion::Qualified) => Opinion::Unqualified,
        _ => words::opinion(cell),
    }
}

/// How many exceptions a cell counts; `none` and `no` count none.
fn exceptions(cell: &str) -> Option<u64> {
    if words::is_one_of(
        &words::plain(cell),
        "no|none|nil|none noted|no exceptions|no exceptions noted|none identified|keine|nil noted",
    ) {
        return Some(0);
    }
    let first = cell.split_whitespace().next()?;
    first.parse().ok()
}

/// The two days of `2025-01-01 to 2025-12-31`; the text must tell the order of day and month.
fn period(cell: &str) -> Option<(Stamp, Stamp)> {
    let parts = [" to ", " until ", " through ", " bis ", " - ", " \u{2013} ", "\u{2013}", "/"];
    parts.iter().filter_map(|between| cell.split_once(between)).find_map(|(from, to)| {
        let told = !time::is_ambiguous(from.trim()) && !time::is_ambiguous(to.trim());
        told.then(|| Some((time::stamp(from.trim())?, time::stamp(to.trim())?))).flatten()
    })
}
