//! Places inside of places: of what stands in a row, a list or a document.

use model::Position;

/// A place inside a place that is a path; any other stays as it is.
pub fn inside(at: &Position, path: &str) -> Position {
    match at {
        Position::Path(outer) => Position::Path(format!("{outer}{path}")),
        other => other.clone(),
    }
}

/// Where an element of a list of a row stands.
pub fn below(at: &Position, list: &str, index: usize) -> Position {
    inside(at, &format!(".{list}[{index}]"))
}

/// The whole document, for records about it.
pub fn document() -> Position {
    Position::Path("$".to_owned())
}
