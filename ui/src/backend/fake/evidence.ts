// The evidence that the fake company has, or has about to be imported.
import type { EvidenceRow, FileReport, ImporterView, IpeView, Kind, MapView } from "../generated";
import { CONTROLS } from "./frame";

export interface Source {
  file: string;
  importer: string | null;
  what: string;
  kind: Kind | null;
  records: number;
  problems: number;
  covers: string;
  extracted: string;
  size: string;
  incomplete: string[];
}

function source(file: string, importer: string | null, what: string, kind: Kind | null, records: number, covers: string, extracted: string, size: string, problems = 0, incomplete: string[] = []): Source {
  return { file, importer, what, kind, records, problems, covers, extracted, size, incomplete };
}

export const SOURCES: readonly Source[] = [
  source("okta-users.json", "okta-users", "Okta: users", "account", 64, "as of 2026-05-18", "2026-05-18", "118 kB"),
  source("okta-system-log-2026-01-to-02.json", "okta-system-log", "Okta: System Log", "audit-event", 4812, "2026-01-01 to 2026-02-28", "2026-03-02", "6.1 MB"),
  source("okta-system-log-2026-03-to-04.json", "okta-system-log", "Okta: System Log", "audit-event", 5240, "2026-03-01 to 2026-04-30", "2026-05-04", "6.8 MB", 3),
  source("roster.csv", "table", "Roster (table)", "person", 58, "as of 2026-05-15", "2026-05-15", "9.4 kB", 2),
  source("aws-iam-credential-report.csv", "aws-iam-credential-report", "AWS: IAM credential report", "account", 23, "as of 2026-05-17", "2026-05-17", "5.2 kB"),
  source("github-pulls.json", "github-pulls", "GitHub: pull requests", "change", 412, "2026-01-02 to 2026-05-15", "2026-05-16", "2.3 MB", 0, ["The file ends at exactly 412 of 430 announced pull requests."]),
  source("github-reviews.json", "github-reviews", "GitHub: reviews", "change-review", 655, "2026-01-02 to 2026-05-15", "2026-05-16", "1.1 MB"),
  source("jira-issues.json", "jira-issues", "Jira: issues", "ticket", 388, "2025-12-18 to 2026-05-15", "2026-05-16", "1.9 MB", 1),
  source("deploys.csv", "table", "Deployments (table)", "deploy", 136, "2026-01-05 to 2026-05-14", "", "21 kB"),
  source("trivy-api-2026-05-04.json", "trivy", "Trivy: scan", "vulnerability", 47, "as of 2026-05-04", "2026-05-04", "312 kB"),
  source("restic-snapshots.json", "restic", "restic: snapshots", "backup", 134, "2026-01-01 to 2026-05-18", "2026-05-18", "58 kB"),
  source("litellm-spend-logs.jsonl", "litellm-spend-logs", "LiteLLM: SpendLogs", "gateway-row", 48210, "2026-03-01 to 2026-05-18", "2026-05-18", "71 MB", 12, ["Sequence numbers 20114 to 20131 are missing."]),
  source("vendors.csv", "table", "Vendors (table)", "vendor", 17, "not stated", "", "3.1 kB"),
  source("access-review-2026Q1.md", null, "Document", null, 0, "2026-01-01 to 2026-03-31", "2026-03-26", "6.0 kB"),
];

export const CHOSEN: readonly Source[] = [
  source("okta-system-log-2026-05-to-06.json", "okta-system-log", "Okta: System Log", "audit-event", 1986, "2026-05-01 to 2026-05-19", "2026-05-19", "2.6 MB", 2),
  source("people-export.csv", "table", "Roster (table)", "person", 61, "not stated", "", "10 kB"),
  source("trivy-worker-2026-05-04.json", "trivy", "Trivy: scan", "vulnerability", 31, "as of 2026-05-04", "2026-05-04", "204 kB"),
  source("okta-users.json", "okta-users", "Okta: users", "account", 64, "as of 2026-05-18", "2026-05-18", "118 kB"),
  source("Q1 board minutes.pdf", null, "Document", null, 0, "not stated", "", "1.4 MB"),
  source("larkspur-bundle-2026-04-30.zip", null, "Fieldwork bundle", null, 0, "", "", "88 MB"),
  source("empty.csv", null, "", null, 0, "", "", "0 B"),
];

export function controlsFor(what: Source): string[] {
  const kind = what.kind;
  if (!kind) return what.file.includes("access-review") ? ["AC-05"] : [];
  return CONTROLS.filter((control) => control.kinds.includes(kind)).map((control) => control.id);
}

export function rowOf(what: Source, id: number): EvidenceRow {
  return {
    id, label: `E-${String(id).padStart(4, "0")}`, file: what.file, what: what.what, records: what.records, problems: what.problems,
    covers: what.covers, extracted: what.extracted, received: `2026-05-19T0${id % 9}:12:00Z`, size: what.size,
    controls: controlsFor(what), ipeBlanks: what.extracted ? (what.importer ? 2 : 6) : 5, incomplete: what.incomplete,
  };
}

export function sha(text: string): string {
  let out = "";
  for (let part = 0; part < 8; part += 1) {
    let hash = 2166136261 ^ part;
    for (const letter of `${text}${part}`) hash = Math.imul(hash ^ letter.charCodeAt(0), 16777619);
    out += (hash >>> 0).toString(16).padStart(8, "0");
  }
  return out;
}

