//! Files that were dropped or chosen together: their paths stay here, the window knows numbers and names.

use crate::{AppError, Code, contract::evidence::Batch, session::held, words::count};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
};

/// The batches of a session.
#[derive(Default)]
pub(crate) struct Batches {
    next: AtomicU32,
    waiting: Mutex<BTreeMap<u32, Arc<Waiting>>>,
}

/// A batch that waits or is being worked on.
pub(crate) struct Waiting {
    /// Its files; folders are opened into the files in them.
    pub(crate) paths: Vec<PathBuf>,
    /// Set when the user cancels.
    pub(crate) cancel: AtomicBool,
}

impl Batches {
    /// Takes paths in.
    pub(crate) fn add(&self, paths: Vec<PathBuf>) -> Batch {
        let id = self.next.fetch_add(1, Ordering::Relaxed) + 1;
        let files = paths.iter().map(|path| name(path)).collect();
        held(&self.waiting).insert(id, Arc::new(Waiting { paths, cancel: AtomicBool::new(false) }));
        Batch { id, files }
    }

    /// The batch with a number.
    pub(crate) fn get(&self, id: u32) -> Result<Arc<Waiting>, AppError> {
        let found = held(&self.waiting).get(&id).cloned();
        found.ok_or_else(|| AppError::new(Code::NotFound, format!("there is no batch {id} any more"), "drop the files again"))
    }

    /// Forgets a batch.
    pub(crate) fn remove(&self, id: u32) {
        held(&self.waiting).remove(&id);
    }
}

impl Waiting {
    /// The path of a file of the batch.
    pub(crate) fn path(&self, index: u32) -> Result<&Path, AppError> {
        let found = usize::try_from(index).ok().and_then(|index| self.paths.get(index));
        found.map(PathBuf::as_path).ok_or_else(|| AppError::new(Code::NotFound, format!("the batch has no file {index}"), ""))
    }

    /// Indices and paths.
    pub(crate) fn files(&self) -> impl Iterator<Item = (u32, &Path)> {
        self.paths.iter().enumerate().map(|(index, path)| (count(index), path.as_path()))
    }
}

/// A file's name without its folders.
pub(crate) fn name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}
