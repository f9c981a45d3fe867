//! Files that were dropped or chosen together: their paths stay here, the window knows numbers and names.

use crate::{
    AppError, Code,
    contract::evidence::Batch,
    dropped::{self, Dropped},
    session::held,
    words::count,
};
use std::{
    collections::BTreeMap,
    path::PathBuf,
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
    /// Its files; folders and archives are opened into the files in them.
    pub(crate) files: Vec<Dropped>,
    /// Set when the user cancels.
    pub(crate) cancel: AtomicBool,
}

impl Batches {
    /// Takes paths in.
    pub(crate) fn add(&self, paths: &[PathBuf]) -> Batch {
        let id = self.next.fetch_add(1, Ordering::Relaxed) + 1;
        let files = dropped::open(paths);
        let names = files.iter().map(|file| file.name.clone()).collect();
        held(&self.waiting).insert(id, Arc::new(Waiting { files, cancel: AtomicBool::new(false) }));
        Batch { id, files: names }
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
    /// A file of the batch.
    pub(crate) fn file(&self, index: u32) -> Result<&Dropped, AppError> {
        let found = usize::try_from(index).ok().and_then(|index| self.files.get(index));
        found.ok_or_else(|| AppError::new(Code::NotFound, format!("the batch has no file {index}"), ""))
    }

    /// Indices and files.
    pub(crate) fn files(&self) -> impl Iterator<Item = (u32, &Dropped)> {
        self.files.iter().enumerate().map(|(index, file)| (count(index), file))
    }
}
