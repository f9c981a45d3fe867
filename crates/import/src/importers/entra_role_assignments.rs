//! Microsoft Entra: who holds a role, or may activate one.

use crate::{
    head,
    importer::{About, Importer, Input, Match, ReadError, Sink},
    read::{csv::product, fields::Fields},
    vendor::microsoft::{List, SYSTEM, roles},
};
use model::{Data, Kind, record::Grant};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "entra-role-assignments",
    version: 2,
    about: About {
        vendor: "Microsoft",
        title: "Entra role assignments",
        export: &[
            "In Graph Explorer or with a script (permission RoleManagement.Read.Directory) call GET \
             https://graph.microsoft.com/v1.0/roleManagement/directory/roleAssignments?$expand=principal and follow @odata.nextLink \
             until there is none; a second time with $expand=roleDefinition if you have roles of your own.",
            "With Privileged Identity Management instead: /roleManagement/directory/roleAssignmentScheduleInstances and \
             /roleManagement/directory/roleEligibilityScheduleInstances with $expand=principal,roleDefinition.",
            "Or in the Entra admin center: Identity governance, Privileged Identity Management, Microsoft Entra roles, Assignments, Export.",
        ],
        covers: "All holders of roles at the moment of the export.",
        retention_days: None,
        source: "https://learn.microsoft.com/en-us/graph/api/resources/unifiedroleassignment",
    },
    emits: &[Kind::Grant],
    sniff: |head| if product::is_marked(head, PORTAL) { Match::Certain } else { GRAPH.sniff(head) },
    read,
};

const GRAPH: List = List {
    report: "Role assignments",
    snapshot: true,
    contexts: &[
        "rolemanagement/directory/roleassignments",
        "directory/roleassignmentschedules",
        "directory/roleassignmentscheduleinstances",
        "directory/roleeligibilityschedules",
        "directory/roleeligibilityscheduleinstances",
    ],
    // A request has an action; an assignment of Azure's resources names its role.
    is_row: |row| {
        head::has(row, &["principalId", "roleDefinitionId", "directoryScopeId"])
            && !head::has(row, &["action"])
            && !head::has(row, &["roleDefinitionName"])
    },
};

/// Columns of the table that Privileged Identity Management exports, of Entra and of Azure's resources.
const PORTAL: &[&str] = &["Role Name", "User Group Name", "Assignment State", "Assignment Start Time (UTC)"];

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    GRAPH.read_or_table(input, sink, &[PORTAL], |row, context, sink| {
        if row.has("User Group Name") {
            return exported(row, sink);
        }
        // An eligibility is neither assigned nor activated.
        let scheduled = row.has("scheduleInfo") && !row.has("assignmentType");
        let eligible = context.contains("Eligibility") || row.has("roleEligibilityScheduleId") || scheduled;
        roles::grant(row, eligible, sink)
    })
}

fn exported(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let named = row.first_text(&["PrincipalName", "User Principal Name", "Email", "User Group Name"]);
    let (Some(principal), Some(role)) = (named, row.text("Role Name")) else {
        row.lacks(sink, "Role Name");
        return Ok(());
    };
    // A role of Azure's resources is exported by the same page; its resource is a subscription or what is in one.
    let is_azure = row.peek_text("Resource Type").is_some_and(|word| !word.eq_ignore_ascii_case("directory"));
    let open = row.peek_text("Assignment End Time (UTC)").is_some_and(|word| word.eq_ignore_ascii_case("permanent"));
    let grant = Grant {
        system: if is_azure { "Azure" } else { SYSTEM }.to_owned(),
        principal,
        privileged: if is_azure { None } else { roles::is_privileged(&role) },
        role,
        scope: row.first_text(&["Resource Name", "Scope"]),
        status_word: row.text("Assignment State").map(|word| word.to_ascii_lowercase()),
        from: row.first_utc_time(&["Assignment Start Time (UTC)"]),
        to: if open { None } else { row.first_utc_time(&["Assignment End Time (UTC)"]) },
        ..Grant::default()
    };
    row.record(sink, Data::Grant(Box::new(grant)))
}
