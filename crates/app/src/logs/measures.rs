//! What a rate can be of: conditions over a call, the company's own checks, and what the detectors found.

use super::{between, literal, rates::no_such};
use crate::AppError;
use evaluate::FAILED;
use model::{FoundCredential, Period, Terms};
use std::fmt::Write as _;

/// Calls that tell all that a complete row tells.
macro_rules! complete {
    () => {
        "at IS NOT NULL AND request_id IS NOT NULL AND (user_id IS NOT NULL OR tenant IS NOT NULL) AND provider IS NOT NULL \
         AND model IS NOT NULL AND status IS NOT NULL AND tokens_in IS NOT NULL AND tokens_out IS NOT NULL"
    };
}
pub(super) const COMPLETE: &str = complete!();

/// A condition over a call: when it is met, and when the log does not tell enough to say.
struct Usual {
    id: &'static str,
    title: &'static str,
    hit: &'static str,
    unknown: &'static str,
}

/// What can be asked of every log.
const USUAL: &[Usual] = &[
    Usual {
        id: "incomplete",
        title: "calls whose row does not tell time, request, user or tenant, provider, model, status and tokens",
        hit: concat!("NOT (", complete!(), ")"),
        unknown: "false",
    },
    Usual { id: "failed", title: "calls that the log calls failed", hit: FAILED, unknown: "status IS NULL" },
    Usual {
        id: "fallback",
        title: "calls that another than the first choice answered",
        hit: "fallback",
        unknown: "fallback IS NULL",
    },
    Usual { id: "cached", title: "calls that a cache answered", hit: "cache_hit", unknown: "cache_hit IS NULL" },
    Usual {
        id: "guarded",
        title: "calls on which a guardrail decided something",
        hit: "guardrail IS NOT NULL",
        unknown: "false",
    },
    Usual { id: "without-user", title: "calls that name no user", hit: "user_id IS NULL", unknown: "false" },
    Usual {
        id: "without-version",
        title: "calls that name no version of the prompt",
        hit: "prompt_version IS NULL",
        unknown: "false",
    },
];

/// A condition over the rows of a table, in SQL.
pub(super) struct Measure {
    pub(super) id: String,
    pub(super) title: String,
    /// The rows that it is about.
    pub(super) of: String,
    /// When it is met.
    pub(super) hit: String,
    /// When a row does not tell enough to say.
    pub(super) unknown: String,
}

impl Usual {
    fn measure(&self) -> Measure {
        let Self { id, title, hit, unknown } = self;
        let own = |text: &str| text.to_owned();
        Measure { id: own(id), title: own(title), of: own("true"), hit: own(hit), unknown: own(unknown) }
    }
}

/// What can be asked as a rate: the usual measures, and the company's own checks over calls.
pub(super) fn all(terms: &Terms) -> Vec<Measure> {
    let usual = USUAL.iter().map(Usual::measure);
    let mut ids: Vec<&str> = terms.checks.iter().map(|check| check.id.as_str()).collect();
    ids.dedup();
    usual.chain(ids.into_iter().filter_map(|id| check(terms, id, "gateway"))).collect()
}

/// A measure over the rows of a table: one of [`all`], `check:` with the id of a check, or `finding:` with a pattern and place.
///
/// # Errors
/// [`crate::Code::Invalid`] for one that there is not.
pub(super) fn named(terms: &Terms, id: &str, table: &str) -> Result<Measure, AppError> {
    let found = match id.split_once(':') {
        Some(("check", of)) => check(terms, of, table),
        Some(("finding", of)) => finding(of, table),
        _ => USUAL.iter().find(|one| one.id == id).map(Usual::measure),
    };
    found.ok_or_else(|| {
        let known: Vec<String> = all(terms).into_iter().map(|one| one.id).collect();
        no_such("measure", id, &known.join(", "))
    })
}

/// Rows that break a check, each judged by the version that was in force on its day.
fn check(terms: &Terms, id: &str, table: &str) -> Option<Measure> {
    let versions: Vec<_> = terms.checks.iter().filter(|check| check.id == id && check.table == table).collect();
    let latest = versions.iter().max_by_key(|check| check.version)?;
    let (mut of, mut hit) = ("CASE".to_owned(), "CASE".to_owned());
    for version in &versions {
        let to = version.last_day(&terms.checks).unwrap_or(terms.window.to).max(version.from);
        let Some(days) = Period::new(version.from, to).map(between) else { continue };
        // Writing to a string cannot fail.
        let _ = write!(of, " WHEN {days} THEN COALESCE({}, false)", version.population());
        let _ = write!(hit, " WHEN {days} THEN ({})", version.breaks);
    }
    of += " ELSE false END";
    hit += " ELSE false END";
    let title = format!("{} that break the check {}: {}", rows_word(table), latest.id, latest.title);
    Some(Measure { id: format!("check:{id}"), title, of, unknown: format!("({hit}) IS NULL"), hit })
}

fn rows_word(table: &str) -> &'static str {
    match table {
        "span" => "spans",
        "score" => "scores",
        _ => "calls",
    }
}

/// Rows in which a pattern was found.
fn finding(key: &str, table: &str) -> Option<Measure> {
    let (pattern, place) = key.split_once(' ').filter(|(_, place)| *place != FoundCredential::PLACE)?;
    let of = format!(
        "concat(evidence, ' ', position) IN (SELECT concat(evidence, ' ', position) FROM finding WHERE pattern = {} AND place = {} \
         AND source = {})",
        literal(pattern),
        literal(place),
        literal(table)
    );
    let title = format!("{} with the finding {key}", rows_word(table));
    Some(Measure { id: format!("finding:{key}"), title, of, hit: "true".to_owned(), unknown: "false".to_owned() })
}
