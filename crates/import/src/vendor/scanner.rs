//! What the importers of scanners share: the scans that a report tells of, rows that wait for what stands behind them in
//! the file, and rows inside rows.

use crate::{
    importer::{ReadError, Sink},
    read::{
        fields::Fields,
        json::{Beside, Row},
        time,
    },
    severity::Rule,
};
use model::{
    Data, Position, Stamp,
    gateway::Extra,
    record::{Scan, Severity},
};
use serde_json::Value;
use std::collections::BTreeMap;

/// The scans that a report tells of: one an asset, with its findings. A report that names no asset has one scan of a
/// nameless asset.
#[derive(Debug, Default)]
pub struct Scans(BTreeMap<String, (Position, Option<Stamp>, u64)>);

impl Scans {
    /// Notes that an asset was scanned, and how much was found in it, be it readable or not: a report whose findings are
    /// damaged is not a clean one.
    pub fn note(&mut self, asset: Option<&str>, at: &Position, when: Option<Stamp>, findings: u64) {
        let scan = self.0.entry(asset.unwrap_or_default().to_owned()).or_insert_with(|| (at.clone(), when, 0));
        scan.1 = scan.1.max_by(when);
        scan.2 += findings;
    }

    /// Notes lists that stand beside the rows because they are none: a damaged list must not pass for an empty one.
    pub fn damaged(&mut self, beside: &Beside, lists: &[&str], sink: &mut Sink<'_>) {
        for list in lists.iter().filter(|list| beside.at(list).is_some_and(|value| !value.is_array())) {
            let at = inside(&document(), &format!(".{list}"));
            sink.problem(at, "not-a-list", format!("`{list}` is no list; what it holds was not read"));
            let asset = self.0.keys().next().cloned();
            self.note(asset.as_deref(), &document(), None, 1);
        }
    }

    /// Whether any is noted.
    pub fn any(&self) -> bool {
        !self.0.is_empty()
    }

    /// Puts a record for each, with `about` where there is one only. A report of scans without any finding says of itself
    /// that it is empty.
    ///
    /// # Errors
    /// [`ReadError::Stopped`] when the receiver wants no more.
    pub fn put(self, tool: &str, about: Extra, sink: &mut Sink<'_>) -> Result<(), ReadError> {
        let findings: u64 = self.0.values().map(|(_, _, findings)| findings).sum();
        sink.facts.declared_empty = !self.0.is_empty() && findings == 0;
        let mut about = Some(about).filter(|_| self.0.len() == 1);
        for (asset, (position, at, findings)) in self.0 {
            let scan = Scan { tool: tool.to_owned(), asset, at, findings };
            sink.record(position, Data::Scan(Box::new(scan)), about.take().unwrap_or_default())?;
        }
        Ok(())
    }
}

/// The later of two times, where they can be compared.
trait Later {
    fn max_by(self, other: Self) -> Self;
}

impl Later for Option<Stamp> {
    fn max_by(self, other: Self) -> Self {
        match (self, other) {
            (Some(Stamp::Instant(one)), Some(Stamp::Instant(two))) => Some(Stamp::Instant(one.max(two))),
            (one, two) => one.or(two),
        }
    }
}

/// What stands beside the rows and tells more of a scan, for the record of the scan.
pub fn about(beside: &Beside, paths: &[&str]) -> Extra {
    paths.iter().filter_map(|path| Some(((*path).to_owned(), beside.at(path)?.clone()))).collect()
}

/// A time that stands beside the rows.
pub fn when(beside: &Beside, path: &str) -> Option<Stamp> {
    beside.at(path).and_then(|value| time::json(value).stamp())
}

/// Rows that wait for what stands behind them in the file (the name of what was scanned, the rules). Held as text, which
/// is the smallest form, and no more than [`Held::LIMIT`] of it: a report of one asset has far less.
#[derive(Debug, Default)]
pub struct Held {
    rows: Vec<(Position, &'static str, String)>,
    bytes: usize,
}

impl Held {
    /// How much text is held at the most.
    pub const LIMIT: usize = 128 * 1024 * 1024;

    /// Holds a row.
    ///
    /// # Errors
    /// [`ReadError::Container`] when there is more than can be held.
    pub fn push(&mut self, row: Row<'_>) -> Result<(), ReadError> {
        let text = row.value.to_string();
        self.bytes += text.len();
        if self.bytes > Self::LIMIT {
            let message = "what was scanned is named behind more than 128 MiB of findings: export smaller parts".to_owned();
            return Err(ReadError::Container { at: row.at, message });
        }
        self.rows.push((row.at, row.list, text));
        Ok(())
    }

