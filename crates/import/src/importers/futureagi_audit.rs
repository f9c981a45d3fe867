//! `FutureAGI` Agent Command Center: the audit events that the gateway writes as JSON lines.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{export::Export, fields::Fields},
    vendor::secret,
};
use model::{
    Data, Kind,
    record::{Action, AuditEvent},
};
use serde_json::Value;

/// See the module. The format is that of the gateway's source; the platform documents no CSV of these events.
pub(super) const IMPORTER: Importer = Importer {
    id: "futureagi-audit",
    version: 1,
    about: About {
        vendor: "Future AGI",
        title: "Audit events of the gateway",
        export: &[
            "Auditing must be on in the gateway's configuration (audit.enabled); without categories and min_severity nothing is left out.",
            "The gateway writes the events to its standard output: take them from the log of its container for the period (`kubectl logs`, `docker logs`, or the log store that collects them).",
            "Save them one event a line. Other lines of the gateway's log may stay: they are passed over.",
        ],
        covers: "What the log of the container still holds.",
        retention_days: None,
        source: "https://github.com/future-agi/future-agi/blob/main/agentcc-gateway/internal/audit/audit.go",
    },
    emits: &[Kind::AuditEvent],
    sniff,
    read,
};

const EXPORT: Export = Export {
    product: "FutureAGI Agent Command Center",
    report: "Audit events",
    lists: &["events", "audit_events"],
    lines: true,
    ..Export::PLAIN
};

fn sniff(head: &Head<'_>) -> Match {
    let is_event = |row: &Value| head::has(row, &["seq", "timestamp", "category", "action", "severity", "actor.type", "outcome"]);
    let rows = || EXPORT.lists.iter().filter_map(|list| head.row_of(list)).chain(head.row());
    // The gateway logs other things to the same output, mostly as it starts.
    if rows().any(is_event) || head.first_lines().any(|row| is_event(&row)) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let mut sequence = Sequence::default();
    let mut others = 0_u64;
    EXPORT.read(input, sink, &mut |mut row, sink| {
        if !row.has("seq") && row.has("level") && row.has("msg") {
            others += 1;
            return Ok(());
        }
        sequence.take(row.whole("seq"));
        let at = row.position().clone();
        event(Fields::new(at, secret::dropped(row.into_left())), sink)
    })?;
    if others > 0 {
        sink.facts.control_totals.insert("other lines of the log".to_owned(), others.to_string());
    }
    let missing = sequence.missing();
    if missing > 0 {
        sink.facts.incomplete.push(format!(
            "the sequence numbers have {missing} holes: the gateway dropped events when its buffer was full, or lines are missing"
        ));
    }
    Ok(())
}

/// The sequence numbers, which the gateway gives before it may drop an event, from 1 with each start. Events that are
/// made at once may stand in another order.
#[derive(Default)]
struct Sequence {
    first: i64,
    last: i64,
    count: i64,
    missing: i64,
}

impl Sequence {
    /// How far apart events that are made at once may stand: the size of the gateway's buffer.
    const BUFFER: i64 = 4096;

    fn take(&mut self, number: Option<i64>) {
        let Some(number) = number else { return };
        let restarted = self.count > 0 && (number == 1 && self.last > 1 || number < self.last - Self::BUFFER);
        if restarted {
            self.missing += self.holes();
            self.count = 0;
        }
        if self.count == 0 {
            (self.first, self.last) = (number, number);
        }
        self.first = self.first.min(number);
        self.last = self.last.max(number);
        self.count += 1;
    }

    fn holes(&self) -> i64 {
        if self.count == 0 { 0 } else { (self.last.saturating_sub(self.first) + 1 - self.count).max(0) }
    }

    fn missing(&self) -> i64 {
        self.missing + self.holes()
    }
}

fn event(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(action_word) = row.text("action") else {
        row.lacks(sink, "action");
        return Ok(());
    };
    let category = row.text("category");
    let event = AuditEvent {
        system: "FutureAGI".to_owned(),
        // The event's number begins again with each start of the gateway: it identifies nothing, and stays in `extra`.
        id: None,
        at: row.time("timestamp"),
        action: match (category.as_deref(), action_word.as_str()) {
            (Some("config" | "admin"), word) if !word.starts_with("get") && !word.starts_with("list") => Action::PolicyChanged,
            _ => Action::Other,
        },
        actor: row.first_text(&["actor.owner", "actor.name", "actor.id"]),
        object: row.peek_text("resource.id").map(str::to_owned),
        succeeded: match row.peek_text("outcome") {
            Some("success" | "allowed") => Some(true),
            Some("error" | "denied" | "failure") => Some(false),
            _ => None,
        },
        service: category,
        address: row.text("actor.ip"),
        action_word,
        ..AuditEvent::default()
    };
    row.record(sink, Data::AuditEvent(Box::new(event)))
}
