//! The shell: window, dialogs, drag and drop, log file, IPC.
//!
//! Commands are adapters of a few statements over the use cases in `app`; nothing is decided here. The window never
//! receives a path above a file name: dialogs and drops are handled on this side and handed over as batches.

pub mod commands;
mod drop;
pub mod events;

use app::Session;
use std::process::ExitCode;
use tauri::Manager;

/// The commands that the window may use: a list to be looked up in.
macro_rules! commands {
    () => {
        tauri_specta::collect_commands![
            vault::vault_state,
            vault::create_vault,
            vault::choose_folder,
            vault::unlock,
            vault::lock,
            vault::activity,
            vault::check_chain,
            evidence::choose_files,
            evidence::choose_folders,
            evidence::preview,
            evidence::import_batch,
            evidence::cancel_batch,
            evidence::dismiss_batch,
            evidence::guess_map,
            evidence::undo_import,
            evidence::evidence_list,
            evidence::evidence,
            evidence::records,
            evidence::record,
            evidence::set_ipe,
            evidence::set_covers,
            evidence::link_control,
            evidence::unlink_control,
            map::overview,
            map::controls,
            map::control,
            map::set_owner,
            map::members,
            map::set_member,
            map::parameters,
            map::preview_parameter,
            map::set_parameter,
            map::approved,
            map::set_approved,
            people::identities,
            people::decide_identity,
            people::undecide_identity,
            controls::control_choices,
            controls::resting_controls,
            controls::rehearse_control,
            controls::edit_control,
            controls::choose_control_set,
            controls::preview_control_set,
            controls::import_control_set,
            controls::crosswalks,
            controls::crosswalk,
            controls::save_crosswalk,
            engagement::engagement,
            engagement::change_engagement,
            engagement::rehearse_roll_forward,
            engagement::roll_forward,
            engagement::past_engagement,
            logs::log_overview,
            logs::log_volume,
            logs::log_rates,
            logs::log_rows,
            logs::log_lives,
            logs::log_request,
            logs::finding_patterns,
            logs::dismiss_pattern,
            logs::undismiss_pattern,
            logs::cancel_ask,
            results::evaluate,
            results::results,
            results::evaluation,
            results::explain,
            results::respond,
            results::accept,
            results::withdraw,
            results::assign,
            results::unassign,
            results::remark,
            results::me,
            results::importers,
            sources::sources,
            sources::set_system,
            sources::remove_system,
            sources::save_calendar,
            bundle::bundle_preview,
            bundle::export_bundle,
            bundle::verify_bundle,
        ]
    };
}

/// The commands and events that the window may use; also written to `ui/src/backend/generated.ts` by a test.
pub fn contract() -> tauri_specta::Builder<tauri::Wry> {
    use commands::{bundle, controls, engagement, evidence, logs, map, people, results, sources, vault};
    tauri_specta::Builder::<tauri::Wry>::new().disable_serde_phases().commands(commands!()).events(tauri_specta::collect_events![
        events::Changed,
        events::Dropped,
        events::Dragging
    ])
}

/// Opens the window and returns when it is closed. `--vault DIR` opens that vault's folder.
#[expect(clippy::exit, reason = "Tauri's own macro for the context says it")]
pub fn run() -> ExitCode {
    if let Some(missing) = no_display() {
        // The only place that may speak to the terminal: there is no window to speak in.
        use std::io::Write;
        let _ = writeln!(std::io::stderr(), "{missing}");
        return ExitCode::from(2);
    }
    let contract = contract();
    let handler = contract.invoke_handler();
    let built = tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(|handle, _arguments, _folder| {
            if let Some(window) = handle.get_webview_window("main") {
                let _ = window.set_focus();
            }
        }))
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_log::Builder::new().level(log::LevelFilter::Info).build())
        .invoke_handler(handler)
        .setup(move |application| {
            contract.mount_events(application);
            let default = application.path().app_data_dir()?.join("vault");
            application.manage(Session::on_this_machine(vault_argument().unwrap_or(default)));
            Ok(())
        })
        .on_window_event(drop::on_window_event)
        .run(tauri::generate_context!());
    match built {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            log::error!("the window could not be opened: {error}");
            ExitCode::FAILURE
        }
    }
}

/// The folder named by `--vault DIR`.
fn vault_argument() -> Option<std::path::PathBuf> {
    let mut arguments = std::env::args_os().skip(1);
    while let Some(argument) = arguments.next() {
        if argument == "--vault" {
            return arguments.next().map(Into::into);
        }
    }
    None
}

/// What to say when there is nothing to show a window on.
fn no_display() -> Option<&'static str> {
    let needs_display = cfg!(all(unix, not(target_os = "macos")));
    let has_display =
        ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()));
    (needs_display && !has_display).then_some(
        "Fieldwork needs a display: neither DISPLAY nor WAYLAND_DISPLAY is set. The command line `fieldwork` works without one.",
    )
}
