//! Which column means which field: scores of all pairs, the best first, each column and field once.

use crate::table::words;

use super::{
    ColumnMap, Field, Guess, Sample,
    fields::{OTHER, fields, mappable, missing},
    header, values, wide,
};
use model::{Kind, record::RecoveryTestKind};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    sync::LazyLock,
};

/// Scores below this are no guess.
const ENOUGH: f64 = 40.0;

/// Scores from here on are of headers that name the field outright.
const OUTRIGHT: f64 = 80.0;

/// What columns for one system each tell of a list of accounts.
const WIDE: f64 = 30.0;

/// Words for time at the end of a header of a time, which synonyms leave out.
const TIME_WORDS: &str = "date at on am time timestamp datetime ts dt day utc gmt";

/// Words that say of whom the rest of a header is; dropped when nothing else matches.
const SOFT: &str = "employee user account person work corporate company business primary official vendor system current member record item \
     contact change deploy ticket request name value hr min mins minutes hours hrs sec seconds gb mb kb";

/// Words that turn a header to somebody or something else.
const ELSEWHERE: &str = "manager parent previous old alternate emergency personal home secondary next sponsor reason comment notes \
     category code description url link synced original estimated planned expected scheduled";

/// Guesses the map of a table as one kind.
pub(super) fn guess(sample: &Sample, kind: Kind) -> Guess {
    let chosen = choose(sample, fields(kind));
    let mut evidence: f64 = chosen.values().map(|pick| pick.evidence).sum();
    if kind == Kind::Account && !sample.systems().is_empty() {
        evidence += WIDE;
    }
    let columns: BTreeMap<String, String> =
        chosen.iter().filter_map(|(id, pick)| Some(((*id).to_owned(), sample.names.get(pick.column)?.clone()))).collect();
    let wide = wide::has_courses(sample, kind, &|id| chosen.get(id).map(|pick| pick.column));
    if wide == Some(true) {
        evidence += WIDE;
    }
    let missing = missing(kind, &|id| columns.contains_key(id) || wide.is_some() && wide::COURSE.contains(&id));
    let used: BTreeSet<&str> = columns.values().map(String::as_str).collect();
    let unused = sample.names.iter().filter(|name| !used.contains(name.as_str())).cloned().collect();
    let mut confidence = confidence(evidence);
    let outright = |id| chosen.get(id).is_some_and(|pick| pick.score >= OUTRIGHT);
    // Many registers name who approved what: without a column of models it is hardly a list of approved models.
    if kind == Kind::ApprovedModel && !outright("model") {
        confidence /= 2;
    }
    // No backup fails over: a register that tells of failovers or exercises beside restores is one of tests of recovery.
    if kind == Kind::Backup && tells_exercises(sample, chosen.get("run").map(|pick| pick.column)) {
        confidence /= 2;
    }
    // Any log has targets, times and outcomes: what nowhere names a scan is hardly a list of scans.
    let scan = |header: &Header| header.words.iter().any(|word| word.starts_with("scan"));
    if kind == Kind::Scan && !sample.headers().iter().any(scan) {
        confidence /= 2;
    }
    // Any log has times and ids: what names neither model nor provider outright is hardly a gateway's.
    if !missing.is_empty() || kind == Kind::GatewayRow && !outright("model") && !outright("provider") {
        confidence /= 2;
    }
    Guess { map: ColumnMap { kind, columns, day_first: None, system: None }, confidence, missing, unused }
}

/// Whether any cell names a failover or an exercise: outside the column of runs in one or two words, as longer texts may
/// only mention one.
fn tells_exercises(sample: &Sample, runs: Option<usize>) -> bool {
    let tells = |column, cell: &str| {
        (runs == Some(column) || cell.split_whitespace().nth(2).is_none())
            && matches!(words::recovery_test(cell), Some(RecoveryTestKind::Failover | RecoveryTestKind::Tabletop))
    };
    (0..sample.names.len()).any(|column| sample.cells(column).any(|cell| tells(column, cell)))
}

/// How sure it is that a table is of a kind that is not read as a table.
pub(super) fn other(sample: &Sample) -> u8 {
    // One column alone (`Result`) stands in tables of any sort.
    let signs = OTHER.iter().map(|fields| choose(sample, fields)).filter(|chosen| chosen.len() > 1);
    signs.map(|chosen| confidence(chosen.values().map(|pick| pick.evidence).sum())).max().unwrap_or(0)
}

