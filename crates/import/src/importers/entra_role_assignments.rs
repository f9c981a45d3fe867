//! Microsoft Entra: who holds a role, or may activate one.

use crate::{
    head,
    importer::{About, Importer, Input, ReadError, Sink},
    vendor::microsoft::{List, roles},
};
use model::Kind;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "entra-role-assignments",
    version: 1,
    about: About {
        vendor: "Microsoft",
        title: "Entra role assignments",
        export: &[
            "In Graph Explorer or with a script (permission RoleManagement.Read.Directory) call GET \
             https://graph.microsoft.com/v1.0/roleManagement/directory/roleAssignments?$expand=principal and follow @odata.nextLink \
             until there is none; a second time with $expand=roleDefinition if you have roles of your own.",
            "With Privileged Identity Management instead: /roleManagement/directory/roleAssignmentScheduleInstances and \
             /roleManagement/directory/roleEligibilityScheduleInstances with $expand=principal,roleDefinition.",
        ],
        covers: "All holders of roles at the moment of the export.",
        retention_days: None,
        source: "https://learn.microsoft.com/en-us/graph/api/resources/unifiedroleassignment",
    },
    emits: &[Kind::Grant],
    sniff: |head| GRAPH.sniff(head),
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

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    GRAPH.read(input, sink, &mut |row, context, sink| {
        let eligible = context.contains("Eligibility") || row.has("roleEligibilityScheduleId");
        roles::grant(row, eligible, sink)
    })
}
