//! What the importers of AWS share: users and the policies that give rights.

use crate::{importer::Sink, read::fields::Fields};
use model::record::Account;
use serde_json::Value;

/// The system's name in records.
pub const IAM: &str = "AWS IAM";

/// Takes an IAM user apart: what every list of users tells. It completes the account of the credential report, which has
/// the same id; whether the account can be used is not told here.
pub fn user(row: &mut Fields, sink: &mut Sink<'_>) -> Option<Account> {
    let login = row.text("UserName")?;
    let arn = row.text("Arn");
    if let Some(number) = arn.as_deref().and_then(account_of) {
        sink.facts.instance.get_or_insert(number);
    }
    Some(Account { system: IAM.to_owned(), id: arn, login, created: row.time("CreateDate"), partial: true, ..Account::default() })
}

/// The number of the AWS account in an ARN.
pub fn account_of(arn: &str) -> Option<String> {
    arn.split(':').nth(4).filter(|number| !number.is_empty()).map(str::to_owned)
}

/// Whether a policy document lets its holder do everything, or give themselves everything; none where it is written by
/// exclusion (`NotAction`), which does not tell.
pub fn is_administrative(document: &Value) -> Option<bool> {
    let statements = match document.get("Statement")? {
        Value::Array(statements) => statements.iter().collect(),
        single => vec![single],
    };
    let allows = statements.into_iter().filter(|statement| statement.get("Effect").and_then(Value::as_str) == Some("Allow"));
    let (mut all, mut untold) = (false, false);
    for statement in allows.filter(|statement| names(statement, "Resource", &["*"])) {
        all |= names(statement, "Action", &["*", "*:*", "iam:*"]);
        untold |= statement.get("NotAction").is_some();
    }
    if all || !untold { Some(all) } else { None }
}

/// Whether a field that is a text or a list of texts has one of the words.
fn names(statement: &Value, key: &str, words: &[&str]) -> bool {
    let is = |value: &Value| value.as_str().is_some_and(|text| words.iter().any(|word| text.eq_ignore_ascii_case(word)));
    match statement.get(key) {
        Some(Value::Array(list)) => list.iter().any(is),
        Some(value) => is(value),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_administrative;
    use serde_json::json;

    #[test]
    fn everything_on_everything_is_administrative() {
        let of = |statement: serde_json::Value| is_administrative(&json!({ "Statement": statement }));
        assert_eq!(of(json!({ "Effect": "Allow", "Action": "*", "Resource": "*" })), Some(true));
        assert_eq!(of(json!([{ "Effect": "Allow", "Action": ["s3:Get*", "*:*"], "Resource": ["*"] }])), Some(true));
        assert_eq!(of(json!([{ "Effect": "Allow", "Action": "*", "Resource": "arn:aws:s3:::logs/*" }])), Some(false));
        assert_eq!(of(json!([{ "Effect": "Deny", "Action": "*", "Resource": "*" }])), Some(false));
        assert_eq!(of(json!([{ "Effect": "Allow", "NotAction": ["iam:*"], "Resource": "*" }])), None);
    }
}
