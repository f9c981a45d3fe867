//! Questions of the log evaluators that are answered elsewhere: over logs that no vault holds, here or on a cluster.
//!
//! The way: [`write_terms`] tells, out of the vault, by what is judged; [`convert`] brings exports into our columns beside
//! the data; [`ask`] puts the evaluators' questions to these and [`seal`] signs what came of it, as whoever ran it; [`adopt`]
//! takes the signed file into the vault, where the evaluators judge by it as by rows of the vault's own. Only SQL runs
//! elsewhere: it needs the terms and nothing else of the vault.

mod adopt;
mod ask;
mod convert;
mod form;
pub(crate) mod rows;
mod standing;

pub use adopt::{Adopted, adopt};
pub use ask::{Asked, Sealed, ask, here, seal};
pub use convert::{Converted, convert};
pub use form::{Answered, Answers, Source, TableTold};
pub(crate) use standing::Standing;

use crate::{AppError, Code, Session, dataset};
use model::{Sha256, Terms};
use sha2::Digest;
use std::{fs, path::Path};

/// What a signature is for: one made for anything else does not count.
const NAMESPACE: &str = "fieldwork-log-answers";
/// The importer's id of evidence that is such a file.
pub(crate) const IMPORTER: &str = "log-answers";
/// The file beside the data that tells which exports the rows came from.
pub(crate) const SOURCES: &str = "sources.json";

/// Writes by what is judged: window, zone, moment, parameters, approved providers and models. Nothing of it is secret, but
/// it tells what the company approved and when.
///
/// # Errors
/// Those of reading the vault; [`Code::System`] when the file cannot be written.
pub fn write_terms(session: &Session, to: &Path) -> Result<(), AppError> {
    let terms = session.read(|read| dataset::terms(session, read))?;
    let text =
        serde_json::to_string_pretty(&terms).map_err(|error| AppError::system("the terms could not be written", &error))?;
    fs::write(to, text + "\n").map_err(|error| AppError::system(&format!("{} could not be written", to.display()), &error))
}

/// Reads what [`write_terms`] wrote.
///
/// # Errors
/// [`Code::System`] when the file cannot be read, [`Code::Invalid`] when it does not hold terms.
pub fn read_terms(from: &Path) -> Result<Terms, AppError> {
    let text = fs::read(from).map_err(|error| AppError::system(&format!("{} could not be read", from.display()), &error))?;
    serde_json::from_slice(&text).map_err(|error| {
        AppError::new(
            Code::Invalid,
            format!("{} does not hold terms: {error}", from.display()),
            "write them with `fieldwork logs terms`",
        )
    })
}

/// The hash of some bytes.
fn hash(bytes: &[u8]) -> Sha256 {
    Sha256(sha2::Sha256::digest(bytes).into())
}

/// The hash of terms, of their JSON in one line.
fn hash_of(terms: &Terms) -> Result<Sha256, AppError> {
    let text = serde_json::to_vec(terms).map_err(|error| AppError::system("the terms could not be hashed", &error))?;
    Ok(hash(&text))
}
