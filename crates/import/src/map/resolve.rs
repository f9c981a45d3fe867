//! A column map brought to a table: which column index means which field, and how its dates are read.

use super::{ColumnMap, Sample, assign, fields, fields::missing as missing_of, values::Values, wide};
use crate::{
    ReadError,
    read::time::{self, Order},
};
use model::{Kind, Position};
use std::collections::{BTreeMap, BTreeSet};

/// A map that a table can be read with.
#[derive(Debug, Clone)]
pub struct Resolved {
    /// What a row is.
    pub kind: Kind,
    /// Column by field.
    pub columns: BTreeMap<&'static str, usize>,
    /// The order of dates by column.
    pub orders: Vec<Order>,
    /// Columns whose order of dates was assumed, by name: the values did not tell.
    pub assumed: Vec<String>,
    /// The system that the rows are from, where no column tells.
    pub system: Option<String>,
    /// Columns that stand for a course each, in a table with no column of courses.
    pub(crate) wide: Vec<usize>,
    /// What the file says of itself in its name and above its header, in lower case.
    pub heading: String,
}

impl Resolved {
    /// Whether a column means a field.
    pub(crate) fn is_consumed(&self, column: usize) -> bool {
        self.columns.values().any(|used| *used == column) || self.wide.contains(&column)
    }
}

/// Brings a map to a table, or guesses one.
///
/// # Errors
/// [`ReadError::NeedsMap`] when a required field has no column; [`ReadError::Container`] when the map names a column
/// or field that is not there.
pub fn resolve(sample: &Sample, kind: Kind, map: Option<&ColumnMap>) -> Result<Resolved, ReadError> {
    let mut columns = match map {
        Some(map) => given(sample, kind, map)?,
        None => BTreeMap::new(),
    };
    let settled: BTreeSet<&str> = map.iter().flat_map(|map| map.columns.keys().map(String::as_str)).collect();
    let used: BTreeSet<usize> = columns.values().copied().collect();
    for (id, pick) in assign::choose(sample, fields(kind)) {
        if !settled.contains(id) && !used.contains(&pick.column) {
            columns.insert(id, pick.column);
        }
    }
    let wide = wide::courses(sample, kind, &|id| columns.get(id).copied());
    columns.retain(|_, column| !wide.contains(column));
    let missing = missing_of(kind, &|id| columns.contains_key(id) || !wide.is_empty() && wide::COURSE.contains(&id));
    if !missing.is_empty() {
        return Err(ReadError::NeedsMap { missing: missing.into_iter().map(str::to_owned).collect() });
    }
    let (orders, assumed) = orders(sample, &columns, kind, map.and_then(|map| map.day_first));
    Ok(Resolved { kind, columns, orders, assumed, wide, system: map.and_then(|map| map.system.clone()), heading: String::new() })
}

fn given(sample: &Sample, kind: Kind, map: &ColumnMap) -> Result<BTreeMap<&'static str, usize>, ReadError> {
    if map.kind != kind {
        return Err(wrong(format!(
            "the column map is for records of kind {}, the importer reads {kind}: use the importer for it",
            map.kind
        )));
    }
    let mut columns = BTreeMap::new();
    for (id, header) in &map.columns {
        let Some(field) = fields(kind).iter().find(|field| field.id == id) else {
            let known: Vec<&str> = fields(kind).iter().map(|field| field.id).collect();
            return Err(wrong(format!(
                "the column map names the field `{id}`, which {kind} does not have; it has {}",
                known.join(", ")
            )));
        };
        if header.trim().is_empty() {
            continue;
        }
        let column = find(&sample.names, header).ok_or_else(|| {
            let there = sample.names.join("`, `");
            wrong(format!(
                "the column map names the column `{header}` for `{id}`, which the table does not have; it has `{there}`"
            ))
        })?;
        columns.insert(field.id, column);
    }
    Ok(columns)
}

/// The column of a name: as written, else whatever the case and padding.
fn find(names: &[String], header: &str) -> Option<usize> {
    let exact = names.iter().position(|name| name == header);
    exact.or_else(|| names.iter().position(|name| name.trim().to_lowercase() == header.trim().to_lowercase()))
}

fn wrong(message: String) -> ReadError {
    ReadError::Container { at: Position::File, message }
}

/// The order of dates by column: as told by the map, by the column's own values, by those of the other columns, else
/// month first.
fn orders(sample: &Sample, columns: &BTreeMap<&'static str, usize>, kind: Kind, told: Option<bool>) -> (Vec<Order>, Vec<String>) {
    let order = |day_first| if day_first { Order::DayFirst } else { Order::MonthFirst };
    let own: Vec<Option<Order>> = (0..sample.names.len()).map(|column| time::order(sample.cells(column))).collect();
    let dates: BTreeSet<usize> = columns.iter().filter(|(id, _)| is_date(kind, id)).map(|(_, column)| *column).collect();
    let mut others: Vec<Order> = dates.iter().filter_map(|column| own.get(*column).copied().flatten()).collect();
    others.dedup();
    let shared = if let [one] = others.as_slice() { Some(*one) } else { None };
    let chosen = |column: usize| own.get(column).copied().flatten().or(shared);
    let orders = (0..sample.names.len()).map(|column| told.map(order).or_else(|| chosen(column)).unwrap_or_default()).collect();
    let ambiguous =
        |column: &&usize| told.is_none() && chosen(**column).is_none() && sample.cells(**column).any(time::is_ambiguous);
    let assumed = dates.iter().filter(ambiguous).filter_map(|column| sample.names.get(*column).cloned()).collect();
    (orders, assumed)
}

fn is_date(kind: Kind, id: &str) -> bool {
    fields(kind).iter().any(|field| field.id == id && matches!(field.values, Values::Date))
}
