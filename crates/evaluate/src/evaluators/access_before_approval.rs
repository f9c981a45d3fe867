//! `access-before-approval`: had each joiner and each grant an approved ticket before the access was given?
//!
//! Population: accounts made or activated in the window, grants and log lines of grants dated in it, and accounts that
//! somebody who joined in it got up to 31 days before. One item each. A ticket fits that asks for access, is about the same
//! person or account (or is named by the grant), and is not older than the agreed number of days. A later grant needs one
//! that names it; what came with the joining may rest on the ticket of the joining. Failed: no such ticket in an export that
//! covers the day, one opened, approved or rejected too late, or approved by the holder. Not determinable: the export tells
//! no approvals or no time of one, it does not reach the day, the ticket names something else or one of several namesakes,
//! or nothing tells when a joiner's access was given. An approval of the same day counts unless its hour is later.

use crate::{
    accesses::{Access, TOGETHER, given},
    accounts, clock,
    dataset::Dataset,
    evaluation::{Draft, conclude, fact, item, keep, rule},
    evaluator::{About, Evaluator, Judge},
    holders::Holders,
    identity::People,
    inputs,
    requests::{ACCESS_WORDS, Request, Requests, made},
    words::{fold, tokens},
};
use chrono::NaiveDate;
use model::{Evaluation, Item, Kind, ParameterSpec, Stamp, State, Step, Terms, record::Ticket};

/// Roles, groups and systems that come with the position.
pub(crate) static BIRTHRIGHT: ParameterSpec = ParameterSpec {
    id: "birthright-roles",
    title: "Roles, groups and systems that come with the position and need no ticket, separated by commas",
    default: "everyone,all users,domain users",
    source: "groups that identity providers put every account into by themselves",
};

/// Days for which an approval serves.
pub(crate) static VALIDITY: ParameterSpec = ParameterSpec {
    id: "access-approval-validity-days",
    title: "Days after a request was made or approved within which the access may be given on it",
    default: "60",
    source: "our choice: joiners are announced weeks ahead; an older request was for something else",
};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "access-before-approval",
    version: 2,
    about: About {
        question: "Had each joiner and each grant an approved ticket before the access was given?",
        why: "Access that is approved afterwards, or by nobody, was given on somebody's word; the approval is what limits it to the \
              need.",
        reading: "One item per account made and per role or group given in the window, with the ticket found for it. Not \
                  determinable where the ticket export tells no approvals, or nothing tells when the access was given.",
    },
    needs: &[Kind::Person, Kind::Account, Kind::Ticket],
    uses: &[Kind::Grant, Kind::AuditEvent],
    map: false,
    parameters: &[&BIRTHRIGHT, &VALIDITY, &ACCESS_WORDS],
    judge: Judge::Records(judge),
};

fn judge(dataset: &Dataset, terms: &Terms) -> Evaluation {
    let people = People::new(dataset);
    let histories = accounts::histories(dataset, terms);
    let holders = Holders::new(&people, &histories);
    let requests = Requests::new(dataset, &holders, terms);
    let mut draft = Draft { population_of: "accounts made and access given", ..Draft::default() };
    let all = given(dataset, &holders, terms);
    let kept = format!("other than what came with the position, by `{}` on the day", BIRTHRIGHT.id);
    let all = keep(all, &kept, &mut draft.filters, |access| {
        let day = access.day(terms);
        let names = [access.role.unwrap_or(access.system), access.system].map(fold);
        !terms.words(&BIRTHRIGHT, day).iter().any(|word| names.contains(word))
    });
    draft.items = all.iter().map(|access| Case { access, holders: &holders, requests: &requests, terms }.item()).collect();
    draft.sources = vec![
        inputs::standing(dataset, terms, Kind::Account),
        inputs::standing(dataset, terms, Kind::Person),
        inputs::supporting(dataset, Kind::Ticket),
    ];
    if inputs::is_there(dataset, Kind::AuditEvent) {
        draft.sources.push(inputs::events(dataset, terms, Kind::AuditEvent));
    } else {
        draft.notes.push("No audit log was imported: roles given to accounts that existed before are not seen.".to_owned());
    }
    if inputs::is_there(dataset, Kind::Grant) {
        draft.sources.push(inputs::supporting(dataset, Kind::Grant));
    }
    conclude(&EVALUATOR, terms, draft)
}

struct Case<'c, 'h, 'a> {
    access: &'c Access<'a>,
    holders: &'c Holders<'h, 'a>,
    requests: &'c Requests<'a>,
    terms: &'c Terms,
}

