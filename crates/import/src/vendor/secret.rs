//! Secrets that logs carry along: session tokens, passwords, secret keys. They are dropped, masked ones may stay.

use serde_json::{Map, Value};

/// Names that end with one of these hold a secret. Compared without case and separators.
const NAMES: &[&str] = &[
    "sessiontoken",
    "securitytoken",
    "accesstoken",
    "refreshtoken",
    "idtoken",
    "bearertoken",
    "authtoken",
    "secretaccesskey",
    "secretkey",
    "privatekey",
    "privatekeydata",
    "clientsecret",
    "secretstring",
    "secretbinary",
    "secretvalue",
    "password",
    "passwd",
    "passwordhash",
    "plaintext",
    "keymaterial",
    "credentialvalue",
];

/// Names that are a secret's as they stand.
const EXACT: &[&str] = &["secret", "authorization", "cookie", "apikey", "salt", "awscredentials"];

/// Drops all secrets from a value.
pub fn dropped(mut value: Value) -> Value {
    clean(&mut value, 0);
    value
}

fn clean(value: &mut Value, depth: u8) {
    if depth > 64 {
        return;
    }
    match value {
        Value::Object(map) => {
            if names_a_secret(map) {
                map.retain(|name, held| !name.to_ascii_lowercase().ends_with("value") || !is_secret(held));
            }
            map.retain(|name, held| !(is_recognised(held) || is_named(name) && is_secret(held)));
            map.values_mut().for_each(|held| clean(held, depth + 1));
        }
        Value::Array(items) => {
            items.retain(|item| !is_recognised(item));
            for item in items {
                clean(item, depth + 1);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Whether an object is a pair of a secret's name and its value (`{"Name": "Password", "Value": ..}`).
fn names_a_secret(map: &Map<String, Value>) -> bool {
    let name = ["Name", "name", "Key", "key"].iter().find_map(|key| map.get(*key)?.as_str());
    name.is_some_and(is_named)
}

/// Whether a field of this name holds a secret.
fn is_named(name: &str) -> bool {
    let plain: String = name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    NAMES.iter().any(|end| plain.ends_with(end)) || EXACT.contains(&plain.as_str())
}

/// Whether there is anything to hide in it.
fn is_secret(value: &Value) -> bool {
    match value {
        Value::String(text) => !text.trim().is_empty() && !is_masked(text),
        Value::Array(items) => items.iter().any(is_secret),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => false,
    }
}

fn is_masked(text: &str) -> bool {
    let upper = text.to_ascii_uppercase();
    text.chars().all(|c| matches!(c, '*' | '\u{2022}' | 'x' | 'X'))
        || ["HIDDEN", "REDACTED", "SENSITIVE", "SECURESTRING", "***"].iter().any(|mask| upper.contains(mask))
}

/// Whether a text is a secret whatever its name: an API key, a private key, or an unread structure with a token in it.
fn is_recognised(value: &Value) -> bool {
    let Value::String(text) = value else { return false };
    let key = is_key(text);
    let structure = text.starts_with(['{', '[']) && {
        let lower = text.to_ascii_lowercase();
        ["sessiontoken", "secretaccesskey", "\"password\"", "privatekeydata"].iter().any(|name| lower.contains(name))
    };
    key || structure || text.contains("-----BEGIN") && text.contains("PRIVATE KEY")
}

/// Whether a text is a key of a provider or gateway, written out.
pub fn is_key(text: &str) -> bool {
    text.starts_with("sk-") && text.len() >= 20 && !text.contains([' ', '*']) && !text.contains("...")
}

#[cfg(test)]
mod tests {
    use super::dropped;
    use serde_json::json;

    #[test]
    fn secrets_go_and_ids_and_masks_stay() {
        let log = json!({
            "credentials": { "accessKeyId": "ASIAEXAMPLE", "sessionToken": "IQoJ", "secretAccessKey": "wJalr" },
            "masterUserPassword": "****", "passwordResetRequired": false, "nextToken": "t", "secretId": "arn:secret",
            "Parameters": [{ "Name": "Password", "Value": "p" }, { "Name": "Identity", "Value": "i" }],
            "keys": ["sk-0123456789abcdefghij", "sk-...ab12"], "cell": "{sessiontoken=IQoJ, a=b}",
        });
        let expected = json!({
            "credentials": { "accessKeyId": "ASIAEXAMPLE" },
            "masterUserPassword": "****", "passwordResetRequired": false, "nextToken": "t", "secretId": "arn:secret",
            "Parameters": [{ "Name": "Password" }, { "Name": "Identity", "Value": "i" }],
            "keys": ["sk-...ab12"],
        });
        assert_eq!(dropped(log), expected);
    }
}
