//! A few evaluations in all five states, one of them with more exceptions than the report lists.

use bundle::Tested;
use model::{Evaluation, EvidenceId, Filter, Input, Item, Pointer, Position, State, UsedParameter};
use std::collections::BTreeMap;

pub(crate) fn all() -> Vec<Tested> {
    vec![
        tested("terminated-user-active", "Was every leaver’s account disabled within the SLA?", State::Exception, 25, leavers()),
        tested("user-without-mfa", "Does every person sign in with a second factor?", State::Pass, 41, Vec::new()),
        tested("admin-without-mfa", "Does every administrator sign in with a second factor?", State::Pass, 5, Vec::new()),
        tested(
            "change-without-review",
            "Was each merged change approved by a second person before the merge?",
            State::Exception,
            612,
            changes(),
        ),
        tested("change-self-approved", "Was any change approved by its own author?", State::NoOccurrence, 0, Vec::new()),
        tested(
            "vulnerability-past-sla",
            "Was each vulnerability fixed within the SLA in force when it was detected?",
            State::NotDeterminable,
            38,
            unknown(),
        ),
        tested(
            "provider-unapproved",
            "Did any provider or model answer in production without being approved?",
            State::Exception,
            48_213,
            calls(),
        ),
        tested("backup-missed", "Was there a backup of each job on every day of the window?", State::NotTested, 0, Vec::new()),
    ]
}

fn tested(id: &str, question: &str, state: State, population: u64, items: Vec<Item>) -> Tested {
    let count = |wanted: State| items.iter().filter(|item| item.state == wanted).count() as u64;
    let undetermined = count(State::NotDeterminable);
    let gaps = if undetermined > 0 { vec!["the scanner’s export has no date of detection".to_owned()] } else { Vec::new() };
    let evaluation = Evaluation {
        evaluator: id.to_owned(),
        version: 1,
        state,
        population_of: "items of the population".to_owned(),
        population,
        tested: population - undetermined,
        exceptions: count(State::Exception),
        undetermined,
        filters: vec![Filter { kept: "items that fall into the window".to_owned(), before: population + 9, after: population }],
        inputs: vec![Input {
            name: "accounts of the identity provider".to_owned(),
            evidence: vec![EvidenceId(1), EvidenceId(2)],
            records: population,
            gaps,
        }],
        parameters: vec![UsedParameter {
            id: "termination-sla-business-days".to_owned(),
            values: BTreeMap::from([("2026-01-01".to_owned(), "1".to_owned())]),
        }],
        figures: BTreeMap::from([("coverage".to_owned(), "99.2 % of 48,213 rows name a user".to_owned())]),
        notes: vec!["Days are read in Europe/Berlin.".to_owned()],
        items,
    };
    Tested { evaluation, question: question.to_owned() }
}

fn item(subject: &str, state: State, reason: &str, evidence: u32, row: u64) -> Item {
    let proof = vec![Pointer { evidence: EvidenceId(evidence), at: Position::Row(row) }];
    Item { subject: subject.to_owned(), state, reason: reason.to_owned(), proof, steps: Vec::new() }
}

fn leavers() -> Vec<Item> {
    let long =
        "Left on 2026-02-27 (Friday); the account was to be disabled by 2026-03-02 and was disabled on 2026-03-09. ".repeat(24);
    let mut items = vec![
        item(
            "lena.hoffmann@example.com",
            State::Exception,
            "Left on 2026-02-27; disabled on 2026-03-09, due by 2026-03-02.",
            2,
            17,
        ),
        item("jürgen.müller-lüdenscheidt@sub.domain.with.a.very.long.name.example.com", State::Exception, &long, 2, 21),
        Item {
            proof: Vec::new(),
            ..item(
                "مرحبا \u{202e}gnp.exe 李小龍",
                State::Exception,
                "No account event at all:\ta\u{7}bsence\nis the finding.",
                1,
                1,
            )
        },
    ];
    items.extend((0..22).map(|n| item(&format!("leaver{n}@example.com"), State::Pass, "Disabled on the same day.", 2, 30 + n)));
    items
}

fn changes() -> Vec<Item> {
    (1..=612)
        .map(|n| {
            item(
                &format!("nordlicht/core#{n}"),
                State::Exception,
                "Merged on 2026-04-02 without an approval by a second person.",
                4,
                n,
            )
        })
        .collect()
}

fn unknown() -> Vec<Item> {
    ["CVE-2026-1001", "CVE-2026-1002"]
        .map(|id| item(id, State::NotDeterminable, "The export does not tell when it was first seen.", 5, 3))
        .to_vec()
}

fn calls() -> Vec<Item> {
    (0..6)
        .map(|n| {
            item(
                &format!("req-{n:08x}"),
                State::Exception,
                "`openrouter` answered; it is on no list in force on 2026-06-11.",
                6,
                100 + n,
            )
        })
        .collect()
}
