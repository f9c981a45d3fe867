//! The functions that SQL over logs may call, the same in this process and on every machine of a cluster.

use datafusion::{logical_expr::ScalarUDF, prelude::SessionContext};
use std::sync::Arc;

/// Functions of the engine that would answer differently each time.
const UNSTEADY: [&str; 7] = ["now", "current_timestamp", "current_date", "today", "current_time", "random", "uuid"];

/// The functions that are ours, beside those of the engine. Each must answer the same for the same arguments, wherever and
/// whenever it runs.
pub fn functions() -> Vec<Arc<ScalarUDF>> {
    Vec::new()
}

/// Gives a session our functions and takes away those that would answer differently each time.
pub(crate) fn prepare(context: &SessionContext) {
    UNSTEADY.iter().for_each(|name| {
        context.deregister_udf(name);
    });
    functions().into_iter().for_each(|function| context.register_udf(function.as_ref().clone()));
}
