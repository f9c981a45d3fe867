//! Changes, their reviews, tickets, deployments and pipelines.

use crate::company::{Company, PEOPLE, day, email, time};
use model::{
    Data,
    record::{Change, ChangeReview, Deploy, DeployOutcome, PipelineRun, Review, Ticket, Verdict},
};

impl Company {
    pub(crate) fn changes(&mut self) {
        let change = |number: u64| {
            let review =
                Review { reviewer: Some(email(number % 50)), verdict: Verdict::Approved, at: day(number % 360), commit: None };
            Data::Change(Box::new(Change {
                system: "GitHub".to_owned(),
                repository: Some(format!("example/service-{}", number % 30)),
                id: number.to_string(),
                author: Some(email(50 + number % 80)),
                created: day(number % 360),
                merged: day(number % 360),
                is_merged: Some(true),
                base: Some("main".to_owned()),
                merge_commit: Some(format!("{number:040x}")),
                reviews: (!number.is_multiple_of(3)).then(|| vec![review]),
                tickets: vec![format!("OPS-{number}")],
                ..Change::default()
            }))
        };
        self.add(false, (0, 364), (0..12_000).map(change).collect());
        let apart = (0..12_000).filter(|number: &u64| number.is_multiple_of(3)).map(|number| {
            let review =
                Review { reviewer: Some(email(number % 50)), verdict: Verdict::Approved, at: day(number % 360), commit: None };
            let repository = Some(format!("example/service-{}", number % 30));
            Data::ChangeReview(Box::new(ChangeReview { system: "GitHub".into(), repository, change: number.to_string(), review }))
        });
        self.add(false, (0, 364), apart.collect());
        let ticket = |number: u64| {
            let (approver, at) = (Some(email(2)), day(number % 360));
            Data::Ticket(Box::new(Ticket {
                system: "Jira".to_owned(),
                id: format!("OPS-{number}"),
                title: Some(format!("Change {number}")),
                type_word: Some(if number.is_multiple_of(4) { "Access request" } else { "Change" }.to_owned()),
                done: Some(true),
                created: at,
                resolved: at,
                approved: at,
                approver,
                about: number.is_multiple_of(4).then(|| email(number % PEOPLE)),
                ..Ticket::default()
            }))
        };
        self.add(false, (0, 364), (0..20_000).map(ticket).collect());
        let deploy = |number: u64| {
            Data::Deploy(Box::new(Deploy {
                system: "Pipeline".to_owned(),
                id: format!("d{number}"),
                service: Some(format!("service-{}", number % 30)),
                environment: Some("production".to_owned()),
                at: time(number % 360, number * 37),
                outcome: DeployOutcome::Succeeded,
                commit: Some(format!("{:040x}", number % 12_000)),
                ..Deploy::default()
            }))
        };
        self.add(false, (0, 364), (0..15_000).map(deploy).collect());
        let run = |number: u64| {
            let (id, at) = (format!("r{number}"), time(number % 360, number));
            Data::PipelineRun(Box::new(PipelineRun { system: "CI".into(), id, at, ..PipelineRun::default() }))
        };
        self.add(false, (0, 364), (0..60_000).map(run).collect());
    }
}
