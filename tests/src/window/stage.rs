//! What a window stands on: an X server, a D-Bus session with the driver in it, a home folder.

use crate::Done;
use std::{
    fs::File,
    io::{BufRead, BufReader},
    net::TcpListener,
    os::unix::process::CommandExt,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};
use tempfile::TempDir;

/// The stage of one window; dropping it ends every process on it.
pub(super) struct Stage {
    /// `:7`.
    pub(super) display: String,
    /// Where the driver listens.
    pub(super) port: u16,
    /// Home folder.
    pub(super) home: TempDir,
    // Dropped in this order: the app and its driver before the display that they draw on.
    _driver: Group,
    _display: Group,
}

impl Stage {
    /// Starts it.
    pub(super) fn start() -> Done<Self> {
        let home = tempfile::tempdir()?;
        let mut server = Command::new("Xvfb");
        server.args(["-displayfd", "1", "-screen", "0", "1400x900x24", "-nolisten", "tcp", "-noreset"]);
        let mut server = Group::start(server.stdout(Stdio::piped()).stderr(Stdio::null()))?;
        let mut number = String::new();
        let out = server.0.stdout.take().ok_or("Xvfb has no output")?;
        BufReader::new(out).read_line(&mut number)?;
        if number.trim().is_empty() {
            return Err("Xvfb ended without opening a display".into());
        }
        let display = format!(":{}", number.trim());
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let driver = Group::start(&mut driver(&display, port, &home)?)?;
        Ok(Self { display, port, home, _driver: driver, _display: server })
    }

    /// Runs an X client and answers what it prints.
    pub(super) fn client(&self, program: &str, arguments: &[&str]) -> Done<String> {
        let output = Command::new(program).args(arguments).env("DISPLAY", &self.display).output()?;
        if output.status.success() {
            return Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned());
        }
        Err(format!("{program} {arguments:?}: {}", String::from_utf8_lossy(&output.stderr)).into())
    }
}

/// The driver and, below it, the app; with the settings that make both work without a screen, a desktop or a portal.
fn driver(display: &str, port: u16, home: &TempDir) -> Done<Command> {
    let folder = home.path();
    let mut command = Command::new("dbus-run-session");
    command
        .args(["--", "WebKitWebDriver", &format!("--port={port}")])
        .env("DISPLAY", display)
        .env_remove("WAYLAND_DISPLAY")
        .env("GDK_BACKEND", "x11")
        .env("TAURI_WEBVIEW_AUTOMATION", "true")
        .env("HOME", folder)
        .env("XDG_CONFIG_HOME", folder.join("config"))
        .env("XDG_DATA_HOME", folder.join("data"))
        .env("XDG_CACHE_HOME", folder.join("cache"))
        .env("NO_AT_BRIDGE", "1")
        .env("WEBKIT_DMABUF_RENDERER_FORCE_SHM", "1")
        .env("WEBKIT_SKIA_ENABLE_CPU_RENDERING", "1")
        .env("GTK_USE_PORTAL", "0")
        .env_remove("LC_ALL")
        .env("LANG", "en_US.UTF-8")
        .env("LANGUAGE", "en_US")
        .env("TZ", "UTC")
        .stdout(Stdio::null())
        .stderr(File::create(folder.join("driver.log"))?);
    Ok(command)
}

/// A process that leads a group of its own, ended with everything that it started.
struct Group(Child);

impl Group {
    fn start(command: &mut Command) -> Done<Self> {
        let child = command.process_group(0).spawn();
        child.map(Self).map_err(|error| format!("{}: {error}", command.get_program().display()).into())
    }

    fn signal(&self, name: &str) {
        let line = format!("kill -s {name} -- -{}", self.0.id());
        drop(Command::new("sh").args(["-c", &line]).stderr(Stdio::null()).status());
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        self.signal("TERM");
        let began = Instant::now();
        while began.elapsed() < Duration::from_secs(3) {
            if matches!(self.0.try_wait(), Ok(Some(_))) {
                return;
            }
            thread::sleep(Duration::from_millis(10));
        }
        self.signal("KILL");
        drop(self.0.kill());
        drop(self.0.wait());
    }
}
