//! Originals: what goes in comes out, and whatever happens to the file is noticed.

use crate::{
    child,
    scene::{Scene, original, take_in},
};
use model::Sha256;
use std::{
    fs,
    io::{self, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};
use store::{StoreError, Vault};

const CHUNK: usize = 64 * 1024;
const SEALED: usize = CHUNK + 16;
const HEADER: usize = 72;

fn pattern(length: usize) -> Vec<u8> {
    (0..length).map(|index| u8::try_from(index * 31 % 251).unwrap()).collect()
}

fn path_of(vault: &Vault, hash: &Sha256) -> PathBuf {
    let name = hash.to_string();
    vault.dir().join("evidence").join(&name[..2]).join(name)
}

fn files_under(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files_under(&path)) } else { found.push(path) }
    }
    found
}

#[test]
fn every_length_comes_back() {
    let scene = Scene::new();
    let vault = scene.create();
    for length in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 17] {
        let bytes = pattern(length);
        let hash = original(&vault, &bytes);
        let mut reader = vault.blobs().open(&hash).unwrap();
        assert_eq!(reader.length(), bytes.len() as u64);
        let mut back = Vec::new();
        reader.read_to_end(&mut back).unwrap();
        assert!(back == bytes, "{length}");
        assert_eq!(vault.blobs().verify(&hash).unwrap(), bytes.len() as u64);
        let sealed = fs::metadata(path_of(&vault, &hash)).unwrap().len();
        let chunks = length.div_ceil(CHUNK).max(1);
        assert_eq!(sealed, (HEADER + length + chunks * 16) as u64, "{length}");
    }
    let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    assert!(vault.blobs().contains(&empty.parse().unwrap()), "the address is the SHA-256 of the plaintext");
}

#[test]
fn a_reader_goes_to_any_place() {
    let scene = Scene::new();
    let vault = scene.create();
    let bytes = pattern(3 * CHUNK + 100);
    let mut reader = vault.blobs().open(&original(&vault, &bytes)).unwrap();
    for place in [CHUNK - 2, 3 * CHUNK + 90, 0, 2 * CHUNK] {
        reader.seek(SeekFrom::Start(place as u64)).unwrap();
        let mut part = [0; 10];
        reader.read_exact(&mut part).unwrap();
        assert_eq!(part, bytes[place..place + 10], "{place}");
    }
    assert_eq!(reader.seek(SeekFrom::End(5)).unwrap(), bytes.len() as u64 + 5);
    assert_eq!(reader.read(&mut [0; 4]).unwrap(), 0);
    assert!(reader.seek(SeekFrom::Current(-1_000_000)).is_err());
}

#[test]
fn the_same_bytes_are_stored_once_and_healed() {
    let scene = Scene::new();
    let vault = scene.create();
    let store = |bytes: &[u8]| {
        let mut writer = vault.blobs().writer().unwrap();
        writer.write_all(bytes).unwrap();
        writer.finish().unwrap()
    };
    let (first, second) = (store(b"same"), store(b"same"));
    assert_eq!((first.known, second.known, first.sha256 == second.sha256), (false, true, true));
    assert_eq!(files_under(&vault.dir().join("evidence")).len(), 1);
    fs::write(path_of(&vault, &first.sha256), b"cut").unwrap();
    assert!(!store(b"same").known);
    assert_eq!(vault.blobs().verify(&first.sha256).unwrap(), 4);
}

#[test]
fn a_writer_that_is_dropped_leaves_nothing() {
    let scene = Scene::new();
    let vault = scene.create();
    let mut writer = vault.blobs().writer().unwrap();
    writer.write_all(&pattern(CHUNK * 2)).unwrap();
    assert_eq!(files_under(&vault.dir().join("evidence")).len(), 1);
    drop(writer);
    assert!(files_under(&vault.dir().join("evidence")).is_empty());
}

