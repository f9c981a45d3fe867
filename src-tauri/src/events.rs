//! What the shell tells the window without being asked.

use app::contract::{Topic, evidence::Batch};
use serde::Serialize;
use specta::Type;
use tauri_specta::Event;

/// Parts of the vault changed; what the window shows of them is to be asked for again.
#[derive(Debug, Clone, Serialize, Type, Event)]
pub struct Changed(pub Vec<Topic>);

/// Files were dropped on the window and wait for a decision.
#[derive(Debug, Clone, Serialize, Type, Event)]
pub struct Dropped(pub Batch);

/// Files are being dragged over the window, or no longer.
#[derive(Debug, Clone, Serialize, Type, Event)]
pub struct Dragging(pub bool);
