//! The rows of a file as the window shows them.

use crate::{export, unlock};
use harness::{
    Done,
    cli::{Vault, text},
    window::App,
};

/// Its source has columns that are called like ours.
const FILE: &str = "github-pulls.json";

#[test]
fn the_rows_of_a_file_are_shown_whatever_its_columns_are_called() -> Done {
    let folder = tempfile::tempdir()?;
    let (vault, _) = Vault::init(folder.path())?;
    vault.run("import", ["--json", text(&export(FILE))?])?.expect(0)?;
    let app = App::start("evidence", &vault.folder)?;
    unlock(&app)?;
    app.go("#/evidence/1")?;
    app.reads("page-evidence", FILE)?;
    app.reads("records-total", "66 records")?;
    app.reads("record-0", "$[0]")?;
    app.picture("1-rows")?;
    app.click("record-0")?;
    app.has("record-detail", "data-at", "$[0]")?;
    app.picture("2-row")?;
    app.passed();
    Ok(())
}
