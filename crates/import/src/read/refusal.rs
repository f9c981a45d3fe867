//! Errors that a source gave in place of a result: told from rows, and refused.

use super::fields::text_of;
use crate::ReadError;
use serde_json::Value;

/// Refuses an object that is an error of its source in place of a result.
///
/// # Errors
/// [`ReadError::SourceError`] with the message of the source.
pub fn refuse_error(object: &Value) -> Result<(), ReadError> {
    refusal(object).map_or(Ok(()), |message| Err(ReadError::SourceError(message)))
}

/// What an error says in words.
const MESSAGES: &[&str] = &["message", "Message", "error_description", "errorSummary", "detail", "title", "type"];

/// Names under which an error says nothing but text.
const TEXTS: &[&str] = &["error_description", "error", "errors", "detail", "message", "Message"];

/// What stands beside such a text.
const BESIDE: &[&str] = &["status", "statusCode", "success", "type", "path", "timestamp", "data", "result", "instance"];

/// The message of an error object: `{error: {message}}`, `{errors: [{message}]}`, `{errorCode, message}`, `{detail}`.
fn refusal(object: &Value) -> Option<String> {
    let small = object.as_object().filter(|map| map.len() <= 5 || map.contains_key("typeKey"))?;
    let text = |value: &Value, keys: &[&str]| {
        keys.iter().find_map(|key| value.get(key)?.as_str().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned))
    };
    let worded = |code: Option<String>, message: String| match code {
        Some(code) => format!("{code}: {message}"),
        None => message,
    };
    if small.contains_key("id") {
        return None;
    }
    let inner = small.get("error").or_else(|| small.get("Error")).or_else(|| small.get("errors")?.get(0));
    if let Some(error) = inner.filter(|error| error.is_object()) {
        return text(error, MESSAGES).map(|message| worded(text(error, &["code"]), message));
    }
    if let Some(code) = text(object, &["errorCode", "error", "code", "documentation_url", "typeKey"])
        && let Some(message) = text(object, &["message", "error_description", "errorSummary"])
    {
        let is_code = ["errorCode", "error", "code"].iter().any(|key| small.contains_key(*key));
        return Some(worded(Some(code).filter(|_| is_code), message));
    }
    let told =
        |keys: &[&str]| keys.iter().find_map(|key| small.get(*key).filter(|value| !value.is_null() && !value.is_boolean()));
    let failed = ["status", "success"].iter().any(|key| small.get(*key) == Some(&Value::Bool(false)));
    let only = small.keys().all(|key| TEXTS.contains(&key.as_str()) || BESIDE.contains(&key.as_str()));
    let found = if failed { told(&["result", "error", "message"]) } else { told(TEXTS).filter(|_| only) }?;
    Some(text_of(found).unwrap_or_else(|| found.to_string()))
}

#[cfg(test)]
mod tests {
    use super::refusal;
    use serde_json::json;

    #[test]
    fn errors_are_told_from_rows() {
        let errors = [
            json!({ "error": { "code": 403, "message": "Not Authorized", "status": "PERMISSION_DENIED" } }),
            json!({ "type": "error", "error": { "type": "authentication_error", "message": "invalid x-api-key" } }),
            json!({ "message": "Session expired or invalid", "errorCode": "INVALID_SESSION_ID" }),
            json!({ "Error": { "Message": "Unauthorized" } }),
            json!({ "data": null, "errors": [{ "message": "Could not resolve" }] }),
            json!({ "message": "404 Project Not Found" }),
            json!({ "detail": "Authentication credentials were not provided." }),
            json!({ "status": false, "result": "Export limited to 10,000 rows." }),
        ];
        assert!(errors.iter().all(|error| refusal(error).is_some()));
        assert_eq!(refusal(&json!({ "id": "1", "login": "ada", "message": "hello" })), None);
        assert_eq!(refusal(&json!({ "type": "error", "error": null })), None);
        assert_eq!(refusal(&json!({ "id": "1", "status": "ERROR", "error": "timeout" })), None);
    }
}
