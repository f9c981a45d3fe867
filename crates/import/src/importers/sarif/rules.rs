//! The rules of a run: what a result refers to for its level, its severity and its title.

use crate::{
    head,
    read::fields::{Fields, text_of},
};
use serde_json::Value;
use std::collections::BTreeMap;

/// The rules of the driver and of its extensions. Of each only what results take from it is kept.
#[derive(Debug, Default)]
pub(super) struct Rules {
    by_id: BTreeMap<String, Rule>,
    /// Ids in their order: of the driver, and of each extension.
    driver: Vec<String>,
    extensions: Vec<Vec<String>>,
}

/// What a result takes from its rule.
#[derive(Debug, Default, Clone)]
pub(super) struct Rule {
    pub(super) level: Option<String>,
    pub(super) security_severity: Option<String>,
    pub(super) title: Option<String>,
    pub(super) help: Option<String>,
    pub(super) tags: Vec<String>,
}

impl Rules {
    /// Takes the rules out of a run.
    pub(super) fn take(run: &mut Fields) -> Self {
        let mut rules = Self::default();
        let driver = run.take("tool.driver.rules").unwrap_or(Value::Null);
        rules.driver = rules.add(&driver);
        let extensions = run.take("tool.extensions").unwrap_or(Value::Null);
        for extension in extensions.as_array().into_iter().flatten() {
            let ids = extension.get("rules").map(|list| rules.add(list)).unwrap_or_default();
            rules.extensions.push(ids);
        }
        rules
    }

    fn add(&mut self, list: &Value) -> Vec<String> {
        let mut ids = Vec::new();
        for rule in list.as_array().into_iter().flatten() {
            let id = rule.get("id").and_then(text_of).unwrap_or_default();
            self.by_id.entry(id.clone()).or_insert_with(|| Rule::of(rule));
            ids.push(id);
        }
        ids
    }

    /// The id of a result's rule: its own word, else by its place in the list of the tool.
    pub(super) fn id(&self, result: &Fields) -> Option<String> {
        if let Some(id) = result.peek_text("ruleId").or_else(|| result.peek_text("rule.id")) {
            return Some(id.to_owned());
        }
        let number = |path: &str| result.peek(path).and_then(Value::as_u64).and_then(|number| usize::try_from(number).ok());
        let index = number("ruleIndex").or_else(|| number("rule.index"))?;
        let list = match number("rule.toolComponent.index") {
            Some(extension) => self.extensions.get(extension)?,
            None => &self.driver,
        };
        list.get(index).filter(|id| !id.is_empty()).cloned()
    }

    /// The rule with an id; an id below it (`CA1000/1`) has the same.
    pub(super) fn get(&self, id: &str) -> Rule {
        let mut id = id;
        loop {
            if let Some(rule) = self.by_id.get(id) {
                return rule.clone();
            }
            let Some((parent, _)) = id.rsplit_once('/') else { return Rule::default() };
            id = parent;
        }
    }
}

impl Rule {
    fn of(rule: &Value) -> Self {
        let at = |path: &str| head::at(rule, path).and_then(text_of).filter(|text| !text.is_empty());
        let tags = head::at(rule, "properties.tags").and_then(Value::as_array).into_iter().flatten();
        let short = at("shortDescription.text").or_else(|| at("fullDescription.text"));
        Self {
            level: at("defaultConfiguration.level"),
            security_severity: at("properties.security-severity"),
            title: short.or_else(|| at("name")),
            help: at("helpUri"),
            tags: tags.filter_map(text_of).collect(),
        }
    }
}
