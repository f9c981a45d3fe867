//! The command line of Fieldwork.
fn main() {}
