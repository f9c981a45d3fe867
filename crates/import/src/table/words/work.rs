//! Words about tickets, changes, deployments, vendors and calls of models.

use super::{boolean, has_one_of, is_one_of, is_truth, plain};
use model::record::{DeployOutcome, Verdict};

/// Whether a word is a truth value, or `Bot` or `User`.
pub(crate) fn is_truth_or_bot(cell: &str) -> bool {
    is_truth(cell) || is_one_of(&plain(cell), "bot|user|human|app|automation")
}

/// Whether a ticket is finished, by its status.
pub(crate) fn ticket_done(cell: &str) -> Option<bool> {
    let word = plain(cell);
    let open = "open|new|in progress|to do|todo|backlog|pending|waiting|on hold|reopened|in review|assigned|active|blocked|draft|submitted|triage|selected for development|neu|wartend|in arbeit|beantragt|geplant|entwurf|work in progress|\
         awaiting approval|waiting for approval|waiting for support|waiting for customer|ready|planned|escalated|investigating|in development|in testing|requested|unassigned|under review|scheduled|doing|started|offen|in bearbeitung|pending approval|approval|analysis|review|testing|qa|authorize|assess|implement|not started|awaiting|in process";
    if is_one_of(&word, open)
        || word.starts_with("in ")
        || word.starts_with("waiting")
        || word.starts_with("awaiting")
        || word.starts_with("pending")
    {
        return Some(false);
    }
    let done = "done|closed|resolved|complete|completed|fixed|cancelled|canceled|rejected|declined|implemented|fulfilled|deployed|released|solved|finished|verified|duplicate|withdrawn|erledigt|geschlossen|abandoned|granted|provisioned|wontfix|archived|gelöst|geloest|behoben|abgeschlossen|umgesetzt|abgelehnt|zurückgezogen|storniert";
    (has_one_of(&word, done) || word.starts_with("won't")).then_some(true)
}

/// Whether a word tells a status of tickets.
pub(crate) fn is_ticket_state(cell: &str) -> bool {
    ticket_done(cell).is_some() || is_one_of(&plain(cell), "approved")
}

/// Whether an incident is over, by its status.
pub(crate) fn incident_over(cell: &str) -> Option<bool> {
    let word = plain(cell);
    if is_one_of(
        &word,
        "triggered|acknowledged|detected|identified|monitoring|mitigated|contained|ongoing|confirmed|declared|triage",
    ) {
        return Some(false);
    }
    ticket_done(cell).or_else(|| has_one_of(&word, "recovered|restored|remediated|postmortem|mitigated").then_some(true))
}

/// Whether a word tells a status of incidents.
pub(crate) fn is_incident_state(cell: &str) -> bool {
    incident_over(cell).is_some()
}

/// Whether a change took effect, by its state; none where the word does not tell (`closed`).
pub(crate) fn took_effect(cell: &str) -> Option<bool> {
    let word = plain(cell);
    if has_one_of(
        &word,
        "merged|implemented|deployed|released|completed|complete|landed|successful|succeeded|integrated|done|success|shipped|umgesetzt|implementiert|abgeschlossen|durchgeführt|durchgefuehrt|ausgerollt|erledigt",
    ) {
        return Some(!word.starts_with("not ") && !word.starts_with("un"));
    }
    let no = "open|opened|draft|declined|abandoned|rejected|cancelled|canceled|new|pending|in progress|scheduled|planned|assess|authorize|review|in review|under review|approved|implement|superseded|\
         failed|withdrawn|rolled back|locked|requested|submitted|ready|wip|blocked|on hold|active|denied|\
         abgelehnt|zurückgezogen|zurueckgezogen|storniert|abgebrochen|verworfen|entwurf|offen|neu|geplant|beantragt|genehmigt|freigegeben|in bearbeitung";
    is_one_of(&word, no).then_some(false)
}

/// Whether a state says that a change was called off before it took effect, whatever dates stand beside it.
pub(crate) fn was_called_off(cell: &str) -> bool {
    let word = plain(cell);
    let off = "cancelled|canceled|rejected|declined|denied|withdrawn|abandoned|superseded|abgelehnt|zurückgezogen|zurueckgezogen|storniert|verworfen";
    has_one_of(&word, off) && took_effect(cell) != Some(true)
}

/// Whether a word tells a state of changes.
pub(crate) fn is_change_state(cell: &str) -> bool {
    took_effect(cell).is_some() || is_one_of(&plain(cell), "closed|close")
}

/// What a review decided, by its word; none: it says that there is no decision.
pub(crate) fn verdict(cell: &str) -> Option<Verdict> {
    let word = plain(cell);
    let not = word.starts_with("not ")
        || word.starts_with("un")
        || word.starts_with("no ")
        || word.starts_with("pending")
        || word.starts_with("awaiting");
    if not {
        return None;
    }
    if word.contains("changes requested")
        || word.contains("change requested")
        || has_one_of(&word, "rejected|declined|denied|rework|reject|blocked")
    {
        return Some(Verdict::ChangesRequested);
    }
    if has_one_of(
        &word,
        "approved|approve|accepted|lgtm|passed|signed|reviewed|authorized|authorised|complete|completed|yes|true|y|1|x|genehmigt|approuv\u{e9}|granted|ok|done|approval",
    ) {
        return if is_one_of(&word, "review required|approval required") { None } else { Some(Verdict::Approved) };
    }
    if has_one_of(&word, "dismissed|withdrawn") {
        return Some(Verdict::Dismissed);
    }
    has_one_of(&word, "commented|comment").then_some(Verdict::Commented)
}

