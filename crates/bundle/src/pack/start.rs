//! `START-HERE`: one page that tells what is in the folder and how to verify it, as HTML without scripts or remote
//! parts, and as plain text.

use crate::{
    BundleError, Contents, Gap, Identity,
    markup::escape,
    names,
    recipe::{self, Line, RecipeStep},
    sign,
};
use der::pem::LineEnding;
use std::fmt::Write as _;

/// The style of the page; no script, no remote part.
const STYLE: &str = include_str!("../../../../assets/report/start-here.css");

/// Where things are.
const PLACES: [(&str, &str); 10] = [
    (
        names::REPORT,
        "The report: what is missing, scope, results, every exception, controls by criterion, evidence index. Signed by itself.",
    ),
    ("data/evidence/", "The original files, byte for byte as they came, each beginning with its evidence id."),
    (
        "data/evidence-index.csv",
        "Every original: name as it came, SHA-256, four dates, records, problems, controls that it serves.",
    ),
    (
        "data/ipe-sheets.csv",
        "Information produced by the entity: system, report, filters, who, when, counts, checks, and what is blank.",
    ),
    ("data/records/", "What was read out of the originals, one table per kind, each row with its evidence and position."),
    (
        "data/results/",
        "Every item of every population with state, reason and the row that proves it. results.json holds the same.",
    ),
    ("data/map/controls.csv", "The matrix of criteria and controls with occurrences, evidence and own results."),
    ("data/map/occurrences.csv", "Every expected performance of every control and the evidence that covers it."),
    (
        "data/gaps.csv",
        "What is expected and missing or not ready. responses.csv holds management’s responses, accepted.csv the exceptions that \
         management accepts as known: they are counted among the exceptions.",
    ),
    ("signatures/", "Two signatures over tagmanifest-sha256.txt, the certificate of the company’s authority, the fingerprints."),
];

const COLUMNS: &str = "Columns headed [auditor] are yours: test, result and remark. They are empty on purpose; nothing in this bundle \
                       concludes for you. A cell that begins with an apostrophe was kept from being taken for a formula.";

const NOTICE: &str = "This is management’s evidence; it expresses no opinion.";

/// The page, before it is text or markup.
pub(super) struct Page {
    title: String,
    about: String,
    missing: String,
    steps: Vec<RecipeStep>,
}

impl Page {
    pub(super) fn new(contents: &Contents, gaps: &[Gap], identity: &Identity) -> Result<Self, BundleError> {
        let engagement = &contents.engagement;
        let at = |moment: chrono::DateTime<chrono::Utc>| moment.format("%Y-%m-%d %H:%M UTC").to_string();
        Ok(Self {
            title: format!("SOC 2 evidence of {}", engagement.company),
            about: format!(
                "Window {}, as of {}. Prepared {} by {} with {}.",
                engagement.window,
                at(contents.as_of),
                at(contents.prepared_at),
                contents.prepared_by,
                contents.program
            ),
            missing: match gaps.len() {
                0 => "Nothing that the evidence map expects is missing.".to_owned(),
                count => {
                    format!("Missing or not ready: {count}. The report states each from page 2 on; data/gaps.csv lists them.")
                }
            },
            steps: recipe::steps(&identity.fingerprint(), &sign::ssh_fingerprint(identity)?),
        })
    }

    pub(super) fn html(&self) -> String {
        let mut page = String::from("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        let title = escape(&self.title);
        let _ = write!(
            page,
            "<meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
             <h1>{title}</h1>\n<p>{}</p>\n<p class=\"notice\">{}</p>\n<p><strong>{}</strong></p>\n\
             <h2>What is where</h2>\n<table>\n",
            escape(&self.about),
            escape(NOTICE),
            escape(&self.missing)
        );
        for (place, what) in PLACES {
            let link = if place.ends_with('/') { escape(place) } else { format!("<a href=\"{place}\">{place}</a>") };
            let _ = writeln!(page, "<tr><th scope=\"row\">{link}</th><td>{}</td></tr>", escape(what));
        }
        let _ = write!(page, "</table>\n<p>{}</p>\n<h2>How to verify</h2>\n", escape(COLUMNS));
        for step in &self.steps {
            let _ = writeln!(page, "<h3>{}</h3>", escape(&step.title));
            for line in &step.lines {
                let _ = match line {
                    Line::Text(text) => writeln!(page, "<p>{}</p>", escape(text)),
                    Line::Command { system, command } => {
                        writeln!(page, "<p class=\"system\">{}</p>\n<pre>{}</pre>", escape(system), escape(command))
                    }
                };
            }
        }
        page.push_str("</body>\n</html>\n");
        page
    }

    pub(super) fn text(&self) -> String {
        let mut page = format!("{}\n\n{}\n{NOTICE}\n{}\n\nWHAT IS WHERE\n\n", self.title, self.about, self.missing);
        for (place, what) in PLACES {
            let _ = writeln!(page, "{place}\n    {what}");
        }
        let _ = write!(page, "\n{COLUMNS}\n\nHOW TO VERIFY\n");
        for step in &self.steps {
            let _ = writeln!(page, "\n{}", step.title);
            for line in &step.lines {
                let _ = match line {
                    Line::Text(text) => writeln!(page, "\n{text}"),
                    Line::Command { system, command } => writeln!(page, "\n  {system}:\n    {command}"),
                };
            }
        }
        page
    }
}

/// A certificate as PEM.
pub(super) fn pem(der: &[u8]) -> String {
    der::pem::encode_string("CERTIFICATE", LineEnding::LF, der).unwrap_or_default()
}

/// `signatures/fingerprint.txt`.
pub(super) fn fingerprints(identity: &Identity) -> Result<String, BundleError> {
    Ok(format!(
        "Compare these with the fingerprints that the company gave you by another channel.\n\
         Authority certificate, SHA-256: {}\nSigning key, SSH: {}\n",
        identity.fingerprint(),
        sign::ssh_fingerprint(identity)?
    ))
}
