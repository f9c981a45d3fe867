//! Questions over the rows of a log: volume, rates, rows, one request, time lines, findings, own checks.

use crate::Bench;
use app::{
    Code,
    contract::{
        PageRequest,
        checks::CheckDraft,
        evidence::ImportStatus,
        logs::{Bucket, Lived, LogRowsRequest, RateRequest},
    },
    logs::{self, Looking},
    own_checks,
};
use serde_json::json;
use std::sync::atomic::AtomicBool;

/// Calls of a proxy on four days; the third names no provider, the fourth was answered by a fallback.
fn log() -> String {
    let call = |id: &str, at: &str, provider: &str, question: &str| {
        json!({
            "request_id": id, "call_type": "acompletion", "startTime": at, "endTime": at, "model": "gpt-4.1-2025-04-14",
            "user": "ada@example.com", "team_id": "research", "custom_llm_provider": provider, "status": "success",
            "prompt_tokens": 10, "completion_tokens": 5, "spend": 0.1, "total_tokens": 15, "api_key": "k", "cache_hit": "None",
            "model_group": "chat", "metadata": "{\"spend_logs_metadata\":{\"prompt_version\":\"triage-v9\"}}",
            "messages": json!([{"role": "user", "content": question}]), "response": json!({"answer": "Done."}),
        })
        .to_string()
    };
    [
        call("r-1", "2026-01-05 09:00:00", "openai", "Write to ana@example.com"),
        call("r-2", "2026-01-06 09:00:00", "openai", "Write to bob@example.com"),
        call("r-3", "2026-03-02 09:00:00", "", "What is two and two?"),
        call("r-4", "2026-03-03 09:00:00", "anthropic", "My card is 4111 1111 1111 1111"),
    ]
    .join("\n")
}

const RELEASES: &str = "Kind,Name,Version,Created,Live since,Author,Approver,Ticket,Evaluation,Provider,Model,Message\n\
    prompt,triage,v9,2025-05-27,2025-06-02,freya@example.com,teodor@example.com,LARK-198,EV-071 passed,openai,gpt-4.1-2025-04-14,Ninth\n\
    model,gpt-4.1-2025-04-14,,2026-01-06,2026-01-06,freya@example.com,teodor@example.com,LARK-199,EV-072 passed,openai,gpt-4.1-2025-04-14,New\n";

fn bench() -> Bench {
    let bench = Bench::new();
    for (name, text) in [("litellm-spend-logs.jsonl", log()), ("releases.csv", RELEASES.to_owned())] {
        let report = bench.import(&[bench.file(name, &text)]).remove(0);
        assert_eq!(report.status, ImportStatus::Imported, "{name}: {} {}", report.message, report.because);
    }
    bench
}

fn quiet() -> AtomicBool {
    AtomicBool::new(false)
}

#[test]
fn volume_tells_calls_by_month_and_the_silent_days() {
    let bench = bench();
    let overview = logs::overview(&bench.session, &quiet()).unwrap();
    let gateway = overview.tables.iter().find(|table| table.name == "gateway").unwrap();
    assert_eq!((gateway.rows.as_str(), gateway.files), ("4", 1));
    assert_eq!((gateway.first.as_deref(), gateway.last.as_deref()), (Some("2026-01-05"), Some("2026-03-03")));

    let volume = logs::volume(&bench.session, Bucket::Month, &quiet()).unwrap();
    let points: Vec<_> = volume.points.iter().map(|point| (point.day.as_str(), point.calls, point.complete)).collect();
    assert_eq!(points, [("2026-01-01", 2, 2), ("2026-03-01", 2, 1)]);
    let silent: Vec<_> = volume.silent.iter().map(|(first, last)| (first.as_str(), last.as_str())).collect();
    assert_eq!(silent, [("2026-01-01", "2026-01-04"), ("2026-01-07", "2026-03-01"), ("2026-03-04", "2026-06-30")]);
}

