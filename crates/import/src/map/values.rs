//! What the sampled cells of a column look like, and how well that goes with a field.

use crate::{
    map::Sample,
    read::time::{self, Order},
    table::words,
};

/// What the cells of a field look like.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Values {
    /// Anything.
    Any,
    /// E-mail addresses.
    Email,
    /// One short word without blanks.
    Login,
    /// Names of persons: as text, mostly of two words.
    Name,
    /// Numbers and codes: no e-mail addresses and no times.
    Code,
    /// Text that is no e-mail address, date or truth value.
    Text,
    /// Times.
    Date,
    /// Truth values, in the words that the function knows.
    Truth(fn(&str) -> bool),
    /// Words, most of which the function knows.
    Words(fn(&str) -> bool),
    /// Numbers.
    Number,
    /// Commit hashes.
    Commit,
}

/// How well the cells go with a field: 0 not at all, 1 as well as can be; and how much that tells of the kind.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fit {
    /// Factor on the score of the column.
    pub(super) score: f64,
    /// Factor on the weight of the field.
    pub(super) weight: f64,
}

pub(super) fn fit(values: Values, sample: &Sample, column: usize) -> Fit {
    let share = |test: &dyn Fn(&str) -> bool| share(sample, column, test);
    let must = |found: Option<f64>, blank: f64| match found {
        None => Fit { score: blank, weight: 0.6 },
        Some(found) if found < 0.34 => Fit { score: 0.0, weight: 0.0 },
        Some(found) => Fit { score: 0.7 + 0.3 * found, weight: 1.0 },
    };
    match values {
        Values::Any => Fit { score: 1.0, weight: 1.0 },
        Values::Email => must(share(&is_email), 0.8),
        Values::Login => must(share(&|cell| !cell.contains(' ') && !is_time(cell)), 0.8),
        Values::Text => must(share(&is_text), 0.9),
        Values::Code => must(share(&|cell| !is_email(cell) && (!cell.contains(['-', '/', ':']) || !is_time(cell))), 0.9),
        Values::Name => {
            let words = share(&|cell| cell.contains([' ', ','])).unwrap_or(1.0);
            let text = must(share(&is_text), 0.9);
            Fit { score: text.score * (0.8 + 0.2 * words), ..text }
        }
        Values::Date => must(share(&is_time), 0.75),
        Values::Truth(known) => must(share(&known), 0.8),
        Values::Number => must(share(&|cell| words::number(cell).is_some()), 0.8),
        Values::Commit => must(share(&is_commit), 0.8),
        Values::Words(known) => match share(&known) {
            None => Fit { score: 0.8, weight: 0.4 },
            Some(found) => Fit { score: 0.55 + 0.45 * found, weight: 0.2 + 0.8 * found },
        },
    }
}

/// The share of filled cells that pass a test; none where there is no filled cell.
pub(super) fn share(sample: &Sample, column: usize, test: &dyn Fn(&str) -> bool) -> Option<f64> {
    let (mut filled, mut passed) = (0_u32, 0_u32);
    for cell in sample.cells(column).filter(|cell| !time::is_blank(cell)) {
        filled += 1;
        passed += u32::from(test(cell));
    }
    (filled > 0).then(|| f64::from(passed) / f64::from(filled))
}

/// Whether a cell is text that is no e-mail address, time or truth value.
fn is_text(cell: &str) -> bool {
    let truth = ["true", "false", "yes", "no", "0", "1"].iter().any(|word| word.eq_ignore_ascii_case(cell));
    !truth && !is_email(cell) && !is_time(cell)
}

/// Whether a cell is an e-mail address.
pub(super) fn is_email(cell: &str) -> bool {
    let Some((local, domain)) = cell.split_once('@') else { return false };
    !local.is_empty() && domain.contains('.') && !cell.contains([' ', ',', ';', '/', ':'])
}

/// Whether a cell is a time, or a word or date that stands for none.
pub(super) fn is_time(cell: &str) -> bool {
    time::read(cell, Order::MonthFirst) != time::Reading::Unreadable
}

/// Whether a cell is a commit hash: 7 to 64 hexadecimal digits, not all of one sort.
pub(super) fn is_commit(cell: &str) -> bool {
    (7..=64).contains(&cell.len())
        && cell.bytes().all(|byte| byte.is_ascii_hexdigit())
        && (cell.len() >= 40 || cell.bytes().any(|byte| byte.is_ascii_digit()))
}
