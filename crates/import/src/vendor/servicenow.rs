//! `ServiceNow`: the shapes in which its tables come, and how values, labels and times are taken out of them.
//!
//! The Table API gives `{"result": [..]}`. Its values are plain, or objects `{display_value, value, link}`, as the
//! parameter `sysparm_display_value` says: stored values (the default), shown ones (`true`) or both (`all`). Lists export
//! to CSV with shown values and to JSON as `{"records": [..]}`. Copies made by Fivetran have columns `x_value` and `x_link`.
//! Stored times are UTC; shown ones are in the zone of whoever exported them, which the file does not tell.

mod tables;

pub use tables::{Table, sniff};

use crate::{
    ReadError, Sink,
    head::at,
    importer::Input,
    read::{
        export::Export,
        fields::{Fields, text_of, truth},
    },
    table::words,
};
use model::Stamp;
use serde_json::Value;
use tables::{LABELS, of_number};

/// The system's name in records.
pub const SYSTEM: &str = "ServiceNow";

/// What is said of the format, for all importers.
pub const SOURCE: &str =
    "https://www.servicenow.com/docs/bundle/zurich-api-reference/page/integrate/inbound-rest/concept/c_TableAPI.html";

/// Rows at which the Table API and the console's export stop unless told otherwise.
const LIMIT: u64 = 10_000;

/// Reads a table in any of its shapes.
///
/// # Errors
/// [`ReadError::SourceError`] where the answer is an error; those of [`Export::read`].
pub fn read(
    input: &mut Input<'_>,
    sink: &mut Sink<'_>,
    report: &'static str,
    each: &mut dyn FnMut(Row, &mut Sink<'_>) -> Result<(), ReadError>,
) -> Result<(), ReadError> {
    let export = Export {
        product: SYSTEM,
        report,
        snapshot: true,
        lists: &["result", "records"],
        tables: &[&["sys_id"], &["number"], &["sys_created_on"], &["sysapproval"], &["element", "label"], &["Number"]],
        cap: Some((LIMIT, SYSTEM)),
        ..Export::PLAIN
    };
    let (mut assumed, mut stored) = (false, false);
    let each = &mut |mut fields: Fields, sink: &mut Sink<'_>| {
        if let Some(inner) = fields.peek("result").filter(|inner| inner.is_object()).cloned() {
            fields = Fields::new(fields.position().clone(), inner);
        }
        let row = Row::of(fields, stored);
        stored |= row.utc;
        if let Some(host) = row.host() {
            sink.facts.instance.get_or_insert(host);
        }
        if !assumed && ["opened_at", "sys_created_on", "sys_updated_on"].iter().any(|name| row.fields.assumes_order(name)) {
            assumed = true;
            let message = "the dates do not tell whether day or month comes first; month first was assumed";
            sink.problem(row.fields.position().clone(), "date-order-assumed", message);
        }
        each(row, sink)
    };
    export.read(input, sink, each).map(drop)
}

/// A row of a table.
#[derive(Debug, Clone)]
pub struct Row {
    /// Its fields.
    pub fields: Fields,
    /// Whether times without a zone are UTC.
    utc: bool,
    /// Whether it is a copy of one table of several that make up the row (made by Fivetran).
    pub is_part: bool,
}

impl Row {
    /// A row of a file whose earlier rows were `stored` values, or not known to be.
    fn of(mut fields: Fields, stored: bool) -> Self {
        let is_part = fields.has("_fivetran_synced");
        if fields.has("Number") {
            for (label, name) in LABELS {
                if let Some(cell) = fields.take(label) {
                    fields.put(name, cell);
                }
            }
        }
        let position = fields.position().clone();
        let utc = stored || is_part || is_stored(&fields);
        let fields = if has_objects(&fields) {
            let mut value = fields.into_left();
            plain(&mut value);
            Fields::new(position, value)
        } else {
            fields
        };
        Self { fields, utc, is_part }
    }

    /// The value as it is stored, where the file tells; else as it is shown.
    pub fn stored(&mut self, name: &str) -> Option<String> {
        let paths = [format!("{name}.value"), name.to_owned(), format!("{name}_value"), format!("{name}.display_value")];
        paths.iter().find_map(|path| self.fields.text(path))
    }

