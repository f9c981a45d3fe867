//! GitHub: code scanning analyses, each of which is a scan of a repository.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::fields::Fields,
    vendor::github_alerts as alerts,
};
use model::{Data, Kind, record::Scan};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "github-code-scanning-analyses",
    version: 1,
    about: About {
        vendor: "GitHub",
        title: "Code scanning analyses",
        export: &["With a token that may read code scanning: \
             `gh api --paginate 'repos/OWNER/REPO/code-scanning/analyses?per_page=100' > analyses.json`, for each repository."],
        covers: "All analyses of a repository that were not deleted.",
        retention_days: None,
        source: "https://docs.github.com/en/rest/code-scanning/code-scanning#list-code-scanning-analyses-for-a-repository",
    },
    emits: &[Kind::Scan],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    let Some(row) = head.row() else { return Match::No };
    let marks = ["analysis_key", "commit_sha", "created_at", "results_count", "tool.name"];
    if head::has(row, &marks) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    alerts::read(input, "Code scanning analyses", sink, &mut analysis)?;
    sink.facts.snapshot = false;
    Ok(())
}

fn analysis(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let at = row.position().clone();
    if let Some(error) = row.peek_text("error") {
        sink.problem(at, "scan-failed", format!("the analysis failed and counts as no scan: {error}"));
        return Ok(());
    }
    let Some(asset) = alerts::repository(&mut row) else {
        row.lacks(sink, "url");
        return Ok(());
    };
    let Some(tool) = row.text("tool.name") else {
        row.lacks(sink, "tool.name");
        return Ok(());
    };
    let findings = row.whole("results_count").and_then(|count| u64::try_from(count).ok());
    let Some(findings) = findings else {
        row.lacks(sink, "results_count");
        return Ok(());
    };
    let scan = Scan { tool, asset, at: row.time("created_at"), findings };
    row.record(sink, Data::Scan(Box::new(scan)))
}
