//! A worker: fetches work from the scheduler, reads files, and hands what comes of it to other workers and to who asked.

use crate::{ClusterError, Trust, error::causes, scheduler::MESSAGE, steps::Steps};
use arrow_flight::flight_service_server::FlightServiceServer;
use ballista_core::{
    BALLISTA_PROTOCOL_VERSION, ConfigProducer, RuntimeProducer,
    extension::SessionConfigExt as _,
    ids::new_instance_id,
    registry::BallistaFunctionRegistry,
    serde::{
        BallistaCodec, BallistaLogicalExtensionCodec, BallistaPhysicalExtensionCodec,
        protobuf::{
            ExecutorOperatingSystemSpecification, ExecutorRegistration, ExecutorResource, ExecutorSpecification,
            GetJobStatusParams, executor_resource::Resource, scheduler_grpc_client::SchedulerGrpcClient,
        },
    },
    utils::create_grpc_client_endpoint,
};
use ballista_executor::{
    execution_loop::poll_loop, executor::Executor, flight_service::BallistaFlightService, health::ExecutorHealth,
    metrics::LoggingMetricsCollector,
};
use datafusion::{
    execution::{memory_pool::FairSpillPool, runtime_env::RuntimeEnvBuilder},
    prelude::SessionConfig,
};
use datafusion_proto::protobuf::{LogicalPlanNode, PhysicalPlanNode};
use std::{fs, net::SocketAddr, path::PathBuf, sync::Arc};
use tonic::{Code, service::interceptor::InterceptedService, transport::server::TcpIncoming};

/// How a worker is run.
#[derive(Debug, Clone)]
pub struct Worker {
    /// The scheduler, such as `https://scheduler.example.com:50050`.
    pub scheduler: String,
    /// Address to listen on; port 0 takes a free one.
    pub listen: SocketAddr,
    /// Name under which others reach it, as its certificate has it.
    pub host: String,
    /// Folder for what lies between two steps of a query, unencrypted; emptied of a query when it is over.
    pub work: PathBuf,
    /// Steps worked on at once.
    pub threads: u32,
    /// Memory for all of them together, in bytes; what needs more spills into the folder.
    pub memory: usize,
}

/// Runs a worker until the process ends. `ready` hears where it listens, once it does and the scheduler was reached.
///
/// # Errors
/// [`ClusterError::Listen`], [`ClusterError::Certificate`], [`ClusterError::Unreachable`], and what ends the engine.
pub fn worker(settings: &Worker, trust: &Trust, ready: impl FnOnce(SocketAddr)) -> Result<(), ClusterError> {
    crate::runtime()?.block_on(work(settings, trust, ready))
}

async fn work(settings: &Worker, trust: &Trust, ready: impl FnOnce(SocketAddr)) -> Result<(), ClusterError> {
    fs::create_dir_all(&settings.work).map_err(ClusterError::io("create the folder", &settings.work))?;
    let folder = settings.work.to_string_lossy().into_owned();
    let (listener, address) = crate::listen(settings.listen).await?;
    let unreachable = |reason| ClusterError::Unreachable { address: settings.scheduler.clone(), reason };
    let endpoint = create_grpc_client_endpoint(settings.scheduler.clone(), None);
    let endpoint = endpoint.ok().ok_or_else(|| ClusterError::Address(settings.scheduler.clone()))?;
    let endpoint = trust.dress(endpoint).map_err(|error| ClusterError::Certificate(causes(&error)))?;
    let channel = endpoint.connect().await.map_err(|error| unreachable(causes(&error)))?;
    let mut scheduler =
        SchedulerGrpcClient::new(channel).max_encoding_message_size(MESSAGE as usize).max_decoding_message_size(MESSAGE as usize);
    // The engine would ask for work in vain for ever: a question that needs no answer shows whether it is let in.
    let question = GetJobStatusParams { job_id: "none".to_owned() };
    if let Err(refused) = scheduler.get_job_status(question).await
        && refused.code() == Code::Unauthenticated
    {
        return Err(unreachable(refused.message().to_owned()));
    }
    let flight = FlightServiceServer::new(BallistaFlightService::new(folder.clone()))
        .max_decoding_message_size(MESSAGE as usize)
        .max_encoding_message_size(MESSAGE as usize);
    let mut serving = trust.server()?;
    let serving = serving.add_service(InterceptedService::new(flight, trust.gate()));
    let serving = serving.serve_with_incoming(TcpIncoming::from(listener));
    let executor = Arc::new(executor(settings, trust, address, &folder));
    let codec: BallistaCodec<LogicalPlanNode, PhysicalPlanNode> = BallistaCodec::new(
        Arc::new(BallistaLogicalExtensionCodec::default()),
        Arc::new(BallistaPhysicalExtensionCodec::default()),
    );
    let working = poll_loop(scheduler, executor, codec, None, None, ExecutorHealth::new());
    ready(address);
    tokio::select! {
        ended = serving => ended.map_err(|error| ClusterError::Engine(causes(&error))),
        ended = working => ended.map_err(ClusterError::engine),
    }
}

/// What does the work.
fn executor(settings: &Worker, trust: &Trust, address: SocketAddr, folder: &str) -> Executor {
    let threads = settings.threads.max(1);
    let registration = ExecutorRegistration {
        id: new_instance_id(),
        host: Some(settings.host.clone()),
        port: u32::from(address.port()),
        grpc_port: 0,
        specification: Some(ExecutorSpecification {
            resources: vec![ExecutorResource { resource: Some(Resource::Vcores(threads)) }],
        }),
        // The scheduler insists on it; nobody looks at it.
        os_info: Some(ExecutorOperatingSystemSpecification::default()),
        ballista_protocol_version: BALLISTA_PROTOCOL_VERSION,
    };
    let share = settings.memory / threads as usize;
    let spill = folder.to_owned();
    let surroundings: RuntimeProducer = Arc::new(move |_| {
        let pool = Arc::new(FairSpillPool::new(share));
        RuntimeEnvBuilder::new().with_temp_file_path(spill.clone()).with_memory_pool(pool).build_arc()
    });
    let endpoint = trust.endpoint();
    let configuration: ConfigProducer = Arc::new(move || {
        SessionConfig::new_with_ballista()
            .with_ballista_use_tls(true)
            .with_ballista_override_create_grpc_client_endpoint(Arc::clone(&endpoint))
    });
    let mut functions = BallistaFunctionRegistry::default();
    functions.scalar_functions.extend(logs::functions().into_iter().map(|function| (function.name().to_owned(), function)));
    Executor::new(
        registration,
        folder,
        surroundings,
        configuration,
        Arc::new(functions),
        Arc::new(LoggingMetricsCollector::default()),
        threads as usize,
        Arc::new(Steps::default()),
    )
}
