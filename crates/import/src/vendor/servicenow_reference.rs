//! References of `ServiceNow`'s tables, in the forms in which they come: a value with a link, a value with what is shown, a text,
//! or Fivetran's columns.

use crate::{importer::Sink, read::fields::Fields};

/// Takes a reference: the id of the record that it leads to, and what is shown for it.
pub fn take(row: &mut Fields, key: &str, sink: &mut Sink<'_>) -> (Option<String>, Option<String>) {
    let of = |part: &str| format!("{key}.{part}");
    if let Some(link) = row.first_text(&[&of("link"), &format!("{key}_link")]) {
        note_instance(&link, sink);
    }
    let shown = row.first_text(&[&of("display_value"), &format!("dv_{key}"), &of("name")]);
    let id = row.first_text(&[&of("value"), &format!("{key}_value"), &of("sys_id")]);
    // Asked for what is shown alone, the field is a text; asked for ids alone, it is the id.
    match row.text(key) {
        Some(text) if is_id(&text) => (id.or(Some(text)), shown),
        text => (id, shown.or(text)),
    }
}

/// Unwraps fields that came with both value and what is shown, to their values.
pub fn values(row: &mut Fields) {
    for key in row.names() {
        let both = row.peek(&key).filter(|field| field.get("display_value").is_some() && field.get("link").is_none());
        if let Some(value) = both.and_then(|field| field.get("value")).cloned() {
            row.put(&key, value);
        }
    }
}

/// Notes the host of a link as the instance.
fn note_instance(link: &str, sink: &mut Sink<'_>) {
    let host = link.split_once("://").and_then(|(_, rest)| rest.split('/').next());
    if let Some(host) = host.filter(|host| host.contains('.')) {
        sink.facts.instance.get_or_insert_with(|| host.to_owned());
    }
}

fn is_id(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}
