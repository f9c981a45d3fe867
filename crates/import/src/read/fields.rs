//! A row of JSON taken apart, field by field: what is taken becomes typed, what is left is the record's `extra`.
//!
//! Fields are named by dotted paths (`profile.login`). Taking never fails: a value of another type stays where it is,
//! and a time that cannot be read becomes a problem.

use crate::{
    head,
    importer::{ReadError, Sink},
    read::{
        json::Row,
        lean::Lean,
        left::Left,
        nested,
        refusal::refuse_error,
        seen::Seen,
        time::{self, Order, Reading},
    },
};
use model::{Data, Position, Stamp, gateway::Extra};
use serde_json::{Map, Value};

/// A row that is being taken apart.
#[derive(Debug, Clone)]
pub struct Fields {
    at: Position,
    list: &'static str,
    left: Left,
    problems: Vec<(&'static str, String)>,
    order: Option<Order>,
}

impl From<Row<'_>> for Fields {
    fn from(row: Row<'_>) -> Self {
        Self { list: row.list, ..Self::new(row.at, row.value) }
    }
}

impl Fields {
    /// A row at a place.
    pub fn new(at: Position, value: Value) -> Self {
        Self { at, list: "", left: value.into(), problems: Vec::new(), order: None }
    }

    /// A row at a place, of which no tree of values was made.
    pub(super) fn lean(at: Position, lean: Lean) -> Self {
        Self { at, list: "", left: lean.into(), problems: Vec::new(), order: None }
    }

    /// The same row, with the order of day and month that its table tells.
    #[must_use]
    pub fn ordered(mut self, order: Option<Order>) -> Self {
        self.order = order;
        self
    }

    /// Whether the date at a path could have its day or its month first, and its table does not tell: it is read month
    /// first.
    pub fn assumes_order(&self, path: &str) -> bool {
        self.order.is_none() && self.peek_text(path).is_some_and(time::is_ambiguous)
    }

    /// Where the row stands.
    pub fn position(&self) -> &Position {
        &self.at
    }

