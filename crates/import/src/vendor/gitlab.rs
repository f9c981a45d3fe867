//! What the importers of GitLab share.

use crate::{
    importer::{Input, ReadError, Sink},
    read::{csv::product, export::Export, fields::Fields, json::Whole},
    vendor::delivery,
};
use serde_json::Value;

/// The system's name in records.
pub const SYSTEM: &str = "GitLab";

/// Reads rows of GitLab.
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
    Export { product: SYSTEM, report, lists, pages: true, ..Export::PLAIN }.read(input, sink, each)
}

/// Notes the host of a row's address as the instance.
pub fn note_host(url: &str, sink: &mut Sink<'_>) {
    if let Some(host) = delivery::host(url) {
        sink.facts.instance.get_or_insert(host);
    }
}

/// The project (`group/project`) of anything on GitLab's pages.
pub fn project(url: &str) -> Option<String> {
    let path = url.split_once("://")?.1.split_once('/')?.1;
    let end = ["/-/", "/merge_requests/", "/pipelines/", "/jobs/", "/issues/"].iter().filter_map(|mark| path.find(mark)).min()?;
    path.get(..end).map(str::to_owned).filter(|project| project.contains('/'))
}

/// Project (its path, or its id where only that is told) and number of a merge request in an address of the interface:
/// `/projects/7/merge_requests/12`.
pub fn place(url: &str) -> Option<(String, String)> {
    let (project, rest) = url.split_once("/projects/")?.1.split_once("/merge_requests/")?;
    let number: String = rest.chars().take_while(char::is_ascii_digit).collect();
    (!number.is_empty()).then(|| (project.replace("%2F", "/").replace("%2f", "/"), number))
}

/// The number at the end of one of GraphQL's global ids (`gid://gitlab/Ci::Pipeline/7`); other ids as they are.
pub fn bare_id(id: String) -> String {
    match id.strip_prefix("gid://").and_then(|id| id.rsplit('/').next()) {
        Some(bare) => bare.to_owned(),
        None => id,
    }
}

/// Takes the log-in of an account, its name where that is all there is.
pub fn login(row: &mut Fields, account: &str) -> Option<String> {
    row.text(&format!("{account}.username")).or_else(|| row.text(&format!("{account}.name")))
}

/// Whether an account is a program's, as GitLab marks it: by a field, or by the log-in that it gives to access tokens.
pub fn is_bot(row: &Fields, account: &str) -> bool {
    let login = row.peek_text(&format!("{account}.username")).unwrap_or_default();
    let token = ["project_", "group_"].iter().any(|lead| login.starts_with(lead)) && login.contains("_bot");
    token || row.peek(&format!("{account}.bot")) == Some(&Value::Bool(true))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_projects_and_merge_requests_in_addresses() {
        for url in [
            "https://gitlab.example.com/acme/core/api/-/merge_requests/7",
            "https://gitlab.example.com/acme/core/api/merge_requests/7",
            "https://gitlab.example.com/acme/core/api/-/jobs/7",
        ] {
            assert_eq!(project(url).as_deref(), Some("acme/core/api"), "{url}");
        }
        assert_eq!(project("https://gitlab.example.com/mara"), None);
        let url = "https://gitlab.example.com/api/v4/projects/acme%2Fapi/merge_requests/12/notes?page=1";
        assert_eq!(place(url), Some(("acme/api".to_owned(), "12".to_owned())));
    }
}
