//! The systems that evidence comes from, and by when to export.

use super::{change, work};
use app::{
    AppError,
    contract::{
        Topic,
        sources::{Sources, SystemView},
    },
};
use tauri::AppHandle;
use tauri_plugin_dialog::DialogExt;

#[tauri::command]
#[specta::specta]
pub async fn sources(handle: AppHandle) -> Result<Sources, AppError> {
    work(&handle, app::sources::sources).await
}

#[tauri::command]
#[specta::specta]
pub async fn set_system(handle: AppHandle, system: SystemView) -> Result<(), AppError> {
    change(&handle, &[Topic::Map], move |session| app::sources::set_system(session, system)).await
}

#[tauri::command]
#[specta::specta]
pub async fn remove_system(handle: AppHandle, name: String) -> Result<(), AppError> {
    change(&handle, &[Topic::Map], move |session| app::sources::remove_system(session, &name)).await
}

#[tauri::command]
#[specta::specta]
pub async fn save_calendar(handle: AppHandle) -> Result<Option<String>, AppError> {
    let dialog = handle.dialog().clone();
    work(&handle, move |session| {
        let chosen = dialog
            .file()
            .set_title("Calendar of exports due")
            .set_file_name("exports-due.ics")
            .add_filter("Calendar", &["ics"])
            .blocking_save_file();
        let path = chosen.and_then(|path| path.into_path().ok());
        path.map(|path| app::sources::save_calendar(session, &path)).transpose()
    })
    .await
}
