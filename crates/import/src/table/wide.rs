//! Accounts out of a row that has a column for each system.

use super::{cells::Cells, words};
use crate::{
    importer::{ReadError, Sink},
    map::Wide,
};
use model::{
    Data, Stamp,
    record::{Account, AccountStatus},
};

/// Puts an account for each system in which the row says that there is one.
pub(super) fn put(cells: &Cells<'_>, systems: &[Wide], sink: &mut Sink<'_>) -> Result<(), ReadError> {
    for wide in systems {
        let Some((status, disabled, roles)) = told(cells, wide) else { continue };
        let email = cells.text("email");
        let name = cells.text("name").or_else(|| super::person::joined_name(cells));
        let employee_number = cells.text("employee-number");
        let login = cells.text("login").or_else(|| email.clone()).or_else(|| name.clone()).or_else(|| employee_number.clone());
        let Some(login) = login else { return Ok(()) };
        let cell = cells.row.cell(wide.column);
        let account = Account {
            system: wide.system.clone(),
            login,
            email,
            name,
            employee_number,
            status,
            status_word: Some(format!("{}: {cell}", cells.name(wide.column))),
            disabled,
            admin: if roles.is_empty() { None } else { roles.first().and_then(|role| words::admin_role(role)) },
            roles,
            ..Account::default()
        };
        sink.record(cells.row.at(), Data::Account(Box::new(account)), model::gateway::Extra::new())?;
    }
    Ok(())
}

/// Status, time of disabling and roles; none where the row says that there is no account.
fn told(cells: &Cells<'_>, wide: &Wide) -> Option<(AccountStatus, Option<Stamp>, Vec<String>)> {
    let cell = cells.row.cell(wide.column);
    if wide.times {
        let at = cells.time_of(wide.column);
        return Some((if at.is_some() { AccountStatus::Disabled } else { AccountStatus::Active }, at, Vec::new()));
    }
    match words::boolean(cell).filter(|_| words::is_bare_truth(cell)) {
        Some(truth) if wide.gone => Some((if truth { AccountStatus::Disabled } else { AccountStatus::Active }, None, Vec::new())),
        Some(true) => Some((AccountStatus::Active, None, Vec::new())),
        Some(false) => None,
        None if super::blank(cell) || words::is_absent(cell) => None,
        None => match words::account_status(cell) {
            AccountStatus::Unknown => Some((AccountStatus::Active, None, vec![cell.to_owned()])),
            status if words::admin_role(cell) == Some(true) => Some((status, None, vec![cell.to_owned()])),
            status => Some((status, None, Vec::new())),
        },
    }
}
