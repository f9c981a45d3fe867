//! Scans and what they found, components, checks of configurations.

use crate::company::{Company, day, email};
use model::{
    Data,
    record::{Component, ConfigurationCheck, RiskAcceptance, Scan, Severity, Vulnerability, VulnerabilityStatus},
};

/// Things that are scanned.
const ASSETS: u64 = 40;

impl Company {
    pub(crate) fn vulnerabilities(&mut self) {
        const GRADES: [Severity; 4] = [Severity::Low, Severity::Medium, Severity::High, Severity::Critical];
        for (asset, week) in (0..ASSETS).flat_map(|asset| (0..52).map(move |week| (asset, week))) {
            let found = |number: u64| {
                Data::Vulnerability(Box::new(Vulnerability {
                    tool: "Trivy".to_owned(),
                    id: format!("CVE-2025-{:05}", number + week * 3),
                    asset: Some(format!("image-{asset}")),
                    package: Some(format!("package-{}", number % 60)),
                    severity: GRADES[usize::try_from(number % 4).expect("small")],
                    status: VulnerabilityStatus::Open,
                    scanned: day(week * 7),
                    ..Vulnerability::default()
                }))
            };
            let scan = Scan { tool: "Trivy".into(), asset: format!("image-{asset}"), at: day(week * 7), findings: 180 };
            self.add(true, (0, week * 7), (0..180).map(found).chain([Data::Scan(Box::new(scan))]).collect());
        }
        let accepted = (0..500).map(|number| {
            let vulnerability = Some(format!("CVE-2025-{number:05}"));
            let (approver, approved, until) = (Some(email(3)), day(10), day(300));
            Data::RiskAcceptance(Box::new(RiskAcceptance {
                vulnerability,
                approver,
                approved,
                until,
                ..RiskAcceptance::default()
            }))
        });
        self.add(true, (0, 364), accepted.collect());
        let component = |number: u64| {
            let (asset, name) = (Some(format!("image-{}", number % ASSETS)), format!("package-{}", number % 500));
            Data::Component(Box::new(Component {
                tool: "Syft".into(),
                asset,
                name,
                ecosystem: Some("pypi".into()),
                ..Component::default()
            }))
        };
        self.add(true, (0, 360), (0..20_000).map(component).collect());
        let check = |number: u64| {
            let (id, asset, at) = (format!("check-{}", number % 300), Some(format!("account-{}", number % 9)), day(number % 360));
            Data::ConfigurationCheck(Box::new(ConfigurationCheck {
                tool: "Prowler".into(),
                id,
                asset,
                at,
                ..ConfigurationCheck::default()
            }))
        };
        self.add(true, (0, 364), (0..60_000).map(check).collect());
    }
}
