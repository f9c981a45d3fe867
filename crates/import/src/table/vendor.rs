//! Rows that are vendors.

use super::cells::Cells;
use model::{Data, record::Vendor};

/// The vendor of a row; none where it has no name.
pub(crate) fn vendor(cells: &Cells<'_>) -> Option<Data> {
    let name = cells.text("name")?;
    for id in ["contract", "data", "contact"] {
        cells.keep(id);
    }
    Some(Data::Vendor(Box::new(Vendor {
        id: cells.text("id"),
        name,
        service: cells.text("service"),
        tier: cells.text("tier"),
        owner: cells.text("owner"),
        status_word: cells.text("status"),
        subservice: cells.truth("subservice"),
        reviewed: cells.stamp("reviewed"),
        next_review: cells.stamp("next-review"),
        report: cells.text("report"),
        report_from: cells.stamp("report-from"),
        report_to: cells.stamp("report-to"),
    })))
}