    /// The value as it is shown, where the file tells; else as it is stored.
    pub fn shown(&mut self, name: &str) -> Option<String> {
        let paths = [format!("{name}.display_value"), name.to_owned(), format!("{name}.value"), format!("{name}_value")];
        paths.iter().find_map(|path| self.fields.text(path))
    }

    /// The first of several values that is there, as it is shown.
    pub fn first(&mut self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.shown(name))
    }

    /// A time: the stored one is UTC.
    pub fn time(&mut self, name: &str) -> Option<Stamp> {
        let stored = format!("{name}.value");
        if self.fields.peek(&stored).is_some() {
            let found = self.fields.utc_time(&stored);
            self.fields.take(name);
            return found;
        }
        if self.fields.peek(&format!("{name}.display_value")).is_some() {
            return self.fields.time(&format!("{name}.display_value"));
        }
        if self.utc { self.fields.utc_time(name) } else { self.fields.time(name) }
    }

    /// The first of several times that is there.
    pub fn first_time(&mut self, names: &[&str]) -> Option<Stamp> {
        names.iter().find_map(|name| self.time(name))
    }

    /// The number that people use, else the row's own id, which stays beside for joins.
    pub fn id(&mut self) -> Option<String> {
        self.stored("number").or_else(|| self.sys_id())
    }

    /// The row's own id; it stays where it is.
    pub fn sys_id(&self) -> Option<String> {
        self.fields.peek_text("sys_id").map(str::to_owned)
    }

    /// Whether it is over: by the word of its state (a number that stands for a state is none), by its end, by whether it
    /// is active: what was resolved stays active until it is closed.
    pub fn is_over(&mut self, state: Option<&str>, ended: Option<Stamp>) -> Option<bool> {
        let active = self.stored("active").and_then(|word| truth(&word));
        state.and_then(words::ticket_done).or(ended.map(|_| true)).or(active.map(|active| !active))
    }

    /// The name of the table that the row is from, as its class or its number tells.
    pub fn class(&mut self) -> Option<String> {
        let number = self.fields.peek_text("number").or_else(|| self.fields.peek_text("number.value")).map(str::to_owned);
        self.stored("sys_class_name").or_else(|| of_number(&number?).map(|(_, name)| name.to_owned()))
    }

    /// The instance, from any link of the row.
    fn host(&self) -> Option<String> {
        let Value::Object(all) = self.fields.peek_all() else { return None };
        let links = all.iter().filter_map(|(key, value)| {
            let inner = at(value, "link").and_then(Value::as_str);
            inner.or_else(|| value.as_str().filter(|_| key.ends_with("_link")))
        });
        links.filter_map(|link| link.split_once("://")?.1.split('/').next()).find(|host| !host.is_empty()).map(str::to_owned)
    }
}

/// Whether any value is an object.
fn has_objects(fields: &Fields) -> bool {
    matches!(fields.peek_all(), Value::Object(all) if all.values().any(Value::is_object))
}

/// Whether the values are stored ones: some reference is an object with a value, or the id of a row, or a state is a
/// number.
fn is_stored(fields: &Fields) -> bool {
    const REFERENCES: &[&str] = &[
        "opened_by",
        "assigned_to",
        "assignment_group",
        "caller_id",
        "closed_by",
        "requested_by",
        "approver",
        "sysapproval",
        "task",
    ];
    let is_id = |text: &str| text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let is_number = |text: &str| text.parse::<i32>().is_ok();
    let Value::Object(all) = fields.peek_all() else { return false };
    all.values().any(|value| at(value, "value").is_some())
        || REFERENCES.iter().any(|name| fields.peek_text(name).is_some_and(is_id))
        || ["state", "incident_state", "priority"].iter().any(|name| fields.peek_text(name).is_some_and(is_number))
}

/// Values that are shown as they are stored become plain; blank ones go.
fn plain(row: &mut Value) {
    let Value::Object(all) = row else { return };
    for value in all.values_mut() {
        let (Some(shown), Some(stored)) = (at(value, "display_value"), at(value, "value")) else { continue };
        if shown == stored && at(value, "link").is_none() {
            *value = stored.clone();
        } else if text_of(shown).is_none_or(|text| text.is_empty()) && text_of(stored).is_none_or(|text| text.is_empty()) {
            *value = Value::Null;
        }
    }
    all.retain(|_, value| !value.is_null() && value.as_str() != Some(""));
}
