//! A bundle that is dropped on the window is verified, not imported.

use crate::{export, unlock};
use harness::{
    Done,
    cli::{Vault, text},
    outside::flip_inside,
    window::App,
};

#[test]
fn a_dropped_bundle_is_verified() -> Done {
    let folder = tempfile::tempdir()?;
    let (vault, _) = Vault::init(folder.path())?;
    vault.run("import", ["--json", text(&export("roster.csv"))?])?.expect(0)?;
    let (good, altered) = (folder.path().join("good.zip"), folder.path().join("altered.zip"));
    vault.run("bundle", ["--json", "--out", text(&good)?])?.expect(0)?;
    flip_inside(&good, "E-0001-roster.csv", &altered)?;

    let app = App::start("bundle", &vault.folder)?;
    app.see("unlock-page")?;
    app.drop_files(&[&good])?;
    app.see("unlock-waiting")?;
    app.picture("1-waiting")?;
    unlock(&app)?;
    app.has("verdict", "data-valid", "true")?;
    app.reads("verdict", "Brightwater Labs")?;
    app.picture("2-valid")?;
    app.click("import-dismiss")?;
    app.gone("import")?;

    app.drop_files(&[&altered])?;
    app.has("verdict", "data-valid", "false")?;
    app.reads("verdict-problem", "data/evidence/E-0001-roster.csv")?;
    app.picture("3-altered")?;
    app.passed();
    Ok(())
}
