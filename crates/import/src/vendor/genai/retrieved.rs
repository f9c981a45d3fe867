//! Whose what a tool, an index or a memory gave out is: the tenants that its own data name.

use crate::read::{fields::Fields, nested};
use model::record::{Span, SpanKind};
use serde_json::Value;
use std::collections::BTreeSet;

/// Attributes that hold what was given out, or documents with their metadata; they stay.
const GIVEN: &[&str] =
    &["output.value", "gen_ai.tool.call.result", "ai.toolCall.result", "traceloop.entity.output", "langfuse.observation.output"];
/// How the attributes of single documents begin.
const DOCUMENTS: &[&str] = &["retrieval.documents", "reranker.output_documents"];

/// Fills the tenant of what was given out from the attributes of a span; of other spans than those of tools, indexes and
/// memories nothing is told.
pub(super) fn fill(span: &mut Span, attributes: &Fields) {
    if !gives(span) {
        return;
    }
    let all = attributes.peek_all().as_object().into_iter().flatten();
    let documents = all.filter(|(key, _)| DOCUMENTS.iter().any(|prefix| key.starts_with(prefix))).map(|(key, value)| {
        // The last part of a flat key is the name: `retrieval.documents.0.document.metadata.tenant_id`.
        (key.rsplit('.').next().unwrap_or(key), value)
    });
    let given = GIVEN.iter().filter_map(|name| Some(("", attributes.peek(name)?)));
    tell(span, given.chain(documents));
}

/// Fills it from what was given out itself.
pub fn given(span: &mut Span, output: Option<&Value>) {
    if gives(span) {
        tell(span, output.map(|value| ("", value)).into_iter());
    }
}

const fn gives(span: &Span) -> bool {
    matches!(span.about, SpanKind::Tool | SpanKind::Retriever | SpanKind::Other)
}

fn tell<'a>(span: &mut Span, values: impl Iterator<Item = (&'a str, &'a Value)>) {
    let mut found = BTreeSet::new();
    values.for_each(|(key, value)| collect(key, value, &mut found));
    if span.result_tenant.is_none() && !found.is_empty() {
        span.result_tenant = Some(found.into_iter().collect::<Vec<_>>().join(", "));
    }
}

/// The tenant that metadata name.
pub fn tenant_in(metadata: &Value) -> Option<String> {
    let opened = nested::opened(metadata.clone());
    opened.as_object()?.iter().filter(|(key, _)| is_tenant(key)).find_map(|(_, value)| name(value))
}

fn collect(key: &str, value: &Value, found: &mut BTreeSet<String>) {
    match value {
        _ if is_tenant(key) && name(value).is_some() => found.extend(name(value)),
        Value::Object(map) => map.iter().for_each(|(key, inner)| collect(key, inner, found)),
        Value::Array(items) => items.iter().for_each(|item| collect("", item, found)),
        Value::String(text)
            if text.trim_start().starts_with(['{', '[']) && (text.contains("enant") || text.contains("ENANT")) =>
        {
            if let opened @ (Value::Object(_) | Value::Array(_)) = nested::opened(value.clone()) {
                collect("", &opened, found);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Whether a key names a tenant and nothing else: an account or a workspace may be anybody's.
fn is_tenant(key: &str) -> bool {
    let letters: String = key.chars().filter(char::is_ascii_alphanumeric).collect();
    matches!(letters.to_ascii_lowercase().as_str(), "tenant" | "tenantid" | "tenantname")
}

fn name(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty() && !text.starts_with(['{', '['])),
        Value::Number(number) => Some(number.to_string()),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}
