//! Bundles that were made, so that the next one can say what changed since.

use crate::{
    Result, StoreError,
    handle::{Read, Write, json, parsed, time, utc},
};
use chrono::{DateTime, Utc};
use model::Sha256;
use rusqlite::{Row, params};
use serde_json::{Value, json as object};

/// A bundle handed over.
#[derive(Debug, Clone, PartialEq)]
pub struct Bundle {
    /// When, UTC.
    pub at: DateTime<Utc>,
    /// File name, without folders.
    pub file_name: String,
    /// SHA-256 of its manifest.
    pub manifest: Sha256,
    /// What was in it, as the caller writes it.
    pub summary: Value,
}

impl Read<'_> {
    /// The bundles made, the newest first.
    pub fn bundles(&self) -> Result<Vec<Bundle>> {
        let read = |row: &Row<'_>| Ok([row.get("at")?, row.get("file_name")?, row.get("manifest")?, row.get("summary")?]);
        let rows: Vec<[String; 4]> = self.all("SELECT * FROM bundle ORDER BY id DESC", [], read)?;
        rows.into_iter().map(bundle).collect()
    }
}

impl Write<'_> {
    /// Remembers a bundle.
    pub fn insert_bundle(&mut self, bundle: &Bundle) -> Result<()> {
        let sql = "INSERT INTO bundle (at, file_name, manifest, summary) VALUES (?1, ?2, ?3, ?4)";
        let manifest = bundle.manifest.to_string();
        let row = params![utc(bundle.at), bundle.file_name, manifest, json("bundle", &bundle.summary)?];
        self.change("bundle", sql, row)?;
        let after = object!({ "manifest": bundle.manifest, "summary": bundle.summary });
        self.note("bundle made", &bundle.file_name, None, Some(after))
    }
}

fn bundle([at, file_name, manifest, summary]: [String; 4]) -> Result<Bundle> {
    let wrong = || StoreError::Damaged { file: "map.db".to_owned(), detail: format!("`{manifest}` is no hash") };
    Ok(Bundle {
        at: time(0, &at).map_err(StoreError::sql("read a bundle"))?,
        file_name,
        manifest: manifest.parse().ok().ok_or_else(wrong)?,
        summary: parsed("bundle", &summary)?,
    })
}
