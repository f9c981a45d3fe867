//! Use cases: the only crate that combines the others.
