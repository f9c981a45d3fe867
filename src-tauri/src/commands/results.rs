//! Evaluating and reading what was found.

use super::{change, work};
use app::{
    AppError,
    contract::{
        Progress, Topic,
        findings::{Answer, Explanation, ItemRequest},
        map::MemberView,
        results::{EvaluationDetail, ImporterView, ResultsView},
    },
};
use tauri::{AppHandle, ipc::Channel};

#[tauri::command]
#[specta::specta]
pub async fn evaluate(handle: AppHandle, ask: u32, on_progress: Channel<Progress>) -> Result<ResultsView, AppError> {
    change(&handle, &[Topic::Results], move |session| {
        let hear = &mut |progress| drop(on_progress.send(progress));
        session
            .answer(ask, |cancel| app::evaluation::run_until(session, &[], app::evaluation::Reuse::Unchanged, cancel, hear))?;
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
pub async fn evaluation(handle: AppHandle, id: String, request: ItemRequest) -> Result<EvaluationDetail, AppError> {
    work(&handle, move |session| app::results::detail(session, &id, &request)).await
}

#[tauri::command]
#[specta::specta]
pub async fn explain(handle: AppHandle, evaluator: String, subject: String, seq: Option<u32>) -> Result<Explanation, AppError> {
    work(&handle, move |session| app::explain::explain_nth(session, &evaluator, &subject, seq)).await
}

#[tauri::command]
#[specta::specta]
pub async fn respond(handle: AppHandle, evaluator: String, subjects: Vec<String>, answer: Answer) -> Result<(), AppError> {
    change(&handle, &[Topic::Results], move |session| app::findings::respond(session, &evaluator, &subjects, &answer)).await
}

#[tauri::command]
#[specta::specta]
pub async fn accept(
    handle: AppHandle,
    evaluator: String,
    subjects: Vec<String>,
    reason: String,
    by: String,
    until: String,
) -> Result<(), AppError> {
    let job = move |session: &app::Session| app::findings::accept(session, &evaluator, &subjects, &reason, &by, &until);
    change(&handle, &[Topic::Results], job).await
}

#[tauri::command]
#[specta::specta]
pub async fn withdraw(handle: AppHandle, evaluator: String, subjects: Vec<String>) -> Result<(), AppError> {
    change(&handle, &[Topic::Results], move |session| app::findings::withdraw(session, &evaluator, &subjects)).await
}

#[tauri::command]
#[specta::specta]
pub async fn assign(
    handle: AppHandle,
    evaluator: String,
    subjects: Vec<String>,
    member: String,
    due: String,
) -> Result<(), AppError> {
    change(&handle, &[Topic::Results], move |session| app::findings::assign(session, &evaluator, &subjects, &member, &due)).await
}

#[tauri::command]
#[specta::specta]
pub async fn unassign(handle: AppHandle, evaluator: String, subjects: Vec<String>) -> Result<(), AppError> {
    change(&handle, &[Topic::Results], move |session| app::findings::unassign(session, &evaluator, &subjects)).await
}

#[tauri::command]
#[specta::specta]
pub async fn remark(handle: AppHandle, evaluator: String, subjects: Vec<String>, text: String) -> Result<(), AppError> {
    change(&handle, &[Topic::Results], move |session| app::findings::remark(session, &evaluator, &subjects, &text)).await
}

#[tauri::command]
#[specta::specta]
pub async fn me(handle: AppHandle) -> Result<Option<MemberView>, AppError> {
    work(&handle, app::findings::me).await
}

#[tauri::command]
#[specta::specta]
pub async fn importers(handle: AppHandle) -> Result<Vec<ImporterView>, AppError> {
    work(&handle, |_session| Ok(app::registry::importers())).await
}
