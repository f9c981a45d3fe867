//! What the importers of HR systems share: a person from fields whose names differ from report to report.
//!
//! A report names its fields as its author wished (`Employee_ID`, `employeeNumber`, `Employee #`): names are compared by
//! their letters and digits alone, the surest first. What has no known name stays in the row.

use crate::{
    read::fields::{Fields, text_of},
    table::words,
};
use model::{
    Stamp,
    record::{Employment, Person},
};
use serde_json::Value;

const NUMBER: &str = "employeenumber|employeeid|employeeno|workerid|employeecode|personnelnumber|staffid|workercode|number|eeid";
const ID: &str = "id|workdayid|wid|systemid";
const EMAIL: &str = "workemail|primaryworkemail|emailprimarywork|emailwork|workemailaddress|primaryemail|businessemail|companyemail|bestemail|\
     emailaddress|email";
const ALIASES: [&str; 3] = ["personalemail", "homeemail", "username|userlogin|login|userid|networkid"];
const NAME: &str = "fullname|displayname|name|worker|employee|workername|employeename|preferredname|legalname|preferredfullname|\
     legalfullname|fullname1|fullname5|fullname4|fullname3|fullname2|firstnamelastname";
const FIRST: &str = "preferredfirstname|firstname|givenname|legalfirstname";
const LAST: &str = "preferredlastname|lastname|familyname|surname|legallastname";
const STATUS: &str = "status|workerstatus|rolestate|employeestatus|employmentstatus|currentstatus|employmenthistorystatus";
const EMPLOYED: &str = "active|isactive|activestatus|currentlyactive|activeemployee";
const GONE: &str = "terminated|isterminated|inactive";
const AGAIN: &str = "rehiredate|lasthiredate|mostrecenthiredate|latesthiredate";
const START: &str = "hiredate|startdate|firstdayofwork|firstday|datehired|dateofhire|employmentstartdate|dateofjoining|joindate|companyservicedate|\
     originalhiredate|continuousservicedate";
const END: &str = "terminationdate|enddate|terminationlastdayofwork|lastdayofwork|lastday|lastworkingday|employmentenddate|endemploymentdate|\
     separationdate|contractenddate|exitdate|leavedate";
const KIND: &str = "employmenttype|workertype|employeetype|workersubtype|employmentclassification|contracttype|employmentstatus|employmenthistorystatus|type";
const MANAGER: &str = "manager|managername|supervisor|supervisorname|reportsto|reportingto|directmanager|workersmanager|manageremail|\
     supervisoremail|supervisoreid|managerid|supervisorid";
const DEPARTMENT: &str = "department|departmentname|supervisoryorganization|primarysupervisoryorganization|organization|team|division|costcenter|departmentid";
const TITLE: &str = "jobtitle|businesstitle|title|positiontitle|jobprofile|jobprofilename|position";

/// Takes a person out of a row; one without anything to know it by gives none.
pub fn person(row: &mut Fields) -> Option<Person> {
    let number = text(row, NUMBER);
    let own = text(row, ID);
    let name = text(row, NAME);
    let parts = [text(row, FIRST), text(row, LAST)].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let email = text(row, EMAIL);
    // Workday names a worker by an object with an id.
    let own =
        own.or_else(|| row.names().iter().find(|key| plain(key) == "worker").and_then(|key| row.text(&format!("{key}.id"))));
    let (mut status_word, mut employed) = employed(row);
    let name = name.map(|name| match state_behind(&name) {
        Some((name, state)) => {
            employed = employed.or_else(|| words::employed(state));
            status_word.get_or_insert_with(|| state.to_owned());
            name.to_owned()
        }
        None => name,
    });
    let start = date(row, AGAIN).or_else(|| date(row, START));
    let person = Person {
        id: own.clone().filter(|_| number.is_some()),
        employee_number: number.or(own),
        name: name.or(Some(parts)).filter(|name| !name.is_empty()),
        aliases: ALIASES.iter().filter_map(|names| text(row, names)).filter(|alias| Some(alias) != email.as_ref()).collect(),
        email,
        employment: employment(row, status_word.as_deref()),
        status_word,
        employed,
        start,
        end: date(row, END),
        manager: text(row, MANAGER),
        department: text(row, DEPARTMENT),
        title: text(row, TITLE),
        ..Person::default()
    };
    (person.email.is_some() || person.employee_number.is_some() || person.name.is_some()).then_some(person)
}

/// The name and the state in `Dee Okafor (Terminated)`, as Workday writes them.
pub fn state_behind(name: &str) -> Option<(&str, &str)> {
    let (name, state) = name.strip_suffix(')')?.rsplit_once(" (")?;
    matches!(state, "Terminated" | "On Leave").then_some((name, state))
}

/// The roster's word and what it means: a state, else a truth value.
fn employed(row: &mut Fields) -> (Option<String>, Option<bool>) {
    let word = text(row, STATUS);
    let told = word.as_deref().and_then(words::employed);
    if told.is_some() {
        return (word, told);
    }
    let flag = |row: &mut Fields, names: &str| {
        let key = key(row, names)?;
        row.truth(&key).map(|truth| (format!("{key}: {truth}"), truth))
    };
    let flagged = flag(row, GONE).map(|(said, gone)| (said, !gone)).or_else(|| flag(row, EMPLOYED));
    match flagged {
        Some((said, employed)) => (word.or(Some(said)), Some(employed)),
        None => (word, None),
    }
}

fn employment(row: &Fields, status: Option<&str>) -> Employment {
    let keys = row.names();
    let told = KIND.split('|').flat_map(|name| keys.iter().filter(move |key| plain(key) == name));
    let told = told.filter_map(|key| row.peek(key).and_then(words_of)).chain(status.map(str::to_owned));
    told.map(|word| words::employment(&word)).find(|kind| *kind != Employment::Unknown).unwrap_or_default()
}

/// The first field of the row with one of the names.
fn key(row: &Fields, names: &str) -> Option<String> {
    let keys = row.names();
    names.split('|').find_map(|name| keys.iter().find(|key| plain(key) == name && row.peek(key).is_some()).cloned())
}

/// Takes the text of the first field with one of the names; of an object what names it.
fn text(row: &mut Fields, names: &str) -> Option<String> {
    let keys = row.names();
    let found = names.split('|').flat_map(|name| keys.iter().filter(move |key| plain(key) == name));
    found.into_iter().find_map(|key| {
        row.text(key).or_else(|| row.first_text(&NAMING.map(|part| format!("{key}.{part}")).each_ref().map(String::as_str)))
    })
}

/// Fields that name an object.
const NAMING: [&str; 5] = ["descriptor", "name", "displayName", "workEmail", "label"];

fn words_of(value: &Value) -> Option<String> {
    text_of(value).or_else(|| NAMING.iter().find_map(|part| text_of(value.get(part)?)))
}

/// Takes the first day that is there. Workday writes days with the offset of its servers (`2019-05-13-07:00`).
fn date(row: &mut Fields, names: &str) -> Option<Stamp> {
    let keys = row.names();
    names.split('|').find_map(|name| {
        let key = keys.iter().find(|key| plain(key) == name)?;
        let day = row.peek_text(key).filter(|text| text.len() == 16 && matches!(text.as_bytes().get(10), Some(b'+' | b'-')));
        if let Some(day) = day.and_then(|text| text.get(..10)).map(str::to_owned) {
            row.put(key, Value::String(day));
        }
        row.time(key)
    })
}

/// Letters and digits of a name in lower case.
fn plain(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect()
}
