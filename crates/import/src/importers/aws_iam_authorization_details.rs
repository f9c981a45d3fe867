//! AWS IAM: account authorization details: users, groups, roles and policies of an account in one file.
//!
//! Which policies give everything is told at the end of the file, so that users and grants wait for it. AWS's quotas
//! (5,000 users, 1,000 roles and 300 groups an account) bound what waits.

use crate::{
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{export::Export, fields::Fields, json, pages},
    vendor::aws,
};
use model::{
    Data, Kind,
    record::{Account, Grant, Setting},
};
use serde_json::Value;
use std::collections::BTreeMap;

const LISTS: &[&str] = &["UserDetailList", "GroupDetailList", "RoleDetailList", "Policies"];

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "aws-iam-authorization-details",
    version: 1,
    about: About {
        vendor: "AWS",
        title: "IAM account authorization details",
        export: &[
            "In each AWS account run `aws iam get-account-authorization-details > authorization-details.json` (the policy \
             IAMReadOnlyAccess or SecurityAudit suffices), without a filter, so that AWS's own policies in use are among them.",
        ],
        covers: "All IAM users, groups, roles and policies of one AWS account, and who holds what, at the moment of the export.",
        retention_days: None,
        source: "https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html",
    },
    emits: &[Kind::Account, Kind::Grant, Kind::Setting],
    sniff,
    read,
};

const EXPORT: Export =
    Export { product: aws::IAM, report: "get-account-authorization-details", snapshot: true, lists: LISTS, ..Export::PLAIN };

fn sniff(head: &Head<'_>) -> Match {
    let Some(object) = head.object() else { return Match::No };
    let lists = LISTS.iter().filter(|list| object.get(**list).is_some_and(Value::is_array)).count();
    // A large account is cut off within the list of its users: the list's name is no other product's.
    if lists >= 2 || object.get("UserDetailList").is_some() { Match::Certain } else { Match::No }
}

/// What waits for the end of the file.
#[derive(Default)]
struct Details {
    users: Vec<(Fields, Account, Vec<String>)>,
    grants: Vec<(Fields, Grant, String)>,
    /// Keys of the policies that each group and role has.
    holders: BTreeMap<String, Vec<String>>,
    /// Whether a policy gives everything, by key: its ARN, or for one inside a user, group or role the holder and name.
    policies: BTreeMap<String, Option<bool>>,
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    EXPORT.note(sink);
    let mut details = Details::default();
    let whole = json::rows(input, LISTS, sink, &mut |row, sink| {
        let list = row.list;
        let mut row = Fields::from(row);
        match list {
            "UserDetailList" => {
                user(row, &mut details, sink);
                Ok(())
            }
            "GroupDetailList" => holder(row, "group", "GroupName", &mut details, sink),
            "RoleDetailList" => holder(row, "role", "RoleName", &mut details, sink),
            "Policies" => {
                if let (Some(arn), document) = (row.peek_text("Arn").map(str::to_owned), default_version(&row)) {
                    details.policies.insert(arn, document);
                }
                setting(&mut row, "policy", "PolicyName").map_or(Ok(()), |setting| row.record(sink, setting))
            }
            _ => {
                row.lacks(sink, "UserDetailList");
                Ok(())
            }
        }
    })?;
    sink.facts.declared_empty = whole.declared_empty;
    sink.facts.incomplete.extend(pages::incomplete(&whole));
    details.finish(sink)
}

impl Details {
    /// Whether a policy, or any policy of a group or role, gives everything.
    fn administrative(&self, key: &str) -> Option<bool> {
        if let Some(held) = self.holders.get(key) {
            let told: Vec<_> = held.iter().map(|policy| self.administrative(policy)).collect();
            let any = told.contains(&Some(true));
            return if any || !told.contains(&None) { Some(any) } else { None };
        }
        let known = self.policies.get(key).copied().flatten();
        known.or_else(|| (key.ends_with(":aws:policy/AdministratorAccess")).then_some(true))
    }

    fn finish(mut self, sink: &mut Sink<'_>) -> Result<(), ReadError> {
        for (row, mut account, keys) in std::mem::take(&mut self.users) {
            let told: Vec<_> = keys.iter().map(|key| self.administrative(key)).collect();
            let any = told.contains(&Some(true));
            account.admin = if any || !told.contains(&None) { Some(any) } else { None };
            row.record(sink, Data::Account(Box::new(account)))?;
        }
        for (row, mut grant, key) in std::mem::take(&mut self.grants) {
            grant.privileged = self.administrative(&key);
            row.record(sink, Data::Grant(Box::new(grant)))?;
        }
        Ok(())
    }

