//! The engagement: changing it, rolling its window forward, looking back.

use super::{change, work};
use app::{
    AppError,
    contract::{
        Topic,
        engagement::{EngagementDetail, EngagementDraft, PastDetail, RollForward},
    },
};
use tauri::AppHandle;

/// Everything is judged by the engagement.
const TOUCHED: [Topic; 5] = [Topic::Vault, Topic::Map, Topic::Evidence, Topic::Results, Topic::Bundles];

#[tauri::command]
#[specta::specta]
pub async fn engagement(handle: AppHandle) -> Result<EngagementDetail, AppError> {
    work(&handle, app::engagement::detail).await
}

#[tauri::command]
#[specta::specta]
pub async fn change_engagement(handle: AppHandle, draft: EngagementDraft, reason: String) -> Result<(), AppError> {
    change(&handle, &TOUCHED, move |session| app::engagement::change(session, &draft, &reason)).await
}

#[tauri::command]
#[specta::specta]
pub async fn rehearse_roll_forward(handle: AppHandle, from: String, to: String) -> Result<RollForward, AppError> {
    work(&handle, move |session| app::engagement::roll_forward(session, &from, &to, "", true)).await
}

#[tauri::command]
#[specta::specta]
pub async fn roll_forward(handle: AppHandle, from: String, to: String, reason: String) -> Result<RollForward, AppError> {
    change(&handle, &TOUCHED, move |session| app::engagement::roll_forward(session, &from, &to, &reason, false)).await
}

#[tauri::command]
#[specta::specta]
pub async fn past_engagement(handle: AppHandle, id: u32) -> Result<PastDetail, AppError> {
    work(&handle, move |session| app::engagement::past(session, id)).await
}
