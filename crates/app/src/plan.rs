//! Which importer reads a file, and why.

use crate::{
    AppError, Code,
    contract::evidence::{ColumnView, Decision, FieldView, ImporterChoice, MapChoice, MapView},
    registry,
};
use import::{ColumnMap, Head, Importer, Match, map};
use model::Kind;

/// What is to be done with a file.
pub(crate) struct Plan {
    /// The importer; none: kept as a document.
    pub(crate) importer: Option<&'static Importer>,
    /// Why.
    pub(crate) because: String,
    /// Others that could read it.
    pub(crate) alternatives: Vec<ImporterChoice>,
    /// The column map to use; none: the importer has none, or guesses.
    pub(crate) map: Option<ColumnMap>,
}

/// Plans what to do with a file from its head, what the user decided, and the map remembered for its columns.
///
/// # Errors
/// [`Code::Invalid`] for an importer or a map that cannot be.
pub(crate) fn plan(head: &Head<'_>, decision: Option<&Decision>, remembered: Option<ColumnMap>) -> Result<Plan, AppError> {
    let candidates = import::recognise(head);
    let alternatives: Vec<ImporterChoice> = candidates
        .iter()
        .map(|candidate| ImporterChoice { id: candidate.importer.id.to_owned(), title: registry::title(candidate.importer) })
        .collect();
    let done = |importer, because: String, map| Ok(Plan { importer, because, alternatives, map });
    let chosen_map = decision.and_then(|decision| decision.map.clone()).map(column_map);
    if decision.is_some_and(|decision| decision.as_document) {
        return done(None, "you chose to keep it as a document".to_owned(), None);
    }
    if let Some(id) = decision.and_then(|decision| decision.importer.as_deref()) {
        let importer = registry::importer(id).ok_or_else(|| unknown_importer(id))?;
        let map = chosen_map.or_else(|| remembered.filter(|map| reads(importer, map.kind)));
        return done(Some(importer), "you chose this importer".to_owned(), map);
    }
    if let Some(map) = chosen_map {
        return done(Some(table_importer(map.kind)?), "you chose what its rows are".to_owned(), Some(map));
    }
    match candidates.first() {
        Some(first) if first.how == Match::Certain => {
            done(Some(first.importer), "its content has the marks of this export and of no other".to_owned(), None)
        }
        _ if remembered.is_some() => {
            let map = remembered.ok_or_else(|| unknown_importer("remembered"))?;
            done(
                Some(table_importer(map.kind)?),
                "its columns are those of an earlier file, whose map was remembered".to_owned(),
                Some(map),
            )
        }
        Some(first) => {
            let sure = if let Match::Maybe(score) = first.how { score } else { 100 };
            done(Some(first.importer), format!("its column names and values look like it ({sure} of 100)"), None)
        }
        None => done(None, "nothing recognises its content".to_owned(), None),
    }
}

fn unknown_importer(id: &str) -> AppError {
    AppError::new(Code::Invalid, format!("there is no importer called `{id}`"), "`fieldwork importers` lists them")
}

/// Whether an importer reads tables of a kind by column map.
fn reads(importer: &Importer, kind: Kind) -> bool {
    table_importer(kind).is_ok_and(|table| table.id == importer.id)
}

/// The importer of tables whose rows are of a kind.
///
/// # Errors
/// [`Code::Invalid`] when tables of that kind cannot be read by a column map.
pub(crate) fn table_importer(kind: Kind) -> Result<&'static Importer, AppError> {
    let mut tables =
        import::importers::ALL.iter().filter(|importer| importer.about.vendor == "Any" && map::mappable().contains(&kind));
    tables.find(|importer| importer.emits.first() == Some(&kind)).copied().ok_or_else(|| {
        let kinds: Vec<&str> = map::mappable().iter().map(|kind| kind.id()).collect();
        AppError::new(
            Code::Invalid,
            format!("tables of `{kind}` cannot be read by a column map"),
            format!("choose one of {}", kinds.join(", ")),
        )
    })
}

/// A map as the user set it.
pub(crate) fn column_map(choice: MapChoice) -> ColumnMap {
    ColumnMap { kind: choice.kind, columns: choice.columns, day_first: choice.day_first, system: choice.system }
}

/// A column map from its JSON text, as `--map` takes it.
///
/// # Errors
/// [`Code::Invalid`] with what is wrong and where.
pub fn map_from_json(text: &str) -> Result<MapChoice, AppError> {
    let map: ColumnMap = serde_json::from_str(text)
        .map_err(|error| AppError::new(Code::Invalid, format!("the column map is not as expected: {error}"), ""))?;
    Ok(MapChoice { kind: map.kind, columns: map.columns, day_first: map.day_first, system: map.system })
}

/// The map of a table with what is needed to change it; none for files that are no tables.
pub(crate) fn map_view(head: &Head<'_>, kind: Option<Kind>, used: Option<&ColumnMap>) -> Option<MapView> {
    let guess = map::guess(head, used.map(|map| map.kind).or(kind))?;
    let map = used.unwrap_or(&guess.map);
    let fields = map::fields(map.kind).iter().map(|field| FieldView {
        id: field.id.to_owned(),
        title: field.title.to_owned(),
        required: field.required && field.one_of.is_none(),
    });
    let columns = map::columns(head).into_iter().map(|column| ColumnView { name: column.name, samples: column.samples });
    let missing = if used.is_some() { Vec::new() } else { guess.missing.iter().map(|&field| field.to_owned()).collect() };
    Some(MapView {
        kind: map.kind,
        confidence: if used.is_some() { 100 } else { guess.confidence.into() },
        columns: map.columns.clone(),
        day_first: map.day_first,
        system: map.system.clone(),
        fields: fields.collect(),
        available: columns.collect(),
        missing,
    })
}
