//! Tables with a column for each system: one row a person, and in each column whether they have an account there.

use super::{Sample, header, values};
use crate::table::{product, words};

/// A column that tells of accounts in one system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wide {
    /// The column.
    pub(crate) column: usize,
    /// The system that its header names.
    pub(crate) system: String,
    /// Whether a yes or a date in it means that the account is gone.
    pub(crate) gone: bool,
    /// Whether its cells are times.
    pub(crate) times: bool,
}

/// Words that may stand beside the system's name.
const BESIDE: &str = "account access status user login active enabled role permission license state id provisioned date at on time \
     prod production console organization member membership app";

/// Words that turn it to what is gone.
const GONE: &str = "disabled deactivated removed revoked deprovisioned suspended termination disable removal revocation deactivation \
     deprovisioning deleted closed deletion offboarding";

/// The columns that tell of one system each; fewer than two are none.
pub(crate) fn systems(sample: &Sample) -> Vec<Wide> {
    let found: Vec<Wide> = (0..sample.names.len()).filter_map(|column| wide(sample, column)).collect();
    let mut systems: Vec<&str> = found.iter().map(|wide| wide.system.as_str()).collect();
    systems.sort_unstable();
    systems.dedup();
    if systems.len() < 2 { Vec::new() } else { found }
}

fn wide(sample: &Sample, column: usize) -> Option<Wide> {
    let header = header::words(sample.names.get(column)?);
    let system = product::named(header.iter().map(String::as_str))?;
    let is_in = |list: &str, word: &str| list.split(' ').any(|listed| listed == word);
    let gone = header.iter().any(|word| is_in(GONE, word));
    let others = header.iter().filter(|word| product::named([word.as_str()]).is_none());
    if !others.into_iter().all(|word| is_in(BESIDE, word) || is_in(GONE, word)) {
        return None;
    }
    let times = values::share(sample, column, &values::is_time).is_some_and(|share| share > 0.8)
        && sample.cells(column).any(|cell| crate::read::time::stamp(cell).is_some());
    let told = values::share(sample, column, &|cell| words::is_account_word(cell)).is_none_or(|share| share > 0.8);
    ((times && gone) || (!times && told)).then_some(Wide { column, system, gone, times })
}
