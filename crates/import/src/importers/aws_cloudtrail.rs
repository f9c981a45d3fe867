//! AWS `CloudTrail`: events from the bucket, `lookup-events`, a log group or a query, as JSON, JSON lines or CSV.

use crate::{
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{export::Export, fields::Fields},
    vendor::{cloudtrail, secret},
};
use model::{
    Data, Kind,
    record::{Action, AuditEvent},
};
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "aws-cloudtrail",
    version: 1,
    about: About {
        vendor: "AWS",
        title: "CloudTrail events",
        export: &[
            "From the trail's bucket: `aws s3 sync s3://BUCKET/AWSLogs/ACCOUNT/CloudTrail/REGION/YYYY/MM/ .` (read access to the bucket); drop the files as they are.",
            "Without a trail: `aws cloudtrail lookup-events --start-time ... --end-time ... > events.json` in each region (cloudtrail:LookupEvents), or Event history, Download events, JSON in the console.",
            "From Athena or CloudTrail Lake: select all columns of the events and download the results as CSV.",
        ],
        covers: "The calls of one account or organisation in the regions and days chosen; sign-ins are in us-east-1 or the user's region.",
        retention_days: Some(90),
        source: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html",
    },
    emits: &[Kind::AuditEvent],
    sniff,
    read,
};

/// Where events stand: log files, `lookup-events`, subscriptions and queries of log groups.
const EXPORT: Export = Export {
    product: "AWS CloudTrail",
    report: "CloudTrail events",
    lists: &["Records", "Events", "logEvents", "events", "hits.hits"],
    tables: &[
        &["eventname", "eventsource", "eventtime", "eventid"],
        &["eventName", "eventSource", "eventTime", "eventID"],
        &["eventname", "eventsource", "eventtime", "useridentity"],
        &["eventName", "eventSource", "eventTime", "userIdentity"],
    ],
    ..Export::PLAIN
};

fn sniff(head: &Head<'_>) -> Match {
    let mut rows = EXPORT.lists.iter().filter_map(|list| head.row_of(list)).chain(head.row());
    let is_event = |row: &Value| cloudtrail::is_event(&cloudtrail::unwrapped(row.clone())) || is_insight(row);
    if rows.any(is_event) || EXPORT.is_table(head) { Match::Certain } else { Match::No }
}

fn is_insight(row: &Value) -> bool {
    row.get("insightDetails").is_some() && row.get("eventID").is_some()
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    EXPORT.read(input, sink, &mut |row, sink| {
        let at = row.position().clone();
        let value = cloudtrail::unwrapped(row.into_left());
        event(Fields::new(at, secret::dropped(cloudtrail::of_query(value))), sink)
    })?;
    Ok(())
}

fn event(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(action_word) = row.text("eventName").or_else(|| row.peek_text("insightDetails.eventName").map(str::to_owned)) else {
        row.lacks(sink, "eventName");
        return Ok(());
    };
    let service = row.first_text(&["eventSource"]);
    let action = cloudtrail::action(service.as_deref().unwrap_or_default(), &action_word);
    sink.instance(row.peek_text("recipientAccountId").or_else(|| row.peek_text("userIdentity.accountId")));
    let at = row.first_utc_time(&["eventTime", "@timestamp"]);
    let event = AuditEvent {
        system: cloudtrail::system(service.as_deref()).to_owned(),
        id: row.text("eventID"),
        at,
        action,
        action_word,
        actor: actor(&row),
        target: target(&row, action),
        target_id: ["responseElements.user.arn", "requestParameters.userId", "requestParameters.principalId"]
            .iter()
            .find_map(|path| row.peek_text(path))
            .filter(|_| action != Action::Other)
            .map(str::to_owned),
        object: object(&row),
        succeeded: succeeded(&row),
        service,
        address: row.text("sourceIPAddress"),
        mfa: mfa(&row),
    };
    row.record(sink, Data::AuditEvent(Box::new(event)))
}

/// Who called: the name of a user, the service that called, else the ARN of a role's session or of root.
fn actor(row: &Fields) -> Option<String> {
    let paths = [
        "userIdentity.userName",
        "userIdentity.onBehalfOf.userId",
        "userIdentity.arn",
        "userIdentity.invokedBy",
        "userIdentity.principalId",
        "userIdentity.accountId",
        "Username",
    ];
    paths.iter().find_map(|path| row.peek_text(path)).map(str::to_owned)
}

/// The account that it was done to.
fn target(row: &Fields, action: Action) -> Option<String> {
    let paths = [
        "requestParameters.userName",
        "responseElements.user.userName",
        "requestParameters.userId",
        "requestParameters.memberId.userId",
    ];
    let named = paths.iter().find_map(|path| row.peek_text(path));
    named.filter(|_| action != Action::LoggedIn).map(str::to_owned)
}

/// What was given, taken, called or changed. It stays in `extra` too, beside what belongs to it.
fn object(row: &Fields) -> Option<String> {
    let paths = [
        "requestParameters.policyArn",
        "requestParameters.groupName",
        "requestParameters.policyName",
        "requestParameters.permissionSetArn",
        "requestParameters.roleArn",
        "requestParameters.roleName",
        "requestParameters.modelId",
        "requestParameters.bucketName",
        "requestParameters.serialNumber",
    ];
    let resource = || ["ARN", "arn"].iter().find_map(|key| row.peek("resources")?.get(0)?.get(key)?.as_str());
    paths.iter().find_map(|path| row.peek_text(path)).or_else(resource).map(str::to_owned)
}

/// `errorCode` stands only where a call failed; sign-ins say it in their answer.
fn succeeded(row: &Fields) -> Option<bool> {
    let answer = ["ConsoleLogin", "UserAuthentication", "CheckMfa"]
        .iter()
        .find_map(|name| row.peek_text(&format!("responseElements.{name}")));
    match answer {
        Some("Success") => Some(true),
        Some("Failure") => Some(false),
        _ if row.has("insightDetails") => None,
        _ => Some(row.peek_text("errorCode").is_none()),
    }
}

/// Whether a second factor was given. The console says "No" of everybody who comes through an identity provider, which
/// then asked for it or not: that is not known.
fn mfa(row: &Fields) -> Option<bool> {
    let federated = !matches!(row.peek_text("userIdentity.type"), Some("IAMUser" | "Root"));
    let used = row
        .peek_text("additionalEventData.MFAUsed")
        .or_else(|| row.peek_text("userIdentity.sessionContext.attributes.mfaAuthenticated"));
    match used?.to_ascii_lowercase().as_str() {
        "yes" | "true" => Some(true),
        "no" | "false" if !federated => Some(false),
        _ => None,
    }
}
