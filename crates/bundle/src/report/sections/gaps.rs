//! What is missing: counted by kind on page 2, then each by itself.

use super::{View, number};
use crate::{
    GapKind,
    report::{
        sheet::Sheet,
        style::Style,
        table::{Table, cell, column, piece},
    },
};
use std::collections::BTreeMap;

/// Most gaps listed in the report.
const LISTED: usize = 500;

pub(super) fn set(sheet: &mut Sheet<'_>, view: &View<'_>) {
    sheet.section("What is missing");
    if view.gaps.is_empty() {
        sheet.paragraph(
            Style::BODY,
            "Expected against packed: nothing is missing. Every control in force has its occurrences evidenced, \
                                      every evaluation could be decided, and every IPE sheet is filled in.",
        );
        return;
    }
    sheet.paragraph(
        Style::BODY,
        "Expected against packed. What stands here is expected by the evidence map and is not in this bundle, \
                                  or is in it but not ready. Nothing else was left out.",
    );
    sheet.skip(8.0);
    counts(sheet, view);
    each(sheet, view);
}

fn counts(sheet: &mut Sheet<'_>, view: &View<'_>) {
    let mut kinds: BTreeMap<GapKind, Vec<&str>> = BTreeMap::new();
    for gap in view.gaps {
        kinds.entry(gap.kind).or_default().push(&gap.about);
    }
    let mut table = Table::begin(sheet, &[column("What", 30.0), column("How many", 12.0), column("Where", 58.0)]);
    for (kind, mut about) in kinds {
        let count = about.len();
        about.dedup();
        let mut first = about.iter().take(12).copied().collect::<Vec<_>>().join(", ");
        if about.len() > 12 {
            first = format!("{first} and {} more", about.len() - 12);
        }
        table.row(&[vec![piece(Style::CELL_STRONG, kind.title())], cell(number(count as u64)), cell(first)]);
    }
    table.finish();
}

fn each(sheet: &mut Sheet<'_>, view: &View<'_>) {
    sheet.heading("Each by itself", 60.0);
    let mut table = Table::begin(sheet, &[column("About", 18.0), column("What", 22.0), column("Expected and found", 60.0)]);
    for gap in view.gaps.iter().take(LISTED) {
        table.row(&[vec![piece(Style::CELL_STRONG, &gap.about)], cell(gap.kind.title()), cell(&gap.what)]);
    }
    table.finish();
    if view.gaps.len() > LISTED {
        let rest = number((view.gaps.len() - LISTED) as u64);
        sheet.paragraph(Style::NOTE, &format!("The remaining {rest} are in data/gaps.csv."));
    }
}
