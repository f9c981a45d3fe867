//! Everything about one request: its rows in all tables, what was live when it was answered, and who approved that.

use super::{Asking, mask::Mask};
use crate::{
    AppError, Code, Session, cells,
    contract::{
        Proof,
        logs::{LiveRelease, RequestSheet, SheetRow, SpanRow},
    },
    dataset,
    words::count,
};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use evaluate::{Dataset, Live, Sourced};
use model::{Cell, Data, EvidenceId, Kind, LogRows, Pointer, Record, record::Release};
use std::collections::{BTreeMap, BTreeSet};

/// Most rows of one id that are read from one part.
const MOST: usize = 500;
/// Most ids that are followed: a trace with thousands of requests is told in part.
const IDS: usize = 50;

/// Whether texts are shown as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Looking {
    /// Personal data and credentials are covered.
    Masked,
    /// Everything is shown; the activity log keeps who looked.
    Open,
}

/// What the activity log calls it.
pub(crate) const LOOKED_UP: &str = "request looked up";

/// The sheet of a request, trace or span: the rows that tell its id, and those that share a request or trace with them.
/// Who asked for it, how and how long it took goes to the activity log.
///
/// # Errors
/// [`Code::NotFound`] when no row tells the id; those of the vault and the column store.
pub fn request(session: &Session, id: &str, looking: Looking) -> Result<RequestSheet, AppError> {
    let asking = Asking::new(session)?;
    let found = gather(&asking, id)?;
    if found.rows.is_empty() {
        return Err(AppError::new(
            Code::NotFound,
            format!("no row of the log tells `{id}`"),
            "look for a request, trace or span id as the log writes it, capital letters included",
        ));
    }
    let took = asking.took();
    let data = session.read(|read| dataset::of(read, [Kind::Release, Kind::Ticket], &asking.terms))?;
    let mut teller = Teller { data: &data, zone: asking.terms.zone, mask: Mask::new(looking == Looking::Masked) };
    let sheet = teller.sheet(id, found, took);
    let told = serde_json::json!({"milliseconds": took, "masked": looking == Looking::Masked});
    session.change(|write| Ok(write.note(LOOKED_UP, id, None, Some(told))?))?;
    Ok(RequestSheet { masked: looking == Looking::Masked, hidden: teller.mask.hidden(), ..sheet })
}

/// A row as the store gives it: its table and its cells by column.
struct Found {
    table: &'static str,
    cells: BTreeMap<String, Cell>,
}

impl Found {
    fn text(&self, column: &str) -> Option<&str> {
        match self.cells.get(column)? {
            Cell::Text(text) => Some(text),
            Cell::Null | Cell::Bool(_) | Cell::Int(_) | Cell::Float(_) => None,
        }
    }

    fn moment(&self, column: &str) -> Option<DateTime<Utc>> {
        DateTime::parse_from_rfc3339(self.text(column)?).ok().map(|at| at.to_utc())
    }

    /// Where it stands.
    fn place(&self) -> (i64, &str) {
        let evidence = if let Some(Cell::Int(number)) = self.cells.get("evidence") { *number } else { 0 };
        (evidence, self.text("position").unwrap_or_default())
    }
}

/// The rows that were found, and the ids that led to them.
struct Gathered {
    rows: Vec<Found>,
    ids: Vec<String>,
    more: bool,
}

/// The rows of an id, then those of the requests and traces that they name.
fn gather(asking: &Asking, id: &str) -> Result<Gathered, AppError> {
    let mut gathered = Gathered { rows: Vec::new(), ids: vec![id.to_owned()], more: false };
    let mut seen = BTreeSet::new();
    let mut next = 0;
    while let Some(id) = gathered.ids.get(next).cloned() {
        next += 1;
        for (table, rows) in asking.logs().request(&asking.parts, &id, MOST)? {
            gathered.more |= rows.rows.len() >= MOST;
            for found in taken(table.name, rows) {
                let (evidence, position) = found.place();
                if !seen.insert((table.name, evidence, position.to_owned())) {
                    continue;
                }
                for column in ["request_id", "trace_id"] {
                    let other = found.text(column).filter(|other| !gathered.ids.iter().any(|known| known == other));
                    match other {
                        Some(other) if gathered.ids.len() < IDS => gathered.ids.push(other.to_owned()),
                        Some(_) => gathered.more = true,
                        None => {}
                    }
                }
                gathered.rows.push(found);
            }
        }
    }
    gathered.rows.sort_by(|a, b| (a.moment("at"), a.place()).cmp(&(b.moment("at"), b.place())));
    Ok(gathered)
}

