//! The rules of `crates/ARCHITECTURE.md` that a machine can check. Each rule is one test; each failure names the place.

mod directions;
mod sizes;
mod source;
mod tree;
mod window;
