//! One file per verb: its arguments, one `run`.

pub(crate) mod bundle;
#[cfg(feature = "cluster")]
pub(crate) mod cluster;
pub(crate) mod demo;
pub(crate) mod engagement;
pub(crate) mod evaluate;
pub(crate) mod evaluators;
pub(crate) mod import;
pub(crate) mod importers;
pub(crate) mod init;
pub(crate) mod log;
pub(crate) mod logs;
pub(crate) mod map;
pub(crate) mod parameter;
pub(crate) mod people;
pub(crate) mod roll_forward;
pub(crate) mod scan;
pub(crate) mod sources;
pub(crate) mod undo;
pub(crate) mod verify;