    /// Notes the policies of a user, group or role as grants, and gives their keys and names.
    fn policies_of(&mut self, row: &mut Fields, holder: &Grant) -> (Vec<String>, Vec<String>) {
        let (mut keys, mut names) = (Vec::new(), Vec::new());
        let lists = ["AttachedManagedPolicies", "UserPolicyList", "GroupPolicyList", "RolePolicyList"];
        let at = row.position().clone();
        let policies: Vec<Value> = lists.iter().filter_map(|list| row.take(list)).flat_map(items).collect();
        for policy in policies {
            let mut policy = Fields::new(at.clone(), policy);
            let of_arn = |arn: &str| arn.rsplit('/').next().map(str::to_owned);
            let told = policy.text("PolicyName").or_else(|| policy.peek_text("PolicyArn").and_then(of_arn));
            let Some(name) = told else {
                row.problem("missing-field", "a policy without `PolicyName` was passed over");
                keys.push(String::new());
                continue;
            };
            let inline = || format!("{}#{name}", holder.principal_id.as_deref().unwrap_or(&holder.principal));
            let key = policy.peek_text("PolicyArn").map_or_else(inline, str::to_owned);
            if let Some(document) = policy.peek("PolicyDocument") {
                self.policies.insert(key.clone(), aws::is_administrative(document));
            }
            self.grants.push((policy, Grant { role: name.clone(), ..holder.clone() }, key.clone()));
            keys.push(key);
            names.push(name);
        }
        (keys, names)
    }
}

fn items(list: Value) -> Vec<Value> {
    if let Value::Array(items) = list { items } else { Vec::new() }
}

fn user(mut row: Fields, details: &mut Details, sink: &mut Sink<'_>) {
    let Some(account) = aws::user(&mut row, sink) else {
        return row.lacks(sink, "UserName");
    };
    let held = Grant {
        system: aws::IAM.to_owned(),
        principal: account.login.clone(),
        principal_id: account.id.clone(),
        principal_word: Some("user".to_owned()),
        scope: account.id.as_deref().and_then(aws::account_of),
        ..Grant::default()
    };
    let (mut keys, mut roles) = details.policies_of(&mut row, &held);
    for group in row.texts("GroupList", "GroupName") {
        let key = format!("group/{group}");
        let place = Fields::new(row.position().clone(), serde_json::json!({ "GroupName": group }));
        details.grants.push((place, Grant { role: group.clone(), ..held.clone() }, key.clone()));
        keys.push(key);
        roles.push(group);
    }
    if row.peek("GroupList").is_some() {
        // Not as AWS writes it: which rights the user has through groups is not known.
        row.problem("unreadable-list", "`GroupList` is no list of names; it was left as it is");
        keys.push(String::new());
    }
    details.users.push((row, Account { roles, ..account }, keys));
}

/// A group or role: its policies are grants, as is the right to take the role on; what it is itself is a setting.
fn holder(mut row: Fields, word: &str, name: &str, details: &mut Details, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(principal) = row.peek_text(name).map(str::to_owned) else {
        row.lacks(sink, name);
        return Ok(());
    };
    let held = Grant {
        system: aws::IAM.to_owned(),
        principal_id: row.peek_text("Arn").map(str::to_owned),
        principal_word: Some(word.to_owned()),
        scope: row.peek_text("Arn").and_then(aws::account_of),
        principal: principal.clone(),
        ..Grant::default()
    };
    let (keys, _) = details.policies_of(&mut row, &held);
    let key = format!("{word}/{principal}");
    for (kind, who) in trusted(&row) {
        let grant =
            Grant { principal: who, principal_id: None, principal_word: Some(kind), role: principal.clone(), ..held.clone() };
        let place = Fields::new(row.position().clone(), serde_json::json!({ "may": "sts:AssumeRole" }));
        details.grants.push((place, grant, key.clone()));
    }
    details.holders.insert(key, keys);
    setting(&mut row, word, name).map_or(Ok(()), |setting| row.record(sink, setting))
}

/// Who may take a role on, with AWS's word for what they are.
fn trusted(row: &Fields) -> Vec<(String, String)> {
    let statements = row.peek("AssumeRolePolicyDocument.Statement").cloned().map(one_or_more).unwrap_or_default();
    let allowed = statements.into_iter().filter(|statement| statement.get("Effect").and_then(Value::as_str) == Some("Allow"));
    let mut found = Vec::new();
    for principal in allowed.filter_map(|statement| statement.get("Principal").cloned()) {
        match principal {
            Value::String(who) => found.push(("AWS".to_owned(), who)),
            Value::Object(kinds) => {
                for (kind, who) in kinds {
                    let names = one_or_more(who).into_iter().filter_map(|name| name.as_str().map(str::to_owned));
                    found.extend(names.map(|name| (kind.clone(), name)));
                }
            }
            _ => {}
        }
    }
    found
}

fn one_or_more(value: Value) -> Vec<Value> {
    if let Value::Array(items) = value { items } else { vec![value] }
}

/// Whether the version of a policy that is in force gives everything.
fn default_version(row: &Fields) -> Option<bool> {
    let versions = row.peek("PolicyVersionList")?.as_array()?;
    let in_force = versions.iter().find(|version| version.get("IsDefaultVersion").and_then(Value::as_bool) == Some(true));
    aws::is_administrative(in_force?.get("Document")?)
}

fn setting(row: &mut Fields, family: &str, name: &str) -> Option<Data> {
    let name = row.text(name)?;
    Some(Data::Setting(Box::new(Setting {
        system: aws::IAM.to_owned(),
        id: row.text("Arn"),
        family: family.to_owned(),
        name,
        created: row.time("CreateDate"),
        changed: row.time("UpdateDate"),
        ..Setting::default()
    })))
}
