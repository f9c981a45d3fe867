//! Dropping, previewing, importing and looking at evidence.

use super::{change, work};
use app::{
    AppError,
    contract::{
        PageRequest, Topic,
        evidence::{Batch, Decision, EvidenceDetail, EvidenceRow, ImportEvent, IpeView, MapView, RecordDetail, RecordPage},
    },
};
use model::Kind;
use tauri::{AppHandle, ipc::Channel};
use tauri_plugin_dialog::DialogExt;

#[tauri::command]
#[specta::specta]
pub async fn choose_files(handle: AppHandle) -> Result<Option<Batch>, AppError> {
    let dialog = handle.dialog().clone();
    work(&handle, move |session| {
        let chosen = dialog.file().set_title("Exports and documents").blocking_pick_files().unwrap_or_default();
        let paths: Vec<_> = chosen.into_iter().filter_map(|path| path.into_path().ok()).collect();
        Ok((!paths.is_empty()).then(|| app::evidence::batch(session, &paths)))
    })
    .await
}

#[tauri::command]
#[specta::specta]
pub async fn choose_folders(handle: AppHandle) -> Result<Option<Batch>, AppError> {
    let dialog = handle.dialog().clone();
    work(&handle, move |session| {
        let chosen = dialog.file().set_title("Folders of exports and documents").blocking_pick_folders().unwrap_or_default();
        let paths: Vec<_> = chosen.into_iter().filter_map(|path| path.into_path().ok()).collect();
        Ok((!paths.is_empty()).then(|| app::evidence::batch(session, &paths)))
    })
    .await
}

#[tauri::command]
#[specta::specta]
pub async fn preview(
    handle: AppHandle,
    batch: u32,
    decisions: Vec<Decision>,
    on_event: Channel<ImportEvent>,
) -> Result<(), AppError> {
    work(&handle, move |session| app::evidence::preview(session, batch, &decisions, &mut |event| drop(on_event.send(event))))
        .await
}

#[tauri::command]
#[specta::specta]
pub async fn import_batch(
    handle: AppHandle,
    batch: u32,
    decisions: Vec<Decision>,
    on_event: Channel<ImportEvent>,
) -> Result<(), AppError> {
    change(&handle, &[Topic::Evidence, Topic::Map, Topic::Results], move |session| {
        app::evidence::import_batch(session, batch, &decisions, &mut |event| drop(on_event.send(event)))
    })
    .await
}

#[tauri::command]
#[specta::specta]
pub async fn cancel_batch(handle: AppHandle, batch: u32) -> Result<(), AppError> {
    work(&handle, move |session| app::evidence::cancel_batch(session, batch)).await
}

#[tauri::command]
#[specta::specta]
pub async fn dismiss_batch(handle: AppHandle, batch: u32) -> Result<(), AppError> {
    work(&handle, move |session| app::evidence::dismiss_batch(session, batch)).await
}

#[tauri::command]
#[specta::specta]
pub async fn guess_map(handle: AppHandle, batch: u32, index: u32, kind: Kind) -> Result<MapView, AppError> {
    work(&handle, move |session| app::evidence::guess_map(session, batch, index, kind)).await
}

#[tauri::command]
#[specta::specta]
pub async fn undo_import(handle: AppHandle, evidence: u32) -> Result<(), AppError> {
    change(&handle, &[Topic::Evidence, Topic::Map, Topic::Results], move |session| app::evidence::undo(session, evidence)).await
}

#[tauri::command]
#[specta::specta]
pub async fn evidence_list(handle: AppHandle, filter: String) -> Result<Vec<EvidenceRow>, AppError> {
    work(&handle, move |session| app::evidence::list(session, &filter)).await
}

#[tauri::command]
#[specta::specta]
pub async fn evidence(handle: AppHandle, id: u32) -> Result<EvidenceDetail, AppError> {
    work(&handle, move |session| app::evidence::detail(session, id)).await
}

#[tauri::command]
#[specta::specta]
pub async fn records(handle: AppHandle, ask: u32, evidence: u32, page: PageRequest) -> Result<RecordPage, AppError> {
    work(&handle, move |session| session.answer(ask, |cancel| app::records::page(session, evidence, &page, cancel))).await
}

#[tauri::command]
#[specta::specta]
pub async fn record(handle: AppHandle, evidence: u32, at: String) -> Result<RecordDetail, AppError> {
    work(&handle, move |session| app::records::detail(session, evidence, &at)).await
}

#[tauri::command]
#[specta::specta]
pub async fn set_ipe(handle: AppHandle, evidence: u32, ipe: IpeView) -> Result<(), AppError> {
    change(&handle, &[Topic::Evidence], move |session| app::evidence::set_ipe(session, evidence, ipe)).await
}

#[tauri::command]
#[specta::specta]
pub async fn set_covers(handle: AppHandle, evidence: u32, from: String, to: String) -> Result<(), AppError> {
    change(&handle, &[Topic::Evidence, Topic::Map], move |session| app::evidence::set_covers(session, evidence, &from, &to)).await
}

#[tauri::command]
#[specta::specta]
pub async fn link_control(handle: AppHandle, evidence: u32, control: String, reason: String) -> Result<(), AppError> {
    change(&handle, &[Topic::Evidence, Topic::Map], move |session| {
        app::evidence::link_because(session, evidence, &control, &reason)
    })
    .await
}

#[tauri::command]
#[specta::specta]
pub async fn unlink_control(handle: AppHandle, evidence: u32, control: String) -> Result<(), AppError> {
    change(&handle, &[Topic::Evidence, Topic::Map], move |session| app::evidence::unlink(session, evidence, &control)).await
}
