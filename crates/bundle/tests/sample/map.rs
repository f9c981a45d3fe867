//! Sixty-odd controls and their occurrences over half a year.

use super::day;
use model::{Cadence, Control, EvidenceId, Nature, Occurrence, OccurrenceState, Period};

type Row = (&'static str, &'static str, &'static [&'static str], &'static str, Cadence, &'static [&'static str]);

const ROWS: [Row; 21] = [
    (
        "AC-01",
        "Multi-factor sign-in",
        &["CC6.1"],
        "Every person signs in to the identity provider with a second factor.",
        Cadence::Monthly,
        &["user-without-mfa", "admin-without-mfa"],
    ),
    (
        "AC-02",
        "Leavers are disabled",
        &["CC6.2", "CC6.3"],
        "The account of a person who leaves is disabled in every in-scope system within one business day of the last day of work; the identity provider is the system of record, and systems outside single sign-on are disabled by a ticket that names each of them.",
        Cadence::PerEvent,
        &["terminated-user-active", "account-without-person"],
    ),
    (
        "AC-03",
        "Access review",
        &["CC6.2", "CC6.3"],
        "System owners review who has access each quarter and revoke what is no longer needed.",
        Cadence::Quarterly,
        &[],
    ),
    (
        "AC-04",
        "Keys are rotated",
        &["CC6.1"],
        "Access keys are rotated at least every 90 days.",
        Cadence::Quarterly,
        &["access-key-not-rotated"],
    ),
    (
        "CH-01",
        "Changes are reviewed",
        &["CC8.1"],
        "Each change to production code is approved by a second person before it is merged.",
        Cadence::PerEvent,
        &["change-without-review", "change-self-approved"],
    ),
    (
        "CH-02",
        "Changes have a ticket",
        &["CC8.1", "CC3.4"],
        "Each change names the ticket that asked for it.",
        Cadence::PerEvent,
        &["change-without-ticket"],
    ),
    (
        "VM-01",
        "Vulnerabilities are fixed in time",
        &["CC7.1"],
        "Critical vulnerabilities are fixed in 15 days, high ones in 30.",
        Cadence::Weekly,
        &["vulnerability-past-sla"],
    ),
    ("BC-01", "Backups", &["A1.2", "CC7.5"], "The customer database is backed up every day.", Cadence::Daily, &["backup-missed"]),
    ("BC-02", "Restore test", &["A1.3", "CC7.5"], "A backup is restored and checked twice a year.", Cadence::HalfYearly, &[]),
    (
        "AI-01",
        "Approved providers",
        &["CC9.2", "C1.1"],
        "Production calls go only to approved providers and models.",
        Cadence::Continuous,
        &["provider-unapproved"],
    ),
    (
        "AI-02",
        "Prompt log",
        &["CC7.2"],
        "Each call through the gateway is logged with user, model and version.",
        Cadence::Continuous,
        &["user-missing", "model-version-missing"],
    ),
    (
        "AI-03",
        "Prompt release",
        &["CC8.1"],
        "A prompt goes live only after review and a passed evaluation.",
        Cadence::PerEvent,
        &[],
    ),
    (
        "HR-01",
        "Background check",
        &["CC1.4"],
        "New hires pass a background check before their first day.",
        Cadence::PerEvent,
        &[],
    ),
    (
        "HR-02",
        "Code of conduct",
        &["CC1.1", "CC1.5"],
        "Every person acknowledges the code of conduct each year.",
        Cadence::Yearly,
        &[],
    ),
    ("GV-01", "Board meeting", &["CC1.2", "CC2.1"], "The board reviews security twice a year.", Cadence::HalfYearly, &[]),
    (
        "GV-02",
        "Risk assessment",
        &["CC3.1", "CC3.2", "CC3.3"],
        "Risks, fraud among them, are assessed each year.",
        Cadence::Yearly,
        &[],
    ),
    ("LG-01", "Log monitoring", &["CC7.2", "CC7.3"], "Alerts are looked at within one business day.", Cadence::Weekly, &[]),
    (
        "IR-01",
        "Incident response",
        &["CC7.4"],
        "Incidents are handled by the written procedure, AI incidents among them.",
        Cadence::PerEvent,
        &[],
    ),
    ("CM-01", "Policies", &["CC5.3", "CC2.2"], "Policies are approved each year.", Cadence::Yearly, &[]),
    ("CM-02", "External notice", &["CC2.3"], "Customers are told of changes that concern them.", Cadence::PerEvent, &[]),
    (
        "DC-01",
        "Disposal",
        &["C1.2", "CC6.5"],
        "Customer data is deleted 30 days after the contract ends.",
        Cadence::PerEvent,
        &[],
    ),
];

const REST: [&str; 14] =
    ["CC1.3", "CC4.1", "CC4.2", "CC5.1", "CC5.2", "CC6.4", "CC6.6", "CC6.7", "CC6.8", "CC9.1", "A1.1", "C1.1", "CC7.1", "CC2.1"];

pub(crate) fn controls() -> Vec<Control> {
    let mut controls: Vec<Control> = ROWS
        .iter()
        .map(|(id, title, criteria, description, cadence, evaluators)| {
            control(id, title, criteria, description, *cadence, evaluators)
        })
        .collect();
    for (number, criterion) in REST.iter().cycle().take(42).enumerate() {
        let id = format!("GC-{:02}", number + 1);
        let text =
            format!("The owner of {criterion} keeps the agreed record and looks at it at every change, at least each quarter.");
        controls.push(control(&id, "General control with a record", &[criterion], &text, Cadence::Quarterly, &[]));
    }
    controls
}

fn control(id: &str, title: &str, criteria: &[&str], description: &str, cadence: Cadence, evaluators: &[&str]) -> Control {
    let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    Control {
        id: id.to_owned(),
        title: title.to_owned(),
        description: description.to_owned(),
        criteria: owned(criteria),
        also: Vec::new(),
        owner_role: "Head of Engineering".to_owned(),
        owner: (!id.ends_with('7')).then(|| "Jürgen Weiß".to_owned()),
        source: "identity provider".to_owned(),
        cadence,
        nature: Nature::Manual,
        evidence: vec!["export of the system".to_owned()],
        kinds: Vec::new(),
        evaluators: owned(evaluators),
        effective_from: None,
        effective_to: None,
    }
}

pub(crate) fn occurrences() -> Vec<Occurrence> {
    let window = Period::new(day("2026-01-01"), day("2026-06-30")).expect("a period");
    let mut found = Vec::new();
    for control in controls() {
        for (index, period) in control.cadence.occurrences(&window, &control.in_force()).into_iter().enumerate() {
            let state = match (index, control.cadence) {
                (_, Cadence::PerEvent) if control.id == "IR-01" => OccurrenceState::DidNotOccur,
                (1, Cadence::Quarterly) if control.id.starts_with("GC-1") => OccurrenceState::Missed,
                (3, Cadence::Monthly) => OccurrenceState::Late,
                (17 | 60, Cadence::Daily) => OccurrenceState::Missed,
                _ => OccurrenceState::Evidenced,
            };
            let evidence = if state == OccurrenceState::Missed {
                Vec::new()
            } else {
                vec![EvidenceId(1 + u32::try_from(index % 12).unwrap_or(0))]
            };
            let uncovered_days = if control.id == "AI-02" { 4 } else { 0 };
            found.push(Occurrence { control: control.id.clone(), period, state, evidence, uncovered_days });
        }
    }
    found
}
