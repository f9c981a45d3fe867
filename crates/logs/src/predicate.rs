//! Predicates that people write over the rows of a table: checked before anything is asked with them.

use crate::{error::LogsError, functions, schema::Table};
use datafusion::{
    arrow::datatypes::DataType,
    common::DFSchema,
    logical_expr::{Expr, ExprSchemable as _},
    prelude::SessionContext,
};
use std::collections::BTreeSet;

/// The columns that a predicate over one row of a table uses, in order of their names.
///
/// # Errors
/// [`LogsError::Query`] for what is no single expression, names a column or function that there is not, looks beyond the
/// row, or is neither true nor false.
pub fn predicate(table: &Table, sql: &str) -> Result<Vec<String>, LogsError> {
    let refused = |reason: String| LogsError::Query { reason };
    let context = SessionContext::new();
    functions::prepare(&context);
    let schema = DFSchema::try_from(table.arrow().as_ref().clone()).map_err(|error| refused(error.strip_backtrace()))?;
    let expression = context.parse_sql_expr(sql, &schema).map_err(|error| refused(error.strip_backtrace()))?;
    if beyond_the_row(&expression) {
        return Err(refused("a check looks at one row: it can hold no query, total or window of its own".to_owned()));
    }
    match expression.get_type(&schema).map_err(|error| refused(error.strip_backtrace()))? {
        DataType::Boolean | DataType::Null => {}
        other => return Err(refused(format!("it must be true or false for a row, and is a value of type {other}"))),
    }
    let columns: BTreeSet<String> = expression.column_refs().into_iter().map(|column| column.name.clone()).collect();
    Ok(columns.into_iter().collect())
}

/// Whether an expression needs more than one row.
fn beyond_the_row(expression: &Expr) -> bool {
    use datafusion::common::tree_node::TreeNode as _;
    expression
        .exists(|part| {
            Ok(matches!(
                part,
                Expr::AggregateFunction(_)
                    | Expr::WindowFunction(_)
                    | Expr::Exists(_)
                    | Expr::InSubquery(_)
                    | Expr::ScalarSubquery(_)
                    | Expr::Unnest(_)
            ))
        })
        .unwrap_or(true)
}
