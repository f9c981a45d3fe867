//! GitLab: who approved a merge request, as the end points `approvals` and `approval_state` give it.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::fields::Fields,
    vendor::gitlab,
};
use model::{
    Data, Kind, Position,
    record::{Change, ChangeReview, Review, Verdict},
};
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "gitlab-merge-request-approvals",
    version: 1,
    about: About {
        vendor: "GitLab",
        title: "Approvals of merge requests",
        export: &[
            "For each merge request: `glab api projects/ID/merge_requests/IID/approvals > approvals-IID.json`. A token with read_api suffices.",
            "The end point approval_state does not say of which merge request it tells: save it as approval_state-IID.json. Prefer approvals.",
            "Drop the files together with the merge requests; they are joined by project and number.",
        ],
        covers: "The approvals that hold at the moment of the export; withdrawn ones are in the notes only.",
        retention_days: None,
        source: "https://docs.gitlab.com/api/merge_request_approvals/",
    },
    emits: &[Kind::ChangeReview, Kind::Change],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    let Some(row) = head.row() else { return Match::No };
    let approvals = head::has(row, &["approved_by"])
        && (head::has(row, &["approvals_left"])
            || head::has(row, &["user_has_approved"])
            || head::has(row, &["approvals_required", "iid"]))
        && !head::has(row, &["source_branch"]);
    let state = head::has(row, &["approval_rules_overwritten", "rules"]);
    if approvals || state { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    sink.facts.snapshot = true;
    let named = number_in(input.name);
    gitlab::rows(input, &[], "Approvals of merge requests", sink, &mut |row, sink| approvals(row, named.as_deref(), sink))
        .map(drop)
}

/// The number at the end of a file's name, before its ending.
fn number_in(name: &str) -> Option<String> {
    let stem = name.split('.').next().unwrap_or_default();
    let start = stem.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |last| last + 1);
    stem.get(start..).filter(|digits| !digits.is_empty() && digits.len() < stem.len()).map(str::to_owned)
}

fn approvals(mut row: Fields, named: Option<&str>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let asked = row.peek_text("_envelope.url").and_then(gitlab::place);
    let (project, asked) = asked.map_or((None, None), |(project, number)| (Some(project), Some(number)));
    let change = row.text("iid").or(asked).or_else(|| named.map(str::to_owned));
    let Some(change) = change else {
        return Err(ReadError::Container {
            at: row.position().clone(),
            message: "approval_state does not say of which merge request it tells: export `approvals` instead, or save it as \
                      approval_state-IID.json"
                .to_owned(),
        });
    };
    let project_id = row.text("project_id");
    let repository = project.or_else(|| project_id.clone());
    let approvers = approvers(&mut row);
    if approvers.is_empty() {
        // That nobody approved is said too.
        let (repository, repository_id) = (repository.filter(|name| name.contains('/')), project_id);
        let data = Change {
            system: gitlab::SYSTEM.to_owned(),
            repository,
            repository_id,
            id: change,
            reviews: Some(Vec::new()),
            partial: true,
            ..Change::default()
        };
        return row.record(sink, Data::Change(Box::new(data)));
    }
    let around = row.position().clone();
    let mut about = Some(row.report(sink));
    for (path, approver) in approvers {
        let at = match &around {
            Position::Path(root) => Position::Path(format!("{root}.{path}")),
            other => other.clone(),
        };
        let mut one = Fields::new(at, approver);
        let account =
            if one.peek("user").is_some() { gitlab::login(&mut one, "user") } else { one.first_text(&["username", "name"]) };
        let review = Review { reviewer: account, verdict: Verdict::Approved, at: one.time("approved_at"), commit: None };
        if let Some(about) = about.take() {
            one.put("merge_request", about);
        }
        let data =
            ChangeReview { system: gitlab::SYSTEM.to_owned(), repository: repository.clone(), change: change.clone(), review };
        one.record(sink, Data::ChangeReview(Box::new(data)))?;
    }
    Ok(())
}

/// Takes who approved, each once though several rules name them, with the path at which that stands.
fn approvers(row: &mut Fields) -> Vec<(String, Value)> {
    let mut found: Vec<(String, Value)> = Vec::new();
    let direct = row.take("approved_by").map(|list| ("approved_by".to_owned(), list));
    let rules = row.peek("rules").and_then(Value::as_array).into_iter().flatten().enumerate();
    let of_rules =
        rules.filter_map(|(index, rule)| Some((format!("rules[{index}].approved_by"), rule.get("approved_by")?.clone())));
    let lists: Vec<(String, Value)> = direct.into_iter().chain(of_rules).collect();
    for (path, list) in lists {
        for (index, approver) in list.as_array().into_iter().flatten().enumerate() {
            let who = |one: &Value| one.get("user").unwrap_or(one).get("username").cloned();
            if !found.iter().any(|(_, known)| who(known).is_some() && who(known) == who(approver)) {
                found.push((format!("{path}[{index}]"), approver.clone()));
            }
        }
    }
    found
}
