//! The rules of `crates/ARCHITECTURE.md` that a machine can check. Each rule is one test; each failure names the place.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot look must fail, whoever calls it"
)]

mod directions;
mod sizes;
mod source;
mod tree;
mod window;
