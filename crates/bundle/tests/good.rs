//! A good bundle: accepted by us and by the tools that an auditor has, and the same bytes every time.

mod sample;

use bundle::{Step, verify, write};
use sample::{identity, sample};
use std::fs;

#[test]
fn is_valid_and_reproducible() {
    let folder = tempfile::tempdir().expect("a folder");
    let (first, second) = (folder.path().join("a.zip"), folder.path().join("b.zip"));
    let (contents, mut memory) = sample();
    let mut steps = Vec::new();
    let summary = write(&contents, &mut memory, &identity(), &first, &mut |progress| {
        steps.push(progress.step);
        true
    })
    .expect("a bundle");
    write(&contents, &mut memory, &identity(), &second, &mut |_| true).expect("a bundle");
    if let Ok(keep) = std::env::var("FIELDWORK_KEEP_SAMPLE") {
        fs::copy(&first, keep).expect("a copy");
    }
    assert!(fs::read(&first).expect("bytes") == fs::read(&second).expect("bytes"), "two writes differ");
    let verdict = verify(&first, Some(&identity().fingerprint()));
    assert_eq!(verdict.problems, []);
    assert!(verdict.valid);
    assert_eq!(verdict.facts.company.as_deref(), Some("Nordlicht Künstliche Intelligenz GmbH"));
    assert_eq!(verdict.facts.originals, summary.originals);
    assert_eq!(verdict.facts.files, summary.files);
    for step in [Step::Report, Step::Originals, Step::Records, Step::Closing] {
        assert!(steps.contains(&step), "{step:?} was not told");
    }
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 2, "something was left behind");
}
