//! Decisions of access reviews.

use super::{Field, Table, field};
use crate::{
    map::values::Values,
    table::{self, words},
};
use model::Kind;

/// What is read of them.
pub(super) const TABLE: Table = Table::of(Kind::AccessReview, FIELDS, table::access_review::access_review).in_files(
    "review|reviews|uar|recertification|certification|certifications|rezertifizierung|berechtigungsprufung|attestation",
);

const FIELDS: &[Field] = &[
    field(
        "subject",
        "Whose access",
        Values::Any,
        5,
        "user reviewed|reviewed user|principal name|user email|account name|user login|identity name|account reviewed|subject|benutzerkonto||user|\
         username|email|employee|account|principal|login|name|identity|member|person|fullname|userid|benutzer",
    )
    .one_of("subject")
    .avoiding("reviewer manager owner approver certifier decided status type date last role"),
    field("email", "E-mail address", Values::Email, 2, "||email|user email|email address|account email|employee email|reviewed user email")
        .one_of("subject")
        .avoiding("reviewer manager owner approver certifier decided"),
    field("subject-id", "That account's own id", Values::Any, 2, "||user id|userid|account id|principal id|identity id|employee id|employee number|object id|id")
        .avoiding("review reviewer manager resource group role app"),
    field(
        "resource",
        "Access to what",
        Values::Any,
        5,
        "resource name|access reviewed|access item|application name|app name|resource reviewed|anwendung||application|app|resource|system|group|tool|platform|\
         service|repository|target|product",
    )
    .avoiding("owner id date status type reviewer role"),
    field("due", "Due", Values::Date, 4, "due|review due|certification due|due by|decide by|deadline|frist||end")
        .avoiding("reviewed decided applied completed next employment"),
    field(
        "role",
        "The role or permission",
        Values::Any,
        5,
        "access level|current role|current access|entitlement name|role name|permission level|permission name|berechtigung||role|permission|entitlement|access|\
         group|permission set|privilege|profile|rights",
    )
    .avoiding("date review reviewer granted last appropriate required"),
    field(
        "decision",
        "Decision",
        Values::Words(words::is_access_decision),
        40,
        "review decision|certification decision|reviewer decision|access decision|keep or revoke|keep revoke|certify|attestation|review outcome|decision|\
         access appropriate|access still required|access still needed|still required|still needed|is access appropriate|keep access|retain access|review result|\
         reviewer response|approve revoke|keep remove|approve or revoke|certification status|access confirmed|action taken|entscheidung|revoke|appropriate|\
         access review decision|recertified|recertification|remove access|revoke access|access valid|keep||action|outcome|response|result|review status|verdict|status",
    )
    .required()
    .avoiding("date by reason recommended recommendation employment account applied mfa time"),
    field(
        "reviewer",
        "Who decided",
        Values::Any,
        18,
        "reviewer|reviewed by|certifier|reviewer email|reviewer name|certified by|attested by|decided by|decision by|reviewer username|primary reviewer|\
         gepruft von|prufer|review by|access reviewer|completed by||approver|approved by|manager|owner|decision maker",
    )
    .avoiding("date on at decision comments status"),
    field(
        "at",
        "When",
        Values::Date,
        14,
        "review date|reviewed|date of review|decision date|date reviewed|review completed|decided|certified|attested|certification date|reviewed timestamp|\
         decision timestamp|date of decision|gepruft am|reviewed date||review|completed|date|completion|responded",
    )
    .avoiding("by start due next last created granted applied login"),
    field(
        "review",
        "The review",
        Values::Any,
        16,
        "campaign|campaign name|review name|review campaign|review cycle|review period|certification|certification name|access review|review title|\
         access review name|review id|campaign id|quarter|review instance|access review id|certification campaign||review|period|cycle",
    )
    .avoiding("date decision reviewer status due comments"),
    field(
        "reason",
        "Why",
        Values::Any,
        10,
        "decision reason|reviewer comments|reviewer comment|review comments|review notes|decision justification|review justification|justification||comment|\
         comments|reason|notes|rationale|begrundung|bemerkung",
    )
    .avoiding("date"),
    field(
        "applied",
        "Carried out on",
        Values::Date,
        18,
        "revoked|removal date|access removed|date removed|remediated|remediation|applied|access revoked|removed|revocation|deprovisioned|date revoked|\
         remediation completed|changes applied|revoked timestamp|entzogen am|umgesetzt am||implemented|closed|executed",
    )
    .avoiding("by status ticket"),
    field(
        "applied-word",
        "Whether it was carried out",
        Values::Any,
        14,
        "apply result|remediation status|removal status|applied status|revocation status|change status|apply status|change completed|removal completed|\
         revocation completed|umgesetzt||applied|removed|implemented|remediated|ticket status|completed",
    )
    .avoiding("date by on at"),
    field("system", "System", Values::Text, 3, "||system name|source system|source|platform|directory|tenant").avoiding("status role owner type"),
    field("id", "The decision's own id", Values::Any, 4, "decision id|review item id|item id||id|record id").avoiding("user account employee group resource role"),
    field("rest", "Ticket, last log-in and other parts of the record", Values::Any, 4, "recommendation|recommended action|recommended||ticket|last login|last sign in|department|job title|manager|due|user status|evidence"),
];
