//! The log evaluators' SQL on more than one machine.
//!
//! Why it exists: a laptop holds a hundred million rows. A company that has more keeps its logs where they are and runs the
//! same SQL beside them, on an engine that is made for it (Apache Ballista: the engine of `logs`, spread over machines).
//! This crate starts the two parts of such a cluster in this process, a [`scheduler`] and any number of [`worker`]s, and
//! [`open()`]s logs whose queries run there.
//!
//! What it must not do: know evaluators, terms or the vault; say what is asked. It is the only crate that opens a socket,
//! and it is compiled only with the feature `cluster` of the command line, never into the desktop.
//!
//! # Trust
//! Every connection, between parts as well as to them, is mutual TLS under one authority of the company's, and carries a
//! token ([`Trust`]). Whoever holds a certificate and the token may read every file that a worker can read: SQL names
//! files. What a worker writes between two steps of a query lies unencrypted in its working folder.
//!
//! # When a worker dies
//! The scheduler gives its work to others after the worker was silent for so long as it is told, or as soon as somebody
//! asks it for a result in vain. Where that is not possible the query fails. There is no answer from a part of the rows.

mod error;
mod scheduler;
mod session;
mod steps;
mod trust;
mod worker;

pub use error::ClusterError;
pub use scheduler::{Scheduler, scheduler};
pub use session::open;
pub use trust::{Trust, TrustFiles};
pub use worker::{Worker, worker};

use std::net::SocketAddr;
use tokio::{
    net::TcpListener,
    runtime::{Builder, Runtime},
};

/// What runs the queries, as an answer names it.
pub fn engine() -> String {
    format!("Apache Ballista {}", ballista_core::BALLISTA_VERSION)
}

/// Bytes of stack of a thread: plans are read and written by recursion, as deep as the conditions in them. What is not used
/// takes no memory.
const STACK: usize = 64 << 20;

/// The threads of one part.
fn runtime() -> Result<Runtime, ClusterError> {
    let threads = Builder::new_multi_thread().enable_all().thread_name("cluster").thread_stack_size(STACK).build();
    threads.map_err(ClusterError::engine)
}

/// Listens on an address; tells which one it came to be.
async fn listen(address: SocketAddr) -> Result<(TcpListener, SocketAddr), ClusterError> {
    let failed = |source| ClusterError::Listen { address, source };
    let listener = TcpListener::bind(address).await.map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    Ok((listener, address))
}
