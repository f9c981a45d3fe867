//! What a record tells of its subject, moment by moment, in words.

use model::{
    Data, Evidence, Stamp,
    record::{
        AccessReview, Account, AccountStatus, Action, AuditEvent, Change, Decision, Deploy, DeployOutcome, Grant, Incident,
        Outcome, Person, Ticket, Verdict, Vulnerability, VulnerabilityStatus,
    },
};

/// Something that happened, or that a list shows; none: the record gives no time.
pub(crate) type Moment = (Option<Stamp>, String);

/// The moments of a record, at least one.
pub(crate) fn moments(data: &Data, evidence: &Evidence) -> Vec<Moment> {
    let mut found = told(data);
    if found.is_empty() {
        found.push((None, String::new()));
    }
    // What has no words or no time of its own is what its list shows at the moment of the list.
    for (at, what) in &mut found {
        if what.is_empty() {
            *what = format!("listed as {} in {}", data.kind().id().replace('-', " "), evidence.file_name);
        }
        if at.is_none() && data.at().is_none() {
            *at = evidence.dates.covers_to.filter(|_| evidence.snapshot).or(evidence.dates.extracted);
        }
    }
    found
}

/// By what the record is.
fn told(data: &Data) -> Vec<Moment> {
    match data {
        Data::Account(account) => of_account(account),
        Data::Person(person) => of_person(person),
        Data::Grant(grant) => of_grant(grant),
        Data::AccessReview(review) => of_access_review(review),
        Data::AuditEvent(event) => of_event(event),
        Data::Device(device) => listed(Vec::new(), [(device.created, "device enrolled"), (device.last_seen, "device last seen")]),
        Data::Change(change) => of_change(change),
        Data::ChangeReview(given) => {
            let by = given.review.reviewer.as_deref().unwrap_or("somebody");
            vec![(given.review.at, format!("{} by {by}", verdict(given.review.verdict)))]
        }
        Data::Ticket(ticket) => of_ticket(ticket),
        Data::Deploy(deploy) => of_deploy(deploy),
        Data::PipelineRun(run) => vec![(run.at, format!("{} {}", named("pipeline", run.name.as_deref()), outcome(run.outcome)))],
        Data::Release(release) => {
            let what = format!("{} {}", release.name, release.version.as_deref().unwrap_or("(no version)"));
            listed(Vec::new(), [(release.created, format!("{what} made")), (release.live, format!("{what} went live"))])
        }
        Data::Vulnerability(found) => of_vulnerability(found),
        Data::RiskAcceptance(risk) => {
            let ends = "acceptance of the risk ends".to_owned();
            listed(Vec::new(), [(risk.approved, format!("risk accepted{}", by(risk.approver.as_deref()))), (risk.until, ends)])
        }
        Data::Scan(scan) => vec![(scan.at, format!("{} scanned by {}, {} findings", scan.asset, scan.tool, scan.findings))],
        Data::ConfigurationCheck(check) => {
            let result = check.result_word.as_deref().unwrap_or("no result");
            vec![(check.at, format!("checked by {}: {result}", check.tool))]
        }
        Data::Backup(backup) => vec![(backup.at, format!("backup {}: {}", backup.job, run_outcome(backup.outcome)))],
        Data::RecoveryTest(test) => vec![(test.at.or(test.finished), format!("{}: {}", test.name, run_outcome(test.outcome)))],
        Data::Incident(incident) => of_incident(incident),
        other => of_assurance(other),
    }
}