/// What one ticket means for the access: pass, not determinable or exception, in that order of preference.
struct Verdict<'a> {
    state: State,
    what: String,
    request: Option<Request<'a>>,
}

impl<'a> Case<'_, '_, 'a> {
    fn item(&self) -> Item {
        let access = self.access;
        let Verdict { mut state, what, request } = self.verdict();
        let mut reason = match (access.at, access.joined) {
            (Some(at), _) => format!("given {} on {}: {what}", access.what(), self.terms.day(at)),
            (None, Some(first)) => format!("joined on {first} and holds {}: {what}", access.what()),
            (None, None) => format!("holds {}: {what}", access.what()),
        };
        if access.at.is_none() && state == State::Pass {
            state = State::NotDeterminable;
            reason.push_str("; nothing tells when the access was given");
        }
        let mut proof = access.proof.clone();
        proof.extend(request.map(|request| request.ticket.pointer.clone()));
        let mut judged = item(&access.subject, state, reason, proof);
        judged.steps = self.steps(state, request, &what);
        judged
    }

    fn steps(&self, state: State, request: Option<Request<'_>>, what: &str) -> Vec<Step> {
        let access = self.access;
        let day = self.day();
        let verb = if access.at.is_some() { "given" } else { "joined on that day and holds" };
        let first = access.proof.first().map(|proof| fact(access.when(), format!("{verb} {}", access.what()), proof));
        let days = self.terms.number(&VALIDITY, day);
        let need = format!("a ticket about the same holder, approved by then; `{}` was {days} on that day", VALIDITY.id);
        let mut steps: Vec<Step> = first.into_iter().chain([rule(Some(day), need)]).collect();
        if let Some(request) = request {
            let ticket = &request.ticket.value;
            let opened = format!("{} opened: {}", ticket.id, ticket.title.as_deref().unwrap_or("no title"));
            steps.push(fact(made(ticket), opened, &request.ticket.pointer));
            steps.extend(ticket.approved.map(|at| {
                let by = ticket.approver.as_deref().unwrap_or("nobody named");
                fact(Some(at), format!("approved by {by}"), &request.ticket.pointer)
            }));
        }
        let late = what.contains(LATE);
        let last = match request.and_then(|request| request.ticket.value.approved) {
            Some(_) if late => "later than the access was given",
            Some(_) if state == State::Pass => "no later than the access was given",
            _ => what,
        };
        steps.push(rule(None, last));
        steps
    }

    fn day(&self) -> NaiveDate {
        self.access.day(self.terms)
    }

