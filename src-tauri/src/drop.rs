//! Files dropped anywhere on the window become a batch; their paths stay on this side.

use crate::events::{Dragging, Dropped};
use app::Session;
use tauri::{DragDropEvent, Manager, Window, WindowEvent};
use tauri_specta::Event;

/// Hears the window's drag and drop.
pub(crate) fn on_window_event(window: &Window, event: &WindowEvent) {
    let WindowEvent::DragDrop(drag) = event else { return };
    let told = match drag {
        DragDropEvent::Enter { .. } => Dragging(true).emit(window),
        DragDropEvent::Leave => Dragging(false).emit(window),
        DragDropEvent::Drop { paths, .. } => {
            let batch = app::evidence::batch(&window.state::<Session>(), paths.clone());
            Dragging(false).emit(window).and_then(|()| Dropped(batch).emit(window))
        }
        _ => Ok(()),
    };
    if let Err(error) = told {
        log::error!("the window could not be told of a drop: {error}");
    }
}
