//! What the importers of scanners share: rows that wait for what stands behind them in the file, rows inside rows, and
//! words of identifiers and packages.

pub use crate::read::place::{document, inside};
use crate::{
    importer::ReadError,
    read::{
        fields::Fields,
        json::{Beside, Row},
        time,
    },
    severity::Rule,
};
use model::{Position, Stamp, gateway::Extra, record::Severity};
use serde_json::Value;

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
