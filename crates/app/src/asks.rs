//! Questions that can take long, so that the window can take each of them back.

use crate::session::held;
use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
};

/// The questions that are being answered, by the number that the window gave them.
#[derive(Debug, Default)]
pub(crate) struct Asks(Mutex<BTreeMap<u32, Arc<AtomicBool>>>);

impl Asks {
    /// Answers a question under a number; a new one takes the place of one with the same number.
    pub(crate) fn answer<T>(&self, ask: u32, work: impl FnOnce(&AtomicBool) -> T) -> T {
        let flag = Arc::new(AtomicBool::new(false));
        if let Some(before) = held(&self.0).insert(ask, Arc::clone(&flag)) {
            before.store(true, Ordering::Relaxed);
        }
        let answer = work(&flag);
        let mut asks = held(&self.0);
        if asks.get(&ask).is_some_and(|current| Arc::ptr_eq(current, &flag)) {
            asks.remove(&ask);
        }
        answer
    }

    /// Takes a question back; nothing happens where it was answered already.
    pub(crate) fn cancel(&self, ask: u32) {
        if let Some(flag) = held(&self.0).get(&ask) {
            flag.store(true, Ordering::Relaxed);
        }
    }
}
