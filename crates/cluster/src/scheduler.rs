//! The scheduler: takes queries, splits them, hands the work out, and notices who is gone.

use crate::{ClusterError, Trust, error::causes};
use ballista_core::{
    config::TaskSchedulingPolicy,
    serde::{
        BallistaCodec, BallistaLogicalExtensionCodec, BallistaPhysicalExtensionCodec,
        protobuf::scheduler_grpc_server::SchedulerGrpcServer,
    },
    utils::default_session_builder,
};
use ballista_scheduler::{
    cluster::BallistaCluster, config::SchedulerConfig, metrics::default_metrics_collector, scheduler_server::SchedulerServer,
};
use datafusion::{
    execution::{FunctionRegistry as _, SessionState},
    prelude::SessionConfig,
};
use datafusion_proto::protobuf::{LogicalPlanNode, PhysicalPlanNode};
use std::{net::SocketAddr, sync::Arc, time::Duration};
use tonic::{service::interceptor::InterceptedService, transport::server::TcpIncoming};

/// The largest message between parts, in bytes.
pub(crate) const MESSAGE: u32 = 64 << 20;

/// How a scheduler is run.
#[derive(Debug, Clone)]
pub struct Scheduler {
    /// Address to listen on; port 0 takes a free one.
    pub listen: SocketAddr,
    /// Name under which others reach it, as its certificate has it.
    pub host: String,
    /// How long a worker may be silent before its work goes to others. A busy one is heard of every five seconds.
    pub lost_after: Duration,
}

/// Runs a scheduler until the process ends. `ready` hears where it listens, once it does.
///
/// # Errors
/// [`ClusterError::Listen`], [`ClusterError::Certificate`], and what ends the engine.
pub fn scheduler(settings: &Scheduler, trust: &Trust, ready: impl FnOnce(SocketAddr)) -> Result<(), ClusterError> {
    crate::runtime()?.block_on(serve(settings, trust, ready))
}

async fn serve(settings: &Scheduler, trust: &Trust, ready: impl FnOnce(SocketAddr)) -> Result<(), ClusterError> {
    let (listener, address) = crate::listen(settings.listen).await?;
    let lost_after = settings.lost_after.as_secs().max(1);
    let config = SchedulerConfig {
        external_host: settings.host.clone(),
        bind_host: address.ip().to_string(),
        bind_port: address.port(),
        executor_timeout_seconds: lost_after,
        expire_dead_executor_interval_seconds: lost_after.div_ceil(4),
        no_executors_grace_period_seconds: lost_after,
        grpc_server_max_decoding_message_size: MESSAGE,
        grpc_server_max_encoding_message_size: MESSAGE,
        grpc_client_max_message_size: MESSAGE,
        scheduling_policy: TaskSchedulingPolicy::PullStaged,
        override_session_builder: Some(Arc::new(state)),
        override_create_grpc_client_endpoint: Some(trust.endpoint()),
        use_tls: true,
        ..SchedulerConfig::default()
    };
    config.validate().map_err(ClusterError::engine)?;
    let cluster = BallistaCluster::new_from_config(&config).await.map_err(ClusterError::engine)?;
    let codec = BallistaCodec::new(
        Arc::new(BallistaLogicalExtensionCodec::default()),
        Arc::new(BallistaPhysicalExtensionCodec::default()),
    );
    let metrics = default_metrics_collector().map_err(ClusterError::engine)?;
    let mut server: SchedulerServer<LogicalPlanNode, PhysicalPlanNode> =
        SchedulerServer::new(config.scheduler_endpoint(), cluster, codec, Arc::new(config), metrics);
    server.init().await.map_err(ClusterError::engine)?;
    let service =
        SchedulerGrpcServer::new(server).max_decoding_message_size(MESSAGE as usize).max_encoding_message_size(MESSAGE as usize);
    let mut serving = trust.server()?;
    let serving = serving.add_service(InterceptedService::new(service, trust.gate()));
    ready(address);
    serving.serve_with_incoming(TcpIncoming::from(listener)).await.map_err(|error| ClusterError::Engine(causes(&error)))
}

/// A session of the scheduler, which knows our functions when it reads a plan.
fn state(config: SessionConfig) -> datafusion::common::Result<SessionState> {
    let mut state = default_session_builder(config)?;
    for function in logs::functions() {
        state.register_udf(function)?;
    }
    Ok(state)
}
