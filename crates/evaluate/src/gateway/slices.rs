//! Queries over ids asked in slices: who holds all ids of a log at once needs more memory than the log may have.
//!
//! A query that groups or joins by an id names a predicate over it that always holds. Over a large log it is asked several
//! times with the predicate replaced by one over the id's fingerprint, a number that spreads them evenly. A distributed
//! engine can ask the query as it stands.

use crate::evaluator::Query;

/// Rows of a slice that fit into the memory of a query, about 100 bytes each.
const ROWS: u64 = 2_000_000;

/// The predicate that stands for a slice in the SQL.
pub(super) fn whole(column: &str) -> String {
    format!("{column} LIKE '%'")
}

impl Query {
    /// The SQL as it is asked over a log of so many rows: once, or once for each slice of the ids that it goes by. The
    /// answers are appended in order.
    pub fn slices(&self, rows: u64) -> Vec<String> {
        let Some(column) = self.sliced().filter(|_| rows > ROWS) else { return vec![self.sql.clone()] };
        let (marker, slices) = (whole(column), rows.div_ceil(ROWS));
        let part = |slice| self.sql.replace(&marker, &format!("fingerprint({column}) % {slices} = {slice}"));
        (0..slices).map(part).collect()
    }

    /// The column of the predicate.
    fn sliced(&self) -> Option<&str> {
        let (head, _) = self.sql.split_once(&whole(""))?;
        head.rsplit([' ', '(']).next()
    }
}
