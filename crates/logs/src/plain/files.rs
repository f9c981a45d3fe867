//! Which files the tables are made of.

use crate::{error::LogsError, schema::TABLES};
use aws_lc_rs::digest::{Context, SHA256};
use chrono::{DateTime, Utc};
use datafusion::{
    common::DataFusionError,
    datasource::listing::ListingTableUrl,
    execution::context::SessionContext,
    object_store::{self, ObjectMeta, ObjectStore, ObjectStoreExt as _},
};
use model::Sha256;
use std::{collections::BTreeMap, future::poll_fn, sync::Arc};
use tokio::task::JoinSet;

/// A table with its files, by path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlainTable {
    /// Its name in SQL.
    pub name: &'static str,
    /// Whether the files are JSON lines; otherwise they are Parquet.
    pub json: bool,
    /// The files, at least one.
    pub files: Vec<PlainFile>,
}

/// A file of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlainFile {
    /// Its path below the folder of the data.
    pub path: String,
    /// Its size.
    pub bytes: u64,
    /// When it was last written.
    pub modified: DateTime<Utc>,
    /// Its hash, once it was read for that.
    pub sha256: Option<Sha256>,
    pub(super) url: String,
}

/// The tables of the data that have files.
pub(super) async fn list(context: &SessionContext, data: &str) -> Result<Vec<PlainTable>, LogsError> {
    let mut tables = Vec::new();
    for table in TABLES {
        let mut files = Vec::new();
        for found in objects(context, data, table.name).await.map_err(|error| unanswered(data, &error))? {
            files.push(found);
        }
        files.sort_by(|one, other| one.path.cmp(&other.path));
        let Some(first) = files.first() else { continue };
        let json = is_json(&first.path);
        if let Some(other) = files.iter().find(|file| is_json(&file.path) != json || !(json || file.path.ends_with(".parquet"))) {
            return Err(LogsError::MixedFiles { path: other.path.clone() });
        }
        tables.push(PlainTable { name: table.name, json, files });
    }
    if tables.is_empty() {
        return Err(LogsError::NoFiles { data: data.to_owned() });
    }
    Ok(tables)
}

fn is_json(path: &str) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    matches!(ending, "jsonl" | "ndjson")
}

/// Everything below the folder of a table.
async fn objects(context: &SessionContext, data: &str, table: &str) -> Result<Vec<PlainFile>, DataFusionError> {
    let (store, folder) = store(context, &format!("{data}/{table}/"))?;
    let mut found = store.list(Some(folder.prefix()));
    let mut files = Vec::new();
    while let Some(object) = poll_fn(|task| found.as_mut().poll_next(task)).await {
        let ObjectMeta { location, last_modified, size, .. } = match object {
            Ok(object) => object,
            Err(object_store::Error::NotFound { .. }) => continue,
            Err(error) => return Err(error.into()),
        };
        let name = location.as_ref().strip_prefix(folder.prefix().as_ref()).unwrap_or(location.as_ref());
        let path = format!("{table}/{}", name.trim_start_matches('/'));
        let url = format!("{}{location}", folder.object_store().as_str().trim_end_matches('/').to_owned() + "/");
        files.push(PlainFile { path, bytes: size, modified: last_modified, sha256: None, url });
    }
    Ok(files)
}

/// Reads all files, so many at once, and fills in their hashes.
pub(super) async fn hash(
    context: &SessionContext,
    data: &str,
    mut tables: Vec<PlainTable>,
    at_once: usize,
) -> Result<Vec<PlainTable>, LogsError> {
    let urls: Vec<String> = tables.iter().flat_map(|table| &table.files).map(|file| file.url.clone()).collect();
    let mut reading = JoinSet::new();
    for lane in 0..at_once.max(1) {
        let own: Vec<(usize, String)> = urls.iter().cloned().enumerate().skip(lane).step_by(at_once.max(1)).collect();
        let context = context.clone();
        reading.spawn(async move {
            let mut hashes = Vec::with_capacity(own.len());
            for (number, url) in own {
                hashes.push((number, one(&context, &url).await?));
            }
            Ok::<_, DataFusionError>(hashes)
        });
    }
    let mut hashes = BTreeMap::new();
    while let Some(lane) = reading.join_next().await {
        let lane = lane.map_err(|error| LogsError::Engine(error.to_string()))?;
        hashes.extend(lane.map_err(|error| unanswered(data, &error))?);
    }
    for (number, file) in tables.iter_mut().flat_map(|table| &mut table.files).enumerate() {
        file.sha256 = hashes.remove(&number);
    }
    Ok(tables)
}

async fn one(context: &SessionContext, url: &str) -> Result<Sha256, DataFusionError> {
    let (store, file) = store(context, url)?;
    let mut bytes = store.get(file.prefix()).await?.into_stream();
    let mut digest = Context::new(&SHA256);
    while let Some(chunk) = poll_fn(|task| bytes.as_mut().poll_next(task)).await {
        digest.update(&chunk?);
    }
    let mut hash = [0; 32];
    hash.copy_from_slice(digest.finish().as_ref());
    Ok(Sha256(hash))
}

/// The bytes of a file in the folder of the data, if there is one.
pub(super) async fn beside(context: &SessionContext, data: &str, name: &str) -> Result<Option<Vec<u8>>, LogsError> {
    let failed = |error: DataFusionError| unanswered(data, &error);
    let (store, file) = store(context, &format!("{data}/{name}")).map_err(failed)?;
    match store.get(file.prefix()).await {
        Err(object_store::Error::NotFound { .. }) => Ok(None),
        Err(error) => Err(failed(error.into())),
        Ok(found) => Ok(Some(found.bytes().await.map_err(|error| failed(error.into()))?.to_vec())),
    }
}

fn store(context: &SessionContext, url: &str) -> Result<(Arc<dyn ObjectStore>, ListingTableUrl), DataFusionError> {
    let url = ListingTableUrl::parse(url)?;
    Ok((context.runtime_env().object_store(&url)?, url))
}

fn unanswered(data: &str, error: &DataFusionError) -> LogsError {
    LogsError::Unanswered { data: data.to_owned(), reason: error.strip_backtrace() }
}
