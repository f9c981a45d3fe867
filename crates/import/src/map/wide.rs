//! Tables with a column for each system or each course: one row a person, and in each column whether they have an account
//! there or have completed it.

use super::{Sample, header, values};
use crate::{
    read::time::stamp,
    table::{product, words},
};
use model::Kind;

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

/// The fields that columns for a course each stand for.
pub(super) const COURSE: [&str; 2] = ["course", "completed"];

/// The columns that stand for a course each, where none names courses: what no field is called by, with dates of
/// completion or words of trainings.
pub(super) fn courses(sample: &Sample, kind: Kind, column_of: &dyn Fn(&str) -> Option<usize>) -> Vec<usize> {
    if kind != Kind::Training || column_of("course").is_some() {
        return Vec::new();
    }
    // `GDPR Training` with dates in it is a course, though it looks like the date of one.
    let taken = |id: &str| column_of(id).filter(|column| id != "completed" || !is_called_course(sample, *column));
    let used: Vec<usize> = super::fields(kind).iter().filter_map(|field| taken(field.id)).collect();
    let is_course = |column: &usize| {
        let name = sample.names.get(*column).map_or("", String::as_str);
        let told = |cell: &str| words::is_trained(cell) || stamp(cell).is_some();
        !used.contains(column)
            && name.chars().any(char::is_alphabetic)
            && !super::is_known(name)
            && values::share(sample, *column, &told).is_some_and(|share| share > 0.8)
    };
    (0..sample.names.len()).filter(is_course).collect()
}

fn is_called_course(sample: &Sample, column: usize) -> bool {
    let words = header::words(sample.names.get(column).map_or("", String::as_str));
    words.iter().any(|word| ["training", "course", "awareness", "elearning", "onboarding"].contains(&word.as_str()))
}

/// Whether there are such columns, and whether they call themselves trainings.
pub(super) fn has_courses(sample: &Sample, kind: Kind, column_of: &dyn Fn(&str) -> Option<usize>) -> Option<bool> {
    let courses = courses(sample, kind, column_of);
    (!courses.is_empty()).then(|| courses.len() > 1 && courses.iter().any(|column| is_called_course(sample, *column)))
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
        && sample.cells(column).any(|cell| stamp(cell).is_some());
    let told = values::share(sample, column, &|cell| words::is_account_word(cell)).is_none_or(|share| share > 0.8);
    ((times && gone) || (!times && told)).then_some(Wide { column, system, gone, times })
}
