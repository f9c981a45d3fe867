//! Editing controls, control sets, crosswalks.

use super::{change, work};
use app::{
    AppError,
    contract::{
        Topic,
        controls::{Because, ChangeEffect, ControlChoices, ControlEdit, RestingControl, SetOptions, SetReport},
        crosswalk::{CrosswalkView, FrameworkView},
        evidence::Batch,
    },
};
use tauri::AppHandle;
use tauri_plugin_dialog::DialogExt;

/// What a change of a control touches: its evidence is linked anew, its results are stale.
const TOUCHED: [Topic; 3] = [Topic::Map, Topic::Evidence, Topic::Results];

#[tauri::command]
#[specta::specta]
pub async fn control_choices(handle: AppHandle) -> Result<ControlChoices, AppError> {
    work(&handle, app::controls::choices).await
}

#[tauri::command]
#[specta::specta]
pub async fn resting_controls(handle: AppHandle) -> Result<Vec<RestingControl>, AppError> {
    work(&handle, app::controls::resting).await
}

#[tauri::command]
#[specta::specta]
pub async fn rehearse_control(handle: AppHandle, edit: ControlEdit, because: Because) -> Result<ChangeEffect, AppError> {
    work(&handle, move |session| app::controls::edit(session, &edit, &because, true)).await
}

#[tauri::command]
#[specta::specta]
pub async fn edit_control(handle: AppHandle, edit: ControlEdit, because: Because) -> Result<ChangeEffect, AppError> {
    change(&handle, &TOUCHED, move |session| app::controls::edit(session, &edit, &because, false)).await
}

#[tauri::command]
#[specta::specta]
pub async fn choose_control_set(handle: AppHandle) -> Result<Option<Batch>, AppError> {
    let dialog = handle.dialog().clone();
    work(&handle, move |session| {
        let chosen = dialog
            .file()
            .set_title("Control set")
            .add_filter("Tables", &["csv", "tsv", "txt", "xlsx"])
            .blocking_pick_file()
            .and_then(|path| path.into_path().ok());
        Ok(chosen.map(|path| app::evidence::batch(session, &[path])))
    })
    .await
}

#[tauri::command]
#[specta::specta]
pub async fn preview_control_set(handle: AppHandle, batch: u32, index: u32, options: SetOptions) -> Result<SetReport, AppError> {
    work(&handle, move |session| {
        let path = app::evidence::path_of(session, batch, index)?;
        app::control_set::preview(session, &path, &options)
    })
    .await
}

#[tauri::command]
#[specta::specta]
pub async fn import_control_set(handle: AppHandle, batch: u32, index: u32, options: SetOptions) -> Result<SetReport, AppError> {
    change(&handle, &TOUCHED, move |session| {
        let path = app::evidence::path_of(session, batch, index)?;
        app::control_set::import(session, &path, &options)
    })
    .await
}

#[tauri::command]
#[specta::specta]
pub async fn crosswalks(handle: AppHandle) -> Result<Vec<FrameworkView>, AppError> {
    work(&handle, app::crosswalk::frameworks).await
}

#[tauri::command]
#[specta::specta]
pub async fn crosswalk(handle: AppHandle, framework: String) -> Result<CrosswalkView, AppError> {
    work(&handle, move |session| app::crosswalk::crosswalk(session, &framework)).await
}

#[tauri::command]
#[specta::specta]
pub async fn save_crosswalk(handle: AppHandle, framework: String) -> Result<Option<String>, AppError> {
    let dialog = handle.dialog().clone();
    work(&handle, move |session| {
        let chosen = dialog
            .file()
            .set_title("Crosswalk")
            .set_file_name(format!("crosswalk-{framework}.csv"))
            .add_filter("Separated values", &["csv"])
            .blocking_save_file();
        let path = chosen.and_then(|path| path.into_path().ok());
        path.map(|path| app::crosswalk::save_csv(session, &framework, &path)).transpose()
    })
    .await
}
