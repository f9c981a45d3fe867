//! AWS Bedrock: the model invocation log, as it is delivered to S3 and `CloudWatch`.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{export::Export, fields::Fields, nested},
    vendor::calls,
};
use model::{Data, GatewayRow, Kind};
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "aws-bedrock-invocations",
    version: 2,
    about: About {
        vendor: "AWS",
        title: "Bedrock model invocation log",
        export: &[
            "In the Bedrock console, Settings, turn on model invocation logging in each region in use; it is off unless turned on.",
            "Copy the objects under AWSLogs/ACCOUNT/BedrockModelInvocationLogs/ of the period from the bucket: \
             `aws s3 cp --recursive s3://BUCKET/PREFIX/AWSLogs/ACCOUNT/BedrockModelInvocationLogs/ .`",
        ],
        covers: "The invocations of one account and region in the hours of the objects.",
        retention_days: None,
        source: "https://docs.aws.amazon.com/bedrock/latest/userguide/model-invocation-logging.html",
    },
    emits: &[Kind::GatewayRow],
    sniff,
    read,
};

const EXPORT: Export =
    Export { product: "AWS Bedrock", report: "Model invocation log", lists: &["events", "Records"], ..Export::PLAIN };

fn sniff(head: &Head<'_>) -> Match {
    let Some(row) = ["events", "Records"].iter().find_map(|list| head.row_of(list)).or_else(|| head.row()) else {
        return Match::No;
    };
    let opened = row.get("message").cloned().map(nested::opened);
    let is_log = |row: &Value| row.get("schemaType").and_then(Value::as_str) == Some("ModelInvocationLog");
    let alike = head::has(row, &["modelId", "operation", "input.inputContentType", "requestId"]);
    if is_log(row) || opened.as_ref().is_some_and(is_log) || alike { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    EXPORT
        .read(input, sink, &mut |row, sink| {
            // `aws logs filter-log-events` wraps each entry as text.
            let message = row.peek("message").cloned().map(nested::opened).filter(Value::is_object);
            let at = row.position().clone();
            call(message.map_or(row, |message| Fields::new(at, message)), sink)
        })
        .map(drop)
}

fn call(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    if let Some(account) = row.peek_text("accountId") {
        sink.facts.instance.get_or_insert(account.to_owned());
    }
    let mut data = GatewayRow {
        at: row.time("timestamp"),
        request_id: row.text("requestId"),
        trace_id: row.text("requestMetadata.traceId"),
        route: row.peek_text("operation").map(str::to_owned),
        call_type: row.text("operation"),
        user: row.first_text(&["requestMetadata.user", "requestMetadata.userId", "identity.arn"]),
        tenant: row.first_text(&["requestMetadata.tenant", "accountId"]),
        // The log is of what Bedrock answered; the model is the id, profile or ARN that it ran.
        provider: Some("bedrock".to_owned()),
        model: row.text("modelId"),
        status: row.first_text(&["errorCode", "status"]),
        guardrail: guardrail(&row),
        tokens_in: row.whole("input.inputTokenCount"),
        tokens_out: row.whole("output.outputTokenCount"),
        latency_ms: row.number("output.outputBodyJson.metrics.latencyMs"),
        region: row.first_text(&["inferenceRegion", "region"]),
        ..GatewayRow::default()
    };
    if data.request_id.is_none() && data.model.is_none() {
        row.lacks(sink, "requestId and modelId");
        return Ok(());
    }
    data.streamed = data.call_type.as_deref().map(|operation| operation.contains("Stream"));
    calls::stated(&mut row, &["requestMetadata"], &mut data);
    data.input =
        ["input.inputBodyJson", "input.inputBodyS3Path"].into_iter().find_map(|path| row.take(path)).and_then(calls::said);
    data.output =
        ["output.outputBodyJson", "output.outputBodyS3Path"].into_iter().find_map(|path| row.take(path)).and_then(calls::said);
    row.record(sink, Data::GatewayRow(Box::new(data)))
}

/// The action that the guardrail took, as the answer tells it; the answer keeps the rest.
fn guardrail(row: &Fields) -> Option<String> {
    let paths = ["output.outputBodyJson.amazon-bedrock-guardrailAction", "output.outputBodyJson.stopReason"];
    let word = paths.into_iter().find_map(|path| row.peek_text(path))?;
    matches!(word, "INTERVENED" | "NONE" | "guardrail_intervened").then(|| word.to_owned())
}