#[test]
fn a_rate_leads_down_to_its_rows() {
    let bench = bench();
    let ask = |measure: &str, by: &str| {
        logs::rates(&bench.session, &RateRequest { measure: measure.to_owned(), by: by.to_owned() }, &quiet())
    };
    let rates = ask("incomplete", "provider").unwrap();
    assert_eq!((rates.calls, rates.hits, rates.complete), (4, 1, 3));
    let groups: Vec<_> = rates.groups.iter().map(|group| (group.key.as_deref(), group.calls, group.hits)).collect();
    assert_eq!(groups, [(None, 1, 1), (Some("openai"), 2, 0), (Some("anthropic"), 1, 0)]);
    for (measure, by) in [("nothing", "provider"), ("incomplete", "input"), ("incomplete", "provider; DROP TABLE gateway")] {
        assert_eq!(ask(measure, by).unwrap_err().code, Code::Invalid, "{measure} {by}");
    }

    let request = LogRowsRequest {
        measure: "incomplete".to_owned(),
        equal: vec![("provider".to_owned(), None)],
        limit: 10,
        ..LogRowsRequest::default()
    };
    let page = logs::rows(&bench.session, &request, &quiet()).unwrap();
    assert_eq!((page.total, page.rows[0].request.as_deref(), page.rows[0].proof.at.as_str()), (1, Some("r-3"), "line 3"));
    let other = LogRowsRequest { equal: vec![("provider".to_owned(), Some("o'hara".to_owned()))], limit: 10, ..request };
    assert_eq!(logs::rows(&bench.session, &other, &quiet()).unwrap().total, 0);
}

#[test]
fn a_request_is_told_with_what_was_live_and_masked_until_asked() {
    let bench = bench();
    let sheet = logs::request(&bench.session, "r-1", Looking::Masked).unwrap();
    let input = |sheet: &app::contract::logs::RequestSheet| {
        sheet.calls[0].fields.iter().find(|(name, _)| name == "input").unwrap().1.clone()
    };
    assert!(input(&sheet).contains("Write to [EMAIL]") && !input(&sheet).contains("ana@"), "{}", input(&sheet));
    assert!(sheet.hidden.iter().any(|(kind, number)| kind == "EMAIL" && *number > 0), "{:?}", sheet.hidden);
    let live: Vec<_> = sheet.releases.iter().map(|one| (one.family.as_str(), one.record.is_some(), one.before)).collect();
    assert_eq!(live, [("model", true, Some(false)), ("prompt", true, Some(true))]);

    let open = logs::request(&bench.session, "r-1", Looking::Open).unwrap();
    assert!(input(&open).contains("ana@example.com"));
    let page = PageRequest { offset: 0, limit: 10, filter: "request looked up".to_owned() };
    let looks = app::vault::activity(&bench.session, &page).unwrap().rows;
    assert_eq!(looks.len(), 2);
    assert!(looks.iter().all(|entry| entry.subject == "r-1" && entry.actor == "ada@example.com"), "{looks:?}");

    assert_eq!(logs::request(&bench.session, "r-9", Looking::Masked).unwrap_err().code, Code::NotFound);
}

#[test]
fn time_lines_tell_first_and_last_rows_and_releases() {
    let bench = bench();
    let found = logs::lives(&bench.session, Lived::Prompt, &quiet()).unwrap();
    let [life] = &found.lives[..] else { panic!("{:?}", found.lives) };
    assert_eq!((life.version.as_deref(), life.calls, life.released_before), (Some("triage-v9"), 4, Some(true)));
    assert!(life.first.starts_with("2026-01-05") && life.last.starts_with("2026-03-03"), "{life:?}");
    let models = logs::lives(&bench.session, Lived::Model, &quiet()).unwrap();
    let released: Vec<_> = models.lives.iter().map(|life| (life.provider.as_deref(), life.calls, life.released_before)).collect();
    assert_eq!(released, [(Some("openai"), 2, Some(false)), (None, 1, Some(true)), (Some("anthropic"), 1, Some(true))]);
}

