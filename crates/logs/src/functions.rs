//! The functions that SQL over logs may call, the same in this process and on every machine of a cluster.

use crate::{
    detect::Detect,
    few::Few,
    finds::Finds,
    texts::{Fingerprint, RegexpLike},
};
use datafusion::{functions::string, logical_expr::ScalarUDF, prelude::SessionContext};
use std::sync::Arc;

/// Functions of the engine that would answer differently each time.
const UNSTEADY: [&str; 7] = ["now", "current_timestamp", "current_date", "today", "current_time", "random", "uuid"];

/// The functions that are ours, and those of the engine that are made faster. Each must answer the same for the same
/// arguments, wherever and whenever it runs.
pub fn functions() -> Vec<Arc<ScalarUDF>> {
    let own = [
        ScalarUDF::new_from_impl(Detect::new()),
        ScalarUDF::new_from_impl(Finds::new()),
        ScalarUDF::new_from_impl(Fingerprint::new()),
    ];
    let folding = [string::lower(), string::upper(), string::btrim(), string::ltrim(), string::rtrim()];
    let over_few = folding.into_iter().chain([Arc::new(ScalarUDF::new_from_impl(RegexpLike::new()))]);
    own.into_iter().map(Arc::new).chain(over_few.map(|function| Arc::new(ScalarUDF::new_from_impl(Few(function))))).collect()
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
