//! Files dropped anywhere on the window become a batch; their paths stay on this side.

use crate::events::{Dragging, Dropped};
use app::Session;
use std::path::PathBuf;
use tauri::{DragDropEvent, Manager, Window, WindowEvent};
use tauri_specta::Event;

/// Hears the window's drag and drop.
pub(crate) fn on_window_event(window: &Window, event: &WindowEvent) {
    let WindowEvent::DragDrop(drag) = event else { return };
    let told = match drag {
        DragDropEvent::Enter { .. } => Dragging(true).emit(window),
        DragDropEvent::Leave => Dragging(false).emit(window),
        DragDropEvent::Drop { paths, .. } => {
            opened(window.clone(), paths.clone());
            Dragging(false).emit(window)
        }
        _ => Ok(()),
    };
    if let Err(error) = told {
        log::error!("the window could not be told of a drop: {error}");
    }
}

/// Opens what was dropped into files, beside the thread that draws: folders and archives may hold thousands.
fn opened(window: Window, paths: Vec<PathBuf>) {
    std::thread::spawn(move || {
        let batch = app::evidence::batch(&window.state::<Session>(), &paths);
        if let Err(error) = Dropped(batch).emit(&window) {
            log::error!("the window could not be told of a drop: {error}");
        }
    });
}
