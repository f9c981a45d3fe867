//! Which table a file of `ServiceNow` holds: by columns that only one table has, and by the letters of its numbers.

use crate::{Head, Match, read::csv, read::fields::text_of};
use serde_json::Value;

/// Which importer a table is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Table {
    /// Changes.
    Change,
    /// Incidents.
    Incident,
    /// Everything else that is worked on, and the clocks of service levels.
    Task,
    /// Words that are shown for stored values.
    Choice,
    /// Approvals.
    Approval,
}

/// Numbers begin with the letters of their table.
const NUMBERS: &[(&str, Table, &str)] = &[
    ("CHG", Table::Change, "change_request"),
    ("INC", Table::Incident, "incident"),
    ("SIR", Table::Incident, "sn_si_incident"),
    ("CTASK", Table::Task, "change_task"),
    ("PRB", Table::Task, "problem"),
    ("PTASK", Table::Task, "problem_task"),
    ("REQ", Table::Task, "sc_request"),
    ("RITM", Table::Task, "sc_req_item"),
    ("SCTASK", Table::Task, "sc_task"),
    ("TASK", Table::Task, "sc_task"),
    ("CS", Table::Task, "sn_customerservice_case"),
    ("CSE", Table::Task, "sn_customerservice_case"),
];

/// Columns that only one table has.
const COLUMNS: &[(&str, Table)] = &[
    ("change_task_type", Table::Task),
    ("change_request", Table::Task),
    ("problem_state", Table::Task),
    ("known_error", Table::Task),
    ("has_breached", Table::Task),
    ("sysapproval", Table::Approval),
    ("cab_required", Table::Change),
    ("chg_model", Table::Change),
    ("backout_plan", Table::Change),
    ("risk_impact_analysis", Table::Change),
    ("conflict_status", Table::Change),
    ("incident_state", Table::Incident),
    ("caller_id", Table::Incident),
    ("child_incidents", Table::Incident),
];

/// What the headers of spreadsheets that the console writes are called in the tables.
pub(super) const LABELS: &[(&str, &str)] = &[
    ("Number", "number"),
    ("Short description", "short_description"),
    ("Description", "description"),
    ("State", "state"),
    ("Incident state", "incident_state"),
    ("Active", "active"),
    ("Priority", "priority"),
    ("Severity", "severity"),
    ("Impact", "impact"),
    ("Urgency", "urgency"),
    ("Category", "category"),
    ("Type", "type"),
    ("Caller", "caller_id"),
    ("Opened by", "opened_by"),
    ("Requested by", "requested_by"),
    ("Assigned to", "assigned_to"),
    ("Resolved by", "resolved_by"),
    ("Closed by", "closed_by"),
    ("Service", "business_service"),
    ("Configuration item", "cmdb_ci"),
    ("Opened", "opened_at"),
    ("Resolved", "resolved_at"),
    ("Closed", "closed_at"),
    ("Created", "sys_created_on"),
    ("Updated", "sys_updated_on"),
    ("Actual start date", "work_start"),
    ("Actual end date", "work_end"),
    ("Planned end date", "end_date"),
    ("Close code", "close_code"),
];

/// The name of a column by its header in a spreadsheet.
fn named(header: &str) -> &str {
    LABELS.iter().find(|(label, _)| *label == header).map_or(header, |(_, name)| name)
}

/// Whether a header is a column of these tables: tells the header from the rows.
fn is_column(header: &str) -> bool {
    header.starts_with("sys_")
        || COLUMNS.iter().any(|(own, _)| *own == header)
        || LABELS.iter().any(|(label, name)| *label == header || *name == header)
}

/// The table that a name of it, or the letters of a number, stand for.
pub(super) fn of_number(number: &str) -> Option<(Table, &'static str)> {
    let letters = number.trim_end_matches(|c: char| c.is_ascii_digit());
    NUMBERS.iter().find(|(start, ..)| *start == letters && letters.len() < number.len()).map(|(_, table, name)| (*table, *name))
}

/// What a head shows: names of columns, and the first numbers.
struct Seen {
    names: Vec<String>,
    numbers: Vec<String>,
}

