//! What the importers of GitHub share.

use crate::{
    importer::{Head, Input, ReadError, Sink},
    read::{
        csv::product,
        export::Export,
        fields::{Fields, text_of},
        json::{Beside, Whole},
        time::later,
    },
    vendor::reference,
};
use model::{
    Position, Stamp,
    record::{Change, Review, Verdict},
};
use serde_json::Value;

/// The system's name in records.
pub const SYSTEM: &str = "GitHub";

/// Repository (`owner/name`) and number of a pull request or issue, from any of its addresses.
pub fn place(url: &str) -> Option<(String, String)> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let mut parts = path.split(['/', '#', '?']).skip(1).skip_while(|part| matches!(*part, "api" | "v3" | "repos"));
    let (owner, name) = (parts.next()?, parts.next()?);
    let kind = parts.next()?;
    let number = parts.next()?;
    let good =
        matches!(kind, "pull" | "pulls" | "issues") && !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    good.then(|| (format!("{owner}/{name}"), number.to_owned()))
}

/// Repository (`owner/name`) of anything that has an address in it.
pub fn repository(url: &str) -> Option<String> {
    let path = url.split_once("://")?.1;
    let mut parts = path.split(['/', '#', '?']).skip(1).skip_while(|part| matches!(*part, "api" | "v3" | "repos"));
    let (owner, name) = (parts.next()?, parts.next()?);
    (!owner.is_empty() && !name.is_empty()).then(|| format!("{owner}/{name}"))
}

/// The rows of a list, or of the `items` of a search or of its first page, as far as the head goes.
pub fn items<'h>(head: &'h Head<'_>) -> Option<&'h [Value]> {
    let json = head.json()?;
    let page = json.as_array().and_then(|pages| pages.first()).filter(|page| page.get("items").is_some()).unwrap_or(json);
    match page.get("items").unwrap_or(page) {
        Value::Array(rows) => Some(rows),
        row => {
            // Of lines only the first is there, which says nothing of the others.
            let lines = head.text().lines().filter(|line| line.trim_start().starts_with('{')).nth(1);
            lines.is_none().then(|| std::slice::from_ref(row))
        }
    }
}

/// Notes the host of a row's address as the instance.
pub fn note_host(url: &str, sink: &mut Sink<'_>) {
    if let Some(host) = host(url) {
        sink.facts.instance.get_or_insert(host);
    }
}

/// What a webhook carries under a key, with what stands around it under `_webhook`; a row that is none stays as it is.
pub fn delivered(mut row: Fields, key: &str) -> Fields {
    if !row.peek(key).is_some_and(Value::is_object) || row.peek("action").is_none() {
        return row;
    }
    let Some(inner) = row.take(key) else { return row };
    let mut inner = Fields::new(row.position().clone(), inner);
    inner.put("_webhook", row.into_left());
    inner
}

/// Reads rows of GitHub, with the facts that all of its exports have: pages, totals and errors beside the rows.
///
/// # Errors
/// As [`Export::read`].
pub fn rows(
    input: &mut Input<'_>,
    lists: &'static [&'static str],
    report: &'static str,
    sink: &mut Sink<'_>,
    each: &mut product::Each<'_>,
) -> Result<Whole, ReadError> {
    let export = Export { product: SYSTEM, report, lists, pages: true, ..Export::PLAIN };
    let whole = export.read_beside(input, sink, &mut |mut row, beside, sink| {
        if let Some(repository) = asked(beside).filter(|_| !row.has("repository") && !row.has("node.repository")) {
            row.put("repository", serde_json::json!({ "nameWithOwner": repository }));
        }
        each(row, sink)
    })?;
    note_errors(&whole.beside, sink);
    Ok(whole)
}

/// The repository that a question of GraphQL asked for, where its answer tells the name before the rows.
fn asked(beside: &Beside) -> Option<String> {
    ["data.repository", "repository"].iter().find_map(|path| {
        let text = |name: &str| beside.text(&format!("{path}.{name}")).map(str::to_owned);
        text("nameWithOwner").or_else(|| Some(format!("{}/{}", text("owner.login")?, text("name")?)))
    })
}

/// A pull request as the list of issues and the search give it: it tells the merge, but no branches and no reviewers.
/// None for a row without a number, which is said.
pub fn listed_pull(row: &mut Fields) -> Option<Change> {
    let url = row.peek_text("html_url").unwrap_or_default().to_owned();
    let id = row.text("number")?;
    let (merged, is_merged) = merged(row, "pull_request.merged_at");
    let tickets = reference::tickets(["title", "body"].into_iter().filter_map(|key| row.peek_text(key)));
    Some(Change {
        system: SYSTEM.to_owned(),
        repository: place(&url).map(|(repository, _)| repository),
        id,
        title: row.text("title"),
        author_is_bot: is_bot(row, "user"),
        author: row.text("user.login"),
        created: row.time("created_at"),
        merged,
        is_merged,
        state_word: row.text("state"),
        tickets,
        labels: row.texts("labels", "name"),
        ..Change::default()
    })
}

