//! Reviews of vendors and of their assurance reports.

use super::{Field, Table, field};
use crate::{
    map::values::Values,
    table::{self, words},
};
use model::Kind;

/// What is read of them. What tells a review from the register: who reviewed, the opinion, exceptions, the conclusion.
pub(super) const TABLE: Table = Table::of(Kind::VendorReview, FIELDS, table::vendor_review::vendor_review)
    .in_files("review|reviews|assessment|assessments|diligence|soc|soc2")
    .standing();

const FIELDS: &[Field] = &[
    field(
        "vendor",
        "Vendor",
        Values::Text,
        8,
        "vendor name|vendor|subservice organization|vendor reviewed|subprocessor|service organization|service provider|provider name||company|provider|\
         company name|name|organization|partner|dienstleister",
    )
    .required()
    .avoiding("owner contact manager id type category tier status reviewer risk response"),
    field("id", "The review's own id", Values::Any, 8, "review id|assessment id|vendor review id|review number|review reference||id|number|reference")
        .avoiding("vendor"),
    field(
        "service",
        "Service",
        Values::Text,
        4,
        "service covered|services covered|scope of report|report scope|services in scope|service in scope|system covered|product reviewed||service|services|\
         product|scope|system|description",
    )
    .avoiding("provider organization date status"),
    field(
        "report",
        "Kind of report",
        Values::Words(words::is_report),
        10,
        "report reviewed|report type|type of report|assurance report|soc report type|soc2 report type|evidence reviewed|document reviewed|report name|\
         soc2 type|soc type|assessment type|review type|type of review|berichtsart||report|soc2|soc2 report|soc report|certification|attestation|artifact|documents reviewed",
    )
    .avoiding("date from to start end period url link expiration reviewer opinion auditor"),
    field(
        "auditor",
        "Who signed the report",
        Values::Text,
        22,
        "auditor|service auditor|report auditor|audit firm|cpa firm|auditor name|auditing firm|soc auditor|assessor firm|external auditor|\
         independent auditor|wirtschaftsprufer|prufungsgesellschaft|certification body",
    )
    .avoiding("opinion date notes"),
    field(
        "report-from",
        "Report covers from",
        Values::Date,
        10,
        "report period start|report start|report from|period start|audit period start|coverage start|report period from|soc period start|soc2 period start|\
         review period start|covered from|reporting period start|examination period start|berichtszeitraum von||period from|from|start",
    )
    .avoiding("contract"),
    field(
        "report-to",
        "Report covers to",
        Values::Date,
        10,
        "report period end|report end|report to|period end|audit period end|coverage end|report period to|soc period end|soc2 period end|as of|\
         covered to|reporting period end|examination period end|report as of|berichtszeitraum bis||period to|to|end|report|report through",
    )
    .avoiding("contract bridge received"),
    field("period", "Report covers", Values::Any, 8, "report period|audit period|period covered|review period|reporting period|coverage period|examination period|report coverage|berichtszeitraum||period|coverage")
        .avoiding("start end from to next"),
    field(
        "categories",
        "Categories",
        Values::Any,
        16,
        "trust services categories|trust services criteria|tsc|trust service criteria|categories in scope|tsc in scope|categories covered|criteria covered|\
         trust principles|tscs covered|trust service categories|criteria in scope||categories|criteria|principles",
    )
    .avoiding("vendor data risk"),
    field(
        "opinion",
        "Opinion",
        Values::Words(words::is_opinion),
        40,
        "opinion|auditor opinion|audit opinion|opinion type|auditors opinion|auditor s opinion|report opinion|service auditor opinion|type of opinion|\
         prufungsurteil|qualified opinion|opinion qualified",
    )
    .avoiding("date"),
    field(
        "exceptions",
        "Exceptions",
        Values::Any,
        26,
        "exceptions|number of exceptions|exceptions noted|exception count|exceptions identified|deviations|testing exceptions|deviations noted|\
         number of deviations|exceptions in report|exceptions found|ausnahmen|feststellungen||findings|issues|number of findings|issues found",
    )
    .avoiding("impact effect response date"),
    field(
        "effect",
        "What they mean for the company",
        Values::Text,
        22,
        "impact of exceptions|effect of exceptions|exception impact|impact assessment|impact on us|evaluation of exceptions|exceptions impact|\
         exception evaluation|impact to company|effect on us|effect on company|effect of deviations|impact of deviations|bewertung der ausnahmen||impact|effect|analysis|review notes|comments|notes|comment",
    )
    .avoiding("date rating level"),
    field(
        "carved-out",
        "Subservice organisations that it carves out",
        Values::Any,
        24,
        "subservice organizations|subservice orgs|carved out|carve outs|carve out|carved out subservice organizations|subservice organizations carved out|\
         carve out vendors|subservice providers",
    )
    .avoiding("control csoc"),
    field(
        "bridge-to",
        "Bridge letter covers to",
        Values::Date,
        26,
        "bridge letter end|bridge letter to|bridge letter through|bridge letter until|bridge letter covers to|bridge letter period end|gap letter end|\
         bridge letter expiration|bridge to|bridge letter coverage end|bridge letter valid until|gap letter through||bridge letter|gap letter",
    )
    .avoiding("signed received start"),
    field("bridge-signed", "Bridge letter signed", Values::Date, 20, "bridge letter signed|bridge letter date|bridge letter dated|gap letter date|bridge letter received|bridge letter issued")
        .avoiding("end to through"),
    field(
        "reviewer",
        "Reviewed by",
        Values::Any,
        20,
        "reviewed by|reviewer|reviewer name|assessor|assessed by|review performed by|reviewer email|performed by|completed by|gepruft von|\
         review owner|evaluated by|review conducted by||owner|by|assigned to|responsible|analyst|assignee",
    )
    .avoiding("date on at business relationship"),
    field(
        "reviewed",
        "Reviewed on",
        Values::Date,
        10,
        "review date|review|reviewed|date of review|date reviewed|review completed|assessment date|assessed|assessment completed|review performed|\
         date of assessment|gepruft am|prufdatum|report reviewed|soc2 review||last review|last reviewed|completed|date|last assessed|last assessment",
    )
    .one_of("review")
    .avoiding("next by due status period letter"),
    field(
        "approver",
        "Signed off by",
        Values::Any,
        16,
        "signed off by|sign off by|approved by|approver|review approved by|sign off|approver name|freigegeben von|review approver||approval|authorized by",
    )
    .avoiding("date on at status"),
    field("approved", "Signed off on", Values::Date, 10, "signed off|sign off|review approved|freigegeben am||approved|approval|date approved")
        .one_of("review")
        .avoiding("by status"),
    field(
        "conclusion",
        "Conclusion",
        Values::Text,
        18,
        "conclusion|review conclusion|review outcome|review result|review decision|assessment result|assessment outcome|overall conclusion|\
         reliance|can rely|acceptable|review status|assessment conclusion|fazit|ergebnis der prufung||outcome|decision|result|status|recommendation",
    )
    .avoiding("date"),
    field(
        "next-review",
        "Next review due",
        Values::Date,
        8,
        "next review|next review due|next assessment|next vendor review|review due|next soc review|nachste prufung||next due|due|renewal",
    ),
    field("report-hash", "SHA-256 of the report", Values::Commit, 24, "report sha256|report hash|sha256|sha 256|report sha 256|report checksum||hash|checksum"),
    field(
        "rest",
        "CUECs, rating, link and other parts of the record",
        Values::Any,
        16,
        "cuecs reviewed|cuecs|cuec review|cuecs mapped|cuec|cuecs addressed|complementary user entity controls|cuecs considered|csocs reviewed||risk rating|\
         residual risk|report link|link|risk level|tier|criticality|report url",
    ),
];
