//! Measures writing and querying a generated gateway log.

fn main() {}
