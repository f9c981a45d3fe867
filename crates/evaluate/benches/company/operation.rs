//! Backups, incidents, vendors, tests of recovery.

use crate::company::{Company, day, email, time};
use model::{
    Data,
    record::{Backup, Incident, Outcome, RecoveryTest, Severity, Vendor, VendorControl, VendorReview},
};

impl Company {
    pub(crate) fn operation(&mut self) {
        let backup = |number: u64| {
            let outcome = if number % 500 == 9 { Outcome::Failed } else { Outcome::Succeeded };
            let (job, at) = (format!("job-{}", number % 20), time(number / 20 % 365, number / 7300 * 10_000));
            Data::Backup(Box::new(Backup {
                system: "restic".into(),
                job,
                id: Some(number.to_string()),
                at,
                outcome,
                ..Backup::default()
            }))
        };
        self.add(false, (0, 364), (0..43_800).map(backup).collect());
        let incident = |number: u64| {
            let started = time(number % 360, number * 97);
            let severity = if number.is_multiple_of(5) { Severity::High } else { Severity::Low };
            let system = "PagerDuty".to_owned();
            Data::Incident(Box::new(Incident {
                system,
                id: number.to_string(),
                severity,
                started,
                acknowledged: started,
                ended: started,
                ..Incident::default()
            }))
        };
        self.add(false, (0, 364), (0..800).map(incident).collect());
        let vendor = |number: u64| {
            let (name, tier, reviewed) = (format!("Vendor {number} Inc."), Some("high".to_owned()), day(number % 300));
            Data::Vendor(Box::new(Vendor { name, tier, reviewed, ..Vendor::default() }))
        };
        self.add(true, (0, 364), (0..120).map(vendor).collect());
        let review = |number: u64| {
            let (vendor, reviewer) = (format!("Vendor {number}"), Some(email(4)));
            let (report_from, report_to, reviewed) = (day(0), day(300), day(310));
            Data::VendorReview(Box::new(VendorReview {
                vendor,
                reviewer,
                report_from,
                report_to,
                reviewed,
                ..VendorReview::default()
            }))
        };
        self.add(true, (0, 364), (0..120).map(review).collect());
        let control = |number: u64| {
            let (id, vendor) = (Some(format!("CUEC-{number}")), format!("Vendor {}", number % 120));
            Data::VendorControl(Box::new(VendorControl {
                id,
                vendor,
                controls: vec!["AC-01".into()],
                ..VendorControl::default()
            }))
        };
        self.add(true, (0, 364), (0..1_200).map(control).collect());
        let test = |number: u64| {
            let (name, at) = (format!("restore {number}"), day(number * 30));
            Data::RecoveryTest(Box::new(RecoveryTest {
                name,
                at,
                outcome: Outcome::Succeeded,
                seconds: Some(3_600),
                ..RecoveryTest::default()
            }))
        };
        self.add(false, (0, 364), (0..12).map(test).collect());
    }
}
