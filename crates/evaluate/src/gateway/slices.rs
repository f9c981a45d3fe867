//! Queries over ids asked in slices: who holds all ids of a log at once needs more memory than the log may have.
//!
//! A query that groups or joins by an id names a predicate over it that always holds. Over a large log it is asked several
//! times with the predicate replaced by one over the last letters of the id, which are spread evenly. A distributed engine
//! can ask the query as it stands.

use crate::evaluator::Query;

/// Rows of a slice that fit into the memory of a query, about 100 bytes each.
const ROWS: u64 = 2_000_000;
/// Letters that ids end with. Any other end counts to the first slice.
const LETTERS: &str = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
/// Slices by the last letter, and again by the letter before it.
const LAST: usize = 16;
const BEFORE: usize = 4;

/// The predicate that stands for a slice in the SQL.
pub(super) fn whole(column: &str) -> String {
    format!("{column} LIKE '%'")
}

impl Query {
    /// The SQL as it is asked over a log of so many rows: once, or once for each slice of the ids that it goes by. The
    /// answers are appended in order.
    pub fn slices(&self, rows: u64) -> Vec<String> {
        let Some(column) = self.sliced() else { return vec![self.sql.clone()] };
        let marker = whole(column);
        let part = |condition: &str| self.sql.replace(&marker, condition);
        match rows {
            0..=ROWS => vec![self.sql.clone()],
            _ if rows <= ROWS * LAST as u64 => (0..LAST).map(|slice| part(&ends(column, slice, LAST, ""))).collect(),
            _ => {
                let both = |slice| {
                    let (last, before) = (ends(column, slice / BEFORE, LAST, ""), ends(column, slice % BEFORE, BEFORE, "_"));
                    part(&format!("({last} AND {before})"))
                };
                (0..LAST * BEFORE).map(both).collect()
            }
        }
    }

    /// The column of the predicate.
    fn sliced(&self) -> Option<&str> {
        let (head, _) = self.sql.split_once(&whole(""))?;
        head.rsplit([' ', '(']).next()
    }
}

/// The ids whose letter, `after` letters before the end, is of a slice.
fn ends(column: &str, slice: usize, slices: usize, after: &str) -> String {
    let of = |wanted: &dyn Fn(usize) -> bool| {
        let letters = LETTERS.chars().enumerate().filter(|(index, _)| wanted(index % slices));
        letters.map(|(_, letter)| format!("{column} LIKE '%{letter}{after}'")).collect::<Vec<_>>().join(" OR ")
    };
    if slice == 0 { format!("NOT ({})", of(&|one| one != 0)) } else { format!("({})", of(&|one| one == slice)) }
}
