//! Rules of the company about data in calls, as SQL over a row: whether a rule is about the row, and whether the row
//! breaks it. What a row does not tell makes the latter null.

use crate::{
    entries::{Entries, folded, one_of},
    gateway::{by_date, by_day, literal},
    words::told,
};
use chrono::NaiveDate;
use model::{LogRows, ParameterSpec, Terms};

/// Providers to which data of a class may go.
pub(crate) static PROVIDERS: ParameterSpec = ParameterSpec {
    id: "data-class-providers",
    title: "Providers to which data of a class may go, as `class: provider, provider; class: provider`; the class * is every other, \
            the provider * any",
    default: "",
    source: "none: what customers were promised is the company's own",
};

/// Regions in which data of a class may be processed.
pub(crate) static REGIONS: ParameterSpec = ParameterSpec {
    id: "data-class-regions",
    title: "Regions in which data of a class may be processed, as `class: region, region; class: region`; `eu-*` is every region that \
            begins so",
    default: "",
    source: "none: what customers were promised is the company's own",
};

/// Purposes that were agreed for data of a class.
pub(crate) static PURPOSES: ParameterSpec = ParameterSpec {
    id: "data-class-purposes",
    title: "Purposes that were agreed for data of a class, as `class: purpose, purpose; class: purpose`",
    default: "",
    source: "none: what was agreed with customers is the company's own",
};

/// Purposes that are training.
pub(crate) static TRAINING: ParameterSpec = ParameterSpec {
    id: "training-purposes",
    title: "Purposes of calls that train or tune a model, separated by commas",
    default: "training, model training, fine-tuning, finetuning, fine tuning, tuning",
    source: "our choice of words",
};

/// Words for a person who does not want it, and for one who agreed.
const REFUSED: &str = "'no', 'false', 'denied', 'refused', 'declined', 'withdrawn', 'revoked', 'rejected', 'opted-out', 'opted out', 'opt-out', 'not granted', 'not given'";
const AGREED: &str =
    "'yes', 'true', 'granted', 'given', 'agreed', 'accepted', 'consented', 'explicit', 'opted-in', 'opted in', 'opt-in'";

/// Whether a provider received anything, or the row does not tell that none did.
const SENT: &str = "(provider IS NOT NULL OR NOT (coalesce(cache_hit, false) OR coalesce(lower(status) = 'blocked', false)))";

/// A rule.
pub(crate) struct Rule {
    /// Name of its columns in SQL.
    pub id: &'static str,
    /// What calls do that break it, after `3 of 120 calls`.
    pub broken: &'static str,
    /// What rows must tell for it.
    pub tells: &'static str,
    /// The list that it goes by, where it is one by class.
    pub list: Option<&'static ParameterSpec>,
    /// Whether it is about a row, and whether the row breaks it.
    sql: fn(&Terms) -> [String; 2],
    /// Why a listed row breaks it.
    why: fn(&LogRows, usize) -> String,
}

/// All of them.
pub(crate) const RULES: [Rule; 4] = [
    Rule {
        id: "providers",
        broken: "went to a provider that the class of their data does not allow",
        tells: "the class of the data and the provider",
        list: Some(&PROVIDERS),
        sql: |terms| by_class(terms, &PROVIDERS, "provider", SENT),
        why: |rows, row| format!("{} went to {}", data(rows, row), cell(rows, row, "provider")),
    },
    Rule {
        id: "purposes",
        broken: "were made for a purpose that was not agreed for the class of their data",
        tells: "the class of the data and the purpose",
        list: Some(&PURPOSES),
        sql: |terms| by_class(terms, &PURPOSES, "purpose", "true"),
        why: |rows, row| format!("{} was used for {}", data(rows, row), cell(rows, row, "purpose")),
    },
    Rule {
        id: "regions",
        broken: "were served in a region that the class of their data does not allow",
        tells: "the class of the data and the region",
        list: Some(&REGIONS),
        sql: |terms| by_class(terms, &REGIONS, "region", SENT),
        why: |rows, row| format!("{} was processed in {}", data(rows, row), cell(rows, row, "region")),
    },
    Rule {
        id: "training",
        broken: "trained on data of somebody who did not want it, or let the provider do so",
        tells: "the purpose, and consent or the opt-out of training",
        list: None,
        sql: training,
        why: |rows, row| {
            let consent = told(rows.text(row, "consent")).map_or_else(String::new, |word| format!(", consent {word}"));
            let opted = match crate::gateway::truth(rows, row, "training_opt_out") {
                Some(true) => ", opted out of training",
                Some(false) => ", the provider not told to leave it out of training",
                None => "",
            };
            format!("used for {}{consent}{opted}", told(rows.text(row, "purpose")).unwrap_or("a purpose that is not told"))
        },
    },
];

