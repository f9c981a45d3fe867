//! Exporting and verifying the bundle.

use super::{change, work};
use app::{
    AppError,
    contract::{
        Progress, Topic,
        bundle::{BundlePreview, Exported, VerdictView},
    },
};
use tauri::{AppHandle, ipc::Channel};
use tauri_plugin_dialog::DialogExt;

#[tauri::command]
#[specta::specta]
pub async fn bundle_preview(handle: AppHandle) -> Result<BundlePreview, AppError> {
    work(&handle, app::bundle::preview).await
}

#[tauri::command]
#[specta::specta]
pub async fn export_bundle(handle: AppHandle, on_progress: Channel<Progress>) -> Result<Option<Exported>, AppError> {
    let dialog = handle.dialog().clone();
    change(&handle, &[Topic::Bundles, Topic::Results], move |session| {
        let name = app::bundle::preview(session)?.file_name;
        let chosen = dialog
            .file()
            .set_title("Bundle for the auditor")
            .set_file_name(name)
            .add_filter("ZIP", &["zip"])
            .blocking_save_file();
        let Some(path) = chosen.and_then(|path| path.into_path().ok()) else { return Ok(None) };
        app::bundle::export(session, &path, &mut |progress| drop(on_progress.send(progress))).map(Some)
    })
    .await
}

#[tauri::command]
#[specta::specta]
pub async fn verify_bundle(handle: AppHandle, batch: u32, index: u32) -> Result<VerdictView, AppError> {
    work(&handle, move |session| app::bundle::verify(&app::evidence::path_of(session, batch, index)?, None)).await
}
