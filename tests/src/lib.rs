//! What the whole-system tests share: the built programs, the tools that an auditor has, and the real window.
//!
//! Nothing of the product is linked in: everything here goes through the command line, the files that it writes, or the
//! window, as people do. Helpers return errors instead of panicking, so that a failed step can still be photographed.

pub mod cli;
pub mod outside;
pub mod programs;
pub mod window;

/// Done, or why not. Any error will do: the test that gets it prints it.
pub type Done<T = ()> = Result<T, Box<dyn std::error::Error>>;
