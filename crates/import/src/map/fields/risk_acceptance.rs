//! Accepted risks, and exceptions from deadlines.

use super::{Field, Table, field};
use crate::{
    map::values::Values,
    table::{self, words},
};
use model::Kind;

/// What is read of them.
pub(super) const TABLE: Table = Table::of(Kind::RiskAcceptance, FIELDS, table::risk_acceptance::risk_acceptance)
    .in_files("acceptance|acceptances|exception|exceptions|waiver|waivers|risikoakzeptanz|deviations")
    .refusing(table::risk_acceptance::refusal)
    .standing();

const FIELDS: &[Field] = &[
    field(
        "id",
        "Its own id",
        Values::Any,
        12,
        "exception id|risk id|acceptance id|exception number|risk acceptance id|waiver id|waiver number|risk number|exception ref|risk ref|deviation id|\
         exception reference|risk reference|ra id|risk acceptance number|risk key||id|number|reference|ref|key",
    )
    .one_of("risk")
    .avoiding("asset user cve ticket vulnerability vendor control"),
    field(
        "title",
        "What is accepted",
        Values::Text,
        10,
        "risk title|risk|risk name|risk description|exception title|exception|exception name|exception description|accepted risk|risk statement|\
         risk summary|risiko|risikobeschreibung|description of risk|deviation|waiver|risk scenario||title|name|description|summary|finding|issue|subject",
    )
    .one_of("risk")
    .avoiding("owner approver user employee score level status rating category type date reason"),
    field(
        "vulnerability",
        "Vulnerability",
        Values::Any,
        10,
        "cve|cve id|vulnerability|vulnerability id|finding id|cves|related cve|plugin id|qid|ghsa id|vulnerability reference|schwachstelle||vuln id|advisory",
    )
    .one_of("risk")
    .avoiding("severity score date name title count"),
    field("asset", "Asset", Values::Any, 5, "affected asset|affected system|affected assets|affected systems|affected service||asset|system|host|resource|repository|application|target|service|project|scope|betroffenes system")
        .avoiding("owner"),
    field("package", "Package", Values::Any, 4, "package|package name|library|dependency|affected package||component")
        .avoiding("version"),
    field(
        "reason",
        "Why, and what is done instead",
        Values::Any,
        22,
        "risk acceptance justification|acceptance reason|business justification|exception reason|reason for exception|reason for acceptance|\
         exception justification|acceptance justification|acceptance rationale|acceptance comment|begrundung||justification|reason|rationale|\
         compensating controls|compensating control|mitigating controls|mitigation|notes|comments",
    )
    .avoiding("date"),
    field(
        "requester",
        "Asked for by",
        Values::Any,
        10,
        "exception requester|exception requested by|risk owner|exception owner|beantragt von||requester|requested by|requestor|submitted by|owner|raised by|\
         created by|reported by|verantwortlich",
    )
    .avoiding("date on at"),
    field(
        "approver",
        "Approved by",
        Values::Any,
        14,
        "risk accepted by|accepted by|risk acceptor|acceptance approved by|exception approved by|exception approver|risk approver|akzeptiert von||\
         approver|approved by|approval by|authorized by|sign off by|signed off by|genehmigt von|genehmigt durch|approval authority|granted by",
    )
    .one_of("approval")
    .avoiding("date on at status"),
    field(
        "approved",
        "First day",
        Values::Date,
        14,
        "risk accepted|acceptance|exception approved|exception granted|risk acceptance|accepted|date accepted|akzeptiert am|exception start|\
         accepted since|acceptance approved|acceptance start||approved|approval|granted|date approved|effective|start|genehmigt am|from|valid from|signed off|sign off",
    )
    .one_of("approval")
    .avoiding("by until next expiration status reason"),
    field(
        "until",
        "Last day",
        Values::Date,
        24,
        "exception expiration|exception expires|acceptance expiration|accepted until|exception end|exception until|risk acceptance expiration|\
         acceptance expires|acceptance end|accept until|exception valid until|exception due|akzeptiert bis|waiver expiration|ignore until|\
         suppressed until|snoozed until|acceptance valid until|ignored until||expiration|until|valid until|expires|end|valid to|gultig bis|gueltig bis|\
         befristet bis|re review|review by",
    )
    .avoiding("contract account password certificate"),
    field(
        "treatment",
        "How the risk is treated",
        Values::Words(words::is_risk_state),
        14,
        "treatment|risk treatment|risk response|treatment option|response strategy|risk decision|treatment plan|risk strategy|treatment decision|\
         risk treatment option|treatment type|treatment strategy|risikobehandlung|behandlung|risk handling||response|decision|strategy",
    )
    .avoiding("date owner status"),
    field(
        "status",
        "State",
        Values::Words(words::is_risk_state),
        8,
        "exception status|acceptance status|risk acceptance status|exception state|waiver status|risk status||status|state|approval status|approval state",
    )
    .avoiding("asset user ticket vulnerability remediation"),
    field("ticket", "Ticket", Values::Any, 3, "||ticket|tickets|ticket id|jira|jira ticket|issue key|change ticket|ticket number|related ticket"),
    field(
        "rest",
        "Likelihood, impact, compensating controls and other parts of the record",
        Values::Any,
        14,
        "likelihood|inherent risk|residual risk|risk score|risk level|inherent risk score|residual risk score|eintrittswahrscheinlichkeit|\
         compensating controls|compensating control|mitigating controls|risk rating|risk category|kompensierende massnahmen||impact|severity|category|\
         cvss|review|next review|cvss score",
    ),
];
