//! The vault as the application uses it, on a real folder with the real database and ciphers.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "this is test code in functions that are not tests themselves")]

mod blob;
mod child;
mod damage;
mod findings;
mod keychain;
mod kill;
mod map;
mod records;
mod scene;
mod unlock;
