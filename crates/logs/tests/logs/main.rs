//! The log store as its callers use it: real files, the real engine.

mod asking;
mod safety;
mod support;
mod writing;