    /// The list that the row is in; empty for a bare array, a line or a table.
    pub const fn list(&self) -> &'static str {
        self.list
    }

    /// Whether the row has no field at all.
    pub fn is_empty(&self) -> bool {
        let all = self.left.all();
        all.is_object() && all.parts() == Some(0)
    }

    /// What stands at a path and was not taken; null counts as nothing.
    pub fn peek(&self, path: &str) -> Option<&Value> {
        let direct = self.left.tree().get(path);
        let found = if direct.is_none() && path.contains('.') { head::at(self.left.tree(), path) } else { direct };
        found.filter(|value| !value.is_null())
    }

    /// The same to look at, for logs: no tree of values is made for it.
    pub fn see(&self, path: &str) -> Option<Seen<'_>> {
        self.left.at(path)
    }

    /// Everything that was not taken.
    pub fn peek_all(&self) -> &Value {
        self.left.tree()
    }

    /// The same to look at, for logs.
    pub fn see_all(&self) -> Seen<'_> {
        self.left.all()
    }

    /// Whether the row has the path at all, be it null. What was taken is no longer there.
    pub fn has(&self, path: &str) -> bool {
        self.left.has(path)
    }

    /// Text at a path that stays where it is; blank is nothing.
    pub fn peek_text(&self, path: &str) -> Option<&str> {
        self.see(path)?.as_str().map(str::trim).filter(|text| !text.is_empty())
    }

    /// Takes what stands at a path; null is nothing.
    pub fn take(&mut self, path: &str) -> Option<Value> {
        self.left.take(path).filter(|value| !value.is_null())
    }

    /// Takes what stands at a path when it was seen and nothing more is wanted of it.
    pub fn discard(&mut self, path: &str) {
        self.left.remove(path);
    }

    /// Takes every key of the row for which `name` gives one, under that name.
    pub fn take_all(&mut self, name: impl Fn(&str) -> Option<String>) -> Map<String, Value> {
        let Some(Value::Object(map)) = self.left.tree_mut() else { return Map::new() };
        let keys: Vec<(String, String)> = map.keys().filter_map(|key| Some((key.clone(), name(key)?))).collect();
        let taken = keys.into_iter().filter_map(|(key, name)| Some((name, map.swap_remove(&key)?)));
        taken.filter(|(_, value)| !value.is_null()).collect()
    }

    /// Puts a value back, or a new one, under a key of the row.
    pub fn put(&mut self, key: &str, value: Value) {
        if let Some(Value::Object(map)) = self.left.tree_mut() {
            map.insert(key.to_owned(), value);
        }
    }

    /// Opens the texts at keys that hold JSON (see [`nested`]) in place, so that their parts can be taken by path.
    pub fn open(&mut self, keys: &[&str]) {
        for key in keys {
            let holds = self.see(key).and_then(Seen::as_str).is_some_and(|text| text.trim_start().starts_with(['{', '[']));
            if !holds || self.left.open(key) {
                continue;
            }
            if let Some(value) = self.peek(key) {
                let value = nested::opened(value.clone());
                self.put(key, value);
            }
        }
    }

    /// Takes a text; numbers and truth values are written out, blank is nothing.
    pub fn text(&mut self, path: &str) -> Option<String> {
        let found = self.see(path)?.text()?;
        self.left.remove(path);
        Some(found).filter(|text| !text.is_empty())
    }

    /// Takes the first of several texts that is there.
    pub fn first_text(&mut self, paths: &[&str]) -> Option<String> {
        paths.iter().find_map(|path| self.text(path))
    }

    /// Takes the first of several times that is there.
    pub fn first_time(&mut self, paths: &[&str]) -> Option<Stamp> {
        paths.iter().find_map(|path| self.time(path))
    }

    /// Names of what is left in the row.
    pub fn names(&self) -> Vec<String> {
        self.left.all().keys().map(|keys| keys.map(str::to_owned).collect()).unwrap_or_default()
    }

    /// Takes a whole number, also one written as text.
    pub fn whole(&mut self, path: &str) -> Option<i64> {
        let found = self.see(path)?;
        let found = match found.as_str() {
            Some(text) => text.trim().parse().ok(),
            None => found.whole(),
        };
        found.inspect(|_| self.left.remove(path))
    }

    /// Takes a count of bytes, seconds or rows.
    pub fn count(&mut self, path: &str) -> Option<u64> {
        self.whole(path).and_then(|count| u64::try_from(count).ok())
    }

    /// Takes a number, also one written as text.
    pub fn number(&mut self, path: &str) -> Option<f64> {
        let found = self.see(path)?;
        let found = match found.as_str() {
            Some(text) => text.trim().parse().ok().filter(|number: &f64| number.is_finite()),
            None => found.number().and_then(|number| number.as_f64()),
        };
        found.inspect(|_| self.left.remove(path))
    }

    /// Takes a truth value in any of its spellings.
    pub fn truth(&mut self, path: &str) -> Option<bool> {
        let found = self.see(path)?;
        let found = match found.as_str() {
            Some(text) => truth(text),
            None => truth_of(&found.value()),
        };
        found.inspect(|_| self.left.remove(path))
    }

    /// Takes a time; one that cannot be read stays and is a problem.
    pub fn time(&mut self, path: &str) -> Option<Stamp> {
        let found = self.see(path)?;
        let found = match (found.as_str(), self.order) {
            (Some(text), order) => time::read(text, order.unwrap_or_default()),
            (None, _) => time::json(&found.value()),
        };
        match found {
            Reading::At(stamp) => {
                self.left.remove(path);
                Some(stamp)
            }
            Reading::Blank => None,
            Reading::Unreadable => {
                self.problem("bad-date", format!("`{path}` holds no time that can be read; it was left blank"));
                None
            }
        }
    }

    /// Takes a time of a source that means UTC where it names no zone.
    pub fn utc_time(&mut self, path: &str) -> Option<Stamp> {
        self.time(path).map(|stamp| match stamp {
            Stamp::Local(local) => Stamp::Instant(local.and_utc()),
            other => other,
        })
    }

    /// Takes the first of several such times that is there.
    pub fn first_utc_time(&mut self, paths: &[&str]) -> Option<Stamp> {
        paths.iter().find_map(|path| self.utc_time(path))
    }

    /// The first key whose name, in lower case and without signs, is one of `names`; earlier names win.
    pub fn called(&self, names: &[&str]) -> Option<String> {
        let keys: Vec<(String, &String)> = self.left.tree().as_object()?.keys().map(|key| (plain(key), key)).collect();
        names.iter().find_map(|name| keys.iter().find(|(plain, _)| plain == name)).map(|(_, key)| (*key).clone())
    }

    /// Takes a list of texts; of objects the text under `name`. A list with anything else in it stays.
    pub fn texts(&mut self, path: &str, name: &str) -> Vec<String> {
        let Some(items) = self.see(path).and_then(Seen::items) else { return Vec::new() };
        let Some(found) = items.map(|item| item.text().or_else(|| item.get(name)?.text())).collect::<Option<Vec<_>>>() else {
            return Vec::new();
        };
        self.left.remove(path);
        found.into_iter().filter(|text| !text.is_empty()).collect()
    }

    /// Notes a problem of the row.
    pub fn problem(&mut self, code: &'static str, message: impl Into<String>) {
        self.problems.push((code, message.into()));
    }

    /// Hands the record over, with its problems and everything that was not taken.
    ///
    /// # Errors
    /// [`ReadError::Stopped`] when the receiver wants no more.
    pub fn record(self, sink: &mut Sink<'_>, data: Data) -> Result<(), ReadError> {
        for (code, message) in self.problems {
            sink.problem(self.at.clone(), code, message);
        }
        sink.record(self.at, data, self.left.into_extra())
    }

    /// Hands the problems of the row over and gives what was not taken.
    pub fn report(self, sink: &mut Sink<'_>) -> Value {
        for (code, message) in self.problems {
            sink.problem(self.at.clone(), code, message);
        }
        self.left.into_tree()
    }

    /// What was not taken.
    pub fn into_left(self) -> Value {
        self.left.into_tree()
    }

    /// Refuses a row that is an error of its source in place of a result.
    ///
    /// # Errors
    /// As [`refuse_error`].
    pub(super) fn refuse_error(&self) -> Result<(), ReadError> {
        // Errors are small; most rows are not.
        let all = self.left.all();
        let small = all.parts().is_some_and(|parts| parts <= 5) || all.get("typeKey").is_some();
        if small { refuse_error(self.left.tree()) } else { Ok(()) }
    }

    /// Gives the row up: it lacks `field`, without which it means nothing.
    pub fn lacks(self, sink: &mut Sink<'_>, field: &str) {
        sink.problem(self.at, "missing-field", format!("`{field}` is missing; the row was not read"));
    }
}