fn taken(table: &'static str, rows: LogRows) -> impl Iterator<Item = Found> {
    let LogRows { columns, rows } = rows;
    rows.into_iter().map(move |cells| Found {
        table,
        cells: columns.iter().cloned().zip(cells).filter(|(_, cell)| *cell != Cell::Null).collect(),
    })
}

/// Rows in the words of the sheet.
struct Teller<'a> {
    data: &'a Dataset,
    zone: Tz,
    mask: Mask,
}

impl Teller<'_> {
    fn sheet(&mut self, id: &str, found: Gathered, took: u32) -> RequestSheet {
        let of = |table: &str| found.rows.iter().filter(|row| row.table == table).collect::<Vec<_>>();
        let calls = of("gateway");
        let spans = of("span");
        let begin = found.rows.iter().filter_map(|row| row.moment("at")).min();
        let (releases, records) = self.live(calls.iter().chain(&spans).copied());
        let approvals = self.approvals(&records);
        RequestSheet {
            id: id.to_owned(),
            calls: calls.iter().map(|row| self.row(row)).collect(),
            spans: tree(&spans).into_iter().map(|(row, depth, orphaned)| self.span(row, depth, orphaned, begin)).collect(),
            scores: of("score").iter().map(|row| self.row(row)).collect(),
            releases,
            approvals,
            masked: true,
            hidden: Vec::new(),
            more: u32::from(found.more),
            ids: found.ids,
            took,
        }
    }

    fn row(&mut self, row: &Found) -> SheetRow {
        let told = |column: &str| row.text(column).unwrap_or_default();
        let what = match row.table {
            "gateway" => [told("provider"), told("model"), told("status")].join(" "),
            "score" => [told("evaluator"), told("label")].join(" "),
            _ => [told("about"), told("name")].join(" "),
        };
        let (evidence, position) = row.place();
        let proof = proof(self.data, u32::try_from(evidence).unwrap_or(0), position);
        let shown = row.cells.iter().filter(|(column, _)| !matches!(column.as_str(), "evidence" | "position" | "at" | "day"));
        let fields = shown.map(|(column, cell)| (column.clone(), self.field(cell))).collect();
        SheetRow { proof, at: told("at_text").to_owned(), what: what.trim().to_owned(), fields }
    }

    fn field(&mut self, value: &Cell) -> String {
        let text = value.to_string();
        if matches!(value, Cell::Text(_)) { self.mask.text(text) } else { text }
    }

    fn span(&mut self, row: &Found, depth: u32, orphaned: bool, begin: Option<DateTime<Utc>>) -> SpanRow {
        let (at, ended) = (row.moment("at"), row.moment("ended"));
        let between = |from: Option<DateTime<Utc>>, to: Option<DateTime<Utc>>| {
            from.zip(to).map(|(from, to)| count((to - from).num_milliseconds()))
        };
        SpanRow {
            about: row.text("about").unwrap_or("other").to_owned(),
            offset: between(begin, at),
            duration: between(at, ended),
            depth,
            orphaned,
            row: self.row(row),
        }
    }

    /// What answered, with the records of its release.
    fn live<'r>(&mut self, rows: impl Iterator<Item = &'r Found>) -> (Vec<LiveRelease>, Vec<Sourced<Release>>) {
        let live = Live::new(self.data);
        let mut seen = BTreeSet::new();
        let (mut told, mut records) = (Vec::new(), Vec::new());
        for row in rows {
            let moment = row.moment("at");
            let model = row
                .text("model")
                .map(|model| ("model", named(model, row.text("model_version")), live.model(model, row.text("model_version"))));
            let prompt = row.text("prompt_version").map(|version| {
                let named = named(row.text("prompt").unwrap_or_default(), Some(version));
                ("prompt", named.clone(), live.prompt(&named))
            });
            for (family, name, found) in model.into_iter().chain(prompt) {
                if !seen.insert((family, name.clone())) {
                    continue;
                }
                // Of several records of one version the latest that was live by then.
                let at = |record: &&Sourced<Release>| record.value.live.or(record.value.created).map(|at| at.earliest(self.zone));
                let by_then = |record: &&&Sourced<Release>| moment.is_none_or(|moment| at(record).is_none_or(|at| at <= moment));
                let best = found.iter().filter(by_then).max_by_key(|record| at(record)).or_else(|| found.first()).copied();
                let before = best
                    .and_then(|record| record.value.live)
                    .zip(moment)
                    .map(|(live, moment)| live.earliest(self.zone) <= moment);
                told.push(LiveRelease {
                    family: family.to_owned(),
                    name,
                    record: best.map(|record| release(self.data, record)),
                    before,
                });
                records.extend(best.cloned());
            }
        }
        (told, records)
    }

    /// Tickets that the releases name.
    fn approvals(&self, releases: &[Sourced<Release>]) -> Vec<SheetRow> {
        let wanted: BTreeSet<String> =
            releases.iter().flat_map(|release| &release.value.tickets).map(|key| key.to_lowercase()).collect();
        let tickets = self.data.tickets.iter().filter(|ticket| wanted.contains(&ticket.value.id.to_lowercase()));
        tickets
            .map(|ticket| {
                let at = ticket.value.created.map(|at| at.to_string()).unwrap_or_default();
                of_map(self.data, &ticket.pointer, Data::Ticket(Box::new(ticket.value.clone())), at, ticket.value.id.clone())
            })
            .collect()
    }
}

