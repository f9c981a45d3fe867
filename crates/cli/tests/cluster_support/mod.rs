//! A folder with everything that the parts of a cluster need, and the parts as processes.

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use serde_json::Value;
use std::{
    fs,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};
use tempfile::TempDir;

/// How long anything may take.
const LONG: Duration = Duration::from_mins(2);

/// A folder with certificates, tokens, a passphrase and a person's key.
pub(crate) struct Place {
    dir: TempDir,
    /// Fingerprint of the person's key.
    pub(crate) signer: String,
}

impl Place {
    pub(crate) fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| fs::write(dir.path().join(name), text).unwrap();
        write("token", "one-token-for-all-parts-of-this-test\n");
        write("another-token", "another-token-that-nobody-here-knows\n");
        write("passphrase", "a passphrase for this test only\n");
        for (authority, part) in [("authority", "part"), ("other-authority", "stranger")] {
            let mut params = CertificateParams::new(Vec::new()).unwrap();
            params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
            let issuer = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
            let key = KeyPair::generate().unwrap();
            let params = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
            let certificate = params.signed_by(&key, &issuer).unwrap();
            write(&format!("{authority}.pem"), &issuer.pem());
            write(&format!("{part}.pem"), &certificate.pem());
            write(&format!("{part}.key"), &key.serialize_pem());
        }
        let pair = ssh_key::private::Ed25519Keypair::from_seed(&[7; 32]);
        let key = ssh_key::PrivateKey::from(pair);
        write("identity", &key.to_openssh(ssh_key::LineEnding::LF).unwrap());
        let signer = key.fingerprint(ssh_key::HashAlg::Sha256).to_string();
        Self { dir, signer }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// `fieldwork` in this folder.
    pub(crate) fn command(&self, arguments: &[impl AsRef<std::ffi::OsStr>]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_fieldwork"));
        command.args(arguments).current_dir(self.dir.path());
        command
    }

    /// Runs it to its good end; returns what it printed.
    pub(crate) fn run(&self, arguments: &[impl AsRef<std::ffi::OsStr>]) -> String {
        let output = self.command(arguments).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// The same for an answer in JSON.
    pub(crate) fn json(&self, arguments: &[impl AsRef<std::ffi::OsStr>]) -> Value {
        serde_json::from_str(&self.run(arguments)).unwrap()
    }

    /// A new vault.
    pub(crate) fn vault(&self, name: &str) {
        let who = ["--company", "Example", "--from", "2026-01-01", "--to", "2026-06-30", "--passphrase-file", "passphrase"];
        self.run(&[&["init", "--vault", name], &who[..]].concat());
    }

    /// The arguments that ask logs in a folder.
    pub(crate) fn ask(&self, data: &str, out: &str) -> Vec<String> {
        let data = self.path(data).display().to_string();
        let rest = ["--terms", "terms.json", "--identity", "identity", "--out", out];
        ["logs", "evaluate", "--data", &data].into_iter().chain(rest).map(str::to_owned).collect()
    }

    /// A scheduler and two workers, ready.
    pub(crate) fn cluster(&self) -> Cluster<'_> {
        let mut cluster = Cluster { place: self, parts: Vec::new(), port: String::new() };
        let trust = trust("part", "token");
        let scheduler = [&["cluster", "scheduler", "--listen", "127.0.0.1:0", "--host", "localhost", "--lost-after", "8"][..]];
        let arguments: Vec<String> = scheduler.concat().into_iter().map(str::to_owned).chain(trust).collect();
        cluster.port = cluster.start(&arguments);
        for work in ["work-0", "work-1"] {
            let arguments = cluster.worker_arguments(work, "token");
            cluster.start(&arguments);
        }
        cluster
    }
}

/// Processes that end with the test. The first is the scheduler.
pub(crate) struct Cluster<'p> {
    place: &'p Place,
    parts: Vec<Child>,
    port: String,
}

impl Cluster<'_> {
    /// Starts a part and waits until it listens; returns its port.
    fn start(&mut self, arguments: &[String]) -> String {
        let mut part = self.place.command(arguments).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let output = part.stdout.take().unwrap();
        self.parts.push(part);
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line).unwrap();
        line.trim().rsplit_once(':').unwrap().1.to_owned()
    }

    /// The arguments of a worker.
    pub(crate) fn worker_arguments(&self, work: &str, token: &str) -> Vec<String> {
        let scheduler = format!("https://localhost:{}", self.port);
        let own = ["cluster", "worker", "--listen", "127.0.0.1:0", "--host", "localhost", "--threads", "1", "--work", work];
        own.into_iter().chain(["--scheduler", &scheduler]).map(str::to_owned).chain(trust("part", token)).collect()
    }

    /// The arguments that ask this cluster.
    pub(crate) fn trust(&self, token: &str) -> Vec<String> {
        self.trust_of("part", token)
    }

    /// The same with another certificate.
    pub(crate) fn trust_of(&self, part: &str, token: &str) -> Vec<String> {
        let scheduler = format!("https://localhost:{}", self.port);
        ["--cluster".to_owned(), scheduler].into_iter().chain(trust(part, token)).collect()
    }

    /// Whether a worker has written any result.
    pub(crate) fn has_results(&self, worker: usize) -> bool {
        holds_a_file(&self.place.path(&format!("work-{worker}")))
    }

    /// Kills a worker at once.
    pub(crate) fn kill(&mut self, worker: usize) {
        let part = &mut self.parts[worker + 1];
        part.kill().unwrap();
        part.wait().unwrap();
    }
}

impl Drop for Cluster<'_> {
    fn drop(&mut self) {
        for part in &mut self.parts {
            let _ = part.kill();
            let _ = part.wait();
        }
    }
}

fn trust(part: &str, token: &str) -> Vec<String> {
    let (certificate, key) = (format!("{part}.pem"), format!("{part}.key"));
    let files = ["--certificate", &certificate, "--key", &key, "--authority", "authority.pem", "--token-file", token];
    files.into_iter().map(str::to_owned).collect()
}

fn holds_a_file(dir: &Path) -> bool {
    let Ok(entries) = fs::read_dir(dir) else { return false };
    entries.flatten().any(|entry| entry.path().is_file() || holds_a_file(&entry.path()))
}

/// Looks until it is so, and fails when it never is.
pub(crate) fn wait_for(what: &str, mut so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !so() {
        assert!(begun.elapsed() < LONG, "waited in vain for {what}");
        thread::yield_now();
    }
}

/// The answers in a file.
pub(crate) fn answers(file: &Path) -> Value {
    serde_json::from_str(fs::read_to_string(file).unwrap().lines().next().unwrap()).unwrap()
}

/// Answers with their rows in one order, as text.
pub(crate) fn sorted(answers: &Value) -> Vec<String> {
    let text = |answer: &Value| {
        let mut rows: Vec<String> = answer["rows"].as_array().unwrap().iter().map(Value::to_string).collect();
        rows.sort();
        format!("{} {} {} {}", answer["evaluator"], answer["query"], answer["sqlSha256"], rows.join("\n"))
    };
    answers.as_array().unwrap().iter().map(text).collect()
}
