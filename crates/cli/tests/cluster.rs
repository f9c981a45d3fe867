//! The log evaluators' questions on a cluster of real processes: the same answers as on one machine, also when a worker
//! dies, and none for those who do not belong to it.
#![expect(clippy::unwrap_used, reason = "a test fails where it cannot go on")]

mod cluster_support;

use cluster_support::{Place, answers, sorted, wait_for};
use serde_json::{Value, json};
use std::{fmt::Write as _, fs, process::Stdio};

/// One piece of the demo company's log, as its gateway exported it.
const EXPORT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/demo/litellm-spend-logs.jsonl");
/// Files of the generated log: so many that a worker can die before all are read.
const FILES: usize = 48;

/// What an evaluation says, without the evidence that it rests on.
fn judged(all: &Value) -> Vec<Value> {
    let all = all["evaluations"].as_array().unwrap();
    let fields = ["evaluator", "state", "population", "tested", "exceptionCount", "exceptions", "undetermined", "figures"];
    all.iter().map(|one| fields.iter().map(|field| one[field].clone()).collect()).collect()
}

#[test]
fn a_cluster_answers_as_one_machine_does_and_the_vault_judges_by_it() {
    let place = Place::new();
    place.vault("vault");
    place.vault("other");
    place.json(&["import", "--vault", "vault", "--passphrase-file", "passphrase", "--json", EXPORT]);
    let vault = ["--vault", "vault", "--passphrase-file", "passphrase", "--as-of", "2026-07-15"];
    place.run(&[&["logs", "terms"], &vault[..], &["--out", "terms.json"]].concat());
    place.run(&["logs", "convert", EXPORT, "--terms", "terms.json", "--to", "data"]);
    place.run(&place.ask("data", "here.json"));
    let cluster = place.cluster();
    place.run(&[&place.ask("data", "there.json")[..], &cluster.trust("token")].concat());
    let (here, there) = (answers(&place.path("here.json")), answers(&place.path("there.json")));
    assert_eq!(sorted(&here["answers"]), sorted(&there["answers"]));
    assert_eq!(here["tables"], there["tables"]);
    assert_eq!(there["tables"][0]["rows"], json!(2585));
    assert_ne!(here["engine"], there["engine"]);
    drop(cluster);

    let evaluate = |vault: &str| {
        let of = ["--vault", vault, "--passphrase-file", "passphrase", "--as-of", "2026-07-15", "--json"];
        place.json(&[&["logs", "evaluate"], &of[..]].concat())
    };
    let adopt = |vault: &str, signer: &str| {
        place.command(&["logs", "adopt", "there.json", "--signer", signer, "--vault", vault, "--passphrase-file", "passphrase"])
    };
    let before = evaluate("vault");
    let refused = adopt("vault", "SHA256:0000000000000000000000000000000000000000000").output().unwrap();
    assert_eq!(refused.status.code(), Some(2), "another's signature was taken");
    for vault in ["vault", "other"] {
        assert!(adopt(vault, &place.signer).output().unwrap().status.success());
    }
    // The vault that holds the export: the same judgement with the same pointers.
    let after = evaluate("vault");
    assert_eq!(judged(&before), judged(&after));
    // The vault that does not: the same judgement, pointers into the signed file.
    let other = evaluate("other");
    for (one, same) in before["evaluations"].as_array().unwrap().iter().zip(other["evaluations"].as_array().unwrap()) {
        assert_eq!(one["exceptionCount"], same["exceptionCount"], "{}", one["evaluator"]);
    }
    let pointers = other["evaluations"].as_array().unwrap().iter().flat_map(|one| one["exceptions"].as_array().unwrap().clone());
    let pointers: Vec<String> = pointers.filter_map(|item| item["at"].as_str().map(str::to_owned)).collect();
    assert!(pointers.iter().any(|at| at.starts_with("$.answers[")), "{pointers:?}");

    // One byte later nobody signed it.
    let text = fs::read_to_string(place.path("there.json")).unwrap().replacen("2585", "2586", 1);
    fs::write(place.path("there.json"), text).unwrap();
    let altered = adopt("other", &place.signer).output().unwrap();
    assert!(!altered.status.success() && String::from_utf8_lossy(&altered.stderr).contains("altered"));
}

