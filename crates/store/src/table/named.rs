//! Engagement, team, source systems, criteria, settings and column maps: each a JSON value under a name.

use super::keyed::Keyed;
use crate::{
    Result,
    handle::{Read, Write},
};
use model::{Criterion, Dismissal, Engagement, IdentityDecision, OwnCheck, SourceSystem, TeamMember};
use serde_json::Value;

const ENGAGEMENT: Keyed = Keyed { table: "engagement", noun: "engagement" };
const TEAM: Keyed = Keyed { table: "team_member", noun: "team member" };
const SYSTEM: Keyed = Keyed { table: "source_system", noun: "source system" };
const SETTING: Keyed = Keyed { table: "setting", noun: "setting" };
const CRITERION: Keyed = Keyed { table: "criterion", noun: "criterion" };
const IDENTITY: Keyed = Keyed { table: "identity_decision", noun: "identity decision" };
const DISMISSAL: Keyed = Keyed { table: "dismissal", noun: "false finding" };
const CHECK: Keyed = Keyed { table: "own_check", noun: "check" };
const COLUMN_MAP: Keyed = Keyed { table: "column_map", noun: "column map" };

impl Read<'_> {
    /// The engagement; none before the first start is through.
    pub fn engagement(&self) -> Result<Option<Engagement>> {
        self.get(ENGAGEMENT, "engagement")
    }

    /// The people who own controls or extract evidence, by e-mail address.
    pub fn team(&self) -> Result<Vec<TeamMember>> {
        Ok(self.list(TEAM)?.into_iter().map(|(_, member)| member).collect())
    }

    /// The systems that evidence comes from, by name.
    pub fn source_systems(&self) -> Result<Vec<SourceSystem>> {
        Ok(self.list(SYSTEM)?.into_iter().map(|(_, system)| system).collect())
    }

    /// The criteria, by id.
    pub fn criteria(&self) -> Result<Vec<Criterion>> {
        Ok(self.list(CRITERION)?.into_iter().map(|(_, criterion)| criterion).collect())
    }

    /// What was decided about whose accounts they are, by system and log-in.
    pub fn identity_decisions(&self) -> Result<Vec<IdentityDecision>> {
        Ok(self.list(IDENTITY)?.into_iter().map(|(_, decision)| decision).collect())
    }

    /// Patterns of the detectors that were marked as false, by pattern.
    pub fn dismissals(&self) -> Result<Vec<Dismissal>> {
        Ok(self.list(DISMISSAL)?.into_iter().map(|(_, dismissal)| dismissal).collect())
    }

    /// The company's own checks, every version, by id and version.
    pub fn own_checks(&self) -> Result<Vec<OwnCheck>> {
        let mut checks: Vec<OwnCheck> = self.list(CHECK)?.into_iter().map(|(_, check)| check).collect();
        checks.sort();
        Ok(checks)
    }

    /// A setting.
    pub fn setting(&self, key: &str) -> Result<Option<Value>> {
        self.get(SETTING, key)
    }

    /// The column map remembered for files of this fingerprint.
    pub fn column_map(&self, fingerprint: &str) -> Result<Option<Value>> {
        self.get(COLUMN_MAP, fingerprint)
    }

    /// Every column map remembered, by fingerprint.
    pub fn column_maps(&self) -> Result<Vec<(String, Value)>> {
        self.list(COLUMN_MAP)
    }
}

impl Write<'_> {
    /// Sets the engagement.
    pub fn put_engagement(&mut self, engagement: &Engagement) -> Result<()> {
        self.put(ENGAGEMENT, "engagement", engagement)
    }

    /// Adds or changes a person.
    pub fn put_team_member(&mut self, member: &TeamMember) -> Result<()> {
        self.put(TEAM, &member.email, member)
    }

    /// Removes a person.
    pub fn remove_team_member(&mut self, email: &str) -> Result<()> {
        self.remove(TEAM, email)
    }

    /// Adds or changes a source system.
    pub fn put_source_system(&mut self, system: &SourceSystem) -> Result<()> {
        self.put(SYSTEM, &system.name, system)
    }

    /// Removes a source system.
    pub fn remove_source_system(&mut self, name: &str) -> Result<()> {
        self.remove(SYSTEM, name)
    }

    /// Sets whose account it is, in place of what was decided before.
    pub fn put_identity_decision(&mut self, decision: &IdentityDecision) -> Result<()> {
        self.put(IDENTITY, &account(&decision.system, &decision.login), decision)
    }

    /// Takes a decision about an account back.
    pub fn remove_identity_decision(&mut self, system: &str, login: &str) -> Result<()> {
        self.remove(IDENTITY, &account(system, login))
    }

    /// Marks a pattern of the detectors as false.
    pub fn put_dismissal(&mut self, dismissal: &Dismissal) -> Result<()> {
        self.put(DISMISSAL, &dismissal.pattern, dismissal)
    }

    /// Takes that back.
    pub fn remove_dismissal(&mut self, pattern: &str) -> Result<()> {
        self.remove(DISMISSAL, pattern)
    }

    /// Adds a version of a check, or sets its last day.
    pub fn put_own_check(&mut self, check: &OwnCheck) -> Result<()> {
        self.put(CHECK, &check.key(), check)
    }

    /// Adds or changes criteria.
    pub fn put_criteria<'a>(&mut self, criteria: impl IntoIterator<Item = &'a Criterion>) -> Result<()> {
        criteria.into_iter().try_for_each(|criterion| self.put(CRITERION, &criterion.id, criterion))
    }

    /// Sets a setting. Its value goes into the activity chain: nothing secret.
    pub fn put_setting(&mut self, key: &str, setting: &Value) -> Result<()> {
        self.put(SETTING, key, setting)
    }

    /// Remembers a column map for files of this fingerprint.
    pub fn put_column_map(&mut self, fingerprint: &str, map: &Value) -> Result<()> {
        self.put(COLUMN_MAP, fingerprint, map)
    }

    /// Forgets a column map.
    pub fn remove_column_map(&mut self, fingerprint: &str) -> Result<()> {
        self.remove(COLUMN_MAP, fingerprint)
    }
}

/// The name of an account in its system, for the table of decisions.
fn account(system: &str, login: &str) -> String {
    serde_json::json!([system.trim().to_lowercase(), login.trim().to_lowercase()]).to_string()
}