impl Seen {
    fn of(head: &Head<'_>) -> Option<Self> {
        let number = |row: &Value| {
            let number = row.get("number")?;
            text_of(number).or_else(|| text_of(number.get("display_value")?))
        };
        if let Some(json) = head.json() {
            let list = ["result", "records"].iter().find_map(|list| json.get(list)).unwrap_or(json);
            let rows = list.as_array().map_or(std::slice::from_ref(list), Vec::as_slice);
            let names = rows.first()?.as_object()?.keys().cloned().collect();
            return Some(Self { names, numbers: rows.iter().filter_map(number).collect() });
        }
        let text = head.text();
        // Cheap first: every one of these tables names one of these columns.
        let known = ["sys_id", "sys_created_on", "sys_updated_on", "short_description", "sysapproval", "Short description"];
        if !known.iter().any(|name| text.contains(name)) {
            return None;
        }
        let layout = csv::layout(text, head.whole, is_column)?;
        let labelled = layout.names.iter().any(|name| name == "Number");
        let column = layout.names.iter().position(|name| named(name) == "number");
        let numbers = column.map(|at| layout.samples.iter().filter_map(|row| row.get(at).cloned()).collect());
        let numbers: Vec<String> = numbers.unwrap_or_default();
        let is_own = |number: &String| matches!(of_number(number), Some((Table::Change | Table::Incident, _)));
        // Headers of a spreadsheet are anybody's words: only the numbers of the rows tell that they are from here.
        if labelled && (numbers.is_empty() || !numbers.iter().all(is_own)) {
            return None;
        }
        Some(Self { names: layout.names.iter().map(|name| named(name).to_owned()).collect(), numbers })
    }

    /// Whether a column is there, plain or as Fivetran splits references.
    fn has(&self, name: &str) -> bool {
        self.names.iter().any(|own| own.strip_prefix(name).is_some_and(|rest| matches!(rest, "" | "_value" | "_link")))
    }

    fn is_servicenow(&self) -> bool {
        self.has("sys_id") || self.has("sys_class_name") || (self.has("sys_created_on") && self.has("sys_updated_on"))
    }
}

/// Which table the head shows, and whether that is certain; none for other products and other tables.
fn table(head: &Head<'_>) -> Option<(Table, bool)> {
    let seen = Seen::of(head)?;
    if ["element", "label", "value", "name"].iter().all(|name| seen.has(name)) && (seen.is_servicenow() || seen.has("sequence")) {
        return Some((Table::Choice, true));
    }
    let of_console = seen.has("number") && seen.has("short_description");
    if !seen.is_servicenow() && !of_console && !seen.has("sysapproval") {
        return None;
    }
    let specific = COLUMNS.iter().find(|(name, _)| seen.has(name)).map(|(_, table)| *table);
    if specific == Some(Table::Approval) {
        return Some((Table::Approval, seen.has("approver")));
    }
    let mut told = seen.numbers.iter().map(|number| of_number(number).map(|(table, _)| table));
    let numbered = told.next().flatten();
    let alike = numbered.is_some() && told.all(|other| other == numbered);
    match (specific, numbered) {
        (Some(table), _) => Some((table, seen.is_servicenow() || numbered == Some(table))),
        // The table of all tasks has the class of each; a table of one class has columns of its own besides.
        (None, Some(_)) if seen.has("sys_class_name") => Some((Table::Task, true)),
        (None, Some(table)) => Some((if alike { table } else { Table::Task }, seen.is_servicenow() || of_console)),
        (None, None) => {
            let task =
                seen.has("number") && (seen.has("sys_class_name") || seen.has("opened_at") && seen.has("short_description"));
            task.then_some((Table::Task, seen.is_servicenow()))
        }
    }
}

/// Whether an importer of one of the tables is for a file.
pub fn sniff(head: &Head<'_>, wanted: Table) -> Match {
    match table(head) {
        Some((found, true)) if found == wanted => Match::Certain,
        Some((found, false)) if found == wanted => Match::Maybe(70),
        _ => Match::No,
    }
}
