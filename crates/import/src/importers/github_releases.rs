//! GitHub: releases of repositories, as the REST API, `gh release list` and `gh release view` give them.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::fields::Fields,
    vendor::{github, reference},
};
use model::{Data, Kind, record::Release};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "github-releases",
    version: 1,
    about: About {
        vendor: "GitHub",
        title: "Releases",
        export: &[
            "For each repository in scope: `gh api --paginate 'repos/OWNER/REPO/releases?per_page=100' > releases.json`.",
            "`gh release list --json tagName,name,publishedAt,isDraft,isPrerelease` is read too, but names no repository and no author.",
        ],
        covers: "All releases of a repository; drafts only for who may write to it.",
        retention_days: None,
        source: "https://docs.github.com/en/rest/releases/releases",
    },
    emits: &[Kind::Release],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    let Some(row) = head.row() else { return Match::No };
    let rest =
        head::has(row, &["tag_name", "draft", "prerelease"]) || head::has(row, &["tag_name", "target_commitish", "published_at"]);
    let gh = head::has(row, &["tagName"])
        && ["isDraft", "isPrerelease", "isLatest", "publishedAt"].iter().any(|key| head::has(row, &[key]));
    if rest || gh { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    github::rows(input, &[], "Releases", sink, &mut release).map(drop)
}

fn release(row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let mut row = github::delivered(row, "release");
    let url = row.peek_text("html_url").or_else(|| row.peek_text("url")).unwrap_or_default().to_owned();
    github::note_host(&url, sink);
    let Some(version) = row.first_text(&["tag_name", "tagName"]) else {
        row.lacks(sink, "tag_name");
        return Ok(());
    };
    let draft = row.truth("draft").or_else(|| row.truth("isDraft")) == Some(true);
    let early = row.truth("prerelease").or_else(|| row.truth("isPrerelease")) == Some(true);
    let labels = [draft.then_some("draft"), early.then_some("prerelease")].into_iter().flatten().map(str::to_owned).collect();
    let texts = ["name", "body"].into_iter().filter_map(|key| row.peek_text(key));
    let tickets = reference::tickets(texts);
    let release = Release {
        system: github::SYSTEM.to_owned(),
        family: "application".to_owned(),
        // What is released is the repository; the title of the release stays in `extra`.
        name: github::repository(&url).or_else(|| row.text("name")).unwrap_or_else(|| version.clone()),
        version: Some(version),
        created: row.first_time(&["created_at", "createdAt"]),
        live: row.first_time(&["published_at", "publishedAt"]),
        author: row.text("author.login"),
        message: row.text("body"),
        labels,
        tickets,
        ..Release::default()
    };
    row.record(sink, Data::Release(Box::new(release)))
}