/// Reads a table of GitHub that Fivetran copied; the latest copy is the time of the extract. Rows that the source has
/// deleted since are rows all the same: their column says so.
///
/// # Errors
/// As [`product::objects`].
pub fn copied(
    input: &mut Input<'_>,
    marks: &[&str],
    table: &str,
    sink: &mut Sink<'_>,
    each: &mut product::Each<'_>,
) -> Result<(), ReadError> {
    sink.facts.product = Some(SYSTEM.to_owned());
    sink.facts.report = Some(format!("Table {table} (Fivetran)"));
    sink.facts.snapshot = true;
    product::objects(input, marks, sink, &mut |mut row, sink| {
        sink.facts.extracted = later(sink.facts.extracted, row.utc_time("_fivetran_synced"));
        each(row, sink)
    })
    .map(drop)
}

/// Host of an address, `github.com` for its API.
pub fn host(url: &str) -> Option<String> {
    let host = url.split_once("://")?.1.split('/').next()?;
    Some(if host == "api.github.com" { "github.com".to_owned() } else { host.to_owned() })
}

/// The verdict of a review's state. Whatever is no decision is a remark.
pub fn verdict(word: &str) -> Verdict {
    match word.to_ascii_uppercase().as_str() {
        "APPROVED" => Verdict::Approved,
        "CHANGES_REQUESTED" | "REQUESTED_CHANGES" => Verdict::ChangesRequested,
        "DISMISSED" => Verdict::Dismissed,
        _ => Verdict::Commented,
    }
}

/// Takes a review apart, of the REST, GraphQL or `gh` form. One that was begun and not submitted is a remark.
pub fn review(row: &mut Fields) -> Review {
    let word = row.text("state").unwrap_or_default();
    if word.eq_ignore_ascii_case("PENDING") {
        row.problem("not-submitted", "the review was begun and not submitted; it counts as a remark");
    }
    let at = row.time("submitted_at").or_else(|| row.time("submittedAt"));
    let reviewer = row.first_text(&["user.login", "author.login"]);
    Review { reviewer, verdict: verdict(&word), at, commit: row.first_text(&["commit_id", "commit.oid"]) }
}

/// Takes the reviews that are embedded in a pull request: a list, or GraphQL's nodes. None: it does not carry them.
pub fn embedded_reviews(row: &mut Fields) -> Option<Vec<Review>> {
    // The last review of each reviewer is better than none.
    let paths = ["reviews", "reviews.nodes", "latestReviews", "latestReviews.nodes"];
    let list = paths.iter().find_map(|path| row.peek(path)?.as_array())?.clone();
    let told = row.peek("reviews.totalCount").and_then(Value::as_u64);
    if told.is_some_and(|told| told > list.len() as u64) {
        row.problem("incomplete-reviews", "the export holds fewer reviews than it counts; export all of them");
    }
    Some(list.into_iter().map(|review| self::review(&mut Fields::new(Position::File, review))).collect())
}

/// Whether an account is a program's, as GitHub marks it.
pub fn is_bot(row: &Fields, account: &str) -> bool {
    let says = |key: &str| row.peek(&format!("{account}.{key}"));
    let named = says("login").and_then(Value::as_str).is_some_and(|login| login.ends_with("[bot]") || login.starts_with("app/"));
    let typed = says("type").or_else(|| says("__typename")).and_then(Value::as_str) == Some("Bot");
    named || typed || says("is_bot") == Some(&Value::Bool(true))
}

/// When and whether a pull request was merged; none where the export does not say.
pub fn merged(row: &mut Fields, time: &str) -> (Option<Stamp>, Option<bool>) {
    let told = row.has(time);
    let at = row.time(time);
    let word = row.peek_text("state").map(str::to_ascii_uppercase);
    let is = match (at, row.truth("merged"), word.as_deref()) {
        (Some(_), _, _) | (None, None, Some("MERGED")) => Some(true),
        (None, Some(merged), _) => Some(merged),
        (None, None, Some("OPEN")) => Some(false),
        (None, None, _) => told.then_some(false),
    };
    (at, is)
}

/// Notes GraphQL's errors beside rows: what they stand for is not in the file.
pub fn note_errors(beside: &Beside, sink: &mut Sink<'_>) {
    if let Some(message) = beside.at("errors").and_then(first_message) {
        sink.facts.incomplete.push(format!("the export holds an error of GitHub beside its rows: {message}"));
    }
}

fn first_message(errors: &Value) -> Option<String> {
    text_of(errors.get(0)?.get("message")?)
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn finds_repository_and_number_in_every_address() {
        let expected = Some(("acme/api".to_owned(), "7".to_owned()));
        for url in [
            "https://github.com/acme/api/pull/7",
            "https://github.com/acme/api/pull/7#pullrequestreview-1",
            "https://api.github.com/repos/acme/api/pulls/7",
            "https://api.github.com/repos/acme/api/issues/7",
            "https://github.example.com/api/v3/repos/acme/api/pulls/7/reviews",
        ] {
            assert_eq!(place(url), expected, "{url}");
        }
        assert_eq!(place("https://github.com/acme/api"), None);
    }
}
