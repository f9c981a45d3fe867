//! The criteria and the starter map, compiled in from `assets/frameworks`.

use crate::{AppError, Code};
use model::{Control, Criterion};
use serde::Deserialize;

const SOC2: &str = include_str!("../../../assets/frameworks/soc2.toml");

/// A framework file: its criteria, and the controls that a new vault starts with.
#[derive(Debug, Clone, Deserialize)]
pub struct Framework {
    /// Version of the file.
    pub version: String,
    /// Criteria of all categories.
    #[serde(rename = "criterion")]
    pub criteria: Vec<Criterion>,
    /// The starter map.
    #[serde(rename = "control")]
    pub controls: Vec<Control>,
}

/// The Trust Services Criteria in our words, with the starter map.
///
/// # Errors
/// [`Code::System`] when the compiled-in file is not as expected; a test keeps that from happening.
pub fn soc2() -> Result<Framework, AppError> {
    toml::from_str(SOC2)
        .map_err(|error| AppError::new(Code::System, format!("the starter map is damaged: {error}"), "reinstall Fieldwork"))
}
