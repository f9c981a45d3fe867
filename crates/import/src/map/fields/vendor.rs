//! Vendors.

use super::{Field, Table, field};
use crate::{
    map::values::Values,
    table::{self, words},
};
use model::Kind;

/// What is read of them.
pub(super) const TABLE: Table = Table::of(Kind::Vendor, FIELDS, table::vendor::vendor)
    .in_files("vendor|vendors|supplier|suppliers|subprocessors|subprocessor")
    .standing();

const FIELDS: &[Field] = &[
    field(
        "name",
        "Vendor",
        Values::Text,
        16,
        "vendor name|vendor|subprocessor|subprocessor name|sub processor|third name|service provider|\
         vendor legal name|provider name|subservice organization|vendor party|legal entity|supplier name|\
         sub processor name|fourth party|subservice||company name|company|partner|legal name|entity name|\
         organization name|name|provider|organization|entity|contractor|processor",
    )
    .required()
    .avoiding("owner contact manager id type category tier status software"),
    field(
        "id",
        "The register's own id",
        Values::Any,
        4,
        "vendor id|vendor number|vendor code|vendor ref|register id|vendor key||id|number|record id",
    ),
    field(
        "service",
        "Service",
        Values::Text,
        8,
        "service provided|services provided|vendor category|business capability|service description|\
         description of service|product service|vendor type|what they do|type of service|supporting app|\
         processing activity|purpose of processing|leistung||service|description|product|services|category|\
         purpose|use case|solution|type|usage",
    )
    .avoiding("level date status"),
    field(
        "tier",
        "Tier or criticality",
        Values::Words(words::is_tier),
        14,
        "vendor tier|criticality|risk tier|risk rating|risk level|inherent risk|vendor criticality|vendor risk|\
         inherent risk rating|criticality level|risk classification|business criticality|residual risk|\
         risk category|risikoklasse|overall risk|vendor risk level|vendor risk rating||tier|risk|importance|\
         critical|risk score|classification|priority",
    ),
    field(
        "owner",
        "Owner",
        Values::Any,
        10,
        "business owner|vendor owner|relationship owner|relationship manager|vendor manager|contract owner|\
         owner email|point of contact|system owner|business sponsor|internal sponsor|service owner|risk owner|\
         verantwortlich||owner|internal owner|responsible|accountable|manager",
    )
    .avoiding("technology executive"),
    field(
        "status",
        "Status",
        Values::Words(words::is_vendor_state),
        6,
        "||status|vendor status|current status|review status|approval status|state|assessment status|\
         due diligence status|lifecycle status|relationship status|onboarding status|contract status|lifecycle|relationship|engagement status",
    ),
    field(
        "subservice",
        "Whether a subservice organisation",
        Values::Truth(words::is_truth),
        14,
        "||is subservice organization|subservice|subservice organization|subprocessor|is subprocessor|\
         sub processor|carve out|in scope for soc2|soc2 scope|carved out|subservice org",
    ),
    field(
        "reviewed",
        "Last review",
        Values::Date,
        18,
        "last assessment|last assessed|last risk assessment|last due diligence|security review|\
         last security review|due diligence|risk assessment|review completed|last vendor review|\
         assessment completed|date of review|review performed|due diligence completed|last audit|date reviewed|\
         date assessed|last review completed|vendor review|annual review|last risk review||last review|\
         last reviewed|review|reviewed|assessment|assessed",
    )
    .avoiding("next by status cadence frequency expiry"),
    field(
        "next-review",
        "Next review due",
        Values::Date,
        14,
        "next review|next assessment|review due|next review due|assessment expiration|reassessment|\
         reassessment due|assessment due|next risk assessment|review expiration|next security review|\
         next due diligence|next reassessment|next vendor review|renewal review|next risk review|upcoming review||\
         next due|due",
    ),
    field(
        "report",
        "Assurance report",
        Values::Words(words::is_report),
        20,
        "soc2|soc2 report|soc report|report type|assurance report|soc2 type|soc report type|compliance report|\
         security report|attestation|audit report|soc2 available|soc2 status|soc1 soc2|assurance|soc2 report type|\
         security certifications|iso 27001|soc|soc2 type ii|evidence type|\
         compliance certifications|report on file|type of report||certification|compliance|report|certifications",
    )
    .avoiding("date from to end start expiry url link expiration period"),
    field(
        "report-from",
        "Report covers from",
        Values::Date,
        14,
        "report start|report period start|soc2 period start|report from|report period from|audit period start|\
         soc period start|soc report start|coverage start|soc2 start|observation start|report begin|soc2 from|\
         soc report period start|soc2 report start|soc2 report period start|covered from|reporting period start||\
         period start|period from|period begin",
    ),
    field(
        "report-to",
        "Report covers to",
        Values::Date,
        16,
        "report end|report period end|soc2 period end|report to|report period to|audit period end|soc period end|\
         soc report end|coverage end|soc2 end|soc2 report|soc report|soc2|report through|\
         observation end|soc2 to|soc report period end|soc2 report end|\
         soc2 report period end|covered to|reporting period end|last soc2 report|last soc report|last report||\
         period end|report|period to|as of",
    ),
    field(
        "contract",
        "Contract",
        Values::Any,
        12,
        "contract renewal|contract end|contract start|contract expiration|contract value|annual spend|annual cost|\
         msa|dpa|dpa signed|nda|dpa in place|data processing agreement|contract signed|dpa status|contract number|\
         payment terms|baa|gdpr dpa|dpa date|contract owner|nda signed||renewal|contract|agreement|spend",
    ),
    field(
        "data",
        "Data",
        Values::Any,
        10,
        "data classification|data shared|data types|data access|data processed|data categories|personal data|\
         data sensitivity|pii|processes personal data|customer data|type of data|access to customer data|\
         has access to customer data|stores pii|handles pii|data location|data category|phi||data type",
    ),
    field(
        "contact",
        "Contact",
        Values::Any,
        6,
        "||vendor contact|contact|contact email|website|url|vendor website|address|contact name|phone|\
         vendor email|security contact|country|jurisdiction|headquarters|geographic region",
    ),
];
