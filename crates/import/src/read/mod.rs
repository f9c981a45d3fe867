//! Shared readers. The limits on size and depth live here.

pub mod csv;
pub mod encoding;
pub mod envelope;
pub mod export;
pub mod fields;
pub mod json;
pub mod named;
pub mod ndjson;
pub mod nested;
pub mod outline;
pub mod pages;
pub mod place;
pub mod python;
pub mod refusal;
pub mod shape;
pub mod source;
pub mod time;
pub mod xml;
