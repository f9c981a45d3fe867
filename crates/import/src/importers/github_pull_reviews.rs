//! GitHub: reviews of pull requests that came in a file of their own. They are joined to their pull requests later.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{export::Export, fields::Fields, json::Beside},
    vendor::github,
};
use model::{Data, Kind, record::ChangeReview};

/// Where GraphQL has the reviews of one pull request.
const NODES: &str = "data.repository.pullRequest.reviews.nodes";

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "github-pull-reviews",
    version: 1,
    about: About {
        vendor: "GitHub",
        title: "Reviews of pull requests",
        export: &[
            "For each pull request: `gh api --paginate repos/OWNER/REPO/pulls/NUMBER/reviews > reviews-NUMBER.json`.",
            "Drop the files together with the pull requests; they are joined by repository and number.",
        ],
        covers: "All submitted reviews of the pull requests asked for.",
        retention_days: None,
        source: "https://docs.github.com/en/rest/pulls/reviews",
    },
    emits: &[Kind::ChangeReview],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    let rest = head.row().is_some_and(|row| {
        let row = row.get("review").filter(|_| head::has(row, &["action", "pull_request"])).unwrap_or(row);
        head::has(row, &["state", "pull_request_url", "user"])
            && (head::has(row, &["submitted_at"]) || head::has(row, &["commit_id"]))
    });
    // One with a title is a pull request with its reviews.
    let whole = head.json().is_some_and(|json| head::has(json, &["data.repository.pullRequest.title"]));
    let graphql = !whole && head.row_of(NODES).is_some_and(|row| head::has(row, &["state", "submittedAt", "author"]));
    if rest || graphql { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let export = Export { product: github::SYSTEM, report: "Pull request reviews", lists: &[NODES], ..Export::PLAIN };
    let whole = export.read_beside(input, sink, &mut review)?;
    github::note_errors(&whole.beside, sink);
    Ok(())
}

fn review(row: Fields, beside: &Beside, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let mut row = github::delivered(row, "review");
    let url = ["pull_request_url", "html_url", "url"].iter().find_map(|key| row.peek_text(key)).unwrap_or_default().to_owned();
    let place = github::place(&url).or_else(|| {
        let number = beside.count("data.repository.pullRequest.number")?.to_string();
        let repository = beside.text("data.repository.nameWithOwner").unwrap_or_default();
        Some((repository.to_owned(), number))
    });
    let Some((repository, change)) = place else {
        row.lacks(sink, "pull_request_url");
        return Ok(());
    };
    if let Some(host) = github::host(&url) {
        sink.facts.instance.get_or_insert(host);
    }
    let review = github::review(&mut row);
    let repository = Some(repository).filter(|name| !name.is_empty());
    let data = ChangeReview { system: github::SYSTEM.to_owned(), repository, change, review };
    row.record(sink, Data::ChangeReview(Box::new(data)))
}