#[test]
fn a_pattern_marked_as_false_is_counted_apart_and_comes_back() {
    let bench = bench();
    let patterns = || logs::patterns(&bench.session, &quiet(), &mut |_| {}).unwrap().patterns;
    let exceptions = || {
        let run = app::evaluation::run(
            &bench.session,
            &["personal-data-exposed".to_owned()],
            app::evaluation::Reuse::Unchanged,
            &mut |_| {},
        );
        run.unwrap().evaluations[0].exceptions
    };
    let mails: Vec<_> = patterns().into_iter().filter(|one| one.kind == "EMAIL" && one.place == "input").collect();
    let [mail] = &mails[..] else { panic!("{mails:?}") };
    assert_eq!((mail.hits, mail.masked.as_str(), mail.request.as_deref()), (2, "a…@e….com", Some("r-1")));
    let rows = LogRowsRequest { measure: format!("finding:{}", mail.key), limit: 10, ..LogRowsRequest::default() };
    let rows = logs::rows(&bench.session, &rows, &quiet()).unwrap();
    let requests: Vec<_> = rows.rows.iter().filter_map(|row| row.request.as_deref()).collect();
    assert_eq!((mail.table.as_deref(), requests), (Some("gateway"), vec!["r-1", "r-2"]));
    let before = exceptions();
    assert_eq!(logs::dismiss(&bench.session, &mail.key, " ").unwrap_err().code, Code::Invalid);
    assert_eq!(logs::dismiss(&bench.session, "EMAIL", "no").unwrap_err().code, Code::Invalid);
    logs::dismiss(&bench.session, &mail.key, "our own address of the help desk").unwrap();
    assert_eq!(exceptions(), before - 1);
    let marked = patterns().into_iter().find(|one| one.key == mail.key).unwrap();
    assert_eq!(marked.dismissed.unwrap().reason, "our own address of the help desk");
    logs::undismiss(&bench.session, &mail.key).unwrap();
    assert_eq!(exceptions(), before);
}

#[test]
fn a_credential_in_an_original_is_an_exception_until_somebody_says_that_it_is_false() {
    let bench = bench();
    let minutes = "Minutes\n\nThe list was taken with `psql postgres://report:Wq7-tulip-44Rz@db.example.com/console`.\n";
    bench.import(&[bench.file("minutes.md", minutes)]);
    let states = || {
        let only = ["credential-in-evidence".to_owned()];
        let run = app::evaluation::run(&bench.session, &only, app::evaluation::Reuse::Unchanged, &mut |_| {}).unwrap();
        let items = &run.evaluations[0].items;
        items.iter().map(|item| (item.subject.clone(), item.state.id(), item.proof[0].at.to_string())).collect::<Vec<_>>()
    };
    let of_minutes = |state: &'static str, at: &str| ("minutes.md".to_owned(), state, at.to_owned());
    assert!(states().contains(&of_minutes("exception", "line 3")), "{:?}", states());
    let found = logs::patterns(&bench.session, &quiet(), &mut |_| {}).unwrap().patterns;
    let found: Vec<_> = found.into_iter().filter(|one| one.place == "evidence").collect();
    let [one] = &found[..] else { panic!("{found:?}") };
    assert_eq!((one.kind.as_str(), one.first_row.file.as_str(), one.first_row.at.as_str()), ("SECRET", "minutes.md", "line 3"));
    assert!(!one.masked.contains("tulip"), "{}", one.masked);
    logs::dismiss(&bench.session, &one.key, "the account was removed on the same day").unwrap();
    assert!(states().contains(&of_minutes("pass", "file")), "{:?}", states());
    logs::undismiss(&bench.session, &one.key).unwrap();
    assert!(states().contains(&of_minutes("exception", "line 3")), "{:?}", states());
}

fn draft(breaks: &str) -> CheckDraft {
    CheckDraft {
        id: "no-cards".to_owned(),
        title: "No card numbers in prompts".to_owned(),
        reason: "policy AI-2".to_owned(),
        criteria: vec!["C1.1".to_owned()],
        from: "2026-01-01".to_owned(),
        table: "gateway".to_owned(),
        applies: String::new(),
        breaks: breaks.to_owned(),
    }
}

