//! Which column of a control set means what, by its header and, where headers have two meanings, by what is in it.

use super::reference;
use crate::read::csv::Row;
use std::collections::BTreeSet;

/// What a column can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Field {
    Id,
    Title,
    Description,
    Owner,
    Role,
    Cadence,
    Nature,
    Source,
    Expects,
    Status,
}

/// Fields with the headers that mean them, the surest first.
const HEADERS: &[(Field, &str, &str)] = &[
    (
        Field::Id,
        "id",
        "control id|control code|control number|control no|control num|control ref|control reference|control identifier|control key|\
         dcf|dcf id|control ref no|reference id|ref code|display id|id|code|key|ref|reference|ref no|reference number|number|no|identifier|external id",
    ),
    (
        Field::Title,
        "title",
        "control name|control title|name|title|short name|control short name|short title|control summary|summary|control heading|control|control objective|objective|topic",
    ),
    (
        Field::Description,
        "description",
        "control description|control activity|control activities|control statement|control text|control wording|control language|control detail|\
         control details|control procedure|control specification|description|activity|statement|details|wording|what we do|procedure|control as described|implementation",
    ),
    (
        Field::Owner,
        "owner",
        "control owner|owner|owners|control owners|owner email|control owner email|owner e mail|owner name|assignee|assigned to|assigned|\
         responsible person|person responsible|responsible|accountable|performer|control performer|control operator|operator|responsible email|point of contact|poc",
    ),
    (
        Field::Role,
        "owner role",
        "owner role|control owner role|responsible role|role|owner title|job title|responsible party|responsible team|owning team|team|department|\
         function|process owner|group|business unit",
    ),
    (
        Field::Cadence,
        "cadence",
        "frequency|control frequency|cadence|control cadence|periodicity|how often|recurrence|interval|frequency of control|operating frequency|\
         frequency of operation|execution frequency|schedule|review frequency|evidence frequency|collection frequency|renewal cadence|rhythm",
    ),
    (
        Field::Nature,
        "manual or automated",
        "manual automated|manual or automated|automated manual|automated or manual|control nature|nature|automation|automated|is automated|\
         execution|control execution|execution type|method|control method|control type|type|automation status|automation level",
    ),
    (
        Field::Source,
        "source",
        "source system|evidence source|system of record|source of evidence|system|systems|application|applications|tool|tools|source|in scope system|in scope systems",
    ),
    (
        Field::Expects,
        "expected evidence",
        "expected evidence|evidence expected|evidence required|required evidence|evidence needed|evidence requirement|evidence requirements|evidence to collect|evidence request|evidence requests|\
         evidence description|evidence example|evidence examples|audit evidence|supporting evidence|evidence|artifact|artifacts|artefact|artefacts|documentation|documents|proof|pbc|pbc request",
    ),
    (
        Field::Status,
        "status",
        "control status|status|state|lifecycle|in scope|scope|applicable|applicability|is applicable|active|control state",
    ),
];

/// Words of headers whose cells name criteria or entries of other frameworks.
const REFERENCES: &[&str] = &[
    "criteria",
    "criterion",
    "tsc",
    "trust services",
    "trust service",
    "soc 2",
    "soc2",
    "requirement",
    "requirements",
    "mapped",
    "mapping",
    "mappings",
    "framework",
    "frameworks",
    "iso",
    "27001",
    "annex a",
    "nist",
    "ai rmf",
    "owasp",
    "satisfies",
    "references",
    "cc",
    "tsp",
    "standard",
    "standards",
    "clause",
    "clauses",
    "section",
    "sections",
    "common criteria",
];

/// The columns of a table.
#[derive(Debug, Clone, Default)]
pub(super) struct Columns {
    single: Vec<(Field, usize)>,
    /// Columns whose cells name references; `true`: of ISO 27001.
    pub(super) references: Vec<(usize, bool)>,
    /// Columns that stand for one reference each, ticked where a control serves it.
    pub(super) ticked: Vec<usize>,
}

impl Columns {
    /// The column of a field.
    pub(super) fn of(&self, field: Field) -> Option<usize> {
        self.single.iter().find(|(known, _)| *known == field).map(|(_, column)| *column)
    }

    /// Whether a column says what a control is.
    pub(super) fn name_controls(&self) -> bool {
        self.of(Field::Title).or(self.of(Field::Description)).is_some()
    }

    fn is_used(&self, column: usize) -> bool {
        self.single.iter().any(|(_, used)| *used == column)
            || self.references.iter().any(|(used, _)| *used == column)
            || self.ticked.contains(&column)
    }

    /// Which column is read as what, for people.
    pub(super) fn told(&self, names: &[String]) -> Vec<(String, String)> {
        let name = |column: usize| names.get(column).cloned().unwrap_or_default();
        let word = |field| HEADERS.iter().find(|(known, ..)| *known == field).map_or("", |(_, word, _)| word);
        let single = self.single.iter().map(|(field, column)| (word(*field).to_owned(), name(*column)));
        let references = self.references.iter().map(|(column, _)| ("criteria".to_owned(), name(*column)));
        let ticked = self.ticked.iter().map(|column| ("criterion".to_owned(), name(*column)));
        single.chain(references).chain(ticked).collect()
    }