    /// How many are held.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether none is held.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Gives the rows back in their order, each with the list that it stood in.
    pub fn rows(self) -> impl Iterator<Item = (Fields, &'static str)> {
        let parsed = |text: String| serde_json::from_str(&text).unwrap_or(Value::Null);
        self.rows.into_iter().map(move |(at, list, text)| (Fields::new(at, parsed(text)), list))
    }
}

/// Takes the rows of a list inside a row, each with its place. What is no list is one row that can only lack what it
/// needs: a damaged list must not pass for an empty one.
pub fn inner(row: &mut Fields, list: &str) -> Vec<Fields> {
    let at = inside(row.position(), &format!(".{list}"));
    match row.take(list) {
        Some(Value::Array(items)) => {
            let rows = items.into_iter().enumerate();
            rows.map(|(index, item)| Fields::new(inside(&at, &format!("[{index}]")), item)).collect()
        }
        Some(other) => vec![Fields::new(at, other)],
        None => Vec::new(),
    }
}

/// Takes the members of a map inside a row, each with its key and place. What is no map is one row, as with lists.
pub fn members(row: &mut Fields, map: &str) -> Vec<(String, Fields)> {
    let at = inside(row.position(), &format!(".{map}"));
    match row.take(map) {
        Some(Value::Object(members)) => {
            let place = |key: &str| inside(&at, &format!(".{key}"));
            members.into_iter().map(|(key, value)| (key.clone(), Fields::new(place(&key), value))).collect()
        }
        Some(other) => vec![(String::new(), Fields::new(at, other))],
        None => Vec::new(),
    }
}

/// A place inside a place that is a path; any other stays as it is.
pub fn inside(at: &Position, path: &str) -> Position {
    match at {
        Position::Path(outer) => Position::Path(format!("{outer}{path}")),
        other => other.clone(),
    }
}

/// The whole document, for records about it.
pub fn document() -> Position {
    Position::Path("$".to_owned())
}

/// Several texts as one; none of none.
pub fn joined(texts: &[String]) -> Option<String> {
    (!texts.is_empty()).then(|| texts.join(", "))
}

/// Identifiers without those that are already told and those that repeat.
pub fn others(ids: impl IntoIterator<Item = String>, told: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for id in ids {
        if !id.is_empty() && id != told && !found.contains(&id) {
            found.push(id);
        }
    }
    found
}

/// A place in the code: the file, and the line where one is told.
pub fn place(file: Option<String>, line: Option<i64>) -> Option<String> {
    let file = file?;
    Some(line.map_or_else(|| file.clone(), |line| format!("{file}:{line}")))
}

/// The ecosystem of a package in the words of package URLs, from the words of OSV, GitHub and Snyk.
pub fn ecosystem(word: &str) -> String {
    let word = word.split(':').next().unwrap_or(word).trim().to_ascii_lowercase();
    let known = match word.as_str() {
        "pip" | "poetry" | "pipenv" | "python" => "pypi",
        "crates.io" | "rust" => "cargo",
        "go" | "gomodules" | "golangdep" | "govendor" => "golang",
        "packagist" => "composer",
        "rubygems" => "gem",
        "yarn" | "pnpm" => "npm",
        "gradle" | "sbt" => "maven",
        "debian" | "ubuntu" => "deb",
        "alpine" | "wolfi" | "chainguard" => "apk",
        "red hat" | "almalinux" | "rocky linux" | "suse" | "opensuse" | "centos" | "rhel" => "rpm",
        "actions" | "github actions" => "githubactions",
        other => other,
    };
    known.to_owned()
}

/// The levels of SARIF, which Semgrep writes in capitals. They say how bad a result is where no product rates it better.
pub const LEVELS: Rule = Rule {
    name: "sarif levels since 2020-03-27",
    words: &[
        ("error", Severity::High),
        ("warning", Severity::Medium),
        ("note", Severity::Low),
        ("info", Severity::Low),
        ("none", Severity::Info),
    ],
};

/// Whether a rule looks for secrets by its tool, id or tags: then the code that it quotes must not be kept.
pub fn is_about_secrets(words: &[&str]) -> bool {
    const MARKS: &[&str] = &[
        "secret",
        "gitleaks",
        "trufflehog",
        "ggshield",
        "noseyparker",
        "credential",
        "password",
        "token",
        "api-key",
        "private-key",
    ];
    words.iter().any(|word| {
        let word = word.to_ascii_lowercase();
        MARKS.iter().any(|mark| word.contains(mark))
    })
}

/// The CVE or GHSA that an id begins with, as `CVE-2026-0001-package` and `GHSA-aaaa-bbbb-cccc-package` do.
pub fn advisory(id: &str) -> Option<String> {
    let parts: Vec<&str> = id.split('-').collect();
    let take = match parts.as_slice() {
        ["CVE", year, number, ..] if is_digits(year) && is_digits(number) => 3,
        ["GHSA", one, two, three, ..] if [one, two, three].iter().all(|part| part.len() == 4) => 4,
        _ => return None,
    };
    Some(parts.into_iter().take(take).collect::<Vec<_>>().join("-"))
}

fn is_digits(text: &str) -> bool {
    text.len() >= 4 && text.bytes().all(|byte| byte.is_ascii_digit())
}
