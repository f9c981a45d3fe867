//! The evidence map, owners, parameters, approved lists.

use super::{change, work};
use app::{
    AppError,
    contract::{
        Topic,
        map::{ApprovedView, ControlDetail, ControlRow, EffectiveView, MemberView, Overview, ParameterView},
        results::EvaluationChange,
    },
};
use tauri::AppHandle;

#[tauri::command]
#[specta::specta]
pub async fn overview(handle: AppHandle) -> Result<Overview, AppError> {
    work(&handle, app::overview::overview).await
}

#[tauri::command]
#[specta::specta]
pub async fn controls(handle: AppHandle, filter: String) -> Result<Vec<ControlRow>, AppError> {
    work(&handle, move |session| app::map::controls(session, &filter)).await
}

#[tauri::command]
#[specta::specta]
pub async fn control(handle: AppHandle, id: String) -> Result<ControlDetail, AppError> {
    work(&handle, move |session| app::map::control(session, &id)).await
}

#[tauri::command]
#[specta::specta]
pub async fn set_owner(handle: AppHandle, control: String, email: String) -> Result<(), AppError> {
    change(&handle, &[Topic::Map], move |session| app::map::set_owner(session, &control, &email)).await
}

#[tauri::command]
#[specta::specta]
pub async fn members(handle: AppHandle) -> Result<Vec<MemberView>, AppError> {
    work(&handle, app::map::members).await
}

#[tauri::command]
#[specta::specta]
pub async fn set_member(handle: AppHandle, member: MemberView) -> Result<(), AppError> {
    change(&handle, &[Topic::Map], move |session| app::map::set_member(session, member)).await
}

#[tauri::command]
#[specta::specta]
pub async fn parameters(handle: AppHandle) -> Result<Vec<ParameterView>, AppError> {
    work(&handle, app::terms::parameters).await
}

#[tauri::command]
#[specta::specta]
pub async fn preview_parameter(handle: AppHandle, id: String, value: EffectiveView) -> Result<Vec<EvaluationChange>, AppError> {
    work(&handle, move |session| app::preview::parameter(session, &id, &value)).await
}

#[tauri::command]
#[specta::specta]
pub async fn set_parameter(handle: AppHandle, id: String, value: EffectiveView) -> Result<(), AppError> {
    change(&handle, &[Topic::Map, Topic::Results], move |session| app::terms::set_parameter(session, &id, &value)).await
}

#[tauri::command]
#[specta::specta]
pub async fn approved(handle: AppHandle) -> Result<Vec<ApprovedView>, AppError> {
    work(&handle, app::terms::approved).await
}

#[tauri::command]
#[specta::specta]
pub async fn set_approved(handle: AppHandle, list: Vec<ApprovedView>) -> Result<(), AppError> {
    change(&handle, &[Topic::Map, Topic::Results], move |session| app::terms::set_approved(session, list)).await
}