    fn verdict(&self) -> Verdict<'a> {
        let names: Vec<String> = [self.access.subject.as_str()].into_iter().map(fold).collect();
        let requests = self.requests.about(&self.access.holder, &names, self.access.reference);
        let verdicts = requests.into_iter().filter_map(|request| self.by(request));
        let rank = |state: State| match state {
            State::Pass => 0,
            State::NotDeterminable => 1,
            State::Exception | State::NoOccurrence | State::NotTested => 2,
        };
        let best = verdicts.min_by_key(|verdict| (rank(verdict.state), verdict.request.map(|request| &request.ticket.pointer)));
        best.filter(|best| best.state != State::Exception || best.request.is_some()).unwrap_or_else(|| self.without())
    }

    fn without(&self) -> Verdict<'a> {
        match self.requests.misses(self.day()) {
            Some(why) => Verdict { state: State::NotDeterminable, what: format!("no ticket found, and {why}"), request: None },
            None => Verdict { state: State::Exception, what: "no ticket that asks for it".to_owned(), request: None },
        }
    }

    /// What a ticket says; none when it is too far away in time to be about this access.
    fn by(&self, request: Request<'a>) -> Option<Verdict<'a>> {
        let ticket = &request.ticket.value;
        let given = self.access.when()?;
        let days = i64::from(self.terms.number(&VALIDITY, self.day()));
        let last = [ticket.created, ticket.approved].into_iter().flatten().map(|at| self.terms.day(at)).max();
        if last.is_some_and(|last| clock::between(last, self.day()) > days || clock::between(self.day(), last) > days) {
            return None;
        }
        let (mut state, mut what) = self.approval(ticket, given);
        if state == State::Pass && !request.sure {
            (state, what) = (State::NotDeterminable, format!("{what}, but more than one person has the name that it gives"));
        }
        if state == State::Pass && !self.fits(ticket) {
            (state, what) = (State::NotDeterminable, format!("{what}, but that ticket does not name what was given"));
        }
        Some(Verdict { state, what, request: Some(request) })
    }

    fn approval(&self, ticket: &Ticket, given: Stamp) -> (State, String) {
        let zone = self.terms.zone;
        let until = given.latest(zone);
        let id = &ticket.id;
        let word = ticket.status_word.as_deref().map(fold).unwrap_or_default();
        let rejected = ["reject", "declin", "denied", "not approved", "disapproved", "refus", "abgelehnt", "cancel"]
            .iter()
            .any(|part| word.contains(part));
        let own = ticket.approver.as_deref().is_some_and(|approver| self.is_holder(approver));
        let by = ticket.approver.as_deref().map(|approver| format!(" by {approver}")).unwrap_or_default();
        let opened_late = ticket.created.filter(|at| at.earliest(zone) > until).map(|at| self.terms.day(at));
        if rejected {
            return (State::Exception, format!("{id} is `{}`", ticket.status_word.as_deref().unwrap_or_default()));
        }
        if let Some(at) = ticket.approved.filter(|at| at.earliest(zone) > until) {
            let same_day = self.terms.day(at) == self.day();
            let when = if same_day { format!("at {at}, given at {given}") } else { format!("on {}", self.terms.day(at)) };
            return (State::Exception, format!("{id} was approved{by} {LATE} {when}"));
        }
        if own {
            return (State::Exception, format!("{id} was approved{by}, who holds the access"));
        }
        if let Some(at) = ticket.approved {
            return (State::Pass, format!("{id} was approved{by} on {}", self.terms.day(at)));
        }
        if let Some(day) = opened_late {
            return (State::Exception, format!("{id} was opened only on {day}"));
        }
        let resolved = ticket.resolved.filter(|at| at.latest(zone) <= until).map(|at| self.terms.day(at));
        match (ticket.approver.is_some(), resolved) {
            (true, Some(day)) => (State::Pass, format!("{id} was approved{by} and resolved on {day}")),
            (true, None) => (State::NotDeterminable, format!("{id} was approved{by}, and nothing tells when")),
            (false, _) if self.requests.tells_approvals(ticket) => {
                (State::Exception, format!("{id} has no approval, though the export tells those of others"))
            }
            (false, _) => (State::NotDeterminable, format!("{id} is there, but its export tells no approvals")),
        }
    }

    fn is_holder(&self, approver: &str) -> bool {
        let who = self.holders.who("", &[Some(approver)]);
        who.is(&self.access.holder) || who.member.is_some() && who.member == self.access.holder.member
    }

    /// Whether a ticket may be about this access: what came with the joining, or a ticket that names it or nothing at all.
    fn fits(&self, ticket: &Ticket) -> bool {
        let access = self.access;
        let with_joining =
            access.joined.is_some_and(|first| clock::between(first, self.day()).unsigned_abs() <= u64::from(TOGETHER));
        let named = access.reference.is_some_and(|text| fold(text).contains(&fold(&ticket.id)));
        if with_joining || named {
            return true;
        }
        let title = tokens(ticket.title.as_deref().unwrap_or_default());
        let role = access.role.unwrap_or(access.system);
        let wanted: Vec<String> = [Some(role), access.scope].into_iter().flatten().flat_map(tokens).collect();
        let member = access.holder.member;
        let own = member.map(|member| self.holders.people.rows(member)).unwrap_or_default();
        let own = own.iter().flat_map(|row| [row.value.name.as_deref(), row.value.email.as_deref()]);
        let own: Vec<String> =
            own.flatten().flat_map(tokens).chain(tokens(&access.subject)).chain(tokens(access.system)).collect();
        let says_nothing = |word: &&String| !PLAIN.contains(&word.as_str());
        title.iter().filter(says_nothing).any(|word| wanted.contains(word))
            || title.iter().filter(says_nothing).all(|word| own.contains(word))
    }
}

/// The word by which a reason says that an approval came too late.
const LATE: &str = "only";

/// Words of a request's title that tell nothing of what is asked for.
const PLAIN: [&str; 50] = [
    "zugang",
    "zugriff",
    "fuer",
    "auf",
    "neuer",
    "neue",
    "mitarbeiter",
    "benutzer",
    "konto",
    "anlegen",
    "einrichten",
    "antrag",
    "access",
    "account",
    "accounts",
    "request",
    "requests",
    "for",
    "to",
    "the",
    "of",
    "and",
    "a",
    "an",
    "in",
    "on",
    "new",
    "user",
    "please",
    "add",
    "create",
    "grant",
    "give",
    "provide",
    "provision",
    "provisioning",
    "role",
    "group",
    "permission",
    "permissions",
    "login",
    "onboarding",
    "onboard",
    "joiner",
    "starter",
    "hire",
    "employee",
    "service",
    "set",
    "up",
];
