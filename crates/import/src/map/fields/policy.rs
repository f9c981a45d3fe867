//! Policies: registers, and what policy tools and document lists export.

use super::{Field, Table, field};
use crate::{
    map::values::Values,
    table::{self, words},
};
use model::Kind;

/// What is read of them.
pub(super) const TABLE: Table = Table::of(Kind::Policy, FIELDS, table::policy::policy)
    .in_files("policy|policies|richtlinie|richtlinien|leitlinien|procedures|sops")
    .standing();

const FIELDS: &[Field] = &[
    field(
        "name",
        "Policy",
        Values::Words(words::is_policy_name),
        16,
        "policy name|policy title|policy|policies|name of policy|policy document|policy document name|richtlinienname|leitlinie|\
         policy or procedure|policy procedure|sop title|sop name||document title|document name|title|name|document|\
         dokument|dokumentname|procedure|procedure name|item name|file name|filename|bezeichnung",
    )
    .required()
    .avoiding("owner approver id number version status category type employee user author control"),
    field(
        "id",
        "Its own id",
        Values::Code,
        8,
        "policy id|policy number|policy code|policy ref|policy reference|policy key||document id|document number|document code|\
         document reference|doc id|doc number|reference|ref|id|number|dokumentnummer|reference number|code|key",
    )
    .avoiding("owner approver version employee ticket template"),
    field(
        "topic",
        "Topic",
        Values::Text,
        4,
        "policy category|policy type|policy area|policy domain|policy topic|policy group|themengebiet||category|topic|domain|area|\
         subject area|document type|classification|type|kategorie|thema|department|framework",
    )
    .avoiding("owner status date"),
    field(
        "version",
        "Version",
        Values::Code,
        7,
        "policy version|current version|version number|latest version|published version|approved version|document version||version|revision|rev|\
         edition|revision number|fassung",
    )
    .avoiding("date approved effective status notes history comment"),
    field(
        "status",
        "Status",
        Values::Words(words::is_policy_state),
        9,
        "policy status|policy state|publication status|publishing status|document status|approval status||status|state|stage|lifecycle state|\
         workflow status|current status|content status",
    )
    .one_of("state or dates")
    .avoiding("employee acknowledgement acceptance training review user"),
    field(
        "owner",
        "Owner",
        Values::Any,
        6,
        "policy owner|document owner|policy manager|policy lead|richtlinienverantwortlicher||owner|assignee|responsible|author|owner name|\
         owner email|accountable|custodian|process owner|verantwortlich|verantwortlicher|responsible person|creator|policy author|owned",
    )
    .avoiding("approver date status"),
    field(
        "approver",
        "Approved by",
        Values::Any,
        9,
        "policy approver|approval authority|approving authority|approved by|approver|approver name|approver email|approval by|signed off by|\
         authorized by|authorised by|freigegeben durch|freigegeben von|genehmigt von|genehmigt durch|approving body|last approved by|\
         approval body||signed by|approval|signatory",
    )
    .avoiding("date on at status"),
    field(
        "approved",
        "Approved on",
        Values::Date,
        12,
        "policy approved|policy approval|approval|approved|last approved|last approval|date approved|sign off|signed off|freigegeben|freigabe|\
         freigabedatum|genehmigt am|genehmigung|latest approval|version approved|board approval|management approval||signed|adopted|adoption",
    )
    .one_of("state or dates")
    .avoiding("by next status employee acknowledged until"),
    field(
        "effective",
        "In force since",
        Values::Date,
        14,
        "policy effective|effective|effective from|published|publication|last published|date effective|in force|in force since|in force from|\
         gultig ab|gultig seit|gueltig ab|in kraft seit|in kraft|veroffentlicht|date published|policy published|version effective||valid from|issued|\
         issue|implementation|implemented|release|published version|since",
    )
    .one_of("state or dates")
    .avoiding("to until end by next"),
    field(
        "retired",
        "In force until",
        Values::Date,
        10,
        "policy retired|retired|archived|superseded|withdrawn|policy expiration|effective to|effective until|gultig bis|gueltig bis|ausser kraft||\
         valid until|valid to|retirement|end|expiration",
    )
    .avoiding("is by next review"),
    field(
        "reviewed",
        "Last reviewed",
        Values::Date,
        14,
        "policy reviewed|last policy review|last review|last reviewed|reviewed|last annual review|most recent review|letzte prufung|\
         letzte uberprufung|gepruft am|date reviewed|date of last review|review completed|last revision review||last revision|revised|last revised",
    )
    .one_of("state or dates")
    .avoiding("next due by status frequency"),
    // A bare `Review Date` is mostly the day when the next is due: taken for the last, it would show what was not done.
    field(
        "next-review",
        "Next review due",
        Values::Date,
        18,
        "next policy review|next review|next review due|review due|renew by|renewal|policy renewal|next renewal|review by|renewal due|\
         nachste prufung|nachste uberprufung|naechste pruefung|wiedervorlage|date of next review|next approval|next approval due|\
         scheduled review|annual review due|next annual review||due|annual review|review|next due|reapproval",
    )
    .one_of("state or dates")
    .avoiding("last status frequency completed reviewed"),
    field(
        "must-acknowledge",
        "Whether people must acknowledge it",
        Values::Truth(words::is_truth),
        22,
        "is required to sign|required to sign|requires acknowledgement|requires acknowledgment|acknowledgement required|acknowledgment required|\
         requires acceptance|acceptance required|employee acceptance required|must acknowledge|must be acknowledged|requires signature|\
         signature required|attestation required|requires attestation|acknowledge required|needs acknowledgement|bestatigung erforderlich||\
         acknowledgement|acknowledgment|acceptance|attestation",
    )
    .avoiding("date rate percent count"),
    field(
        "rest",
        "Frequency, scope, link and other parts of the record",
        Values::Any,
        5,
        "review frequency|review cycle|review cadence|policy link|policy url|document link|employee acceptance|acceptance rate|\
         acknowledgement rate|acknowledged by percent|signed by count|controls mapped|mapped controls|policy template|applies to||frequency|cadence|\
         scope|audience|link|location|url|framework|description|purpose",
    ),
];
