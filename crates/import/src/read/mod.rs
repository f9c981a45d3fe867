//! Shared readers. The limits on size and depth live here.

mod apart;
pub mod csv;
pub mod encoding;
pub mod envelope;
pub mod export;
pub mod fields;
pub mod json;
mod lean;
mod left;
pub mod named;
pub mod ndjson;
pub mod nested;
pub mod outline;
pub mod pages;
pub mod place;
pub mod python;
pub mod refusal;
pub mod seen;
pub mod shape;
pub mod source;
pub mod time;
pub mod xml;
