//! How an auditor verifies a bundle with tools that they already have: one text for `START-HERE` and for the report.
//!
//! Every command here is run by a test against a real bundle, so the recipe cannot drift from the format.

use crate::{
    Fingerprint,
    names::{ALLOWED, CA, MANIFEST, P7S, REPORT, SSHSIG, TAG_MANIFEST},
    sign::{NAMESPACE, PRINCIPAL},
};

/// One step of the recipe.
pub(crate) struct RecipeStep {
    /// What it shows.
    pub(crate) title: String,
    /// Explanations and commands.
    pub(crate) lines: Vec<Line>,
}

/// A line of a step.
pub(crate) enum Line {
    /// An explanation.
    Text(String),
    /// A command.
    Command {
        /// Where it works.
        system: &'static str,
        /// The command, to be run in the folder of the bundle.
        command: String,
    },
}

/// The steps, in order.
pub(crate) fn steps(ca: &Fingerprint, ssh: &str) -> Vec<RecipeStep> {
    vec![unpack(), authority(ca, ssh), signature(), hashes(), nothing_added(), report()]
}

fn step(number: u8, title: &str, lines: Vec<Line>) -> RecipeStep {
    RecipeStep { title: format!("{number}. {title}"), lines }
}

fn text(text: &str) -> Line {
    Line::Text(text.to_owned())
}

fn run(system: &'static str, command: impl Into<String>) -> Line {
    Line::Command { system, command: command.into() }
}

const UNIX: &str = "Linux, macOS";
const LINUX: &str = "Linux";
const MACOS: &str = "macOS";
const WINDOWS: &str = "Windows (PowerShell)";

fn unpack() -> RecipeStep {
    step(
        1,
        "Unpack",
        vec![
            text(
                "Unpack the ZIP with the system’s own tool and open a terminal in the folder that it makes. All commands run there.",
            ),
            run(UNIX, "unzip BUNDLE.zip && cd fieldwork-*"),
            run(WINDOWS, "Expand-Archive BUNDLE.zip -DestinationPath . ; Set-Location (Get-ChildItem fieldwork-* -Directory)"),
        ],
    )
}

fn authority(ca: &Fingerprint, ssh: &str) -> RecipeStep {
    step(
        2,
        "Know whose signature it is",
        vec![
            Line::Text(format!(
                "The company signs with an authority of its own. Its certificate is in {CA}; the SHA-256 fingerprint is {ca} \
             and the signing key’s SSH fingerprint is {ssh}. These lines prove nothing by themselves: compare them with the \
             fingerprint that the company gave you by another channel (a call, a signed letter). Without that comparison the \
             steps below show that nothing was altered after signing, not who signed."
            )),
            run("Linux, macOS, Windows with OpenSSL", format!("openssl x509 -in {CA} -noout -subject -fingerprint -sha256")),
            run(WINDOWS, format!("certutil -dump {}", CA.replace('/', "\\"))),
        ],
    )
}

fn signature() -> RecipeStep {
    let openssl = |null: &str| {
        format!("openssl cms -verify -binary -inform DER -in {P7S} -content {TAG_MANIFEST} -CAfile {CA} -out {null}")
    };
    let ssh = format!("ssh-keygen -Y verify -f {ALLOWED} -I {PRINCIPAL} -n {NAMESPACE} -s {SSHSIG} < {TAG_MANIFEST}");
    step(
        3,
        "Check the signature",
        vec![
            Line::Text(format!(
                "{TAG_MANIFEST} names the hash of every file around the data, {MANIFEST} among them, which names the hash of \
             every file in data. It is signed twice by the same key; one of the two is enough. Expected: “CMS Verification \
             successful”, or “Good \"{NAMESPACE}\" signature”."
            )),
            run(UNIX, openssl("/dev/null")),
            run("Windows with OpenSSL", openssl("NUL")),
            run("Linux, macOS with OpenSSH", ssh.clone()),
            run("Windows 10 and 11 with its OpenSSH", format!("cmd /c \"{ssh}\"")),
        ],
    )
}

fn hashes() -> RecipeStep {
    let windows = format!(
        "foreach ($m in '{TAG_MANIFEST}','{MANIFEST}') {{ Get-Content $m | ForEach-Object {{ $h, $f = $_ -split ' +', 2; \
         if ((Get-FileHash -Algorithm SHA256 $f).Hash -ne $h) {{ \"ALTERED $f\" }} }} }}; 'checked'"
    );
    step(
        4,
        "Check that nothing was altered or removed",
        vec![
            text("Expected: every line ends in OK; on Windows nothing but “checked”."),
            run(LINUX, format!("sha256sum -c {TAG_MANIFEST} {MANIFEST}")),
            run(MACOS, format!("shasum -a 256 -c {TAG_MANIFEST} && shasum -a 256 -c {MANIFEST}")),
            run(WINDOWS, windows),
        ],
    )
}

fn nothing_added() -> RecipeStep {
    step(
        5,
        "Check that nothing was added",
        vec![
            text(
                "Hash lists do not notice additional files. Expected: the two numbers are equal. The folder is a BagIt bag (RFC 8493), \
              so any BagIt tool checks all of it too.",
            ),
            run(UNIX, format!("find data -type f | wc -l ; wc -l < {MANIFEST}")),
            run(WINDOWS, format!("(Get-ChildItem data -Recurse -File).Count ; (Get-Content {MANIFEST}).Count")),
        ],
    )
}

fn report() -> RecipeStep {
    step(
        6,
        "Check the report by itself",
        vec![
            text(
                "The report bears a signature of its own, so that it can travel without the rest. Expected: “Signature is Valid” and \
              “Total document signed”; read both lines. PDF readers show it too; they call the signer unknown until \
              signatures/ca.pem is among their trusted certificates.",
            ),
            run("Linux, macOS with poppler", format!("pdfsig {REPORT}")),
        ],
    )
}
