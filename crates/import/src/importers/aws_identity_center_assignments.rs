//! AWS IAM Identity Center: who may enter which account with which permission set, as `aws sso-admin` lists it.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{export::Export, fields::Fields},
};
use model::{Data, Kind, record::Grant};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "aws-identity-center-assignments",
    version: 1,
    about: About {
        vendor: "AWS",
        title: "IAM Identity Center account assignments",
        export: &[
            "For each account and permission set run `aws sso-admin list-account-assignments --instance-arn ... --account-id ... \
             --permission-set-arn ...` (the policy AWSSSOReadOnly suffices), and save all answers in one file.",
            "Or, for one user or group: `aws sso-admin list-account-assignments-for-principal`.",
        ],
        covers: "The assignments of the accounts and permission sets asked for, at the moment of the export.",
        retention_days: None,
        source: "https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_ListAccountAssignments.html",
    },
    emits: &[Kind::Grant],
    sniff,
    read,
};

const EXPORT: Export = Export {
    product: "AWS IAM Identity Center",
    report: "sso-admin list-account-assignments",
    snapshot: true,
    lists: &["AccountAssignments"],
    ..Export::PLAIN
};

fn sniff(head: &Head<'_>) -> Match {
    let Some(row) = head.row_of("AccountAssignments").or_else(|| head.row()) else { return Match::No };
    if head::has(row, &["PermissionSetArn", "PrincipalId", "PrincipalType"]) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    EXPORT.read(input, sink, &mut assignment).map(drop)
}

fn assignment(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let (Some(principal), Some(role)) = (row.text("PrincipalId"), row.text("PermissionSetArn")) else {
        row.lacks(sink, "PrincipalId");
        return Ok(());
    };
    // The instance is the part of the set's ARN before its own id.
    if let Some(instance) = role.split('/').nth(1).filter(|part| part.starts_with("ssoins-")) {
        sink.facts.instance.get_or_insert_with(|| instance.to_owned());
    }
    let grant = Grant {
        system: EXPORT.product.to_owned(),
        principal: principal.clone(),
        principal_id: Some(principal),
        principal_word: row.text("PrincipalType"),
        // The set's name is told by another call; whether it is administrative, by its policies.
        role,
        scope: row.text("AccountId"),
        ..Grant::default()
    };
    row.record(sink, Data::Grant(Box::new(grant)))
}
