//! Microsoft Entra: users at risk, as Identity Protection rates them.

use crate::{
    head,
    importer::{About, Importer, Input, ReadError, Sink},
    read::fields::Fields,
    vendor::microsoft::{List, SYSTEM},
};
use model::{
    Data, Kind,
    record::{Account, AccountStatus},
};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "entra-risky-users",
    version: 1,
    about: About {
        vendor: "Microsoft",
        title: "Entra risky users",
        export: &["In Graph Explorer or with a script (permission IdentityRiskyUser.Read.All; needs a P2 licence) call GET \
             https://graph.microsoft.com/v1.0/identityProtection/riskyUsers and follow @odata.nextLink until there is none."],
        covers: "Users who are or were at risk, with the state of each, at the moment of the export. Completes the users.",
        retention_days: None,
        source: "https://learn.microsoft.com/en-us/graph/api/resources/riskyuser",
    },
    emits: &[Kind::Account],
    sniff: |head| GRAPH.sniff(head),
    read,
};

const GRAPH: List = List {
    report: "Risky users",
    snapshot: true,
    contexts: &["riskyusers"],
    is_row: |row| {
        head::has(row, &["riskLevel", "riskState", "riskLastUpdatedDateTime"])
            && head::has(row, &["userPrincipalName", "isProcessing"])
    },
};

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    GRAPH.read(input, sink, &mut |row, _, sink| user(row, sink))
}

/// The account at risk; the risk itself stays in `extra`, in Microsoft's words.
fn user(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(login) = row.text("userPrincipalName") else {
        row.lacks(sink, "userPrincipalName");
        return Ok(());
    };
    // No field takes it; it is read so that one that is no time (Microsoft's page prints `String (timestamp)`) is noticed.
    let rated = row.peek("riskLastUpdatedDateTime").cloned();
    row.time("riskLastUpdatedDateTime");
    if let Some(rated) = rated {
        row.put("riskLastUpdatedDateTime", rated);
    }
    let deleted = row.truth("isDeleted") == Some(true);
    let account = Account {
        system: SYSTEM.to_owned(),
        id: row.text("id"),
        login,
        name: row.text("userDisplayName"),
        status: if deleted { AccountStatus::Deleted } else { AccountStatus::Unknown },
        status_word: deleted.then(|| "isDeleted: true".to_owned()),
        partial: true,
        ..Account::default()
    };
    row.record(sink, Data::Account(Box::new(account)))
}