/// Vendors, policies, and what people must know and have done.
fn of_assurance(data: &Data) -> Vec<Moment> {
    let timed: Vec<(Option<Stamp>, String)> = match data {
        Data::Vendor(vendor) => {
            vec![
                (vendor.reviewed, "vendor reviewed".to_owned()),
                (vendor.next_review, "next review of the vendor due".to_owned()),
            ]
        }
        Data::VendorReview(review) => vec![
            (review.report_from, "report begins".to_owned()),
            (review.report_to, "report ends".to_owned()),
            (review.reviewed, format!("report reviewed{}", by(review.reviewer.as_deref()))),
            (review.approved, format!("review approved{}", by(review.approver.as_deref()))),
        ],
        Data::Policy(policy) => {
            let what = format!("{} {}", policy.name, policy.version.as_deref().unwrap_or_default());
            let what = what.trim();
            vec![
                (policy.approved, format!("{what} approved{}", by(policy.approver.as_deref()))),
                (policy.effective, format!("{what} in force")),
                (policy.reviewed, format!("{what} reviewed")),
                (policy.retired, format!("{what} retired")),
            ]
        }
        Data::Acknowledgement(given) => vec![
            (given.requested, format!("asked to acknowledge {}", given.policy)),
            (given.at, format!("acknowledged {}", given.policy)),
        ],
        Data::Training(training) => vec![
            (training.assigned, format!("training {} assigned", training.course)),
            (training.completed, format!("training {} completed", training.course)),
            (training.expires, format!("training {} expires", training.course)),
        ],
        Data::BackgroundCheck(check) => vec![
            (check.ordered, "background check ordered".to_owned()),
            (check.completed, "background check completed".to_owned()),
        ],
        other => return vec![(other.at(), String::new())],
    };
    listed(Vec::new(), timed)
}

fn of_access_review(review: &AccessReview) -> Vec<Moment> {
    let decided = match review.decision {
        Decision::Kept => "access reviewed and kept",
        Decision::Removed => "access reviewed, to be removed",
        Decision::Undecided => "access reviewed without a decision",
        Decision::Open => "access not reviewed yet",
    };
    let on = review.resource.as_deref().map(|on| format!(" ({on})")).unwrap_or_default();
    let what = format!("{decided}{}{on}", by(review.reviewer.as_deref()));
    listed(vec![(review.at, what)], [(review.applied, "decision carried out")])
}

fn by(who: Option<&str>) -> String {
    who.map(|who| format!(" by {who}")).unwrap_or_default()
}

/// The moments that have a time, after those that stand in any case.
fn listed<W: Into<String>>(mut always: Vec<Moment>, timed: impl IntoIterator<Item = (Option<Stamp>, W)>) -> Vec<Moment> {
    always.extend(timed.into_iter().filter(|(at, _)| at.is_some()).map(|(at, what)| (at, what.into())));
    always
}

fn named(what: &str, name: Option<&str>) -> String {
    name.map_or_else(|| what.to_owned(), |name| format!("{what} {name}"))
}

fn place(system: &str) -> String {
    if system.trim().is_empty() { String::new() } else { format!(" in {}", system.trim()) }
}

fn of_account(account: &Account) -> Vec<Moment> {
    let place = place(&account.system);
    let status = match account.status {
        AccountStatus::Active => "active",
        AccountStatus::Disabled => "disabled",
        AccountStatus::Pending => "not activated yet",
        AccountStatus::Deleted => "deleted",
        AccountStatus::Unknown => account.status_word.as_deref().unwrap_or("of unknown status"),
    };
    let always = vec![(None, format!("account {} listed as {status}{place}", account.login))];
    let timed = [
        (account.created, format!("account {} created{place}", account.login)),
        (account.last_login, format!("last sign-in of {}{place}", account.login)),
        (account.disabled, format!("account {} disabled{place}", account.login)),
    ];
    listed(always, timed)
}

fn of_person(person: &Person) -> Vec<Moment> {
    let who = person.label();
    let found =
        listed(Vec::new(), [(person.start, format!("{who} started")), (person.end, format!("last working day of {who}"))]);
    if person.end.is_some() || person.employed != Some(false) {
        return found;
    }
    listed(vec![(None, format!("{who} listed as no longer employed, no last day"))], found)
}

fn of_grant(grant: &Grant) -> Vec<Moment> {
    let on = grant.scope.as_deref().map(|scope| format!(" on {scope}")).unwrap_or_default();
    let what = format!("{}{on}{}", grant.role, place(&grant.system));
    let found = listed(
        Vec::new(),
        [(grant.from, format!("granted {what}{}", by(grant.by.as_deref()))), (grant.to, format!("grant of {what} ends"))],
    );
    if found.is_empty() { vec![(None, format!("holds {what}"))] } else { found }
}

