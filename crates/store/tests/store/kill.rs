//! Killed at any moment, the vault is as before or as after.
//!
//! A child process takes in evidence without end and tells every step that it begins. The parent waits for a step drawn
//! from a seed, lets a drawn number of turns of an empty loop pass, and kills it.

use crate::{
    child,
    scene::{ACTOR, Scene, at, event, evidence},
};
use std::{
    fs,
    io::{BufRead as _, BufReader, Write as _},
    path::{Path, PathBuf},
    process::Stdio,
};
use store::{Keychain as _, MemoryKeychain, Read, Records, Unlock, Vault, Write};

const ROWS: u64 = 300;
const KILLS: u64 = 24;

#[test]
fn a_killed_import_is_whole_or_absent() {
    let scene = Scene::new();
    let id = scene.create().id();
    let account = format!("vault {id}");
    let entry = scene.keychain.get(&account).unwrap();
    let mut interrupted = 0;
    for seed in 0..KILLS {
        let promised = run_and_kill(&scene, entry.expose(), seed);
        let stored = originals(&scene.dir());
        let vault = scene.open().unwrap_or_else(|error| panic!("seed {seed}: {error}"));
        let named = inspect(&vault, promised, seed);
        interrupted += u64::from(stored > named);
        vault.close().unwrap();
    }
    assert!(interrupted > 0, "at least one kill met an import in the middle");
}

/// Runs the child until the drawn step and kills it; gives the number of imports that it called committed.
fn run_and_kill(scene: &Scene, entry: &str, seed: u64) -> u64 {
    let mut draw = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = |below: u64| {
        draw ^= draw << 13;
        draw ^= draw >> 7;
        draw ^= draw << 17;
        draw % below
    };
    let (steps, turns) = (1 + next(24), next(2_000_000));
    let mut command = child::command("kill::child_imports_for_ever", &scene.dir());
    let mut process = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    process.stdin.take().unwrap().write_all(entry.as_bytes()).unwrap();
    let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
    let mut committed = 0;
    let mut met = 0;
    while met < steps {
        let line = lines.next().unwrap().unwrap();
        met += u64::from(line.starts_with("step "));
        committed = line.strip_prefix("step committed ").map_or(committed, |count| count.parse().unwrap());
    }
    (0..turns).for_each(|turn| _ = std::hint::black_box(turn));
    process.kill().unwrap();
    process.wait().unwrap();
    for line in lines {
        committed = line.unwrap().strip_prefix("step committed ").map_or(committed, |count| count.parse().unwrap());
    }
    committed
}

/// Originals and unfinished originals in the folder.
fn originals(dir: &Path) -> u64 {
    let entries = |folder: &Path| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect::<Vec<_>>();
    let inside = |path: &PathBuf| if path.is_dir() { entries(path).len() } else { 1 };
    entries(&dir.join("evidence")).iter().map(inside).sum::<usize>() as u64
}

/// Checks that every import is whole; gives their number.
fn inspect(vault: &Vault, promised: u64, seed: u64) -> u64 {
    vault.check_map().unwrap();
    let check = vault.verify_chain().unwrap();
    assert_eq!(check.broken, None, "seed {seed}");
    assert!(vault.check_originals().unwrap().is_empty(), "seed {seed}");
    let evidence = vault.read(Read::all_evidence).unwrap();
    for piece in &evidence {
        let rows = vault.read(|read| read.record_count(Records::Of(piece.id))).unwrap();
        assert_eq!(rows, ROWS, "seed {seed}: {} is half there", piece.id);
    }
    let count = evidence.len() as u64;
    assert!((promised..=promised + 1).contains(&count), "seed {seed}: {promised} promised, {count} there");
    // Two entries for each import, and one for the creation.
    assert_eq!(check.entries, 1 + 2 * count, "seed {seed}");
    assert_eq!(originals(vault.dir()), count, "seed {seed}: an original without evidence is left");
    count
}

#[test]
fn child_imports_for_ever() {
    let Some(dir) = child::folder() else { return };
    let mut entry = String::new();
    std::io::stdin().read_line(&mut entry).unwrap();
    let keychain = MemoryKeychain::default();
    let account = format!("vault {}", Vault::peek(&dir).unwrap().id);
    keychain.set(&account, &crate::scene::secret(&entry)).unwrap();
    let mut vault = Vault::open(&dir, &Unlock::Keychain(&keychain)).unwrap();
    let mut count = vault.read(Read::all_evidence).unwrap().len() as u64;
    let step = |what: &str| writeln!(std::io::stdout(), "\nstep {what}").unwrap();
    step(&format!("committed {count}"));
    loop {
        let mut writer = vault.blobs().writer().unwrap();
        step("original");
        writer.write_all(&vec![u8::try_from(count % 256).unwrap(); 200_000]).unwrap();
        writer.write_all(&count.to_be_bytes()).unwrap();
        let hash = writer.finish().unwrap().sha256;
        step("transaction");
        let work = |write: &mut Write<'_>| {
            let id = write.insert_evidence(&evidence(hash, "events.ndjson"))?;
            step("records");
            write.insert_records(id, (1..=ROWS).map(event))
        };
        vault.write(ACTOR, at(1), work).unwrap();
        count += 1;
        step(&format!("committed {count}"));
    }
}