#[test]
fn every_alteration_is_found() {
    let scene = Scene::new();
    let vault = scene.create();
    let hash = original(&vault, &pattern(3 * CHUNK));
    let other = original(&vault, &pattern(3 * CHUNK + 1));
    let path = path_of(&vault, &hash);
    let whole = fs::read(&path).unwrap();
    let chunk = |number: usize| HEADER + number * SEALED..HEADER + (number + 1) * SEALED;
    let swapped = [&whole[..HEADER], &whole[chunk(1)], &whole[chunk(0)], &whole[chunk(2)]].concat();
    let repeated = [&whole[..HEADER], &whole[chunk(0)], &whole[chunk(0)], &whole[chunk(2)]].concat();
    let flipped = |offset: usize| {
        let mut bytes = whole.clone();
        bytes[offset] ^= 0x40;
        bytes
    };
    let cases = [
        ("empty", Vec::new()),
        ("header only", whole[..HEADER].to_vec()),
        ("cut at a chunk border", whole[..chunk(1).end].to_vec()),
        ("cut inside a chunk", whole[..whole.len() - 5].to_vec()),
        ("cut inside a tag", whole[..chunk(1).end + 7].to_vec()),
        ("something appended", [whole.as_slice(), b"more"].concat()),
        ("a chunk appended", [whole.as_slice(), &whole[chunk(2)]].concat()),
        ("chunks swapped", swapped),
        ("a chunk repeated", repeated),
        ("mark", flipped(0)),
        ("salt", flipped(9)),
        ("binding", flipped(45)),
        ("first chunk", flipped(HEADER)),
        ("second chunk", flipped(chunk(1).start + 100)),
        ("last tag", flipped(whole.len() - 1)),
        ("another original in its place", fs::read(path_of(&vault, &other)).unwrap()),
    ];
    for (what, bytes) in cases {
        fs::write(&path, bytes).unwrap();
        let found = vault.blobs().verify(&hash);
        assert!(matches!(found, Err(StoreError::Damaged { .. })), "{what}: {found:?}");
    }
    fs::write(&path, flipped(chunk(1).start)).unwrap();
    let mut read = Vec::new();
    let error = vault.blobs().open(&hash).unwrap().read_to_end(&mut read).unwrap_err();
    assert_eq!((error.kind(), read.len()), (io::ErrorKind::InvalidData, CHUNK), "no byte of a bad chunk is given");
    fs::remove_file(&path).unwrap();
    assert!(vault.blobs().verify(&hash).unwrap_err().to_string().contains("missing"));
}

#[test]
fn an_original_of_another_vault_is_not_read() {
    let (one, two) = (Scene::new(), Scene::new());
    let (first, second) = (one.create(), two.create());
    let hash = original(&first, b"bytes");
    assert_eq!(original(&second, b"bytes"), hash);
    fs::copy(path_of(&first, &hash), path_of(&second, &hash)).unwrap();
    assert!(matches!(second.blobs().verify(&hash), Err(StoreError::Damaged { .. })));
}

#[test]
fn opening_removes_what_no_evidence_names() {
    let scene = Scene::new();
    let mut vault = scene.create();
    take_in(&mut vault, b"kept", "kept.csv");
    let orphan = original(&vault, b"orphan");
    let foreign = vault.dir().join("evidence").join("README");
    fs::write(&foreign, b"not ours").unwrap();
    fs::write(vault.dir().join("evidence").join("tmp-0011"), b"unfinished").unwrap();
    vault.close().unwrap();
    let vault = scene.open().unwrap();
    assert!(!vault.blobs().contains(&orphan));
    assert!(vault.check_originals().unwrap().is_empty());
    assert_eq!(files_under(&vault.dir().join("evidence")).len(), 2, "the original, and what is not ours");
    assert!(foreign.exists());
}

/// Gives that many bytes and holds none.
struct Counting(u64);

impl Read for Counting {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = usize::try_from(self.0).unwrap_or(usize::MAX).min(into.len());
        into[..count].fill(b'x');
        self.0 -= count as u64;
        Ok(count)
    }
}

const LARGE: u64 = 300 * 1024 * 1024;

#[test]
#[cfg(target_os = "linux")]
fn a_large_original_takes_little_memory() {
    let scene = Scene::new();
    let output = child::command("blob::child_stores_a_large_original", scene.folder.path()).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{text}");
    let grown = text.lines().find_map(|line| line.strip_prefix("grown by KiB ")).unwrap_or_else(|| panic!("{text}"));
    assert!(grown.parse::<u64>().unwrap() < 16 * 1024, "{grown} KiB for {LARGE} bytes");
}

#[test]
#[cfg(target_os = "linux")]
fn child_stores_a_large_original() {
    let Some(folder) = child::folder() else { return };
    let peak = || {
        let status = fs::read_to_string("/proc/self/status").unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
        line.trim().trim_end_matches(" kB").parse::<u64>().unwrap()
    };
    let scene = Scene { folder: tempfile::tempdir_in(folder).unwrap(), keychain: store::MemoryKeychain::default() };
    let vault = scene.create();
    let before = peak();
    let mut writer = vault.blobs().writer().unwrap();
    assert_eq!(io::copy(&mut Counting(LARGE), &mut writer).unwrap(), LARGE);
    let stored = writer.finish().unwrap();
    assert_eq!(vault.blobs().verify(&stored.sha256).unwrap(), LARGE);
    println!("\ngrown by KiB {}", peak() - before);
}
