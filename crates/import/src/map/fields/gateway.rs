//! Rows of LLM gateways. Headers of JSON lines are dotted paths.

use super::{Field, Table, field};
use crate::{map::values::Values, table::words};
use model::Kind;

/// What is read of them.
pub(super) const TABLE: Table =
    Table::of(Kind::GatewayRow, FIELDS, |_| None).in_files("gateway|llm|spend|completions|generations|calls|prompts");

const FIELDS: &[Field] = &[
    field("at", "When the call started", Values::Date, 6, "||timestamp|start|started|request timestamp|created|request|event|date|time|start unix nano|occurred|\
         logged|datetime|ts|call|request start|time generated|request created|log|received|start timestamp|called|\
         invoked|invocation|event timestamp|at|when|end|completed|finished")
        .required()
        .avoiding("ms latency duration first token"),
    field("request-id", "Request", Values::Any, 8, "request id|call id|requestid|completion id|generation id|log id|response id|x request id|interaction id|\
         span id|invocation id|observation id|req id|req|rid|run id|request uuid||id|message id|event id|correlation id|\
         uuid|transaction id|record id|row id")
        .one_of("provider, model or request")
        .avoiding("user model team"),
    field("trace-id", "Trace", Values::Any, 6, "trace id|traceid|session id|conversation id|thread id|trace|sessionid|chain id|workflow id||parent id"),
    field("sequence", "Sequence number", Values::Number, 8, "seq|sequence number|seq number|log sequence|sequence id|seqno||sequence|offset|index|line number"),
    field("route", "Route", Values::Any, 6, "||route|route name|model group|key alias|endpoint|virtual key|deployment name|api key alias|\
         gateway route|app|config|path|operation|use case|feature|workflow|service|api key name|call type|\
         virtual key name|deploy|deploy name|agent|product|component|project|route id|api base|url|key name|\
         service name|product feature|app name"),
    field("user", "User", Values::Any, 8, "||user|userid|end user|user email|username|enduser|end userid|customer|actor|caller|employee|user key|\
         requester|principal|on behalf|enduser id|customer id|requested by|helicone user|api user|account|email|\
         session user|initiated by|caller id|caller identity|user principal|acting user|client id|consumer|\
         requestor|owner")
        .avoiding("agent prompt count message input id-type role"),
    field("tenant", "Tenant", Values::Any, 6, "||tenant|tenant id|team|team id|organization|organization id|workspace|workspace id|customer account|\
         org id|department|business unit|tenant name|project id|team alias|team name|cost center|group"),
    field("provider", "Provider that answered", Values::Words(words::is_provider), 26, "provider|custom llm provider|provider name|llm provider|model provider|ai provider|resolved provider|\
         served by|answered by|actual provider|upstream provider|ai org|llm system|gen ai system|ls provider|\
         gen ai provider name|response provider|provider used|used provider|final provider|serving provider|\
         target provider|llm vendor|model vendor|ai vendor|inference provider|provider served|provider answered||\
         vendor|upstream|backend|vendor name|system")
        .one_of("provider, model or request")
        .avoiding("requested asked wanted primary fallback reason original request"),
    field("model", "Model that answered", Values::Any, 26, "response model|model|model name|resolved model|served model|actual model|llm model|model used|ai model|\
         gen ai response model|used model|model served|completion model|final model|model answered|\
         deployment model|llm|model key|effective model|upstream model|target model|modelname|model resolved|\
         llm model name|ls model name|foundation model|model slug|answering model||model id|engine")
        .one_of("provider, model or request")
        .avoiding("requested request asked wanted version original alias group input embedding"),
    field("model-version", "Version of the model", Values::Any, 14, "model version|response model version|model snapshot|model revision|system fingerprint|engine version|\
         model release|llm version|model build|resolved version|model ver|model version id|deployed version||\
         version|snapshot|revision")
        .avoiding("prompt api app schema client sdk"),
    field("model-requested", "Model asked for", Values::Any, 18, "request model|requested model|model requested|original model|gen ai request model|model asked|\
         model alias|requested engine|primary model|intended model|original model group|requested model name|\
         model request|input model|preferred model|model group|request model name|model override||alias"),
    field("prompt-version", "Prompt version", Values::Any, 10, "prompt version|prompt id|prompt template version|prompt slug|template version|prompt name|prompt template|prompt version id|system prompt version|prompt hash|prompt revision|template id|prompt template id"),
    field("status", "Outcome", Values::Any, 4, "||status|status code|http status|outcome|result|response status|state|response code|response status code|\
         error code|finish reason|success|http status code|error|completion status|http code|call status|\
         request status"),
    field("fallback", "Whether a fallback answered", Values::Truth(words::is_truth_or_count), 18, "fallback|is fallback|fallback used|used fallback|was fallback|fallback triggered|failover|attempted fallbacks|fallbacks|fallback count|fallback flag|did fallback|fell back|fallback attempted|failover used|rerouted|retry fallback|fallback occurred|via fallback|fallback hit|fallback happened")
        .avoiding("reason cause model provider from"),
    field("fallback-reason", "Why it fell back", Values::Any, 14, "fallback reason|fallback cause|failover reason|reroute reason|reason for fallback|fallback error|\
         fallback trigger|failover cause|fallback code|fallback details|fallback note||routing reason|reason|\
         routing decision"),
    field("cache-hit", "Whether a cache answered", Values::Truth(words::is_truth_or_hit), 16, "cache hit|is cached|from cache|cache status|response cached|served from cache|cache used|\
         semantic cache hit|hit cache|cache result|was cached|cache enabled hit||cached|cache")
        .avoiding("key tokens read creation cost input ttl"),
    field("guardrail", "Decisions of guardrails", Values::Any, 12, "guardrail|guardrail status|guardrail result|guardrails|guardrail action|moderation result|\
         guardrail information|safety result|content filter|policy result|policy action|guardrail decision|\
         guardrail verdict|dlp action|dlp result|pii action|guardrail outcome|guardrail name|filter result|\
         policy decision|guardrail hit||moderation|blocked|safety|flagged"),
    field("tokens-in", "Tokens in", Values::Number, 20, "prompt token|input token|tokens in|prompt token count|input token count|token in|request token|req units|gen ai usage input token|usage prompt token|usage input token|in token|number input token|n prompt token|prompt token number|token input|token prompt|context token")
        .avoiding("cached cost price details"),
    field("tokens-out", "Tokens out", Values::Number, 18, "completion token|output token|tokens out|completion token count|output token count|token out|response token|resp units|gen ai usage output token|usage completion token|usage output token|out token|generated token|token output|token completion")
        .avoiding("cost price details reasoning"),
    field("cost", "Cost", Values::Number, 8, "cost usd|response cost|request cost|usd|cost in usd|estimated cost|cost cents|usd cost|cost eur|\
         amount usd||cost|spend|total cost|price|amount"),
    field("latency", "Duration", Values::Number, 8, "latency|latency ms|duration ms|response ms|latency milliseconds|total latency|duration seconds|\
         response time ms|elapsed ms|latency s|duration s|latency seconds|delay ms|total time ms|took ms|\
         processing time ms|request duration|request duration ms|llm latency|time ms|total duration|\
         total duration ms|time taken ms|latencyms|response latency||duration|response time|elapsed|delay"),
    field("region", "Region", Values::Any, 4, "||region|location|cloud region|serving region|aws region|deployment region|data region|inference region|\
         azure region|geo|zone|datacenter|data center|provider region|country"),
    field("session", "Session", Values::Any, 2, "||session id|conversation id|thread id|session|conversation|chat id|sessionid"),
    field("application", "Application", Values::Any, 2, "||application name|calling application|client application|application id"),
    field("key", "Key, by name or id", Values::Any, 2, "||key alias|api key alias|api key name|key name|virtual key name|virtual key|api key id|key id|api key hash|key hash"),
    field("call-type", "What was called", Values::Any, 2, "||call type|request type|call kind"),
    field("streamed", "Whether it was streamed", Values::Truth(words::is_truth), 2, "||streamed|stream|is streaming|streaming|is stream"),
    field("prompt", "Prompt", Values::Any, 2, "||prompt name|prompt slug|prompt template name|template name|prompt template|prompt key")
        .avoiding("version"),
    field("data-class", "Class of the data", Values::Any, 2, "||data class|data classification|data category|data sensitivity|classification|sensitivity label|sensitivity"),
    field("purpose", "Purpose", Values::Any, 2, "||purpose|processing purpose|purpose of use|purpose of processing"),
    field("consent", "Consent", Values::Any, 2, "||consent|consent status|user consent|consent given|has consent"),
    field("training-opt-out", "Opted out of training", Values::Truth(words::is_truth), 2, "||training opt out|opt out of training|opted out of training|no training|train opt out|training opted out|opted out"),
    field("risk", "Risk", Values::Any, 2, "||risk level|risk|risk class|risk tier|risk category|risk rating"),
    field("reviewed-by", "Reviewed by", Values::Any, 2, "||reviewed by|human reviewer|reviewer|human reviewed by|output reviewed by"),
    field("reviewed-at", "Reviewed at", Values::Date, 2, "||reviewed at|review date|review time|reviewed on|reviewed timestamp|human reviewed at"),
    field("tool-calls", "Tools that the answer calls", Values::Any, 2, "||tool calls|function calls|tools called|response tool calls"),
    field("input", "Text that went in", Values::Any, 8, "prompt|request body|input text|prompt text|user prompt|gen ai prompt|prompt messages|request messages|\
         user input|input messages|user message|request text|request content|full prompt|request payload|\
         system prompt||input|messages|question|request|query|message|inputs"),
    field("output", "Text that came out", Values::Any, 8, "completion|response body|output text|generation|response text|completion text|choices|gen ai completion|\
         model output|output messages|response content|generated text|assistant message|assistant response|\
         llm output|model response|response payload|llm response|assistant reply||response|output|answer|reply|\
         outputs|result text"),
];
