//! First start, unlocking, activity.

use super::{change, work};
use app::{
    AppError,
    contract::{
        PageRequest, Topic,
        vault::{ActivityPage, ChainView, CreateVault, Created, EngagementView, UnlockWith, VaultState},
    },
};
use tauri::AppHandle;
use tauri_plugin_dialog::DialogExt;

#[tauri::command]
#[specta::specta]
pub async fn vault_state(handle: AppHandle) -> Result<VaultState, AppError> {
    work(&handle, app::vault::state).await
}

#[tauri::command]
#[specta::specta]
pub async fn create_vault(handle: AppHandle, input: CreateVault) -> Result<Created, AppError> {
    change(&handle, &[Topic::Vault], move |session| app::vault::create(session, input)).await
}

#[tauri::command]
#[specta::specta]
pub async fn choose_folder(handle: AppHandle) -> Result<VaultState, AppError> {
    let dialog = handle.dialog().clone();
    change(&handle, &[Topic::Vault], move |session| {
        let chosen = dialog.file().set_title("Folder of the vault").blocking_pick_folder().and_then(|path| path.into_path().ok());
        chosen.map_or_else(|| app::vault::state(session), |folder| app::vault::change_folder(session, folder))
    })
    .await
}

#[tauri::command]
#[specta::specta]
pub async fn unlock(handle: AppHandle, method: UnlockWith) -> Result<EngagementView, AppError> {
    change(&handle, &[Topic::Vault], move |session| app::vault::unlock(session, method)).await
}

#[tauri::command]
#[specta::specta]
pub async fn lock(handle: AppHandle) -> Result<(), AppError> {
    change(&handle, &[Topic::Vault], |session| {
        app::vault::lock(session);
        Ok(())
    })
    .await
}

#[tauri::command]
#[specta::specta]
pub async fn activity(handle: AppHandle, page: PageRequest) -> Result<ActivityPage, AppError> {
    work(&handle, move |session| app::vault::activity(session, &page)).await
}

#[tauri::command]
#[specta::specta]
pub async fn check_chain(handle: AppHandle) -> Result<ChainView, AppError> {
    work(&handle, app::vault::check_chain).await
}
