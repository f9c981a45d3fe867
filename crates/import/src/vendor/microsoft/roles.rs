//! Roles of Entra: who holds one, and what the built-in ones are called.

use super::{SYSTEM, peek};
use crate::{
    importer::{ReadError, Sink},
    read::fields::Fields,
};
use model::{Data, record::Grant};

/// Reads a holding of a role: an assignment, an eligibility, or an instance of one. `eligible` says that the holder has
/// to activate it first.
///
/// # Errors
/// [`ReadError::Stopped`] when the receiver wants no more.
pub fn grant(mut row: Fields, eligible: bool, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let principal_id = row.first_text(&["principalId", "PrincipalId", "principal.id"]);
    let named =
        row.first_text(&["principal.userPrincipalName", "principal.displayName", "principalName", "PrincipalDisplayName"]);
    let Some(principal) = named.or_else(|| principal_id.clone()) else {
        row.lacks(sink, "principalId");
        return Ok(());
    };
    let definition = peek(&row, DEFINITION).map(str::to_owned);
    let told = row.first_text(&["roleDefinition.displayName", "RoleName"]);
    let Some(role) = told.or_else(|| definition.as_deref().and_then(name)).or(definition) else {
        row.lacks(sink, "roleDefinitionId");
        return Ok(());
    };
    let state = row.first_text(&["assignmentType", "AssignmentType", "status"]);
    let grant = Grant {
        system: SYSTEM.to_owned(),
        id: row.first_text(&["id", "Id"]),
        principal,
        principal_id,
        principal_word: kind(&mut row),
        privileged: row.truth("roleDefinition.isPrivileged").or_else(|| is_privileged(&role)),
        role,
        scope: row.first_text(&["directoryScopeId", "DirectoryScopeId", "appScopeId", "AppScopeId", "resourceScope"]),
        status_word: if eligible { Some("eligible".to_owned()) } else { state },
        from: row.first_utc_time(&["startDateTime", "StartDateTime", "scheduleInfo.startDateTime"]),
        to: row.first_utc_time(&["endDateTime", "EndDateTime", "scheduleInfo.expiration.endDateTime"]),
        ..Grant::default()
    };
    row.record(sink, Data::Grant(Box::new(grant)))
}

/// The role's definition; of built-in roles it is the same in every tenant.
pub const DEFINITION: &[&str] =
    &["roleDefinitionId", "RoleDefinitionId", "roleTemplateId", "RoleTemplateId", "roleDefinition.id"];

/// What the holder is: `user`, `group`, `servicePrincipal`.
pub fn kind(row: &mut Fields) -> Option<String> {
    let holder = row.peek("principal").and_then(|principal| principal.get("@odata.type")?.as_str());
    let word = holder.map(str::to_owned).or_else(|| row.text("@odata.type"))?;
    Some(word.trim_start_matches("#microsoft.graph.").to_owned())
}

/// Whether a role gives administrative rights, by its name; none where the name does not tell.
pub fn is_privileged(role: &str) -> Option<bool> {
    const WRITING: &[&str] =
        &["Application Developer", "Directory Synchronization Accounts", "Directory Writers", "Security Operator"];
    if role.contains("Administrator") || WRITING.contains(&role) {
        return Some(true);
    }
    (role.ends_with("Reader") || role.ends_with("Readers")).then_some(false)
}

/// The name of a built-in role.
pub fn name(definition: &str) -> Option<String> {
    let found = BUILT_IN.binary_search_by(|(id, _)| (*id).cmp(definition.to_ascii_lowercase().as_str())).ok()?;
    BUILT_IN.get(found).map(|(_, name)| (*name).to_owned())
}

