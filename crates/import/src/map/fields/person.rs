//! Persons of the roster.

use super::{Field, Table, field};
use crate::{
    map::values::Values,
    table::{self, words},
};
use model::Kind;

/// What is read of them.
pub(super) const TABLE: Table = Table::of(Kind::Person, FIELDS, table::person::person)
    .in_files("roster|employee|employees|hris|leaver|leavers|joiners|terminations|headcount|people|workforce|hr")
    .standing();

const FIELDS: &[Field] = &[
    field(
        "email",
        "Work e-mail address",
        Values::Email,
        6,
        "work email|company email|business email|corporate email|primary work email|primary email|employee email|\
         office email|primary email address|email work|email primary|dienstliche email|google workspace email||employee|worker|person|user|member|leaver|\
         email|contact email|user email|userprincipalname|upn",
    )
    .one_of("identity")
    .avoiding("manager personal home private other secondary alternate emergency supervisor hr recovery"),
    field(
        "employee-number",
        "Employee number",
        Values::Code,
        10,
        "employee number|employee id|personal number|employee code|employeeid|employeenumber|personnel number|person number|hr id|\
         staff id|payroll number|badge number|badge id|associate id|file number|personalnummer|matricule|\
         employee reference|payroll id|position id|people id|user employee id||person id|id number|number|id|\
         employee|code",
    )
    .one_of("identity")
    .avoiding("manager position job department cost location company email name title status type"),
    field("login", "Log-in name", Values::Login, 3, "||username|login|userid|network id|user login|login id|samaccountname|sam account name|ad username|\
         ad account|network login|user|account name|github username|identifiant|kennung")
        .one_of("identity")
        .avoiding("last date manager type status"),
    field(
        "name",
        "Full name",
        Values::Name,
        4,
        "leaver|leaver name|joiner|starter||fullname|name|legal name|employee|preferred name|display name|full legal name|person|complete name|\
         person name|legal fullname|preferred fullname|fullname last suffix first mi|name last suffix first mi|fullname last first mi|mitarbeitername|member|team member|full preferred name|\
         resource name|consultant|contractor name|name complete|nom complet|resource",
    )
    .one_of("identity")
    .avoiding("manager company department job position location email id emergency bank file middle user cost report reports reporting supervisor"),
    field("first-name", "First name", Values::Text, 3, "firstname|preferred firstname|legal firstname|first|known as"),
    field("last-name", "Last name", Values::Text, 3, "lastname|legal lastname|preferred lastname|last|family").avoiding("day date worked login work"),
    field("other-email", "Another e-mail address", Values::Email, 1, "personal email|home email|other email|secondary email|alternate email|private email|email 2|alias|email alias||employee email")
        .avoiding("manager"),
    field(
        "status",
        "State of employment",
        Values::Words(words::is_employment_state),
        12,
        "employment status|employee status|hr status|work status|assignment status|job status|person status|\
         employment state|employee state|workforce status|beschaftigungsstatus||status|state|current status|\
         lifecycle status|active status|lifecycle stage|lifecycle state|stage",
    )
    .one_of("state or dates")
    .avoiding("mfa account marital visa approval review training flsa background access email tax benefits pay vaccination login okta"),
    field("employed", "Whether employed", Values::Truth(words::is_truth), 8, "currently employed|employed|is employed|current employee|active employee|currently active|\
         employee active|still employed|in service||active|is active|aktiv|actif")
        .one_of("state or dates")
        .avoiding("fivetran account date"),
    field("left", "Whether gone", Values::Truth(words::is_truth), 14, "termination|is termination|separation|has left|leaver|is leaver|former employee|attrition|offboarding|\
         resigned|departure|departed||left|inactive|is inactive|former")
        .one_of("state or dates")
        .avoiding("date involuntary voluntary regrettable"),
    field(
        "start",
        "First day",
        Values::Date,
        22,
        "hire|last hire|most recent hire|latest hire|original hire|employment start|joining|date of joining|date of hire|\
         first day of work|first day|onboarding|doj|commencement|contract start|work start|employee start|\
         date hired|date joined|date started|rehire|hire original|continuous service|company service||\
         start|joined|join|entry|service start|effective start|beginning",
    )
    .one_of("state or dates")
    .avoiding("leave end birth position role job salary manager time vesting insurance probation fivetran"),
    field("rehire", "First day of a later employment", Values::Date, 6, "rehire|latest rehire|last rehire|most recent rehire")
        .avoiding("eligible original reason"),
    field(
        "end",
        "Last day of employment",
        Values::Date,
        32,
        "leave|termination|termination effective|last day of work|last day|last working day|last working|\
         last day worked|employment end|end employment|separation|termination last day of work|end of employment|\
         offboarding|departure|leaving|date of leaving|date of exit|last day of employment|relieving|contract end|\
         leave company|final day|final working|date of separation|date left|date termination|last employment|\
         leaver|lwd|ldw|effective termination|actual termination|last work|off boarded|resignation effective|resignation|\
         exit effective|dol|released from service|end of contract|contract expiration|employee end|\
         last physical day|work end|termination effective date last day|date employment ended|\
         employment termination|cessation|retirement||end|exit|left|inactive|effective end|deactivation|ending|\
         until|service end|company exit|finished|finish|ceased",
    )
    .one_of("state or dates")
    .avoiding("reason type category comment birth probation visa notice pay leave benefits review performance fivetran rehire trial passport start position estimated paid"),
    field(
        "employment",
        "How engaged",
        Values::Words(words::is_employment),
        8,
        "employment type|employee type|contract type|engagement type|employee class|employee category|\
         workforce type|employment category|employee category description|employee subtype|employee classification|employee type description|hiring type|anstellungsart|beschaftigungsart|engagement|vertragsart|\
         type de contrat|employment basis|basis of employment|contract basis|person type|resource type|contingent|regular temporary||type|is contractor|contractor|\
         classification|user type|employment",
    )
    .avoiding("pay compensation termination leave position hire exit rate status"),
    field("manager", "Manager", Values::Any, 10, "manager|manager name|manager email|reports to|reporting manager|line manager|direct manager|\
         manager fullname|reporting to|manager id|current manager|manager employee id|manager work email|\
         reporting line|reports to legal name|reports to name|reports to email|manager hierarchique||team lead|lead"),
    field("department", "Department or team", Values::Text, 10, "department|department name|business unit|cost center|organization unit|job family|cost center name|cost center 1 description|\
         home department|home department description|sub department|bereich||team|equipo|equipe|division|function|group|unit|area|organization|section"),
    field("title", "Job title", Values::Text, 10, "jobtitle|position title|business title|job role|job profile|current position|stelle|poste|intitule poste|job name|\
         occupation|job position|function title|jobtitle description|position description||job|position|title|role|designation")
        .avoiding("date id code start history mr"),
    field("location", "Location", Values::Text, 5, "||location|office|office location|work location|site|country|city|region|location name|standort|\
         state province|work city|work country"),
    field("leave-reason", "Reason for leaving", Values::Text, 10, "termination reason|motivo termination|reason for leaving|termination type|exit reason|separation reason|leaving reason|termination category|primary termination reason|separation type|exit type|attrition type|attrition reason|termination voluntary"),
];
