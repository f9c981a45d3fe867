//! A vault opens for the right passphrase only, and what was on the screen is gone when it is locked.

use crate::unlock;
use harness::{Done, cli::Vault, window::App};

#[test]
fn a_locked_vault_opens_for_the_right_passphrase_only() -> Done {
    let folder = tempfile::tempdir()?;
    let (vault, _) = Vault::init(folder.path())?;
    let app = App::start("locking", &vault.folder)?;
    app.fill("unlock-passphrase", "orchard kettle lantern viola")?;
    app.click("unlock")?;
    app.see("unlock-error")?;
    app.picture("1-refused")?;
    assert_eq!(app.count("shell")?, 0);
    unlock(&app)?;
    app.reads("engagement", "Brightwater Labs")?;
    app.click("lock")?;
    app.see("unlock-page")?;
    let shown = app.script("return document.body.innerText", &serde_json::json!([]))?;
    assert!(shown.as_str().is_some_and(|words| !words.contains("Brightwater")), "{shown}");
    app.picture("2-locked")?;
    unlock(&app)?;
    app.see("page-overview")?;
    app.passed();
    Ok(())
}
