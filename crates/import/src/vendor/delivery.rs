//! What code hosts and build and deployment systems have in common: words for how something ended, names of branches.

use model::record::DeployOutcome;

/// Words by how they say that something ended, compared without regard to case and separators. What was skipped, is
/// neutral, or merely "completed" says nothing of how it ended.
const WORDS: &[(DeployOutcome, &[&str])] = &[
    (DeployOutcome::Succeeded, &["success", "successful", "succeeded", "passed", "partiallysucceeded", "active"]),
    (
        DeployOutcome::Failed,
        &[
            "failed",
            "failure",
            "error",
            "errored",
            "timedout",
            "timeout",
            "startupfailure",
            "canceled",
            "cancelled",
            "canceling",
            "cancelling",
            "aborted",
            "abandoned",
            "rejected",
            "stopped",
            "expired",
            "rolledback",
        ],
    ),
    (
        DeployOutcome::Pending,
        &[
            "queued",
            "inprogress",
            "pending",
            "waiting",
            "requested",
            "running",
            "created",
            "preparing",
            "scheduled",
            "manual",
            "blocked",
            "waitingforresource",
            "waitingforcallback",
            "actionrequired",
            "notstarted",
            "paused",
            "halted",
            "postponed",
            "building",
        ],
    ),
];

/// How something ended, by its word; unknown for words that do not tell.
pub fn outcome(word: &str) -> DeployOutcome {
    let plain: String = word.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    let found = WORDS.iter().find(|(_, words)| words.contains(&plain.as_str()));
    found.map_or(DeployOutcome::Unknown, |(outcome, _)| *outcome)
}

/// The name of a branch or tag without the place that git keeps it in.
pub fn short_ref(name: String) -> String {
    let short = ["refs/heads/", "refs/tags/"].iter().find_map(|lead| name.strip_prefix(lead));
    short.map(str::to_owned).unwrap_or(name)
}

/// Host of an address.
pub fn host(url: &str) -> Option<String> {
    let host = url.split_once("://")?.1.split(['/', '?', '#']).next()?;
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    Some(host.to_owned()).filter(|host| !host.is_empty())
}
