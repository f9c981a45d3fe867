//! One file per domain; each command is an adapter of a few statements over the use cases.
#![expect(missing_docs, reason = "each command is documented at its use case in `app`; its types at `app::contract`")]

pub mod bundle;
pub mod controls;
pub mod engagement;
pub mod evidence;
pub mod logs;
pub mod map;
pub mod people;
pub mod results;
pub mod sources;
pub mod vault;

use crate::events::Changed;
use app::{AppError, Session, contract::Topic};
use tauri::{AppHandle, Manager, Runtime};
use tauri_specta::Event;

/// Does work of any length off the window's thread.
async fn work<R: Runtime, T: Send + 'static>(
    handle: &AppHandle<R>,
    job: impl FnOnce(&Session) -> Result<T, AppError> + Send + 'static,
) -> Result<T, AppError> {
    let handle = handle.clone();
    let joined = tauri::async_runtime::spawn_blocking(move || job(&handle.state::<Session>())).await;
    joined.unwrap_or_else(|error| Err(AppError::system("the work was interrupted", &error)))
}

/// Does work that changes the vault, then tells the window what to ask for again.
async fn change<T: Send + 'static>(
    handle: &AppHandle,
    topics: &[Topic],
    job: impl FnOnce(&Session) -> Result<T, AppError> + Send + 'static,
) -> Result<T, AppError> {
    let done = work(handle, job).await;
    if let Err(error) = Changed(topics.to_vec()).emit(handle) {
        log::error!("the window could not be told of a change: {error}");
    }
    done
}
