//! System packages: installed where the system has apt, named where it has not.

use crate::run::{Done, loud, on_path, quiet, root};

/// How to see that something is there, and what it is called.
pub(crate) struct Need {
    /// A program on the path.
    program: Option<&'static str>,
    /// A module that pkg-config knows.
    module: Option<&'static str>,
    /// Debian's and Ubuntu's package.
    apt: &'static str,
    /// Fedora's package.
    dnf: &'static str,
}

const fn program(program: &'static str, apt: &'static str, dnf: &'static str) -> Need {
    Need { program: Some(program), module: None, apt, dnf }
}

/// What building needs.
pub(crate) const BUILD: &[Need] = &[
    program("cc", "build-essential", "gcc gcc-c++"),
    program("make", "build-essential", "make"),
    program("perl", "perl", "perl"),
    program("pkg-config", "pkg-config", "pkgconf-pkg-config"),
    Need { program: None, module: Some("webkit2gtk-4.1"), apt: "libwebkit2gtk-4.1-dev", dnf: "webkit2gtk4.1-devel" },
];

/// What the tests need besides: the window's driver and display, and the tools that an auditor has.
pub(crate) const TEST: &[Need] = &[
    program("WebKitWebDriver", "webkit2gtk-driver", "webkit2gtk4.1-devel"),
    program("Xvfb", "xvfb", "xorg-x11-server-Xvfb"),
    program("dbus-run-session", "dbus", "dbus-daemon"),
    program("xdotool", "xdotool", "xdotool"),
    program("gnome-keyring-daemon", "gnome-keyring", "gnome-keyring"),
    program("pdfsig", "poppler-utils", "poppler-utils"),
    program("openssl", "openssl", "openssl"),
    program("ssh-keygen", "openssh-client", "openssh-clients"),
    program("unzip", "unzip", "unzip"),
];

/// Puts in place what is missing, or says exactly what to install.
pub(crate) fn system(needs: &[Need]) -> Done {
    if !cfg!(target_os = "linux") {
        return elsewhere();
    }
    let missing: Vec<&Need> = needs.iter().filter(|need| !is_there(need)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    if on_path("apt-get") {
        return apt(&names(&missing, |need| need.apt));
    }
    if on_path("dnf") {
        return Err(format!("install these first: sudo dnf install {}", names(&missing, |need| need.dnf).join(" ")));
    }
    Err(format!("install what these Debian packages hold first: {}", names(&missing, |need| need.apt).join(" ")))
}

fn is_there(need: &Need) -> bool {
    need.program.is_none_or(on_path) && need.module.is_none_or(|module| quiet("pkg-config", &["--exists", module]).is_some())
}

fn names(needs: &[&Need], name: fn(&Need) -> &'static str) -> Vec<&'static str> {
    let mut names: Vec<&str> = needs.iter().flat_map(|need| name(need).split(' ')).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// Installs with apt, as root or through sudo.
fn apt(packages: &[&str]) -> Done {
    let is_root = quiet("id", &["-u"]).as_deref() == Some("0");
    if !is_root && !on_path("sudo") {
        return Err(format!("as root, run: apt-get install {}", packages.join(" ")));
    }
    let run = |arguments: &[&str]| {
        if is_root { loud(&root(), arguments[0], &arguments[1..]) } else { loud(&root(), "sudo", arguments) }
    };
    run(&["apt-get", "update", "-qq"])?;
    let install = [&["apt-get", "install", "-y", "-qq", "--no-install-recommends"], packages].concat();
    run(&install)
}

/// The Python that has DuckDB, in an environment of its own below `target`; none where it cannot be had, with the reason said.
pub(crate) fn duckdb() -> Option<String> {
    let folder = root().join("target/duckdb");
    let python = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" }).to_string_lossy().into_owned();
    if quiet(&python, &["-c", "import duckdb, pytz"]).is_none() {
        let made = loud(&root(), "python3", &["-m", "venv", &folder.to_string_lossy()]);
        let done = made.and_then(|()| loud(&root(), &python, &["-m", "pip", "install", "--quiet", "duckdb", "pytz"]));
        if let Err(why) = done {
            eprintln!("DuckDB cannot be had, so that only we are measured: {why}");
            return None;
        }
    }
    Some(python)
}

/// macOS and Windows bring their own web view; what else is needed is said, once, when it is missing.
fn elsewhere() -> Done {
    if cfg!(target_os = "windows") && !on_path("perl.exe") {
        return Err("install first: Visual Studio Build Tools with C++ (for the compiler), Strawberry Perl and NASM (for SQLCipher's OpenSSL); \
                    WebView2 is part of Windows 11"
            .to_owned());
    }
    if cfg!(target_os = "macos") && !on_path("cc") {
        return Err("install the command line tools first: xcode-select --install".to_owned());
    }
    Ok(())
}
