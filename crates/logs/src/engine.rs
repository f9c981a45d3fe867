//! The query engine in this process: what it may read, how much memory it may take, what its SQL may say.

use crate::{
    answer::Answer,
    functions,
    key::PartKeys,
    part::Part,
    schema::{FINDING, TABLES, Table},
    spill::Spill,
    store::Settings,
};
use datafusion::{
    common::{DataFusionError, config::TableParquetOptions},
    datasource::{
        TableProvider,
        empty::EmptyTable,
        file_format::parquet::ParquetFormat,
        listing::{ListingOptions, ListingTable, ListingTableConfig, ListingTableUrl},
    },
    execution::{
        SendableRecordBatchStream,
        context::{SQLOptions, SessionContext},
        disk_manager::DiskManagerBuilder,
        memory_pool::FairSpillPool,
        object_store::ObjectStoreUrl,
        runtime_env::{RuntimeEnv, RuntimeEnvBuilder},
    },
    object_store::local::LocalFileSystem,
    prelude::SessionConfig,
};
use model::LogRows;
use std::{future::poll_fn, path::Path, sync::Arc};

/// Where the engine finds the parts; nothing else is behind this address.
const FOLDER: &str = "parts://logs";
/// Name under which the engine asks for keys.
const KEYS: &str = "part-keys";

/// The engine's surroundings, shared by all queries: one memory limit, one folder, the keys.
#[derive(Debug, Clone)]
pub(crate) struct Engine {
    surroundings: Arc<RuntimeEnv>,
    settings: Settings,
}

impl Engine {
    pub(crate) fn new(dir: &Path, keys: PartKeys, settings: Settings) -> Result<Self, DataFusionError> {
        let surroundings = RuntimeEnvBuilder::new()
            .with_memory_pool(Arc::new(FairSpillPool::new(settings.memory)))
            .with_disk_manager_builder(
                DiskManagerBuilder::default().with_temp_file_factory(Arc::new(Spill::new(dir, settings.disk))),
            )
            .build_arc()?;
        let folder = LocalFileSystem::new_with_prefix(dir)?;
        surroundings.register_object_store(ObjectStoreUrl::parse(FOLDER)?.as_ref(), Arc::new(folder));
        surroundings.register_parquet_encryption_factory(KEYS, Arc::new(keys));
        Ok(Self { surroundings, settings })
    }

    /// Answers a query over exactly these parts, with at most so many rows.
    pub(crate) async fn ask(&self, parts: &[Part], sql: &str, most: Option<usize>) -> Result<LogRows, DataFusionError> {
        let mut stream = self.stream_at_most(parts, sql, most).await?;
        let mut answer = Answer::new(&stream.schema(), self.settings.memory);
        while let Some(batch) = poll_fn(|task| stream.as_mut().poll_next(task)).await {
            answer.push(&batch?)?;
        }
        Ok(answer.finish())
    }

    /// The rows of a query over exactly these parts as they come.
    pub(crate) async fn stream(&self, parts: &[Part], sql: &str) -> Result<SendableRecordBatchStream, DataFusionError> {
        self.stream_at_most(parts, sql, None).await
    }

    async fn stream_at_most(
        &self,
        parts: &[Part],
        sql: &str,
        most: Option<usize>,
    ) -> Result<SendableRecordBatchStream, DataFusionError> {
        let rows: u64 = parts.iter().map(|part| part.rows).sum();
        let context = self.context(rows <= FEW_ROWS && lists(sql));
        for table in TABLES.iter().chain([&FINDING]) {
            context.register_table(table.name, provider(table, parts, &context)?)?;
        }
        let reading = SQLOptions::new().with_allow_ddl(false).with_allow_dml(false).with_allow_statements(false);
        let mut plan = context.sql_with_options(sql, reading).await?;
        if let Some(most) = most {
            plan = plan.limit(0, Some(most))?;
        }
        plan.execute_stream().await
    }

    /// A session for one query; for one that lists rows, with the other columns read of those rows only that it is about.
    fn context(&self, lists: bool) -> SessionContext {
        let threads = self.settings.threads.max(1);
        // What a sort keeps free for merging what it put aside; the engine's own measure suits larger limits only.
        let merging = (self.settings.memory / threads / 8).clamp(64 << 10, 10 << 20);
        let mut config = SessionConfig::new().with_target_partitions(threads).with_sort_spill_reservation_bytes(merging);
        // What is known of each page is encrypted page by page: reading it costs more than passing over pages saves.
        config.options_mut().execution.parquet.enable_page_index = false;
        config.options_mut().execution.parquet.pushdown_filters = lists;
        let context = SessionContext::new_with_config_rt(config, Arc::clone(&self.surroundings));
        functions::prepare(&context);
        context
    }
}

/// Rows of a log of which single ones are picked while they are decoded. Each row that is picked so keeps the whole pages that
/// its texts stand in: of a larger log that is more memory than a query has.
const FEW_ROWS: u64 = 1 << 20;

/// Whether a query asks for a few rows: whatever it groups and counts reads all rows of its columns anyway, and filtering
/// while they are decoded would cost more.
fn lists(sql: &str) -> bool {
    sql.contains(" LIMIT ") && !sql.contains("GROUP BY")
}

/// A table over those of the parts that are its own, decrypted as they are read; none make an empty one.
fn provider(table: &Table, parts: &[Part], context: &SessionContext) -> Result<Arc<dyn TableProvider>, DataFusionError> {
    let own: Vec<&Part> = parts.iter().filter(|part| part.table == table.name).collect();
    if own.is_empty() {
        return Ok(Arc::new(EmptyTable::new(table.arrow())));
    }
    let mut options =
        TableParquetOptions { global: context.copied_config().options().execution.parquet.clone(), ..Default::default() };
    options.crypto.factory_id = Some(KEYS.to_owned());
    let format = ParquetFormat::default().with_options(options);
    let files = own.iter().map(|part| ListingTableUrl::parse(format!("{FOLDER}/{}.parquet", part.name)));
    let config = ListingTableConfig::new_with_multi_paths(files.collect::<Result<_, _>>()?)
        .with_listing_options(ListingOptions::new(Arc::new(format)))
        .with_schema(table.arrow());
    Ok(Arc::new(ListingTable::try_new(config)?))
}