/// A name that a field goes by.
struct Name {
    words: Vec<String>,
    /// Without the words for time.
    bare: Vec<String>,
    /// Names that tables of every kind use (`status`): they find the column and tell little of the kind.
    common: bool,
}

/// The names of all fields, by the list that they are written in: the common ones stand behind `||`.
static NAMES: LazyLock<HashMap<&'static str, Vec<Name>>> = LazyLock::new(|| {
    let name = |text: &str, common| {
        let words = header::words(text);
        Name { bare: bare(&words), words, common }
    };
    let all = |names: &'static str| {
        let (rare, common) = names.split_once("||").unwrap_or((names, ""));
        let rare = rare.split('|').filter(|text| !text.is_empty()).map(|text| name(text, false));
        rare.chain(common.split('|').filter(|text| !text.is_empty()).map(|text| name(text, true))).collect()
    };
    every_field().map(|field| (field.names, all(field.names))).collect()
});

/// All names, with and without the words for time.
static KNOWN: LazyLock<HashSet<String>> =
    LazyLock::new(|| NAMES.values().flatten().flat_map(|name| [name.words.join(" "), name.bare.join(" ")]).collect());

fn every_field() -> impl Iterator<Item = &'static Field> {
    mappable().iter().flat_map(|kind| fields(*kind)).chain(OTHER.iter().copied().flatten())
}

/// Whether any field of any kind goes exactly by a header.
pub(super) fn is_known(text: &str) -> bool {
    let words = header::words(text);
    !words.is_empty() && (KNOWN.contains(&words.join(" ")) || KNOWN.contains(&bare(&words).join(" ")))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 99")]
fn confidence(evidence: f64) -> u8 {
    (99.0 * (1.0 - (-evidence / 55.0).exp())) as u8
}

/// A column chosen for a field.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pick {
    pub(super) column: usize,
    /// How well it fits, 0 to 100.
    score: f64,
    /// What it tells of the kind.
    evidence: f64,
}