fn of_event(event: &AuditEvent) -> Vec<Moment> {
    let what = match event.action {
        Action::AccountEnabled => "account created or enabled",
        Action::AccountDisabled => "account disabled",
        Action::Granted => "access granted",
        Action::Revoked => "access revoked",
        Action::LoggedIn => "signed in",
        Action::FactorChanged => "second factor changed",
        Action::PolicyChanged => "policy changed",
        Action::Other => event.action_word.as_str(),
    };
    let object = event.object.as_deref().map(|object| format!(" ({object})")).unwrap_or_default();
    let actor = event.actor.as_deref().filter(|actor| event.target.as_deref().is_some_and(|target| target != *actor));
    let failed = if event.succeeded == Some(false) { ", which failed" } else { "" };
    vec![(event.at, format!("{what}{object}{}{}{failed}", by(actor), place(&event.system)))]
}

const fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Approved => "approved",
        Verdict::ChangesRequested => "changes requested",
        Verdict::Commented => "commented",
        Verdict::Dismissed => "review dismissed",
    }
}

fn of_change(change: &Change) -> Vec<Moment> {
    let id = &change.id;
    let mut found = listed(Vec::new(), [(change.created, format!("change {id} opened{}", by(change.author.as_deref())))]);
    let reviews = change.reviews.iter().flatten();
    found.extend(
        reviews.map(|review| (review.at, format!("change {id}: {}{}", verdict(review.verdict), by(review.reviewer.as_deref())))),
    );
    listed(found, [(change.merged, format!("change {id} merged{}", by(change.merged_by.as_deref())))])
}

fn of_ticket(ticket: &Ticket) -> Vec<Moment> {
    let title = ticket.title.as_deref().map(|title| format!(": {title}")).unwrap_or_default();
    let id = &ticket.id;
    let always = vec![(ticket.created, format!("ticket {id} opened{}{title}", by(ticket.requester.as_deref())))];
    let timed = [
        (ticket.approved, format!("ticket {id} approved{}", by(ticket.approver.as_deref()))),
        (ticket.resolved, format!("ticket {id} resolved")),
    ];
    listed(always, timed)
}

const fn outcome(outcome: DeployOutcome) -> &'static str {
    match outcome {
        DeployOutcome::Succeeded => "succeeded",
        DeployOutcome::Failed => "failed",
        DeployOutcome::Pending => "not finished",
        DeployOutcome::Unknown => "ran",
    }
}

fn of_deploy(deploy: &Deploy) -> Vec<Moment> {
    let what = named("deployment", deploy.service.as_deref().or(Some(&deploy.id)));
    let to = deploy.environment.as_deref().map(|to| format!(" to {to}")).unwrap_or_default();
    vec![(deploy.at, format!("{what}{to} {}{}", outcome(deploy.outcome), by(deploy.by.as_deref())))]
}

fn of_vulnerability(found: &Vulnerability) -> Vec<Moment> {
    let on = found.asset.as_deref().map(|asset| format!(" on {asset}")).unwrap_or_default();
    let what = format!("{}{on}", found.id);
    let status = match found.status {
        VulnerabilityStatus::Open => "open",
        VulnerabilityStatus::Fixed => "fixed",
        VulnerabilityStatus::Accepted => "accepted",
        VulnerabilityStatus::NotAffected => "not affected",
    };
    let timed = [
        (found.first_seen, format!("{what} first seen by {}", found.tool)),
        (found.scanned, format!("{what} reported as {status} by {}", found.tool)),
        (found.fixed, format!("{what} fixed")),
    ];
    let moments = listed(Vec::new(), timed);
    if moments.is_empty() { vec![(None, format!("{what} reported as {status} by {}", found.tool))] } else { moments }
}

const fn run_outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Succeeded => "succeeded",
        Outcome::Warned => "succeeded with warnings",
        Outcome::Failed => "failed",
        Outcome::Running => "not finished",
        Outcome::Unknown => "outcome not stated",
    }
}

fn of_incident(incident: &Incident) -> Vec<Moment> {
    let id = &incident.id;
    let title = incident.title.as_deref().map(|title| format!(": {title}")).unwrap_or_default();
    let timed = [
        (incident.started.or(incident.created), format!("incident {id} started{title}")),
        (incident.acknowledged, format!("incident {id} acknowledged")),
        (incident.ended, format!("incident {id} ended")),
    ];
    let found = listed(Vec::new(), timed);
    if found.is_empty() { vec![(None, format!("incident {id}{title}"))] } else { found }
}
