//! Accounts, what they may do, its reviews, and what logs tell of them.

use crate::company::{Company, PEOPLE, SYSTEMS, day, email, left, time};
use model::{
    Data,
    record::{AccessReview, Account, AccountStatus, Action, AuditEvent, Decision, Grant},
};

impl Company {
    pub(crate) fn access(&mut self, events: u64) {
        for (system, week) in SYSTEMS.iter().flat_map(|system| (0..52).map(move |week| (*system, week))) {
            let account = |number| {
                let gone = left(number).is_some_and(|end| end + number % 4 < week * 7);
                Data::Account(Box::new(Account {
                    system: system.to_owned(),
                    id: Some(format!("{system}-{number}")),
                    login: email(number),
                    email: Some(email(number)),
                    status: if gone { AccountStatus::Disabled } else { AccountStatus::Active },
                    created: day(number % 300),
                    last_login: day(week * 7),
                    last_login_known: true,
                    mfa: Some(number % 97 != 3),
                    admin: Some(number % 60 == 7),
                    ..Account::default()
                }))
            };
            self.add(true, (0, week * 7), (0..PEOPLE - 60).map(account).collect());
        }
        for (quarter, system) in (1..=4).flat_map(|quarter| SYSTEMS.iter().map(move |system| (quarter, *system))) {
            let grant = |number: u64| {
                let (principal, role) = (email(number / 3), format!("role-{}", number % 17));
                Data::Grant(Box::new(Grant {
                    system: system.to_owned(),
                    principal,
                    role,
                    from: day(number % 300),
                    ..Grant::default()
                }))
            };
            self.add(true, (0, quarter * 90), (0..1_700).map(grant).collect());
            let review = |number: u64| {
                let decision = if number % 40 == 1 { Decision::Removed } else { Decision::Kept };
                let (subject, reviewer) = (email(number), Some(email(number % 12)));
                let at = day(quarter * 90 - 10);
                let system = system.to_owned();
                Data::AccessReview(Box::new(AccessReview { system, subject, decision, reviewer, at, ..AccessReview::default() }))
            };
            self.add(false, (quarter * 90 - 89, quarter * 90), (0..PEOPLE - 60).map(review).collect());
        }
        for month in 0..12 {
            let list: Vec<Data> = (0..events / 12).map(|number| self.event(month, number)).collect();
            self.add(false, (month * 30, month * 30 + 31), list);
        }
    }

    fn event(&mut self, month: u64, number: u64) -> Data {
        let (who, moment) = (self.below(PEOPLE), self.below(30 * 86_400));
        let action = match number % 500 {
            0 => Action::AccountEnabled,
            1 => Action::AccountDisabled,
            2 => Action::Granted,
            _ => Action::LoggedIn,
        };
        Data::AuditEvent(Box::new(AuditEvent {
            system: SYSTEMS[usize::try_from(who % 8).expect("small")].to_owned(),
            id: Some(format!("{month}-{number}")),
            at: time(month * 30 + moment / 86_400, moment),
            action,
            actor: Some(email(who)),
            target: (action != Action::LoggedIn).then(|| email(self.below(PEOPLE))),
            ..AuditEvent::default()
        }))
    }
}
