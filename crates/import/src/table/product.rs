//! What a file says of itself outside its rows: the system in its name, the time of extraction above its header.

use crate::read::time;
use model::Stamp;

/// Products by the words that file names have for them.
const PRODUCTS: &[(&str, &str)] = &[
    ("okta", "Okta"),
    ("github", "GitHub"),
    ("gitlab", "GitLab"),
    ("bitbucket", "Bitbucket"),
    ("aws", "AWS"),
    ("azure", "Azure"),
    ("entra", "Entra ID"),
    ("google", "Google Workspace"),
    ("gsuite", "Google Workspace"),
    ("slack", "Slack"),
    ("jira", "Jira"),
    ("confluence", "Confluence"),
    ("atlassian", "Atlassian"),
    ("servicenow", "ServiceNow"),
    ("salesforce", "Salesforce"),
    ("datadog", "Datadog"),
    ("jumpcloud", "JumpCloud"),
    ("onelogin", "OneLogin"),
    ("zendesk", "Zendesk"),
    ("hubspot", "HubSpot"),
    ("notion", "Notion"),
    ("figma", "Figma"),
    ("zoom", "Zoom"),
    ("zoomus", "Zoom"),
    ("auth0", "Auth0"),
    ("bitwarden", "Bitwarden"),
    ("lastpass", "LastPass"),
    ("intercom", "Intercom"),
    ("miro", "Miro"),
    ("vercel", "Vercel"),
    ("sentry", "Sentry"),
    ("tableau", "Tableau"),
    ("docusign", "DocuSign"),
    ("dropbox", "Dropbox"),
    ("snowflake", "Snowflake"),
    ("databricks", "Databricks"),
    ("postgres", "PostgreSQL"),
    ("mongodb", "MongoDB"),
    ("openai", "OpenAI"),
    ("anthropic", "Anthropic"),
    ("linear", "Linear"),
    ("asana", "Asana"),
    ("jenkins", "Jenkins"),
    ("circleci", "CircleCI"),
    ("argocd", "Argo CD"),
    ("pagerduty", "PagerDuty"),
    ("stripe", "Stripe"),
    ("netsuite", "NetSuite"),
    ("cloudflare", "Cloudflare"),
    ("veeam", "Veeam"),
    ("1password", "1Password"),
    ("onepassword", "1Password"),
];

/// The product that a file's name tells.
pub(super) fn of(file_name: &str) -> Option<String> {
    let lower = file_name.to_lowercase();
    named(lower.split(|c: char| !c.is_ascii_alphanumeric()))
}

/// The product that one of some words in lower case names.
pub(crate) fn named<'w>(words: impl IntoIterator<Item = &'w str>) -> Option<String> {
    let product = |word: &str| PRODUCTS.iter().find(|(name, _)| *name == word).map(|(_, product)| (*product).to_owned());
    words.into_iter().find_map(product)
}

/// The words of a file's name and of the rows above its header, in lower case, with single blanks.
pub(super) fn heading(file_name: &str, preamble: &[Vec<String>]) -> String {
    let all = preamble.iter().flatten().map(String::as_str).chain([file_name]).collect::<Vec<_>>().join(" ").to_lowercase();
    all.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// When the table was extracted, as rows above its header say it (`Generated: 2026-03-01`).
pub(super) fn extracted(preamble: &[Vec<String>]) -> Option<Stamp> {
    let says = |row: &&Vec<String>| {
        let text = row.join(" ").to_lowercase();
        ["generated", "exported", "export date", "as of", "report date", "run date", "run on", "extracted", "created", "date:"]
            .iter()
            .any(|word| text.contains(word))
    };
    preamble.iter().filter(says).find_map(|row| row.iter().find_map(|cell| time_in(cell)))
}

/// The time that a cell is, or that stands in it after a colon or its first words.
fn time_in(cell: &str) -> Option<Stamp> {
    let after_colon = cell.split_once(':').map_or("", |(_, rest)| rest);
    let from_digit = cell.find(|c: char| c.is_ascii_digit()).and_then(|start| cell.get(start..)).unwrap_or_default();
    [cell, after_colon, from_digit].into_iter().find_map(time::stamp)
}
