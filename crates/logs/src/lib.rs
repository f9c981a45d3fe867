//! Large logs as encrypted columns, with SQL over them.
