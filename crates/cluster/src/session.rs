//! Logs that are asked on a cluster.

use crate::{ClusterError, Trust, scheduler::MESSAGE};
use ballista_core::extension::{SessionConfigExt as _, SessionStateExt as _};
use datafusion::{
    execution::{context::SessionContext, session_state::SessionStateBuilder},
    prelude::SessionConfig,
};
use logs::{PlainLogs, Settings};

/// Logs in a folder or at a URL that the scheduler and all workers see under the same name. Their queries go to the
/// scheduler at an address such as `https://scheduler.example.com:50050`, and the answers are fetched from the workers.
///
/// # Errors
/// [`ClusterError::Address`] for an address without TLS, and those of looking at the files; nothing is connected yet.
pub fn open(scheduler: &str, trust: &Trust, data: &str) -> Result<PlainLogs, ClusterError> {
    if !scheduler.starts_with("https://") {
        return Err(ClusterError::Address(scheduler.to_owned()));
    }
    let config = SessionConfig::new_with_ballista()
        .with_ballista_use_tls(true)
        .with_ballista_grpc_client_max_message_size(MESSAGE as usize)
        .with_ballista_override_create_grpc_client_endpoint(trust.endpoint());
    let state = SessionStateBuilder::new().with_default_features().with_config(config).build();
    let state = state.upgrade_for_ballista(scheduler.to_owned()).map_err(ClusterError::engine)?;
    Ok(PlainLogs::open_in(SessionContext::new_with_state(state), data, Settings::default())?)
}
