//! The match table of accounts and persons.

use super::{change, work};
use app::{
    AppError,
    contract::{
        PageRequest, Topic,
        people::{IdentityChoice, IdentityPage, Matched},
    },
};
use tauri::AppHandle;

#[tauri::command]
#[specta::specta]
pub async fn identities(handle: AppHandle, which: Matched, page: PageRequest) -> Result<IdentityPage, AppError> {
    work(&handle, move |session| app::people::matches(session, which, &page)).await
}

#[tauri::command]
#[specta::specta]
pub async fn decide_identity(handle: AppHandle, choice: IdentityChoice) -> Result<(), AppError> {
    change(&handle, &[Topic::Evidence, Topic::Results], move |session| app::people::decide(session, choice)).await
}

#[tauri::command]
#[specta::specta]
pub async fn undecide_identity(handle: AppHandle, system: String, login: String) -> Result<(), AppError> {
    let topics = [Topic::Evidence, Topic::Results];
    change(&handle, &topics, move |session| app::people::undecide(session, &system, &login)).await
}
