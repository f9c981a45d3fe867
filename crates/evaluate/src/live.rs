//! Which release records a log means by the name of a model or a prompt: for whoever looks at single calls.

use crate::{
    Dataset, Sourced,
    first_seen::Found,
    releases::{Index, find_model, find_prompt, index, is_model, is_prompt, keys_of_model, keys_of_prompt},
};
use model::record::Release;

/// The release records of a dataset, by the names under which a log can know them.
#[derive(Debug)]
pub struct Live<'a> {
    models: Index<'a>,
    prompts: Index<'a>,
}

impl<'a> Live<'a> {
    /// Reads all registries.
    pub fn new(dataset: &'a Dataset) -> Self {
        let rows = &dataset.releases;
        Self { models: index(rows, is_model, keys_of_model), prompts: index(rows, is_prompt, keys_of_prompt) }
    }

    /// The records of a model and version as a log tells them, in the order of the evidence; none where several models
    /// or versions could be meant.
    pub fn model(&self, name: &str, version: Option<&str>) -> Vec<&'a Sourced<Release>> {
        records(find_model(&self.models, Some(name), version))
    }

    /// The records of a prompt whose version, with or without the prompt's name, a log tells; none where several
    /// prompts or versions could be meant.
    pub fn prompt(&self, version: &str) -> Vec<&'a Sourced<Release>> {
        records(find_prompt(&self.prompts, Some(version), None))
    }
}

fn records(found: Found<'_>) -> Vec<&Sourced<Release>> {
    match found {
        Found::Records(records) => records,
        Found::Unclear(_) => Vec::new(),
    }
}