export function ipeOf(what: Source): IpeView {
  return {
    system: what.what.split(":")[0] ?? "", instance: what.importer?.startsWith("okta") ? "larkspur.example.com" : "", report: what.what,
    filters: what.covers === "not stated" ? "" : what.covers, extractedBy: "", extractedAt: what.extracted, timeZone: what.extracted ? "UTC" : "",
    completeness: "", accuracy: "", rowCount: String(what.records), controlTotals: what.kind === "gateway-row" ? { "total tokens": "81,204,551", "total spend": "1,204.18 USD" } : {},
  };
}

export function mapOf(kind: Kind, sure = true): MapView {
  const fields = [
    { id: "email", title: "E-mail address", required: true },
    { id: "name", title: "Name", required: true },
    { id: "status", title: "Status", required: false },
    { id: "hired", title: "First day", required: false },
    { id: "left", title: "Last day", required: kind === "person" },
  ];
  const columns: Record<string, string> = { email: "Work Email", name: "Employee", hired: "Start" };
  if (sure) columns["left"] = "End";
  return {
    kind, confidence: sure ? 92 : 54, columns, dayFirst: null, system: "HR system", fields,
    available: [
      { name: "Employee", samples: ["Maren Voss", "Teodor Marsh", "Ilse Brandt"] },
      { name: "Work Email", samples: ["maren.voss@example.com", "teodor.marsh@example.com", "ilse.brandt@example.com"] },
      { name: "Start", samples: ["03.02.2024", "15.09.2025", "01.04.2026"] },
      { name: "End", samples: ["", "28.02.2026", ""] },
      { name: "Team", samples: ["Engineering", "AI", "People"] },
    ],
    missing: sure ? [] : ["left"],
  };
}

export function reportOf(what: Source, index: number, known: readonly string[]): FileReport {
  const base: FileReport = {
    index, file: what.file, sha256: sha(what.file), size: what.size, status: "imported", importer: what.importer,
    importerTitle: what.importer ? what.what : null, because: "", alternatives: [], kind: what.kind, records: what.records,
    counts: what.kind ? { [what.kind]: what.records } : {}, covers: what.covers, incomplete: what.incomplete, problemCount: what.problems,
    problems: Array.from({ length: Math.min(what.problems, 5) }, (_, at) => ({ at: `$[${at * 311 + 40}]`, code: "date-unreadable", message: "“0000-00-00” is no date; the field was left blank." })),
    message: "", evidence: null, controls: controlsFor(what), map: null,
  };
  if (known.includes(what.file)) return { ...base, status: "already-imported", message: "The same bytes are in the vault as E-0001." };
  if (what.file.endsWith(".zip")) return { ...base, status: "bundle", message: "A Fieldwork bundle. It is verified, not imported." };
  if (what.file === "empty.csv") return { ...base, status: "refused", message: "The file is empty. Export it again." };
  if (what.kind === "person") {
    return { ...base, status: "needs-map", message: "Which column is the last day? Choose it, then the file can be read.", map: mapOf("person", false), alternatives: [{ id: "table", title: "Table by column map" }] };
  }
  if (!what.importer) return { ...base, status: "document", because: "nothing recognises its content", message: "" };
  return { ...base, because: "its content has the marks of this export and of no other", alternatives: [{ id: what.importer, title: what.what }, { id: "generic-gateway-log", title: "Gateway log (generic)" }] };
}

export const IMPORTERS: readonly ImporterView[] = [
  { id: "aws-iam-credential-report", vendor: "AWS", title: "AWS: IAM credential report", export: ["Open IAM in the console.", "Choose “Credential report”.", "Choose “Download credential report”."], covers: "All users of one account at one moment", retentionDays: null, emits: ["account"] },
  { id: "github-pulls", vendor: "GitHub", title: "GitHub: pull requests", export: ["gh api --paginate '/repos/OWNER/REPO/pulls?state=all' > pulls.json"], covers: "All pull requests of one repository", retentionDays: null, emits: ["change"] },
  { id: "jira-issues", vendor: "Atlassian", title: "Jira: issues", export: ["Search with a JQL that names the window.", "Choose Export, then JSON."], covers: "The issues that the search finds", retentionDays: null, emits: ["ticket"] },
  { id: "litellm-spend-logs", vendor: "LiteLLM", title: "LiteLLM: SpendLogs", export: ["Copy the table LiteLLM_SpendLogs as JSON lines, ordered by startTime."], covers: "Every call through the gateway in the chosen time", retentionDays: null, emits: ["gateway-row"] },
  { id: "okta-system-log", vendor: "Okta", title: "Okta: System Log", export: ["Open Reports, then System Log.", "Set the first and the last day.", "Choose “Download CSV”, or ask the API for JSON."], covers: "Events between two days", retentionDays: 90, emits: ["audit-event"] },
  { id: "okta-users", vendor: "Okta", title: "Okta: users", export: ["Ask the API for /api/v1/users, all pages, into one file."], covers: "All users at one moment", retentionDays: null, emits: ["account"] },
  { id: "restic", vendor: "restic", title: "restic: snapshots", export: ["restic snapshots --json > snapshots.json"], covers: "All snapshots of one repository", retentionDays: null, emits: ["backup"] },
  { id: "trivy", vendor: "Aqua", title: "Trivy: scan", export: ["trivy image --format json --output scan.json IMAGE"], covers: "One scan of one asset", retentionDays: null, emits: ["scan", "vulnerability"] },
];
