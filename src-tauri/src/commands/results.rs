//! Evaluating and reading what was found.

use super::{change, work};
use app::{
    AppError,
    contract::{
        PageRequest, Progress, Topic,
        results::{EvaluationDetail, ImporterView, ResultsView},
    },
};
use model::State;
use tauri::{AppHandle, ipc::Channel};

#[tauri::command]
#[specta::specta]
pub async fn evaluate(handle: AppHandle, on_progress: Channel<Progress>) -> Result<ResultsView, AppError> {
    change(&handle, &[Topic::Results], move |session| {
        app::evaluation::run(session, &[], app::evaluation::Reuse::Unchanged, &mut |progress| drop(on_progress.send(progress)))?;
        app::results::list(session)
    })
    .await
}

#[tauri::command]
#[specta::specta]
pub async fn results(handle: AppHandle) -> Result<ResultsView, AppError> {
    work(&handle, app::results::list).await
}

#[tauri::command]
#[specta::specta]
pub async fn evaluation(
    handle: AppHandle,
    id: String,
    state: Option<State>,
    page: PageRequest,
) -> Result<EvaluationDetail, AppError> {
    work(&handle, move |session| app::results::detail(session, &id, state, &page)).await
}

#[tauri::command]
#[specta::specta]
pub async fn respond(handle: AppHandle, evaluator: String, subject: String, text: String) -> Result<(), AppError> {
    change(&handle, &[Topic::Results], move |session| app::results::respond(session, &evaluator, &subject, &text)).await
}

#[tauri::command]
#[specta::specta]
pub async fn importers(handle: AppHandle) -> Result<Vec<ImporterView>, AppError> {
    work(&handle, |_session| Ok(app::registry::importers())).await
}
