//! What words in cells mean. Whatever is not known stays unknown: no word is bent to a meaning.

use model::record::{AccountNature, AccountStatus, DeployOutcome, Employment, Verdict};

/// A cell in lower case, words apart by single blanks: `DEPROVISIONED`, `in-progress`, `In_Progress`.
pub(crate) fn plain(cell: &str) -> String {
    let spaced: String = cell.chars().map(|c| if matches!(c, '_' | '-' | '\u{2013}' | '/' | '.') { ' ' } else { c }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

fn is_one_of(word: &str, list: &str) -> bool {
    list.split('|').any(|listed| listed == word)
}

/// Whether any of the words of a text is in a list.
fn has_one_of(text: &str, list: &str) -> bool {
    text.split([' ', ',', ';', '(', ')', ':']).any(|word| is_one_of(word, list))
}

/// A truth value in any spelling.
pub(crate) fn boolean(cell: &str) -> Option<bool> {
    let cell = cell.trim();
    if cell.len() > 12 {
        return None;
    }
    let word = cell.to_lowercase();
    if is_one_of(
        &word,
        "true|t|yes|y|1|1.0|x|\u{2713}|\u{2714}|\u{2705}|\u{2611}|on|enabled|ja|oui|si|s\u{ed}|wahr|vrai|checked|enrolled",
    ) {
        return Some(true);
    }
    is_one_of(&word, "false|f|no|n|0|0.0|off|disabled|nein|non|falsch|faux|unchecked|\u{2717}|\u{2718}|\u{274c}|\u{2610}")
        .then_some(false)
}

/// Whether a cell is a truth value that says nothing without its header: `1`, `yes`, `false`, not `Enabled`.
pub(crate) fn is_bare_truth(cell: &str) -> bool {
    boolean(cell).is_some()
        && !["on", "off", "enabled", "disabled", "enrolled"].iter().any(|word| word.eq_ignore_ascii_case(cell.trim()))
}

/// A number, with or without thousands separators and a currency sign.
pub(crate) fn number(cell: &str) -> Option<f64> {
    let text = cell.trim().trim_start_matches(['$', '\u{20ac}', '\u{a3}']).trim_end_matches(['%', '\u{20ac}']).trim();
    if !text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b'-' | b'+' | b'e' | b'E')) {
        return None;
    }
    let decimal_comma = text.contains(',') && !text.contains('.') && text.rsplit(',').next().is_some_and(|tail| tail.len() != 3);
    let text = if decimal_comma { text.replace(',', ".") } else { text.replace(',', "") };
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

/// The status of an account by its word.
pub(crate) fn account_status(cell: &str) -> AccountStatus {
    let word = plain(cell);
    if let Some(truth) = boolean(&word) {
        return if truth { AccountStatus::Active } else { AccountStatus::Disabled };
    }
    let bare = word.strip_prefix("account ").unwrap_or(&word);
    let bare = bare.split(['(', ',', ':']).next().unwrap_or(bare).trim();
    if is_one_of(bare, ACTIVE) {
        return AccountStatus::Active;
    }
    if is_one_of(bare, PENDING) {
        return AccountStatus::Pending;
    }
    if is_one_of(bare, DELETED) {
        return AccountStatus::Deleted;
    }
    if is_one_of(bare, DISABLED) || has_one_of(&word, DISABLED) {
        return AccountStatus::Disabled;
    }
    // Some consoles write the role where others write `active`; who is gone is called so.
    if has_one_of(&word, "owner|admin|administrator|guest|bot") { AccountStatus::Active } else { AccountStatus::Unknown }
}

const ACTIVE: &str = "active|activated|enabled|enable|live|open|current|in use|ok|valid|normal|member|confirmed|accepted|registered|provisioned|\
     recovery|password expired|password reset|locked out|lockedout|lockout|temporarily locked|granted|aktiv|aktiviert|actif|active user|licensed|reactivated|\
     online|on leave|dormant|stale|approved|joined|in service";
const PENDING: &str = "pending|invited|invite sent|invitation sent|pending invitation|pending invite|invitation pending|staged|pending activation|not activated|\
     never activated|awaiting activation|pending user action|unverified|unconfirmed|created|new|requested|pending acceptance|pendingacceptance|waiting|invite pending|pending verification";
const DELETED: &str = "deleted|removed|purged|gone|destroyed|gel\u{f6}scht|supprim\u{e9}|soft deleted";
const DISABLED: &str = "disabled|inactive|deactivated|suspended|deprovisioned|locked|blocked|archived|terminated|revoked|closed|expired|offboarded|\
     deactive|unlicensed|not active|banned|cancelled|canceled|ended|disable|inaktiv|deaktiviert|gesperrt|inactif|d\u{e9}sactiv\u{e9}|unassigned|left|former|decommissioned|paused|retired|frozen";

/// Whether a word tells a status of accounts.
pub(crate) fn is_account_status(cell: &str) -> bool {
    account_status(cell) != AccountStatus::Unknown
}

/// Whether a word says that there is no account.
pub(crate) fn is_absent(cell: &str) -> bool {
    is_one_of(
        &plain(cell),
        "none|no access|no account|not provisioned|n a|never|not applicable|no|missing|not found|absent|without",
    )
}

/// Whether a word tells of an account in a column that stands for a system: status, truth value, role or absence.
pub(crate) fn is_account_word(cell: &str) -> bool {
    is_truth(cell)
        || is_absent(cell)
        || is_account_status(cell)
        || admin_role(cell) == Some(true)
        || has_one_of(
            &plain(cell),
            "member|user|viewer|editor|read|write|reader|writer|developer|maintainer|contributor|guest|standard|basic|full|limited",
        )
}

/// Whether a word is a truth value.
pub(crate) fn is_truth(cell: &str) -> bool {
    boolean(cell).is_some()
}

/// Whether a word is a truth value, or `Bot` or `User`.
pub(crate) fn is_truth_or_bot(cell: &str) -> bool {
    is_truth(cell) || is_one_of(&plain(cell), "bot|user|human|app|automation")
}

/// Whether a second factor is registered, by truth value, number, status or name of the factor.
pub(crate) fn mfa(cell: &str) -> Option<bool> {
    let word = plain(cell);
    if let Some(truth) = boolean(cell) {
        return Some(truth);
    }
    if let Some(number) = number(cell) {
        return Some(number > 0.0);
    }
    if word.is_empty() || is_one_of(&word, "n a|na|unknown|null|?") {
        return None;
    }
    let not = "none|not enrolled|not enabled|not registered|not configured|not set|not set up|not setup|unenrolled|inactive|missing|never|pending|password|\
         password only|single factor|no mfa|no 2fa|not active|no factors|not enforced|unregistered|off|deactivated|disabled|incomplete|not started|absent|[]|no device";
    if is_one_of(&word, not) || word.starts_with("not ") || word.starts_with("no ") || word.starts_with("un") {
        return Some(false);
    }
    let yes = "enrolled|enabled|active|registered|configured|enforced|required|totp|sms|push|webauthn|fido2|fido|yubikey|authenticator|okta|duo|u2f|otp|app|phone|\
         token|hardware|security|passkey|passkeys|email|voice|call|verify|google|microsoft|key|set|on|mfa|2fa|compliant|complete|completed|protected|capable|verified|windows|biometric|touch|signed|strong|sso|software";
    has_one_of(&word, yes).then_some(true)
}

/// Whether a word tells of second factors.
pub(crate) fn is_mfa(cell: &str) -> bool {
    mfa(cell).is_some()
}

/// What an account stands for, by the word of a column.
pub(crate) fn nature(cell: &str) -> AccountNature {
    let word = plain(cell);
    if has_one_of(
        &word,
        "service|bot|machine|application|app|system|api|integration|robot|workload|serviceprincipal|managed|automation|technical|daemon|program|nonhuman|svc|robotic",
    ) || word.contains("non human")
    {
        return AccountNature::Service;
    }
    if has_one_of(&word, "shared|generic|team|group|mailbox|functional|resource") {
        return AccountNature::Shared;
    }
    if has_one_of(&word, "root|breakglass|emergency") || word.contains("break glass") {
        return AccountNature::Root;
    }
    if has_one_of(&word, "guest|external|collaborator|outside|partner|b2b|visitor") {
        return AccountNature::Guest;
    }
    if has_one_of(
        &word,
        "user|person|human|member|employee|individual|standard|regular|personal|named|people|staff|internal|contractor|admin|administrator|privileged",
    ) {
        return AccountNature::Person;
    }
    AccountNature::Unknown
}

/// What an account stands for, by its own name; only where the name says so itself.
pub(crate) fn nature_of_name(login: &str) -> AccountNature {
    let lower = login.to_lowercase();
    let name = lower.rsplit(['\\', '/']).next().unwrap_or(&lower);
    let local = name.split('@').next().unwrap_or(name);
    let starts = |prefixes: &[&str]| prefixes.iter().any(|prefix| local.starts_with(prefix));
    if matches!(local, "root" | "<root_account>" | "breakglass" | "break-glass") || starts(&["breakglass", "break-glass"]) {
        return AccountNature::Root;
    }
    let ends = [
        ".svc",
        "-svc",
        "_svc",
        "-bot",
        "_bot",
        "[bot]",
        "-sa",
        ".iam.gserviceaccount.com",
        "-serviceaccount",
        "-service-account",
    ];
    if starts(&[
        "svc-",
        "svc_",
        "svc.",
        "sa-",
        "sa_",
        "srv-",
        "srv_",
        "bot-",
        "service-",
        "service_",
        "serviceaccount",
        "app-",
        "api-",
        "ci-",
        "terraform",
        "jenkins",
        "github-actions",
        "dependabot",
        "renovate",
    ]) || ends.iter().any(|end| name.ends_with(end) || local.ends_with(end))
        || name.ends_with("gserviceaccount.com")
    {
        return AccountNature::Service;
    }
    if starts(&["shared-", "shared_", "shared.", "team-", "generic-", "generic_"]) || name.contains("#ext#") {
        return if name.contains("#ext#") { AccountNature::Guest } else { AccountNature::Shared };
    }
    AccountNature::Unknown
}

/// Whether a word tells what an account stands for.
pub(crate) fn is_nature(cell: &str) -> bool {
    is_truth(cell) || nature(cell) != AccountNature::Unknown
}

/// Whether the words of a role mean administrative rights; none where they do not tell.
pub(crate) fn admin_role(role: &str) -> Option<bool> {
    let word = plain(role);
    if word.is_empty() {
        return None;
    }
    let not = word.starts_with("non ") || word.starts_with("not ") || word.starts_with("no ") || word.contains("read only");
    let admin = has_one_of(
        &word,
        "admin|admins|administrator|administrators|owner|superuser|root|superadmin|sysadmin|superadministrator|administratoraccess|poweruseraccess|dba|sudo|wheel|administrateur",
    ) || word.contains("super user")
        || word.contains("full access")
        || word.contains("privileged")
        || word.split(' ').any(|part| part.ends_with("admin") || part.ends_with("administrator"));
    Some(admin && !not)
}

/// Whether employed, by the roster's word.
pub(crate) fn employed(cell: &str) -> Option<bool> {
    let word = plain(cell);
    if word.contains("notice") || word.contains("leave of absence") || word.contains("on leave") {
        return Some(true);
    }
    if has_one_of(
        &word,
        "terminated|termination|inactive|separated|resigned|left|former|exited|offboarded|dismissed|retired|deceased|departed|ended|alumni|quit|laid|redundant|fired|leaver|ex|exit|\
        deactivated|disabled|closed|suspended_permanently|ausgeschieden|gek\u{fc}ndigt|inaktiv|inactif|parti|sorti|term|archived|completed|expired|gone|offboarding_complete|attrited|released|deleted|layoff",
    ) || word.starts_with("not active")
        || word.starts_with("no longer")
        || word.starts_with("not employed")
        || word == "t"
        || word == "i"
        || word == "offboarding complete"
    {
        return Some(false);
    }
    let yes = "active|employed|current|working|loa|leave|probation|probationary|permanent|confirmed|regular|fulltime|parttime|aktiv|actif|a|employee|contractor|offboarding|suspended|sabbatical|\
         parental|maternity|paternity|furlough|furloughed|garden|enabled|serving|intern|onboarded|ft|pt|temporary|temp|full|part|beurlaubt|elternzeit";
    has_one_of(&word, yes).then_some(true)
}

/// Whether a word tells a state of employment.
pub(crate) fn is_employment_state(cell: &str) -> bool {
    employed(cell).is_some()
        || is_one_of(
            &plain(cell),
            "pre hire|prehire|future hire|onboarding|pending|hired|preboarding|pending start|new hire|not started",
        )
}

/// How a person is engaged, by the roster's word.
pub(crate) fn employment(cell: &str) -> Employment {
    let word = plain(cell);
    if has_one_of(
        &word,
        "contractor|contractors|consultant|contingent|temp|temporary|freelance|freelancer|agency|vendor|external|extern|1099|c2c|contract|contracting|outsourced|subcontractor|extended|freiberufler|prestataire|consultor|partner|csw|cwk",
    ) || word.contains("non employee")
    {
        return Employment::Contractor;
    }
    if has_one_of(
        &word,
        "employee|employees|full|fulltime|ft|part|parttime|pt|permanent|regular|fte|w2|salaried|hourly|intern|apprentice|staff|internal|perm|exempt|vollzeit|teilzeit|festangestellt|angestellt|cdi|cdd|working|trainee|emp|salary|fixed",
    ) {
        return Employment::Employee;
    }
    Employment::Unknown
}

/// Whether a word tells how a person is engaged.
pub(crate) fn is_employment(cell: &str) -> bool {
    is_truth(cell) || employment(cell) != Employment::Unknown
}

/// Whether a ticket is finished, by its status.
pub(crate) fn ticket_done(cell: &str) -> Option<bool> {
    let word = plain(cell);
    let open = "open|new|in progress|to do|todo|backlog|pending|waiting|on hold|reopened|in review|assigned|active|blocked|draft|submitted|triage|selected for development|work in progress|\
         awaiting approval|waiting for approval|waiting for support|waiting for customer|ready|planned|escalated|investigating|in development|in testing|requested|unassigned|under review|scheduled|doing|started|offen|in bearbeitung|pending approval|approval|analysis|review|testing|qa|authorize|assess|implement|not started|awaiting|in process";
    if is_one_of(&word, open)
        || word.starts_with("in ")
        || word.starts_with("waiting")
        || word.starts_with("awaiting")
        || word.starts_with("pending")
    {
        return Some(false);
    }
    let done = "done|closed|resolved|complete|completed|fixed|cancelled|canceled|rejected|declined|implemented|fulfilled|deployed|released|solved|finished|verified|duplicate|withdrawn|erledigt|geschlossen|abandoned|granted|provisioned|wontfix|archived";
    (has_one_of(&word, done) || word.starts_with("won't")).then_some(true)
}

/// Whether a word tells a status of tickets.
pub(crate) fn is_ticket_state(cell: &str) -> bool {
    ticket_done(cell).is_some() || is_one_of(&plain(cell), "approved")
}

/// Whether a change took effect, by its state; none where the word does not tell (`closed`).
pub(crate) fn took_effect(cell: &str) -> Option<bool> {
    let word = plain(cell);
    if has_one_of(
        &word,
        "merged|implemented|deployed|released|completed|complete|landed|successful|succeeded|integrated|done|success|shipped",
    ) {
        return Some(!word.starts_with("not ") && !word.starts_with("un"));
    }
    let no = "open|opened|draft|declined|abandoned|rejected|cancelled|canceled|new|pending|in progress|scheduled|planned|assess|authorize|review|in review|under review|approved|implement|superseded|\
         failed|withdrawn|rolled back|locked|requested|submitted|ready|wip|blocked|on hold|active";
    is_one_of(&word, no).then_some(false)
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
        "failed|failure|fail|error|errored|aborted|cancelled|canceled|timeout|timedout|timed|rejected|broken|unsuccessful|ko|rolledback|rollback|skipped|crashed|degraded|fehlgeschlagen",
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
        "prod|production|staging|stage|dev|development|test|testing|qa|uat|preprod|sandbox|demo|integration|int|live|preview|canary|prd|stg|preproduction|sit|perf|dr|pre|eu|us|main|produktion|nonprod",
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

/// Whether a word is a truth value or a number of times.
pub(crate) fn is_truth_or_count(cell: &str) -> bool {
    truth_or_count(cell).is_some()
}

/// A truth value, or whether a number is above zero.
pub(crate) fn truth_or_count(cell: &str) -> Option<bool> {
    boolean(cell).or_else(|| number(cell).map(|count| count > 0.0))
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
