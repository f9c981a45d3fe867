//! Logs that lie unencrypted in folders, in our columns: what a cluster reads where a vault would be too small.
//!
//! The folder of the data has a folder for each table, with Parquet files or JSON lines in it. The same code asks them here
//! and on a cluster: the session decides, and everything else is alike, so that the answers are.

mod files;

use crate::{
    answer::{self, Answer},
    error::LogsError,
    functions,
    schema::{self, FINDING, TABLES, Table},
    store::Settings,
};
use datafusion::{
    arrow::datatypes::{DataType, Field, Schema, SchemaRef},
    common::DataFusionError,
    datasource::{
        TableProvider,
        empty::EmptyTable,
        file_format::{FileFormat, json::JsonFormat, parquet::ParquetFormat},
        listing::{ListingOptions, ListingTable, ListingTableConfig, ListingTableUrl},
    },
    execution::{
        context::{SQLOptions, SessionContext},
        memory_pool::FairSpillPool,
        runtime_env::RuntimeEnvBuilder,
    },
    prelude::SessionConfig,
};
pub use files::{PlainFile, PlainTable};
use model::LogRows;
use std::{future::poll_fn, sync::Arc};
use tokio::runtime::{Builder, Runtime};

/// What answers the queries of this process, as an answer names it.
pub fn engine() -> String {
    format!("Apache DataFusion {}", datafusion::DATAFUSION_VERSION)
}

/// Logs in folders, with a session that asks them. Its calls block.
pub struct PlainLogs {
    context: SessionContext,
    runtime: Runtime,
    data: String,
    tables: Vec<PlainTable>,
    settings: Settings,
}

impl std::fmt::Debug for PlainLogs {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PlainLogs").field("data", &self.data).finish_non_exhaustive()
    }
}

impl PlainLogs {
    /// Logs in a folder or at a URL, asked in this process. What needs more memory than allowed spills, unencrypted as the
    /// logs are, into the system's temporary folder.
    pub fn open(data: &str, settings: Settings) -> Result<Self, LogsError> {
        let config = SessionConfig::new().with_target_partitions(settings.threads.max(1));
        let pool = Arc::new(FairSpillPool::new(settings.memory));
        let surroundings = RuntimeEnvBuilder::new().with_memory_pool(pool).build_arc();
        let surroundings = surroundings.map_err(|error| LogsError::Engine(error.strip_backtrace()))?;
        Self::open_in(SessionContext::new_with_config_rt(config, surroundings), data, settings)
    }

    /// The same in another session of the engine, such as one of a cluster.
    pub fn open_in(context: SessionContext, data: &str, settings: Settings) -> Result<Self, LogsError> {
        let built = Builder::new_multi_thread().enable_all().worker_threads(settings.threads.max(1)).build();
        let runtime = built.map_err(|error| LogsError::Engine(error.to_string()))?;
        functions::prepare(&context);
        let data = data.trim_end_matches('/').to_owned();
        let tables = runtime.block_on(files::list(&context, &data))?;
        for table in TABLES {
            let files = tables.iter().find(|found| found.name == table.name);
            provider(table, files)
                .and_then(|provider| context.register_table(table.name, provider))
                .map_err(|error| LogsError::Engine(error.strip_backtrace()))?;
        }
        let found = runtime.block_on(findings(&context));
        found.map_err(|error| LogsError::Engine(error.strip_backtrace()))?;
        Ok(Self { context, runtime, data, tables, settings })
    }

    /// Where they lie.
    pub fn data(&self) -> &str {
        &self.data
    }

    /// The bytes of a file beside the folders of the tables; none where there is no such file.
    pub fn beside(&self, name: &str) -> Result<Option<Vec<u8>>, LogsError> {
        self.runtime.block_on(files::beside(&self.context, &self.data, name))
    }

    /// The tables that have files, with what is known of these without reading them.
    pub fn tables(&self) -> &[PlainTable] {
        &self.tables
    }

    /// Reads every file from end to end and fills in its hash.
    pub fn hashed(&self) -> Result<Vec<PlainTable>, LogsError> {
        self.runtime.block_on(files::hash(&self.context, &self.data, self.tables.clone(), self.settings.threads))
    }

    /// Looks whether the files are still those that were found when the logs were opened.
    ///
    /// # Errors
    /// [`LogsError::Changed`], with the first that is not.
    pub fn unchanged(&self) -> Result<(), LogsError> {
        let now = self.runtime.block_on(files::list(&self.context, &self.data))?;
        let all = |tables: &[PlainTable]| tables.iter().flat_map(|table| table.files.clone()).collect::<Vec<_>>();
        let (before, now) = (all(&self.tables), all(&now));
        let other = before.iter().find(|file| !now.contains(file)).or_else(|| now.iter().find(|file| !before.contains(file)));
        other.map_or(Ok(()), |file| Err(LogsError::Changed { path: file.path.clone() }))
    }

    /// Answers SQL over the tables; one without files is empty.
    ///
    /// # Errors
    /// [`LogsError::Query`] for SQL that is wrong, [`LogsError::Unanswered`] where a file, a machine or the way to it failed.
    pub fn query(&self, sql: &str) -> Result<LogRows, LogsError> {
        self.runtime.block_on(self.ask(sql)).map_err(|error| {
            if answer::may_be_damage(&error) {
                return LogsError::Unanswered { data: self.data.clone(), reason: error.strip_backtrace() };
            }
            answer::refused(&error, self.settings)
        })
    }

    async fn ask(&self, sql: &str) -> Result<LogRows, DataFusionError> {
        let reading = SQLOptions::new().with_allow_ddl(false).with_allow_dml(false).with_allow_statements(false);
        let plan = self.context.sql_with_options(sql, reading).await?;
        let mut answer = Answer::new(plan.schema().as_arrow(), self.settings.memory);
        let mut stream = plan.execute_stream().await?;
        while let Some(batch) = poll_fn(|task| stream.as_mut().poll_next(task)).await {
            answer.push(&batch?)?;
        }
        Ok(answer.finish())
    }
}

/// Makes the table of findings out of the others, anew for each question: the detectors run where the rows are read.
async fn findings(context: &SessionContext) -> Result<(), DataFusionError> {
    let view = context.sql(&schema::findings(true)).await?.into_view();
    context.register_table(FINDING.name, view)?;
    Ok(())
}

/// A table over exactly these files.
fn provider(table: &Table, files: Option<&PlainTable>) -> Result<Arc<dyn TableProvider>, DataFusionError> {
    let schema = columns(table);
    let Some(files) = files else { return Ok(Arc::new(EmptyTable::new(schema))) };
    let format: Arc<dyn FileFormat> =
        if files.json { Arc::new(JsonFormat::default()) } else { Arc::new(ParquetFormat::default()) };
    let urls = files.files.iter().map(|file| ListingTableUrl::parse(&file.url));
    let config = ListingTableConfig::new_with_multi_paths(urls.collect::<Result<_, _>>()?)
        .with_listing_options(ListingOptions::new(format).with_file_extension(""))
        .with_schema(schema);
    Ok(Arc::new(ListingTable::try_new(config)?))
}

/// The columns of a table with plain strings: views of strings do not travel well between machines.
fn columns(table: &Table) -> SchemaRef {
    let plain = |field: &Arc<Field>| match field.data_type() {
        DataType::Utf8View => Arc::new(field.as_ref().clone().with_data_type(DataType::Utf8)),
        _ => Arc::clone(field),
    };
    Arc::new(Schema::new(table.arrow().fields().iter().map(plain).collect::<Vec<_>>()))
}