/// A release record in the words of the sheet.
pub(super) fn release(data: &Dataset, record: &Sourced<Release>) -> SheetRow {
    let at = record.value.live.or(record.value.created).map(|at| at.to_string()).unwrap_or_default();
    let what = named(&record.value.name, record.value.version.as_deref());
    of_map(data, &record.pointer, Data::Release(Box::new(record.value.clone())), at, what)
}

/// A record of the map in the words of the sheet.
fn of_map(dataset: &Dataset, pointer: &Pointer, data: Data, at: String, what: String) -> SheetRow {
    let record = Record { at: pointer.at.clone(), data, extra: BTreeMap::new() };
    let fields = cells::fields(&record).into_iter().map(|(name, value)| (name, cells::text(&value)));
    let fields = fields.filter(|(_, text)| !text.is_empty()).collect();
    SheetRow { proof: proof(dataset, pointer.evidence.0, &pointer.at.to_string()), at, what, fields }
}

/// A place with the name of its file.
pub(crate) fn proof(data: &Dataset, evidence: u32, at: &str) -> Proof {
    let id = EvidenceId(evidence);
    let file = data.evidence.get(&id).map(|evidence| evidence.file_name.clone()).unwrap_or_default();
    Proof { evidence, evidence_label: id.to_string(), file, at: at.to_owned() }
}

/// A name with its version, which some logs tell in one text.
pub(super) fn named(name: &str, version: Option<&str>) -> String {
    match version {
        Some(version) if name.is_empty() => version.to_owned(),
        Some(version) if !name.contains(version) => format!("{name} {version}"),
        _ => name.to_owned(),
    }
}

/// Spans under their parents: the span, how deep it stands, and whether its parent is missing. Each once, even where
/// parents form a ring.
fn tree<'a>(spans: &[&'a Found]) -> Vec<(&'a Found, u32, bool)> {
    let ids: BTreeSet<&str> = spans.iter().filter_map(|span| span.text("span_id")).collect();
    let mut children: BTreeMap<&str, Vec<&Found>> = BTreeMap::new();
    let mut open = Vec::new();
    for &span in spans {
        match span.text("parent_id") {
            Some(parent) if ids.contains(parent) && span.text("span_id") != Some(parent) => {
                children.entry(parent).or_default().push(span);
            }
            parent => open.push((span, 0, parent.is_some())),
        }
    }
    open.reverse();
    let mut told = Vec::with_capacity(spans.len());
    while let Some((span, depth, orphaned)) = open.pop() {
        told.push((span, depth, orphaned));
        let of_it = span.text("span_id").and_then(|id| children.remove(id)).unwrap_or_default();
        open.extend(of_it.into_iter().rev().map(|child| (child, depth + 1, false)));
    }
    // What is left hangs on itself.
    told.extend(children.into_values().flatten().map(|span| (span, 0, true)));
    told
}
