//! Rows that are changes.

use super::{cells::Cells, reference, words};
use model::{
    Data, Stamp,
    record::{Change, Review, Verdict},
};

/// The change of a row; none where nothing names it.
pub(crate) fn change(cells: &Cells<'_>) -> Option<Data> {
    let id = cells.text("id").map(|id| reference::last_of_url(&id).to_owned());
    let id = id.or_else(|| cells.text("merge-commit")).or_else(|| cells.text("head-commit"))?;
    let author = cells.text("author");
    let bot = cells.reads("author-bot", |cell| words::boolean(cell).or_else(|| Some(words::plain(cell) == "bot")));
    let author_is_bot = bot.unwrap_or_else(|| author.as_deref().is_some_and(reference::is_bot));
    let (title, head) = (cells.text("title"), cells.text("head"));
    let tickets = reference::tickets(&cells.list("ticket"), [title.as_deref(), head.as_deref()]);
    let merged = cells.stamp("merged");
    let state_word = cells.text("state");
    for id in ["backout", "size", "review-count"] {
        cells.keep(id);
    }
    Some(Data::Change(Box::new(Change {
        system: cells.system(),
        repository: cells.text("repository"),
        id,
        title,
        author,
        author_is_bot,
        created: cells.stamp("created"),
        merged,
        is_merged: is_merged(cells, merged, state_word.as_deref()),
        merged_by: cells.text("merged-by"),
        state_word,
        base: cells.text("base"),
        head,
        head_commit: cells.text("head-commit"),
        merge_commit: cells.text("merge-commit"),
        reviews: reviews(cells),
        tickets,
        labels: cells.list("labels"),
        ..Change::default()
    })))
}

/// Whether it took effect: as a column says, else by the date, else by the state. A blank date of a column that tells
/// dates says no.
fn is_merged(cells: &Cells<'_>, merged: Option<Stamp>, state: Option<&str>) -> Option<bool> {
    let told = cells.raw("is-merged").and_then(words::boolean);
    let by_state = state.and_then(words::took_effect);
    let dated = cells.raw("merged").map(|cell| merged.is_some() || !super::blank(cell));
    match (told, dated) {
        (Some(told), _) => Some(told),
        // A register keeps the planned day of what was called off.
        (None, Some(true)) => Some(!state.is_some_and(words::was_called_off)),
        (None, Some(false)) => Some(by_state.unwrap_or(false)),
        (None, None) => by_state,
    }
}

/// The reviews; none where no column tells of any.
fn reviews(cells: &Cells<'_>) -> Option<Vec<Review>> {
    if !cells.has_any(&["approver", "review-state", "review-count"]) {
        return None;
    }
    let at = cells.stamp("reviewed");
    let state = cells.raw("review-state").filter(|cell| !cell.is_empty());
    let decided = match state {
        Some(cell) if words::boolean(cell) == Some(false) => None,
        Some(cell) => words::verdict(cell),
        // No column for the decision: to be named as reviewer or approver is one.
        None if !cells.has("review-state") => Some(Verdict::Approved),
        None => None,
    };
    cells.keep("review-state");
    let names: Vec<String> = cells.names("approver").into_iter().filter(|name| !words::is_verdict(name)).collect();
    if !names.is_empty() {
        let verdict = decided.unwrap_or(Verdict::Commented);
        return Some(names.into_iter().map(|name| Review { reviewer: Some(name), verdict, at, commit: None }).collect());
    }
    Some(unnamed(cells, state.and(decided), at))
}

/// Reviews of which the file says that they were made and not by whom.
fn unnamed(cells: &Cells<'_>, decided: Option<Verdict>, at: Option<Stamp>) -> Vec<Review> {
    let review = |verdict| Review { reviewer: None, verdict, at, commit: None };
    // `Approved by: yes` is a decision too.
    let said = cells.word("approver").filter(|cell| words::boolean(cell) != Some(false)).and_then(words::verdict);
    if let Some(verdict) = decided.or(said) {
        return vec![review(verdict)];
    }
    let count = cells.number("review-count").filter(|count| (1.0..=100.0).contains(count));
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and 100")]
    let count = count.map_or(0, |count| count as usize);
    vec![review(Verdict::Approved); count]
}
