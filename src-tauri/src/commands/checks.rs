//! The company's own checks.

use super::{change, work};
use app::{
    AppError,
    contract::{
        Topic,
        checks::{CheckDraft, CheckTried, CheckView},
    },
    own_checks,
};
use tauri::AppHandle;

#[tauri::command]
#[specta::specta]
pub async fn checks(handle: AppHandle) -> Result<Vec<CheckView>, AppError> {
    work(&handle, own_checks::list).await
}

#[tauri::command]
#[specta::specta]
pub async fn starter_checks(handle: AppHandle) -> Result<Vec<CheckDraft>, AppError> {
    work(&handle, |_| own_checks::starter()).await
}

#[tauri::command]
#[specta::specta]
pub async fn validate_check(handle: AppHandle, table: String, predicate: String) -> Result<Vec<String>, AppError> {
    work(&handle, move |_| own_checks::validate(&table, &predicate)).await
}

#[tauri::command]
#[specta::specta]
pub async fn try_check(handle: AppHandle, ask: u32, check: CheckDraft) -> Result<CheckTried, AppError> {
    work(&handle, move |session| session.answer(ask, |cancel| own_checks::attempt(session, &check, cancel))).await
}

#[tauri::command]
#[specta::specta]
pub async fn save_check(handle: AppHandle, check: CheckDraft) -> Result<CheckView, AppError> {
    change(&handle, &[Topic::Map, Topic::Results], move |session| own_checks::save(session, &check)).await
}

#[tauri::command]
#[specta::specta]
pub async fn retire_check(handle: AppHandle, id: String, last: String) -> Result<(), AppError> {
    change(&handle, &[Topic::Map, Topic::Results], move |session| own_checks::retire(session, &id, &last)).await
}