/// Letters and digits of a name in lower case, as names are compared by.
pub fn plain(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect()
}

/// What is left of a row, without nulls.
pub fn extra(left: Value) -> Extra {
    let Value::Object(map) = left else { return Extra::new() };
    map.into_iter().filter(|(_, value)| !value.is_null()).collect()
}

/// A scalar as text.
pub fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// A truth value in any of its spellings.
pub fn truth_of(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(truth) => Some(*truth),
        Value::Number(number) => number.as_i64().filter(|number| (0..=1).contains(number)).map(|number| number == 1),
        Value::String(text) => truth(text),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// A truth value in words.
pub fn truth(text: &str) -> Option<bool> {
    let text = text.trim();
    let is_one_of = |words: &[&str]| words.iter().any(|word| text.eq_ignore_ascii_case(word));
    if is_one_of(&["true", "yes", "y", "1", "t"]) {
        return Some(true);
    }
    is_one_of(&["false", "no", "n", "0", "f"]).then_some(false)
}

/// A number without a fraction that a float holds exactly.
pub(super) fn whole_float(number: f64) -> Option<i64> {
    #[expect(clippy::cast_possible_truncation, reason = "only whole numbers that a float holds exactly come here")]
    (number.fract() == 0.0 && number.abs() < 9_007_199_254_740_992.0).then_some(number as i64)
}