/// Chooses a column for each field that has one.
pub(super) fn choose(sample: &Sample, fields: &'static [Field]) -> BTreeMap<&'static str, Pick> {
    let systems: BTreeSet<usize> = sample.systems().iter().map(|wide| wide.column).collect();
    let mut pairs = Vec::new();
    for (order, field) in fields.iter().enumerate() {
        for (column, header) in sample.headers().iter().enumerate().filter(|(column, _)| !systems.contains(column)) {
            let Some(pick) = score(field, header, sample, column) else { continue };
            pairs.push((pick, order, field.id));
        }
    }
    pairs.sort_by(|a, b| b.0.score.total_cmp(&a.0.score).then(a.1.cmp(&b.1)).then(a.0.column.cmp(&b.0.column)));
    let mut chosen: BTreeMap<&'static str, Pick> = BTreeMap::new();
    let mut taken = BTreeSet::new();
    for (pick, _, id) in pairs {
        if !taken.contains(&pick.column) && !chosen.contains_key(id) {
            taken.insert(pick.column);
            chosen.insert(id, pick);
        }
    }
    chosen
}

/// The words of a header, as names are compared with them.
#[derive(Debug, Clone, Default)]
pub(super) struct Header {
    words: Vec<String>,
    /// Without the words for time.
    bare: Vec<String>,
    /// Of a path (`served_by.model`), its last part.
    last: Option<Box<Header>>,
}

impl Header {
    /// The words of a column's name; none of a column that says nothing of its rows.
    pub(super) fn of(name: &str) -> Self {
        if is_plumbing(name) {
            return Self::default();
        }
        let words = header::words(name);
        let last = name.rsplit_once('.').map(|(_, last)| Box::new(Self::of(last)));
        Self { bare: bare(&words), words, last }
    }
}

/// How well a column fits a field; none where it does not.
fn score(field: &Field, header: &Header, sample: &Sample, column: usize) -> Option<Pick> {
    let elsewhere = header.words.iter().any(|word| is_in(field.avoid, word));
    let (mut named, mut common) = by_name(field, header, elsewhere);
    // Of a path the last part counts nearly as much, unless the whole says otherwise.
    if let Some(last) = header.last.as_ref().filter(|_| named < 90.0 && !elsewhere) {
        let part = by_name(field, last, last.words.iter().any(|word| is_in(field.avoid, word)));
        if part.0 * 0.9 > named {
            (named, common) = (part.0 * 0.9, part.1);
        }
    }
    let plain = if named == 0.0 { by_value(field, sample, column, &header.words) } else { named };
    let empty = !sample.rows.is_empty() && sample.cells(column).next().is_none();
    // A column with nothing in it must be named outright, and tells half as much.
    if plain < if empty { OUTRIGHT } else { ENOUGH } {
        return None;
    }
    let fit = values::fit(field.values, sample, column);
    let score = plain * fit.score;
    let share = (plain / 100.0).min(1.0);
    let evidence =
        f64::from(field.weight) * share * share * fit.weight * if common { 0.4 } else { 1.0 } * if empty { 0.5 } else { 1.0 };
    (score >= ENOUGH).then_some(Pick { column, score, evidence })
}

/// A column whose header says nothing, by its cells alone: e-mail addresses only.
fn by_value(field: &Field, sample: &Sample, column: usize, words: &[String]) -> f64 {
    let is_email = matches!(field.values, values::Values::Email) && field.id == "email";
    let elsewhere = words
        .iter()
        .any(|word| is_in(ELSEWHERE, word) || ["approver", "reviewer", "created", "updated"].contains(&word.as_str()));
    let all = is_email
        && !elsewhere
        && !words.is_empty()
        && values::share(sample, column, &values::is_email).is_some_and(|share| share > 0.9);
    if all { 45.0 } else { 0.0 }
}

/// How well a header names a field, 0 to 100, and whether by a common name.
fn by_name(field: &Field, header: &Header, elsewhere: bool) -> (f64, bool) {
    let date = matches!(field.values, values::Values::Date);
    let names = NAMES.get(field.names).map(Vec::as_slice).unwrap_or_default();
    let mut best = (0.0, false);
    for (index, name) in names.iter().enumerate() {
        let found = alike(&name.words, &header.words).max(if date { alike(&name.bare, &header.bare) - 0.1 } else { 0.0 });
        let found = found.max(if is_run_together(name, header, date) { 95.0 } else { 0.0 });
        // A header that is exactly the name means it, whatever its words are.
        if found <= 0.0 || elsewhere && found < 99.0 {
            continue;
        }
        // Of two headers that both match, the one named first in the list is meant.
        #[expect(clippy::cast_precision_loss, reason = "short lists")]
        let late = (index as f64 * 0.25).min(8.0) + index as f64 * 0.001;
        if found - late > best.0 {
            best = (found - late, name.common);
        }
    }
    best
}

/// Whether a header is a name of several words without anything between them (`LASTLOGINDATE`).
fn is_run_together(name: &Name, header: &Header, date: bool) -> bool {
    let [word] = header.words.as_slice() else { return false };
    let is = |words: &[String], word: &str| words.iter().map(String::len).sum::<usize>() == word.len() && words.concat() == word;
    let untimed = || TIME_WORDS.split(' ').filter(|ending| ending.len() > 3).find_map(|ending| word.strip_suffix(ending));
    name.words.len() > 1 && is(&name.words, word) || date && untimed().is_some_and(|rest| is(&name.bare, rest))
}

/// Whether a column was added by a tool that copied the table, and says nothing of its rows.
fn is_plumbing(name: &str) -> bool {
    ["_fivetran", "_airbyte", "_sdc", "_dlt", "__"].iter().any(|prefix| name.starts_with(prefix))
}

/// A header without its words for time.
fn bare(words: &[String]) -> Vec<String> {
    let kept: Vec<String> = words.iter().filter(|word| !is_in(TIME_WORDS, word)).cloned().collect();
    if kept.is_empty() { words.to_vec() } else { kept }
}

#[expect(clippy::cast_precision_loss, reason = "a few words")]
fn alike(name: &[String], words: &[String]) -> f64 {
    if name.is_empty() || name.len() > words.len() || !name.iter().all(|word| words.contains(word)) {
        return 0.0;
    }
    if name.len() == words.len() {
        return if name == words { 100.0 } else { 96.0 };
    }
    let extra: Vec<&String> = words.iter().filter(|word| !name.contains(word)).collect();
    if extra.iter().all(|word| is_in(SOFT, word) || word.bytes().all(|byte| byte.is_ascii_digit())) {
        return 88.0;
    }
    if extra.iter().any(|word| is_in(ELSEWHERE, word)) {
        return 0.0;
    }
    let share = name.len() as f64 / words.len() as f64;
    let last = words.last().is_some_and(|word| name.contains(word));
    match (name.len(), last) {
        (1, false) => 0.0,
        (1, true) => 35.0 + 40.0 * share,
        (_, true) => 50.0 + 35.0 * share,
        (_, false) => 42.0 + 35.0 * share,
    }
}

fn is_in(list: &str, word: &str) -> bool {
    list.split(' ').any(|listed| listed == word)
}
