//! The shared samples: real exports of many products, which are read from beside the checkout and never copied.

#![allow(clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "test code outside of test functions")]

mod support;

use import::{Match, ReadError};
use support::{candidates, files, importer, read, samples};

/// File, importer, records of its first kind. The numbers are those of the folder's own index, but for Trivy, whose
/// index counts results and resources: there the vulnerabilities were counted with another parser.
const COUNTS: &[(&str, &str, usize)] = &[
    ("backup/restic/restic_snapshots_summary.json", "restic-snapshots", 3),
    ("change/gh_cli/gh_pr_list_utf16le_bom.json", "github-pulls-gh", 25),
    ("change/gh_cli/gh_pr_list_utf8_bom.json", "github-pulls-gh", 13),
    ("change/gh_cli/ghcli_prList_graphql.json", "github-pulls-gh", 3),
    ("change/gh_cli/ghcli_prStatusChecksWithStatesByCount_graphql.json", "github-pulls-gh", 4),
    ("change/gh_cli/ghcli_prViewPreviewReviews_graphql.json", "github-pull-reviews", 5),
    ("change/gh_cli/rdflib_merged_prs_search_api.json", "github-pulls-search", 49),
    ("change/github_pulls/danger_pr_reviews.json", "github-pull-reviews", 3),
    ("change/github_pulls/github_pull_reviews_31.json", "github-pull-reviews", 31),
    ("change/github_pulls/github_pulls_list_50.json", "github-pulls", 50),
    ("change/github_pulls/hub4j_pull_6.json", "github-pulls", 1),
    ("change/github_pulls/hub4j_pull_6_reviews.json", "github-pull-reviews", 1),
    ("change/github_pulls/hub4j_pulls_of_commit_2.json", "github-pulls", 2),
    ("change/jira/jira_issues_33_with_changelog.json", "jira-issues", 33),
    ("change/jira/jira_search_v3_page.json", "jira-issues", 3),
    ("identity/aws_iam/iam_credential_report_custodian.csv", "aws-iam-credential-report", 21),
    ("identity/aws_iam/iam_get_credential_report_wrapper.json", "aws-iam-credential-report", 3),
    ("identity/okta/okta_system_log_100.json", "okta-system-log", 100),
    ("logs/litellm/captured_kwargs_callback.json", "litellm-standard-logging", 1),
    ("logs/litellm/docs_dynamodb_log_row.json", "litellm-standard-logging", 1),
    ("logs/litellm/spend_logs_payload_2025-12.json", "litellm-spend-logs", 1),
    ("logs/litellm/standard_logging_payload.json", "litellm-standard-logging", 1),
    ("scanners/trivy/kubernetes.json", "trivy", 20),
    ("scanners/trivy/legacy_many_vulns.json", "trivy", 93),
    ("scanners/trivy/local-k8s-scan-result_3.3MB.json", "trivy", 878),
    ("scanners/trivy/misconfigurations_and_secrets.json", "trivy", 5),
    ("scanners/trivy/scheme_2_many_vulns.json", "trivy", 5),
];

#[test]
fn samples_of_our_sources_give_the_counts_of_the_index() {
    let Some(folder) = samples() else { return };
    for (file, id, expected) in COUNTS {
        let bytes = std::fs::read(folder.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
        let found = candidates(file, &bytes);
        assert_eq!(found.first().map(|best| best.importer.id), Some(*id), "{file} is recognised as {found:?}");
        let (result, kept) = read(importer(id), file, &bytes, None);
        let facts = result.unwrap_or_else(|error| panic!("{file}: {error}"));
        assert_eq!(kept.count(importer(id)), *expected, "{file}: {:?}", kept.problems);
        assert!(!facts.declared_empty, "{file}");
        let unexpected: Vec<_> = kept.problems.iter().filter(|problem| problem.code != "not-submitted").collect();
        assert!(unexpected.is_empty(), "{file}: {unexpected:?}");
    }
}

#[test]
fn a_page_of_a_longer_result_is_called_incomplete() {
    let Some(folder) = samples() else { return };
    let bytes = std::fs::read(folder.join("change/jira/jira_search_v3_page.json")).expect("the sample");
    let (result, _) = read(importer("jira-issues"), "page.json", &bytes, None);
    assert_eq!(result.expect("facts").incomplete, ["the query found 35 issues and the export holds 3"]);
}

#[test]
fn no_sample_panics_is_claimed_twice_or_succeeds_with_nothing() {
    let Some(folder) = samples() else { return };
    for path in files(&folder) {
        let name = path.file_name().expect("a file name").to_string_lossy().into_owned();
        let bytes = std::fs::read(&path).expect("the sample");
        let found = candidates(&name, &bytes);
        let certain: Vec<&str> =
            found.iter().filter(|candidate| candidate.how == Match::Certain).map(|candidate| candidate.importer.id).collect();
        assert!(certain.len() <= 1, "{name}: {certain:?} are all certain");
        let Some(best) = found.first() else { continue };
        let (result, kept) = read(best.importer, &name, &bytes, None);
        match result {
            Ok(facts) => {
                assert!(!kept.records.is_empty() || facts.declared_empty, "{name}: success with nothing");
                println!("{name}: {} {}", best.importer.id, kept.count(best.importer));
            }
            Err(ReadError::Stopped) => panic!("{name}: nobody stopped it"),
            Err(error) => println!("{name}: {} {error}", best.importer.id),
        }
    }
}
