//! The real window, driven over W3C `WebDriver`.
//!
//! Every [`App`] owns its X server, D-Bus session, home folder, driver and app process, so tests run side by side and
//! nothing leaks between them.

mod dialog;
mod drag;
mod driver;
mod page;
mod stage;

use crate::{Done, programs};
use driver::Driver;
use serde_json::json;
use stage::Stage;
use std::{
    cell::RefCell,
    fs,
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

/// How long a step may take on a slow machine.
pub const PATIENCE: Duration = Duration::from_secs(90);

/// The window of one test.
pub struct App {
    stage: Stage,
    driver: Driver,
    sources: RefCell<Vec<drag::Source>>,
    name: String,
    passed: bool,
}

impl App {
    /// Opens the window on a vault folder; `name` is that of the test and of its pictures.
    pub fn start(name: &str, vault: &Path) -> Done<Self> {
        programs::need(&["Xvfb", "WebKitWebDriver", "dbus-run-session", "xdotool"])?;
        let binary = programs::built("fieldwork-desktop")?;
        let stage = Stage::start()?;
        let driver = Driver::new(stage.port);
        let mut app = Self { stage, driver, sources: RefCell::default(), name: name.to_owned(), passed: false };
        app.until("the driver to come up", |app| app.driver.status())?;
        app.driver.open(&json!({ "binary": binary, "args": ["--vault", vault] }))?;
        Ok(app)
    }

    /// The X display of this window.
    pub fn display(&self) -> &str {
        &self.stage.display
    }

    /// The home folder of this test; it vanishes with the window.
    pub fn home(&self) -> &Path {
        self.stage.home.path()
    }

    /// Asks again until the answer is good, or patience ends.
    pub fn until<T>(&self, what: &str, ask: impl Fn(&Self) -> Done<T>) -> Done<T> {
        let began = Instant::now();
        loop {
            match ask(self) {
                Ok(answer) => return Ok(answer),
                Err(error) if began.elapsed() > PATIENCE => return Err(format!("waited in vain for {what}: {error}").into()),
                Err(_) => thread::sleep(Duration::from_millis(25)),
            }
        }
    }

    /// Keeps a picture of the window as `target/e2e/<test>-<step>.png`.
    pub fn picture(&self, step: &str) -> Done<PathBuf> {
        // A picture can be one frame behind the page: two frames are waited for.
        let frames = "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done(0)));";
        self.driver.call("/execute/async", &json!({ "script": frames, "args": [] }))?;
        let file = pictures()?.join(format!("{}-{step}.png", self.name));
        fs::write(&file, self.driver.screenshot()?)?;
        Ok(file)
    }

    /// Runs an X client on this display.
    pub fn client(&self, program: &str, arguments: &[&str]) -> Done<String> {
        self.stage.client(program, arguments)
    }

    /// Ends the test well. A window that is dropped without it leaves a picture and the driver's log behind.
    pub fn passed(mut self) {
        self.passed = true;
    }
}

impl Drop for App {
    fn drop(&mut self) {
        if !self.passed {
            drop(self.picture("failed"));
            if let Ok(folder) = pictures() {
                drop(fs::copy(self.home().join("driver.log"), folder.join(format!("{}-driver.log", self.name))));
            }
        }
        self.driver.close();
    }
}

fn pictures() -> Done<PathBuf> {
    let folder = programs::target().join("e2e");
    fs::create_dir_all(&folder)?;
    Ok(folder)
}
