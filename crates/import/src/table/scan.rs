//! Rows that are scans for vulnerabilities.

use super::{
    Refusal,
    cells::{Cells, split},
    words,
};
use model::{
    Data,
    record::{Outcome, Scan},
};

/// Why a row is no scan: it did not run to its end, so that it shows nothing of what it was to look at.
pub(crate) fn refusal(cells: &Cells<'_>) -> Option<Refusal> {
    let word = cells.word("status")?;
    let ran = !matches!(words::backup_outcome(word), Outcome::Failed | Outcome::Running);
    (!ran).then(|| Refusal { code: "not-scanned", why: format!("the scan did not run to its end ({word})"), counted: true })
}

/// The scan of a row; none where it does not say of what.
pub(crate) fn scan(cells: &Cells<'_>) -> Option<Data> {
    let asset = cells.text("asset")?;
    for id in ["id", "name", "status", "rest"] {
        cells.keep(id);
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be in a range that both hold")]
    let findings = cells.number("findings").filter(|count| (0.0..1e9).contains(count)).map_or(0, |count| count as u64);
    Some(Data::Scan(Box::new(Scan {
        tool: cells.text("tool").unwrap_or_else(|| cells.system()),
        asset,
        at: cells.stamp("at").or_else(|| cells.stamp("started")),
        findings,
    })))
}

/// One scan for each of the targets that a cell lists; the number of findings is of all of them.
pub(crate) fn several(_: &Cells<'_>, data: Data) -> Vec<Data> {
    let Data::Scan(scan) = &data else { return vec![data] };
    let assets: Vec<&str> = split(&scan.asset).collect();
    if assets.len() < 2 {
        return vec![data];
    }
    let one = |asset: &str| Data::Scan(Box::new(Scan { asset: asset.to_owned(), ..(**scan).clone() }));
    assets.into_iter().map(one).collect()
}
