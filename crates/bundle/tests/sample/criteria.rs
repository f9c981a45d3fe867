//! The criteria in short words of our own.

use model::{Category, Criterion};

const TITLES: [(&str, &str); 43] = [
    ("CC1.1", "Ethics and integrity"),
    ("CC1.2", "Board oversight"),
    ("CC1.3", "Structure and authority"),
    ("CC1.4", "Competence"),
    ("CC1.5", "Accountability"),
    ("CC2.1", "Quality information"),
    ("CC2.2", "Internal communication"),
    ("CC2.3", "External communication"),
    ("CC3.1", "Objectives"),
    ("CC3.2", "Risk identification"),
    ("CC3.3", "Fraud risk"),
    ("CC3.4", "Change assessment"),
    ("CC4.1", "Evaluations"),
    ("CC4.2", "Deficiencies reported"),
    ("CC5.1", "Control selection"),
    ("CC5.2", "Technology controls"),
    ("CC5.3", "Policies in use"),
    ("CC6.1", "Logical access design"),
    ("CC6.2", "Registering and removing users"),
    ("CC6.3", "Roles and least privilege"),
    ("CC6.4", "Physical access"),
    ("CC6.5", "Disposal"),
    ("CC6.6", "Boundary defence"),
    ("CC6.7", "Data in motion"),
    ("CC6.8", "Unwanted software"),
    ("CC7.1", "Configuration and vulnerability detection"),
    ("CC7.2", "Anomaly monitoring"),
    ("CC7.3", "Event evaluation"),
    ("CC7.4", "Incident response"),
    ("CC7.5", "Recovery"),
    ("CC8.1", "Change management"),
    ("CC9.1", "Disruption risk"),
    ("CC9.2", "Vendors and partners"),
    ("A1.1", "Capacity"),
    ("A1.2", "Environment, backup, recovery means"),
    ("A1.3", "Recovery testing"),
    ("C1.1", "Identify and keep confidential information"),
    ("C1.2", "Dispose of confidential information"),
    ("PI1.1", "Definitions and specifications"),
    ("PI1.2", "Inputs"),
    ("P1.1", "Notice"),
    ("P2.1", "Choice and consent"),
    ("P3.1", "Collection"),
];

pub(crate) fn all() -> Vec<Criterion> {
    let category = |id: &str| match id.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.') {
        "A" => Category::Availability,
        "C" => Category::Confidentiality,
        "PI" => Category::ProcessingIntegrity,
        "P" => Category::Privacy,
        _ => Category::Security,
    };
    TITLES.map(|(id, title)| Criterion { id: id.to_owned(), category: category(id), title: title.to_owned() }).to_vec()
}
