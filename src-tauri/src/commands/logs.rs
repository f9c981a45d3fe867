//! Questions about the logs. `ask` is a number of the window's, by which it can take the question back.

use super::{change, work};
use app::{
    AppError,
    contract::{
        Progress, Topic,
        logs::{
            Bucket, FindingPatterns, Lived, LogLives, LogOverview, LogPage, LogRates, LogRowsRequest, LogVolume, RateRequest,
            RequestSheet,
        },
    },
    logs::{self, Looking},
};
use tauri::{AppHandle, Manager, ipc::Channel};

#[tauri::command]
#[specta::specta]
pub async fn log_overview(handle: AppHandle, ask: u32) -> Result<LogOverview, AppError> {
    work(&handle, move |session| session.answer(ask, |cancel| logs::overview(session, cancel))).await
}

#[tauri::command]
#[specta::specta]
pub async fn log_volume(handle: AppHandle, ask: u32, bucket: Bucket) -> Result<LogVolume, AppError> {
    work(&handle, move |session| session.answer(ask, |cancel| logs::volume(session, bucket, cancel))).await
}

#[tauri::command]
#[specta::specta]
pub async fn log_rates(handle: AppHandle, ask: u32, request: RateRequest) -> Result<LogRates, AppError> {
    work(&handle, move |session| session.answer(ask, |cancel| logs::rates(session, &request, cancel))).await
}

#[tauri::command]
#[specta::specta]
pub async fn log_rows(handle: AppHandle, ask: u32, request: LogRowsRequest) -> Result<LogPage, AppError> {
    work(&handle, move |session| session.answer(ask, |cancel| logs::rows(session, &request, cancel))).await
}

#[tauri::command]
#[specta::specta]
pub async fn log_lives(handle: AppHandle, ask: u32, of: Lived) -> Result<LogLives, AppError> {
    work(&handle, move |session| session.answer(ask, |cancel| logs::lives(session, of, cancel))).await
}

#[tauri::command]
#[specta::specta]
pub async fn log_request(handle: AppHandle, id: String, unmasked: bool) -> Result<RequestSheet, AppError> {
    let looking = if unmasked { Looking::Open } else { Looking::Masked };
    work(&handle, move |session| logs::request(session, &id, looking)).await
}

#[tauri::command]
#[specta::specta]
pub async fn finding_patterns(handle: AppHandle, ask: u32, on_progress: Channel<Progress>) -> Result<FindingPatterns, AppError> {
    let hear = move |progress| drop(on_progress.send(progress));
    work(&handle, move |session| session.answer(ask, |cancel| logs::patterns(session, cancel, &mut { hear }))).await
}

#[tauri::command]
#[specta::specta]
pub async fn dismiss_pattern(handle: AppHandle, key: String, reason: String) -> Result<(), AppError> {
    change(&handle, &[Topic::Results], move |session| logs::dismiss(session, &key, &reason)).await
}

#[tauri::command]
#[specta::specta]
pub async fn undismiss_pattern(handle: AppHandle, key: String) -> Result<(), AppError> {
    change(&handle, &[Topic::Results], move |session| logs::undismiss(session, &key)).await
}

#[tauri::command]
#[specta::specta]
pub async fn cancel_ask(handle: AppHandle, ask: u32) -> Result<(), AppError> {
    handle.state::<app::Session>().cancel(ask);
    Ok(())
}
