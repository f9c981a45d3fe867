//! GTK's own file dialog, driven by keys: `WebDriver` does not see it.

use super::App;
use crate::Done;
use std::{
    path::Path,
    thread,
    time::{Duration, Instant},
};

impl App {
    /// The windows that are open on the display.
    pub fn windows(&self) -> Vec<String> {
        let found = self.client("xdotool", &["search", "--onlyvisible", "--name", ".*"]).unwrap_or_default();
        found.lines().map(str::to_owned).collect()
    }

    /// Waits for a dialog besides the windows that were open before, types a path into it and confirms.
    pub fn save_as(&self, path: &Path, before: &[String]) -> Done {
        let dialog = self.until("the dialog", |app| {
            let title = |id: &String| app.client("xdotool", &["getwindowname", id]).unwrap_or_default();
            let new = app.windows().into_iter().find(|id| !before.contains(id) && !title(id).is_empty());
            new.ok_or_else(|| "no new window".into())
        })?;
        let path = path.to_str().ok_or("the path is not Unicode")?;
        // The keys are lost while the dialog still draws itself, so they are typed again as long as it stays.
        self.until("the dialog to close", |app| {
            app.client("xdotool", &["windowfocus", "--sync", &dialog])?;
            app.client("xdotool", &["key", "--delay", "60", "ctrl+l", "ctrl+a"])?;
            app.client("xdotool", &["type", "--delay", "12", path])?;
            app.client("xdotool", &["key", "--delay", "200", "Return"])?;
            app.closes(&dialog)
        })
    }

    /// Waits a while for a window to close: keys that are typed too late would go to the page.
    fn closes(&self, window: &String) -> Done {
        let began = Instant::now();
        while self.windows().contains(window) {
            if began.elapsed() > Duration::from_secs(5) {
                return Err("it is still open".into());
            }
            thread::sleep(Duration::from_millis(25));
        }
        Ok(())
    }
}
