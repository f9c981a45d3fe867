//! The functions that SQL over logs may call, the same in this process and on every machine of a cluster.

use crate::detect::Detect;
use datafusion::{logical_expr::ScalarUDF, prelude::SessionContext};
use std::sync::Arc;

/// Functions of the engine that would answer differently each time.
const UNSTEADY: [&str; 7] = ["now", "current_timestamp", "current_date", "today", "current_time", "random", "uuid"];

/// The functions that are ours, beside those of the engine. Each must answer the same for the same arguments, wherever and
/// whenever it runs.
pub fn functions() -> Vec<Arc<ScalarUDF>> {
    vec![Arc::new(ScalarUDF::new_from_impl(Detect::new()))]
}

/// Gives a session our functions and takes away those that would answer differently each time.
pub(crate) fn prepare(context: &SessionContext) {
    for name in UNSTEADY {
        context.deregister_udf(name);
    }
    for function in functions() {
        context.register_udf(function.as_ref().clone());
    }
}
