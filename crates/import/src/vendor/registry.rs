//! What registries of prompts and models tell alike of a version.

use crate::{
    importer::{ReadError, Sink},
    read::fields::Fields,
    vendor::reference,
};
use model::{Data, record::Release};

/// Where a registry keeps what.
#[derive(Debug, Default)]
pub struct Registry {
    /// The registry.
    pub system: &'static str,
    /// What it has versions of.
    pub family: &'static str,
    /// Name.
    pub name: &'static [&'static str],
    /// Version.
    pub version: &'static [&'static str],
    /// When it was made.
    pub created: &'static [&'static str],
    /// Who made it.
    pub author: &'static [&'static str],
    /// What was written about it.
    pub message: &'static [&'static str],
    /// Labels, as a list of texts or of objects with a name.
    pub labels: &'static [&'static str],
    /// Provider of the model that it runs on.
    pub provider: &'static [&'static str],
    /// Model that it runs on; stays where it is.
    pub model: &'static [&'static str],
}

impl Registry {
    /// Takes a version out of a row; none where it has no name.
    pub fn release(&self, row: &mut Fields) -> Option<Release> {
        let name = row.first_text(self.name)?;
        let message = row.first_text(self.message);
        let stays = |row: &Fields, paths: &[&str]| paths.iter().find_map(|path| row.peek_text(path)).map(str::to_owned);
        Some(Release {
            system: self.system.to_owned(),
            family: self.family.to_owned(),
            version: row.first_text(self.version),
            created: self.created.iter().find_map(|path| row.utc_time(path)),
            author: row.first_text(self.author),
            labels: self.labels.iter().flat_map(|path| row.texts(path, "name")).collect(),
            tickets: reference::tickets([name.as_str(), message.as_deref().unwrap_or_default()]),
            provider: stays(row, self.provider),
            model: stays(row, self.model),
            message,
            name,
            ..Release::default()
        })
    }

    /// Puts the version of a row, or says what it lacks.
    ///
    /// # Errors
    /// [`ReadError::Stopped`] when the receiver wants no more.
    pub fn put(&self, mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
        let Some(release) = self.release(&mut row) else {
            row.lacks(sink, self.name.first().unwrap_or(&"name"));
            return Ok(());
        };
        row.record(sink, Data::Release(Box::new(release)))
    }
}