#[test]
fn a_worker_that_dies_costs_time_and_no_row() {
    let place = Place::new();
    place.vault("vault");
    let vault = ["--vault", "vault", "--passphrase-file", "passphrase", "--as-of", "2026-07-15"];
    place.run(&[&["logs", "terms"], &vault[..], &["--out", "terms.json"]].concat());
    generate(&place);
    let only = ["--only".to_owned(), "user-missing".to_owned()];
    place.run(&[&place.ask("data", "here.json")[..], &only].concat());
    let mut cluster = place.cluster();
    let asked = [&place.ask("data", "there.json")[..], &only, &cluster.trust("token")].concat();
    let mut client = place.command(&asked).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    // It has done a piece of the work, which dies with it.
    wait_for("a worker's first result", || cluster.has_results(0));
    assert!(client.try_wait().unwrap().is_none(), "the query was over before the worker could be killed");
    cluster.kill(0);
    let ended = client.wait_with_output().unwrap();
    assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
    let (here, there) = (answers(&place.path("here.json")), answers(&place.path("there.json")));
    assert_eq!(there["tables"][0]["rows"], json!(FILES * 50));
    assert_eq!(sorted(&here["answers"]), sorted(&there["answers"]));
}

#[test]
fn who_has_not_the_token_or_a_certificate_of_the_authority_is_not_let_in() {
    let place = Place::new();
    place.vault("vault");
    let vault = ["--vault", "vault", "--passphrase-file", "passphrase", "--as-of", "2026-07-15"];
    place.run(&[&["logs", "terms"], &vault[..], &["--out", "terms.json"]].concat());
    place.run(&["logs", "convert", EXPORT, "--terms", "terms.json", "--to", "data"]);
    let cluster = place.cluster();
    // Whoever has no certificate is cut off, while the first question is asked or just before.
    for (trust, why) in
        [(cluster.trust("another-token"), "token"), (cluster.trust_of("stranger", "token"), "tonic::transport::error")]
    {
        let refused = place.command(&[&place.ask("data", "there.json")[..], &trust].concat()).output().unwrap();
        let said = String::from_utf8(refused.stderr).unwrap().to_lowercase();
        assert_eq!(refused.status.code(), Some(2), "{said}");
        assert!(said.contains("got no answer") && said.contains(why), "{said}");
        assert!(!place.path("there.json").exists());
    }
    let worker = cluster.worker_arguments("work-of-a-stranger", "another-token");
    let refused = place.command(&worker).output().unwrap();
    assert!(String::from_utf8_lossy(&refused.stderr).contains("token"), "{}", String::from_utf8_lossy(&refused.stderr));
}

/// A log in JSON lines, of many small files.
fn generate(place: &Place) {
    let folder = place.path("data").join("gateway");
    fs::create_dir_all(&folder).unwrap();
    for file in 0..FILES {
        let mut text = String::new();
        for line in 0..50 {
            let number = file * 50 + line;
            let day = format!("2026-0{}-{:02}", 1 + number % 6, 1 + number % 28);
            let (provider, user) = (["openai", "acme"][number % 2], (number % 11 > 0).then(|| format!("u-{}", number % 13)));
            let row = json!({
                "evidence": 1, "position": format!("line {}", number + 1), "at": format!("{day}T10:00:00Z"), "day": day,
                "request_id": format!("r-{number}"), "provider": provider, "model": format!("m-{}", number % 7),
                "user_id": user, "status": "success",
                "input": "write to ada@example.com",
            });
            writeln!(text, "{row}").unwrap();
        }
        fs::write(folder.join(format!("{file:03}.jsonl")), text).unwrap();
    }
}