#[test]
fn a_check_is_validated_tried_put_in_force_judged_and_superseded() {
    let bench = bench();
    let tried = own_checks::attempt(&bench.session, &draft("finds(input, 'CREDIT_CARD')"), &quiet()).unwrap();
    assert_eq!((tried.rows, tried.applies, tried.broken, tried.untold), (4, 4, 1, 0));
    assert_eq!((tried.examples[0].proof.at.as_str(), tried.examples[0].request.as_deref()), ("line 4", Some("r-4")));
    let unclear = own_checks::attempt(&bench.session, &draft("provider = 'anthropic'"), &quiet()).unwrap();
    assert_eq!((unclear.broken, unclear.untold), (1, 1), "a blank provider is no pass");

    own_checks::save(&bench.session, &draft("finds(input, 'CREDIT_CARD')")).unwrap();
    let judge = || {
        let only = ["policy-broken".to_owned()];
        app::evaluation::run(&bench.session, &only, app::evaluation::Reuse::Unchanged, &mut |_| {}).unwrap().evaluations.remove(0)
    };
    let judged = judge();
    assert_eq!((judged.population, judged.exceptions, judged.items[0].subject.as_str()), (4, 1, "no-cards r-4"));

    // Its rate by a column, down to the rows.
    let rate = |by: &str| {
        let request = RateRequest { measure: "check:no-cards".to_owned(), by: by.to_owned() };
        let told = logs::rates(&bench.session, &request, &quiet()).unwrap();
        let group = |group: app::contract::logs::RateGroup| (group.key, group.calls, group.hits);
        (told.calls, told.hits, told.groups.into_iter().map(group).next().unwrap())
    };
    assert_eq!(rate("provider"), (4, 1, (Some("anthropic".to_owned()), 1, 1)));
    let rows = LogRowsRequest { measure: "check:no-cards".to_owned(), limit: 10, ..LogRowsRequest::default() };
    assert_eq!(logs::rows(&bench.session, &rows, &quiet()).unwrap().rows[0].request.as_deref(), Some("r-4"));
    let known = logs::overview(&bench.session, &quiet()).unwrap().measures;
    assert!(known.iter().any(|measure| measure.id == "check:no-cards" && measure.title.contains("No card numbers in prompts")));

    let again = own_checks::save(&bench.session, &draft("false")).unwrap_err();
    assert_eq!(again.code, Code::Invalid, "a version must begin later");
    let later = CheckDraft { from: "2026-03-01".to_owned(), ..draft("false") };
    assert_eq!(own_checks::save(&bench.session, &later).unwrap().version, 2);
    assert_eq!(judge().exceptions, 0, "the second version judges what came in March");
    assert_eq!((rate("provider").0, rate("provider").1), (4, 0), "each call by the version of its day");
    own_checks::retire(&bench.session, "no-cards", "2026-03-02").unwrap();
    assert_eq!(rate("provider").0, 3, "no version was in force on the last day");
    assert_eq!(judge().population, 3);
    let versions = own_checks::list(&bench.session).unwrap();
    let told: Vec<_> = versions.iter().map(|one| (one.version, one.last.as_deref(), one.in_force)).collect();
    assert_eq!(told, [(1, Some("2026-02-28"), false), (2, Some("2026-03-02"), false)]);
}

#[test]
fn a_predicate_that_cannot_be_asked_is_refused_with_the_reason() {
    for (predicate, said) in [
        ("provder = 'x'", "provder"),
        ("provider", "true or false"),
        ("count(*) > 1", "one row"),
        ("provider = 'x'; DROP TABLE gateway", ""),
        ("1 = 1) OR (1 = 1", ""),
        ("at > now()", "now"),
        ("provider IN (SELECT provider FROM gateway)", ""),
        ("", "predicate"),
    ] {
        let refused = own_checks::validate("gateway", predicate).unwrap_err();
        assert!(refused.code == Code::Invalid && refused.message.contains(said), "{predicate}: {refused:?}");
    }
    assert_eq!(own_checks::validate("people", "true").unwrap_err().code, Code::Invalid);
    assert_eq!(own_checks::validate("gateway", "provider = 'x' AND day > DATE '2026-01-01'").unwrap(), ["day", "provider"]);
}

#[test]
fn the_starter_checks_can_all_be_asked() {
    let bench = bench();
    let starter = own_checks::starter().unwrap();
    assert_eq!(starter.len(), 5);
    for check in starter {
        let tried =
            own_checks::attempt(&bench.session, &check, &quiet()).unwrap_or_else(|error| panic!("{}: {error:?}", check.id));
        assert_eq!(tried.rows, 4, "{}", check.id);
    }
}
