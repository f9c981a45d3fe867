//! GitLab: releases of projects.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::fields::Fields,
    vendor::{delivery, gitlab, reference},
};
use model::{Data, Kind, record::Release};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "gitlab-releases",
    version: 1,
    about: About {
        vendor: "GitLab",
        title: "Releases",
        export: &[
            "For each project: `glab api --paginate 'projects/ID/releases?per_page=100' > releases.json`. A token with read_api suffices.",
        ],
        covers: "All releases of a project.",
        retention_days: None,
        source: "https://docs.gitlab.com/api/releases/",
    },
    emits: &[Kind::Release],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    let Some(row) = head.row() else { return Match::No };
    let marked = head::has(row, &["tag_name", "released_at"]) || head::has(row, &["tag_name", "evidences", "commit"]);
    if marked && !head::has(row, &["published_at"]) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    gitlab::rows(input, &[], "Releases", sink, &mut release).map(drop)
}

fn release(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let url = row.peek_text("_links.self").unwrap_or_default().to_owned();
    delivery::note_host(&url, sink);
    let Some(version) = row.text("tag_name") else {
        row.lacks(sink, "tag_name");
        return Ok(());
    };
    let tickets = reference::tickets(["name", "description"].into_iter().filter_map(|key| row.peek_text(key)));
    let upcoming = row.truth("upcoming_release") == Some(true);
    let at = row.time("released_at");
    let release = Release {
        system: gitlab::SYSTEM.to_owned(),
        family: "application".to_owned(),
        name: gitlab::project(&url).or_else(|| row.text("name")).unwrap_or_else(|| version.clone()),
        version: Some(version),
        created: row.time("created_at"),
        live: at.filter(|_| !upcoming),
        author: gitlab::login(&mut row, "author"),
        message: row.text("description"),
        labels: if upcoming { vec!["upcoming".to_owned()] } else { Vec::new() },
        tickets,
        ..Release::default()
    };
    row.record(sink, Data::Release(Box::new(release)))
}
