//! Questions about the logs. `ask` is a number of the window's, by which it can take the question back.

use super::work;
use app::{
    AppError,
    contract::logs::{
        Bucket, Lived, LogLives, LogOverview, LogPage, LogRates, LogRowsRequest, LogVolume, RateRequest, RequestSheet,
    },
    logs::{self, Looking},
};
use tauri::{AppHandle, Manager};

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
pub async fn cancel_ask(handle: AppHandle, ask: u32) -> Result<(), AppError> {
    handle.state::<app::Session>().cancel(ask);
    Ok(())
}