impl Rule {
    /// Whether it is about a row, in SQL.
    pub(crate) fn about(&self, terms: &Terms) -> String {
        let [about, _] = (self.sql)(terms);
        about
    }

    /// Whether a row breaks it, in SQL: false for rows that it is not about.
    pub(crate) fn breaks(&self, terms: &Terms) -> String {
        let [about, breaks] = (self.sql)(terms);
        format!("CASE WHEN {about} THEN ({breaks}) ELSE false END")
    }

    /// Why a listed row breaks it, with what was allowed on its day.
    pub(crate) fn reason(&self, rows: &LogRows, row: usize) -> String {
        (self.why)(rows, row)
    }

    /// What held for a row on its day.
    pub(crate) fn held(&self, rows: &LogRows, row: usize, day: NaiveDate, terms: &Terms) -> String {
        let Some(list) = self.list else {
            return format!("`{}` was {} on that day", TRAINING.id, terms.value(&TRAINING, day));
        };
        let entry = Entries::of(terms, list, day).worded(rows.text(row, "data_class"));
        format!("`{}` had the entry `{}` on that day", list.id, entry.unwrap_or_default())
    }
}

fn data(rows: &LogRows, row: usize) -> String {
    rows.text(row, "data_class")
        .map_or_else(|| "data of a class that is not told".to_owned(), |class| format!("data of class {class}"))
}

fn cell<'a>(rows: &'a LogRows, row: usize, column: &str) -> &'a str {
    rows.text(row, column).unwrap_or("(not told)")
}

/// A list of what a class of data allows in a column, for rows that meet a condition. A row without a class is any
/// class's, unless the list is one for all.
fn by_class(terms: &Terms, list: &ParameterSpec, column: &str, condition: &str) -> [String; 2] {
    let (class, value) = (folded("data_class"), folded(column));
    let about = by_date(terms, list, |day| {
        let entries = Entries::of(terms, list, day);
        let names: Vec<String> = entries.named().map(|(name, _)| literal(name)).collect();
        match (entries.others(), names.is_empty()) {
            (Some(_), _) => condition.to_owned(),
            (None, true) => "false".to_owned(),
            (None, false) => format!("{condition} AND coalesce({class} IN ({}), true)", names.join(", ")),
        }
    });
    let breaks = by_date(terms, list, |day| {
        let entries = Entries::of(terms, list, day);
        let outside = |items| format!("NOT {}", one_of(&value, items));
        let others = entries.others().map_or_else(|| "false".to_owned(), outside);
        let named: Vec<String> =
            entries.named().map(|(name, items)| format!("WHEN {class} = {} THEN {}", literal(name), outside(items))).collect();
        if named.is_empty() {
            return others;
        }
        format!("CASE WHEN {class} IS NULL THEN NULL {} ELSE {others} END", named.join(" "))
    });
    [about, breaks]
}

/// Training: what somebody refused must neither train here nor be left to the provider to train on.
fn training(terms: &Terms) -> [String; 2] {
    let (consent, purpose) = (folded("consent"), folded("purpose"));
    let trains = by_day(terms, &TRAINING, |words| one_of(&purpose, &words.iter().cloned().collect()));
    let breaks = format!(
        "CASE WHEN ({trains}) AND (training_opt_out IS TRUE OR {consent} IN ({REFUSED})) THEN true \
         WHEN training_opt_out IS FALSE AND {consent} IN ({REFUSED}) THEN true \
         WHEN {consent} IN ({AGREED}) AND training_opt_out IS NOT TRUE THEN false \
         WHEN training_opt_out IS TRUE AND NOT ({trains}) THEN false ELSE NULL END"
    );
    ["true".to_owned(), breaks]
}
