//! AWS IAM: the users of an account, as `aws iam list-users` gives them.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::export::Export,
    vendor::aws,
};
use model::{Data, Kind, record::Account};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "aws-iam-users",
    version: 1,
    about: About {
        vendor: "AWS",
        title: "IAM users",
        export: &[
            "In each AWS account run `aws iam list-users > iam-users.json` (the policy IAMReadOnlyAccess suffices).",
            "Prefer the credential report: it tells second factors and keys, which this list does not.",
        ],
        covers: "All IAM users of one AWS account at the moment of the export, its root and the users of Identity Center not among them.",
        retention_days: None,
        source: "https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListUsers.html",
    },
    emits: &[Kind::Account],
    sniff,
    read,
};

const EXPORT: Export = Export { product: aws::IAM, report: "list-users", snapshot: true, lists: &["Users"], ..Export::PLAIN };

fn sniff(head: &Head<'_>) -> Match {
    let Some(row) = head.row_of("Users").or_else(|| head.row()) else { return Match::No };
    let marks = ["UserName", "UserId", "Arn", "CreateDate"];
    if head::has(row, &marks) && !head::has(row, &["AttachedManagedPolicies"]) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    EXPORT
        .read(input, sink, &mut |mut row, sink| {
            let Some(account) = aws::user(&mut row, sink) else {
                row.lacks(sink, "UserName");
                return Ok(());
            };
            let account = Account { last_login: row.time("PasswordLastUsed"), ..account };
            row.record(sink, Data::Account(Box::new(account)))
        })
        .map(drop)
}