/// Built-in roles by their definition, sorted, from Microsoft's page "Microsoft Entra built-in roles".
const BUILT_IN: &[(&str, &str)] = &[
    ("0526716b-113d-4c15-b2c8-68e3c22b9f80", "Authentication Policy Administrator"),
    ("11451d60-acb2-45eb-a7d6-43d0f0125c13", "Windows 365 Administrator"),
    ("11648597-926c-4cf3-9c36-bcebb0ba8dcc", "Power Platform Administrator"),
    ("158c047a-c907-4556-b7ef-446551a6b5f7", "Cloud Application Administrator"),
    ("17315797-102d-40b4-93e0-432062caca18", "Compliance Administrator"),
    ("194ae4cb-b126-40b2-bd5b-6091b380977d", "Security Administrator"),
    ("25a516ed-2fa0-40ea-a2d0-12923a21473a", "Authentication Extensibility Administrator"),
    ("29232cdf-9323-42fd-ade2-1d097af3e4de", "Exchange Administrator"),
    ("2b745bdf-0803-4d80-aa65-822c4493daac", "Office Apps Administrator"),
    ("31392ffb-586c-42d1-9346-e59415a2cc4e", "Exchange Recipient Administrator"),
    ("3a2c62db-5318-420d-8d74-23affee5d9d5", "Intune Administrator"),
    ("3edaf663-341e-4475-9f94-5c398ef6c070", "B2C IEF Policy Administrator"),
    ("44367163-eba1-44c3-98af-f5787879f96a", "Dynamics 365 Administrator"),
    ("45d8d3c5-c802-45c6-b32a-1d70b5e1e86e", "Identity Governance Administrator"),
    ("4a5d8f65-41da-4de4-8968-e035b65339cf", "Reports Reader"),
    ("4d6ac14f-3453-41d0-bef9-a3e0c569773a", "License Administrator"),
    ("58a13ea3-c632-46ae-9ee0-9c0d43cd7f3d", "Attribute Assignment Administrator"),
    ("59d46f88-662b-457b-bceb-5c3809e5908f", "Lifecycle Workflows Administrator"),
    ("5d6b6bb7-de71-4623-b4af-96380a352509", "Security Reader"),
    ("5f2222b1-57c3-48ba-8ad5-d4759f1fde6f", "Security Operator"),
    ("62e90394-69f5-4237-9190-012177145e10", "Global Administrator"),
    ("69091246-20e8-4a56-aa4d-066075b2a7a8", "Teams Administrator"),
    ("729827e3-9c14-49f7-bb1b-9608f156bbb8", "Helpdesk Administrator"),
    ("7495fdc4-34c4-4d15-a289-98788ce399fd", "Azure Information Protection Administrator"),
    ("75941009-915a-4869-abe7-691bff18279e", "Skype for Business Administrator"),
    ("7698a772-787b-4ac8-901f-60d6b08affd2", "Cloud Device Administrator"),
    ("790c1fb9-7f7d-4f88-86a1-ef1f95c05c1b", "Message Center Reader"),
    ("7be44c8a-adaf-4e2a-84d6-ab2649e08a13", "Privileged Authentication Administrator"),
    ("8329153b-31d0-4727-b945-745eb3bc5f31", "Domain Name Administrator"),
    ("8424c6f0-a189-499e-bbd0-26c1753c96d4", "Attribute Definition Administrator"),
    ("88d8e3e3-8f55-4a1e-953a-9b9898b8876b", "Directory Readers"),
    ("892c5842-a9a6-463a-8041-72aa08ca3cf6", "Cloud App Security Administrator"),
    ("8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2", "Hybrid Identity Administrator"),
    ("9360feb5-f418-4baa-8175-e2a00bac4301", "Directory Writers"),
    ("95e79109-95c0-4d8e-aee3-d01accf2d47b", "Guest Inviter"),
    ("966707d0-3269-4727-9be2-8c3a10f19b9d", "Password Administrator"),
    ("9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3", "Application Administrator"),
    ("a9ea8996-122f-4c74-9520-8edcd192826c", "Fabric Administrator"),
    ("aaf43236-0c0d-4d5f-883a-6955382ac081", "B2C IEF Keyset Administrator"),
    ("ac434307-12b9-4fa1-a708-88bf58caabc1", "Global Secure Access Administrator"),
    ("b0f54661-2d74-4c50-afa3-1ec803f12efe", "Billing Administrator"),
    ("b1be1c3e-b65d-4f19-8427-f6fa0d97feb9", "Conditional Access Administrator"),
    ("b5a8dcf3-09d5-43a9-a639-8e29ef291470", "Knowledge Administrator"),
    ("baf37b3a-610e-45da-9e62-d9d1e5e8914b", "Teams Communications Administrator"),
    ("be2f45a1-457d-42af-a067-6ec1fa63bc45", "External Identity Provider Administrator"),
    ("c4e39bd9-1100-46d3-8c65-fb160da0071f", "Authentication Administrator"),
    ("cf1c38e5-3621-4004-a7cb-879624dced7c", "Application Developer"),
    ("d29b2b05-8046-44ba-8758-1e26182fcf32", "Directory Synchronization Accounts"),
    ("d37c8bed-0711-4417-ba38-b4abe66ce4c2", "Network Administrator"),
    ("e3973bdf-4987-49ae-837a-ba8e231c7286", "Azure DevOps Administrator"),
    ("e6d1a23a-da11-4be4-9570-befc86d067a7", "Compliance Data Administrator"),
    ("e8611ab8-c189-46e8-94e1-60213ab1f814", "Privileged Role Administrator"),
    ("f023fd81-a637-4b56-95fd-791ac0226033", "Service Support Administrator"),
    ("f28a1f50-f6e7-4571-818b-6a12f2af6b6c", "SharePoint Administrator"),
    ("f2ef992c-3afb-46b9-b7cf-a126ee74c451", "Global Reader"),
    ("fdd7a751-b60b-444a-984c-02652fe8fa1c", "Groups Administrator"),
    ("fe930be7-5e62-47db-91af-98c3a49a38b1", "User Administrator"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_are_sorted_and_found() {
        assert!(BUILT_IN.is_sorted());
        assert_eq!(name("62e90394-69f5-4237-9190-012177145e10").as_deref(), Some("Global Administrator"));
        assert_eq!(name("00000000-0000-0000-0000-000000000001"), None);
    }
}