    /// The columns that are not read.
    pub(super) fn unread(&self, names: &[String]) -> Vec<String> {
        names.iter().enumerate().filter(|(column, _)| !self.is_used(*column)).map(|(_, name)| name.clone()).collect()
    }
}

/// Whether a header is one that control sets have.
pub(super) fn is_known(header: &str) -> bool {
    let plain = plain(header);
    HEADERS.iter().any(|(.., phrases)| phrases.split('|').any(|phrase| phrase.trim() == plain)) || names_references(&plain)
}

/// Chooses the columns.
pub(super) fn choose(names: &[String], rows: &[Row]) -> Columns {
    let plains: Vec<String> = names.iter().map(|name| plain(name)).collect();
    let mut columns = Columns::default();
    for (column, name) in plains.iter().enumerate() {
        let filled = share(rows, column, |_| true);
        let ids = share(rows, column, |cell| !reference::find(cell, is_iso(name)).references.is_empty());
        let is_header_of_one = reference::find(names.get(column).map_or("", String::as_str), false).references.len() == 1;
        if is_header_of_one && ids * 4 <= filled {
            columns.ticked.push(column);
        } else if names_references(name) && filled > 0 && ids * 10 >= filled * 3 {
            columns.references.push((column, is_iso(name)));
        }
    }
    for (field, _, phrases) in HEADERS {
        let candidate = phrases.split('|').find_map(|phrase| {
            plains
                .iter()
                .enumerate()
                .position(|(column, name)| name == phrase.trim() && !columns.is_used(column) && fits(*field, name, column, rows))
        });
        columns.single.extend(candidate.map(|column| (*field, column)));
    }
    // A column `Reference` or `Code` that holds criteria beside one that holds the controls' own ids.
    if let (Some(id), true) = (columns.of(Field::Id), columns.references.is_empty()) {
        let filled = share(rows, id, |_| true);
        let criteria =
            share(rows, id, |cell| reference::find(cell, false).references.iter().any(|(text, _)| text.len() == cell.len()));
        if criteria * 10 >= filled * 9 && filled > 0 {
            columns.single.retain(|(field, _)| *field != Field::Id);
            columns.references.push((id, false));
        }
    }
    columns
}

/// Whether what is in a column can be meant by its header.
fn fits(field: Field, name: &str, column: usize, rows: &[Row]) -> bool {
    let filled = share(rows, column, |_| true);
    match (field, name) {
        (Field::Id, _) => share(rows, column, is_id) * 10 >= filled * 6,
        // `Control` heads ids as often as titles.
        (Field::Title, "control") => share(rows, column, is_id) * 10 < filled * 6,
        // What a library calls the origin of its controls.
        (Field::Source, "source") => {
            let origins = ["vanta", "drata", "secureframe", "custom", "default", "library", "template", "system", "user"];
            share(rows, column, |cell| origins.contains(&cell.to_lowercase().as_str())) * 2 < filled.max(1)
        }
        _ => true,
    }
}

/// Whether a text can be an id: short, without blanks, with a digit or in capitals.
fn is_id(cell: &str) -> bool {
    let plain = cell.replace(' ', "");
    cell.len() <= 32
        && cell.split_whitespace().count() <= 2
        && (plain.chars().any(|c| c.is_ascii_digit()) || plain.chars().all(|c| c.is_ascii_uppercase() || "-_.".contains(c)))
}

fn share(rows: &[Row], column: usize, holds: impl Fn(&str) -> bool) -> usize {
    rows.iter().map(|row| row.cell(column)).filter(|cell| !cell.is_empty() && holds(cell)).count()
}

fn is_iso(plain: &str) -> bool {
    let words: BTreeSet<&str> = plain.split(' ').collect();
    words.contains("iso") || words.contains("27001") || plain.contains("annex a")
}

fn names_references(plain: &str) -> bool {
    let padded = format!(" {plain} ");
    !padded.contains(" description ") && REFERENCES.iter().any(|word| padded.contains(&format!(" {word} ")))
}

/// A header in lower case, its words apart, decoration taken off.
fn plain(header: &str) -> String {
    let mut text = String::new();
    let mut last = ' ';
    for letter in header.trim_start_matches('\u{feff}').chars() {
        if letter.is_uppercase() && last.is_lowercase() {
            text.push(' ');
        }
        text.push(match letter {
            '#' => 'N',
            c if c.is_alphanumeric() => c,
            _ => ' ',
        });
        if letter == '#' {
            text.push_str("umber ");
        }
        last = letter;
    }
    let words: Vec<String> = text
        .split_whitespace()
        .map(str::to_lowercase)
        .filter(|word| !matches!(word.as_str(), "the" | "of" | "s" | "optional" | "required"))
        .collect();
    words.join(" ")
}
