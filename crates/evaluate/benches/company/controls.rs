//! The controls that the evidence is linked to.

use crate::company::{Company, email};
use model::{Cadence, Control, Nature};

impl Company {
    pub(crate) fn controls(&mut self) {
        let cadences = [Cadence::Daily, Cadence::Weekly, Cadence::Monthly, Cadence::Quarterly, Cadence::Continuous];
        for number in 0..66_usize {
            let id = format!("AC-{number:02}");
            let linked = self.dataset.evidence.keys().copied().filter(|one| one.0 as usize % 66 == number).collect();
            self.dataset.links.insert(id.clone(), linked);
            self.dataset.controls.push(Control {
                id,
                title: String::new(),
                description: String::new(),
                criteria: vec!["CC6.1".to_owned()],
                owner_role: "Security Lead".to_owned(),
                owner: Some(email(5)),
                source: String::new(),
                cadence: cadences[number % cadences.len()],
                nature: Nature::Automated,
                evidence: Vec::new(),
                kinds: Vec::new(),
                evaluators: Vec::new(),
                also: Vec::new(),
                effective_from: None,
                effective_to: None,
            });
        }
    }
}