/// Whether a word tells of a review, made or not.
pub(crate) fn is_verdict(cell: &str) -> bool {
    let word = plain(cell);
    verdict(cell).is_some()
        || is_truth(cell)
        || is_one_of(
            &word,
            "none|pending|not reviewed|not approved|unreviewed|unapproved|review required|approval required|required|no review|not requested|requested|awaiting review|not yet requested|in review|missing|skipped|bypassed|n a|self approved",
        )
}

/// How a deployment ended, by its word.
pub(crate) fn deploy_outcome(cell: &str) -> DeployOutcome {
    let word = plain(cell);
    if let Some(truth) = boolean(&word) {
        return if truth { DeployOutcome::Succeeded } else { DeployOutcome::Failed };
    }
    if has_one_of(
        &word,
        "failed|failure|fail|error|errored|aborted|cancelled|canceled|timeout|timedout|timed|rejected|broken|unsuccessful|ko|rolledback|rollback|skipped|crashed|degraded|fehlgeschlagen|abgebrochen|zurückgerollt",
    ) || word.contains("rolled back")
    {
        return DeployOutcome::Failed;
    }
    if has_one_of(
        &word,
        "success|succeeded|successful|complete|completed|deployed|live|finished|passed|ok|active|done|released|healthy|synced|green|published|erfolgreich|pass|inactive|superseded|promoted",
    ) {
        return DeployOutcome::Succeeded;
    }
    if has_one_of(
        &word,
        "pending|running|queued|progress|waiting|started|created|scheduled|progressing|deploying|building|manual|approval",
    ) {
        return DeployOutcome::Pending;
    }
    DeployOutcome::Unknown
}

/// Whether a word tells how a deployment ended.
pub(crate) fn is_deploy_state(cell: &str) -> bool {
    deploy_outcome(cell) != DeployOutcome::Unknown
}

/// Whether a word names an environment.
pub(crate) fn is_environment(cell: &str) -> bool {
    let word = plain(cell);
    has_one_of(
        &word,
        "prod|production|staging|stage|dev|development|test|testing|qa|uat|preprod|sandbox|demo|integration|int|live|preview|canary|prd|stg|preproduction|sit|perf|dr|pre|eu|us|main|produktion|nonprod|produktiv|produktivumgebung|testumgebung|entwicklung|entwicklungsumgebung|abnahme|abnahmeumgebung",
    ) || word.starts_with("prod")
        || word.ends_with("prod")
}

/// Whether a word tells a tier of vendors.
pub(crate) fn is_tier(cell: &str) -> bool {
    has_one_of(
        &plain(cell),
        "critical|high|medium|moderate|low|elevated|tier|t1|t2|t3|1|2|3|4|5|minor|major|essential|strategic|tactical|commodity|important|significant|severe|minimal|hoch|mittel|niedrig|i|ii|iii",
    )
}

/// Whether a word tells a status of vendors.
pub(crate) fn is_vendor_state(cell: &str) -> bool {
    has_one_of(
        &plain(cell),
        "approved|active|inactive|review|pending|onboarding|offboarded|terminated|conditional|conditionally|rejected|complete|completed|overdue|expired|current|progress|due|draft|in|aktiv|offboarding|deprecated|retired|monitoring",
    )
}

/// Whether a word names an assurance report, or says whether there is one.
pub(crate) fn is_report(cell: &str) -> bool {
    let word = plain(cell);
    boolean(cell).is_some()
        || word.contains("soc")
        || word.contains("iso")
        || has_one_of(
            &word,
            "type|hitrust|pci|fedramp|none|csa|caiq|questionnaire|report|available|received|bridge|ii|i|hipaa|isae|ssae|sig|pentest|missing|requested|current|expired|valid",
        )
}

/// Whether a word names a provider of models.
pub(crate) fn is_provider(cell: &str) -> bool {
    let word = plain(cell);
    [
        "openai",
        "open ai",
        "anthropic",
        "azure",
        "google",
        "vertex",
        "gemini",
        "bedrock",
        "aws",
        "amazon",
        "cohere",
        "mistral",
        "meta",
        "groq",
        "together",
        "fireworks",
        "deepseek",
        "perplexity",
        "xai",
        "ollama",
        "vllm",
        "huggingface",
        "hugging face",
        "replicate",
        "openrouter",
        "databricks",
        "watsonx",
        "ibm",
        "nvidia",
        "sagemaker",
        "ai21",
        "cerebras",
        "sambanova",
        "self hosted",
        "local",
        "litellm",
        "moonshot",
        "alibaba",
        "qwen",
        "baidu",
        "microsoft",
        "claude",
    ]
    .iter()
    .any(|name| word.contains(name))
}

/// Whether a word tells whether a cache answered.
pub(crate) fn is_truth_or_hit(cell: &str) -> bool {
    hit(cell).is_some()
}

/// Whether a cache answered.
pub(crate) fn hit(cell: &str) -> Option<bool> {
    let word = plain(cell);
    if is_one_of(&word, "miss|none|bypass|disabled|expired|cache miss|refresh|null") {
        return Some(false);
    }
    if word == "hit" || word.ends_with(" hit") || word.starts_with("hit ") {
        return Some(true);
    }
    boolean(cell)
}
