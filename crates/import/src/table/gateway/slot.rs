//! One field of a gateway's row: where it stands and how its value is read.

use crate::{
    map::{Resolved, Sample},
    read::{
        fields,
        time::{self, Order, Reading},
    },
    table::words,
    vendor::secret,
};
use model::GatewayRow;
use serde_json::{Map, Value};

/// A field with the place where its value stands.
pub(super) struct Slot {
    /// The field.
    pub(super) id: &'static str,
    /// The column of a table.
    pub(super) column: usize,
    /// The column's name, or the dotted path.
    pub(super) name: String,
    path: Vec<String>,
    order: Order,
    seconds: bool,
}

impl Slot {
    pub(super) fn all(sample: &Sample, resolved: &Resolved) -> Vec<Self> {
        let slot = |(id, column): (&&'static str, &usize)| {
            let name = sample.names.get(*column)?.clone();
            let lower = name.to_lowercase();
            Some(Self {
                id,
                column: *column,
                path: name.split('.').map(str::to_owned).collect(),
                order: resolved.orders.get(*column).copied().unwrap_or_default(),
                seconds: ["_s", "(s)", "sec", "secs", "seconds", "_sec"].iter().any(|unit| lower.ends_with(unit)),
                name,
            })
        };
        resolved.columns.iter().filter_map(slot).collect()
    }

    /// Takes the value out of a row: under its whole name, else along its path.
    pub(super) fn take(&self, value: &mut Value) -> Option<Value> {
        let Value::Object(map) = value else { return None };
        let found = map.swap_remove(self.name.as_str()).or_else(|| remove(map, &self.path));
        found.filter(|found| !found.is_null())
    }

    /// Sets the field; gives the value back if it means nothing for it.
    pub(super) fn set(&self, row: &mut GatewayRow, value: Value) -> Result<(), Value> {
        match value {
            Value::String(text) => {
                let trimmed = text.trim();
                if time::is_blank(trimmed) || self.set_text(row, trimmed) { Ok(()) } else { Err(Value::String(text)) }
            }
            Value::Number(number) if self.is_time() => match time::json(&Value::Number(number.clone())) {
                Reading::At(stamp) => {
                    *if self.id == "at" { &mut row.at } else { &mut row.reviewed_at } = Some(stamp);
                    Ok(())
                }
                Reading::Blank => Ok(()),
                Reading::Unreadable => Err(Value::Number(number)),
            },
            Value::Number(number) => {
                if self.set_text(row, &number.to_string()) {
                    Ok(())
                } else {
                    Err(Value::Number(number))
                }
            }
            Value::Bool(truth) => {
                if self.set_text(row, if truth { "true" } else { "false" }) {
                    Ok(())
                } else {
                    Err(Value::Bool(truth))
                }
            }
            Value::Array(items) if items.is_empty() => Ok(()),
            Value::Array(_) | Value::Object(_) if matches!(self.id, "input" | "output" | "guardrail" | "tool-calls") => {
                if self.set_text(row, &value.to_string()) { Ok(()) } else { Err(value) }
            }
            other => Err(other),
        }
    }

    /// Sets the field from text that is not blank; false if it means nothing for it.
    pub(super) fn set_text(&self, row: &mut GatewayRow, text: &str) -> bool {
        match self.id {
            "at" => match time::read(text, self.order) {
                Reading::At(stamp) => row.at = Some(stamp),
                Reading::Blank => {}
                Reading::Unreadable => return false,
            },
            "reviewed-at" => match time::read(text, self.order) {
                Reading::At(stamp) => row.reviewed_at = Some(stamp),
                Reading::Blank => {}
                Reading::Unreadable => return false,
            },
            "fallback" => return put(&mut row.fallback, words::truth_or_count(text)),
            "cache-hit" => return put(&mut row.cache_hit, words::hit(text)),
            "streamed" => return put(&mut row.streamed, fields::truth(text)),
            "training-opt-out" => return put(&mut row.training_opt_out, fields::truth(text)),
            // A key that is written out stays where it came from: the name of the column is no reason to copy it.
            "key" if secret::is_key(text) => return false,
            "key" => row.key = Some(text.to_owned()),
            "sequence" => return put(&mut row.sequence, whole(text)),
            "tokens-in" => return put(&mut row.tokens_in, whole(text)),
            "tokens-out" => return put(&mut row.tokens_out, whole(text)),
            "cost" => return put(&mut row.cost, words::number(text)),
            "latency" => {
                let factor = if self.seconds { 1000.0 } else { 1.0 };
                return put(&mut row.latency_ms, words::number(text).map(|number| number * factor));
            }
            id => return words_of(row, id).map(|place| *place = Some(text.to_owned())).is_some(),
        }
        true
    }

    fn is_time(&self) -> bool {
        matches!(self.id, "at" | "reviewed-at")
    }

    pub(super) fn code(&self) -> &'static str {
        if self.is_time() { "bad-date" } else { "bad-value" }
    }

    pub(super) fn complaint(&self) -> String {
        format!("`{}` holds nothing that can be read as {}; it was left blank", self.name, self.id)
    }
}

/// Removes what stands at a path, and the objects around it that become empty.
fn remove(map: &mut Map<String, Value>, path: &[String]) -> Option<Value> {
    let (key, rest) = path.split_first()?;
    if rest.is_empty() {
        return map.swap_remove(key);
    }
    let Value::Object(inner) = map.get_mut(key)? else { return None };
    let found = remove(inner, rest);
    if found.is_some() && inner.is_empty() {
        map.swap_remove(key);
    }
    found
}

fn put<T>(place: &mut Option<T>, found: Option<T>) -> bool {
    let read = found.is_some();
    *place = found;
    read
}

#[expect(clippy::cast_possible_truncation, reason = "only whole numbers that a float holds exactly come here")]
fn whole(text: &str) -> Option<i64> {
    let exact = |number: &f64| number.fract() == 0.0 && number.abs() < 9_007_199_254_740_992.0;
    text.parse().ok().or_else(|| words::number(text).filter(exact).map(|number| number as i64))
}

/// The text field of an id.
fn words_of<'r>(row: &'r mut GatewayRow, id: &str) -> Option<&'r mut Option<String>> {
    Some(match id {
        "request-id" => &mut row.request_id,
        "trace-id" => &mut row.trace_id,
        "route" => &mut row.route,
        "user" => &mut row.user,
        "tenant" => &mut row.tenant,
        "provider" => &mut row.provider,
        "model" => &mut row.model,
        "model-version" => &mut row.model_version,
        "model-requested" => &mut row.model_requested,
        "prompt" => &mut row.prompt,
        "prompt-version" => &mut row.prompt_version,
        "session" => &mut row.session,
        "application" => &mut row.application,
        "call-type" => &mut row.call_type,
        "data-class" => &mut row.data_class,
        "purpose" => &mut row.purpose,
        "consent" => &mut row.consent,
        "risk" => &mut row.risk,
        "reviewed-by" => &mut row.reviewed_by,
        "tool-calls" => &mut row.tool_calls,
        "status" => &mut row.status,
        "fallback-reason" => &mut row.fallback_reason,
        "guardrail" => &mut row.guardrail,
        "region" => &mut row.region,
        "input" => &mut row.input,
        "output" => &mut row.output,
        _ => return None,
    })
}
