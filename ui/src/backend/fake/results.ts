// What the evaluators found at the fake company.
import type { EvaluationChange, EvaluationDetail, EvaluationRow, ItemRequest, ItemView, Proof, State, TrendPoint } from "../generated";
import { rowOf, SOURCES, type Source } from "./evidence";
import { CONTROLS } from "./frame";
import { placeOf, rowAt } from "./rows";
import { chance } from "./time";
import { acceptedIn, workOn } from "./work";

interface Outline {
  id: string;
  question: string;
  of: string;
  population: number;
  exceptions: number;
  undetermined: number;
  source: string;
  subject: (index: number) => string;
  reason: (index: number) => string;
  state?: State;
}

const PEOPLE = ["teodor.marsh", "ilse.brandt", "pavel.sorin", "amina.diallo", "ruth.keller", "oskar.lind", "noor.haddad", "hanna.wolff"];

function person(index: number): string {
  return `${PEOPLE[index % PEOPLE.length] ?? ""}@example.com`;
}

const OUTLINES: readonly Outline[] = [
  { id: "terminated-user-active", question: "Was every leaver's account disabled within the SLA?", of: "persons who left in the window", population: 9, exceptions: 2, undetermined: 1, source: "okta-users.json", subject: person, reason: (index) => (index === 0 ? "Left on 13 March 2026; the account was still active on 18 May 2026, 46 business days after the SLA of 1." : "Left on 28 April 2026; disabled on 6 May 2026, 5 business days after the SLA of 1.") },
  { id: "change-without-review", question: "Was every merged change reviewed by somebody else?", of: "changes merged in the window", population: 412, exceptions: 4, undetermined: 0, source: "github-pulls.json", subject: (index) => `larkspur/api#${1231 + index * 57}`, reason: () => "Merged without an approving review by another person." },
  { id: "vulnerability-past-sla", question: "Was every vulnerability closed within the SLA in force when it was found?", of: "vulnerabilities found in the window", population: 47, exceptions: 3, undetermined: 0, source: "trivy-api-2026-05-04.json", subject: (index) => `CVE-2026-${1013 + index * 169}`, reason: (index) => `Critical, found on 2 March 2026, open ${48 + index * 9} days later; the SLA was 15 days.` },
  { id: "provider-unapproved", question: "Did only approved providers answer?", of: "gateway rows", population: 48210, exceptions: 18, undetermined: 207, source: "litellm-spend-logs.jsonl", subject: (index) => `req_${(index * 104729 + 77).toString(36)}`, reason: () => "Answered by “google”, which was not approved on that day (fallback)." },
  { id: "user-without-mfa", question: "Does every active user have a second factor?", of: "active accounts of people", population: 57, exceptions: 1, undetermined: 0, source: "okta-users.json", subject: () => "oskar.lind@example.com", reason: () => "Active, and no second factor is enrolled." },
  { id: "backup-missed", question: "Was there a backup on every day of the window?", of: "days of the window so far", population: 140, exceptions: 2, undetermined: 0, source: "restic-snapshots.json", subject: (index) => (index ? "2026-04-19 db-2" : "2026-02-08 db-1"), reason: () => "No snapshot of this host on this day." },
  { id: "user-missing", question: "Does every call name its user?", of: "gateway rows", population: 48210, exceptions: 1302, undetermined: 0, source: "litellm-spend-logs.jsonl", subject: (index) => `req_${(index * 37 + 5).toString(36)}`, reason: () => "The row names no user." },
  { id: "occurrence-missed", question: "Does evidence cover every occurrence that is over?", of: "occurrences that are over", population: 356, exceptions: 31, undetermined: 0, source: "access-review-2026Q1.md", subject: (index) => `${CONTROLS[index * 3 % CONTROLS.length]?.id ?? ""} 2026-0${1 + (index % 4)}`, reason: () => "Nothing covers this occurrence." },
  { id: "model-version-missing", question: "Does every call name the model and version that answered?", of: "gateway rows", population: 48210, exceptions: 0, undetermined: 207, source: "litellm-spend-logs.jsonl", subject: () => "", reason: () => "", state: "not-determinable" },
  { id: "fallback-without-reason", question: "Does every fallback say why?", of: "gateway rows that fell back", population: 0, exceptions: 0, undetermined: 0, source: "litellm-spend-logs.jsonl", subject: () => "", reason: () => "", state: "no-occurrence" },
  { id: "account-without-person", question: "Does each active account belong to a person or a registered service account?", of: "active accounts", population: 80, exceptions: 0, undetermined: 0, source: "okta-users.json", subject: person, reason: () => "" },
  { id: "admin-without-mfa", question: "Does every administrator have a second factor?", of: "administrators", population: 6, exceptions: 0, undetermined: 0, source: "aws-iam-credential-report.csv", subject: person, reason: () => "" },
  { id: "dormant-account", question: "Was every account used within 90 days?", of: "active accounts", population: 80, exceptions: 0, undetermined: 0, source: "okta-users.json", subject: person, reason: () => "" },
  { id: "change-self-approved", question: "Did nobody approve their own change?", of: "changes merged in the window", population: 412, exceptions: 0, undetermined: 0, source: "github-pulls.json", subject: () => "", reason: () => "" },
  { id: "change-without-ticket", question: "Does every change name a ticket?", of: "changes merged in the window", population: 412, exceptions: 0, undetermined: 0, source: "github-pulls.json", subject: () => "", reason: () => "", state: "not-tested" },
  { id: "deploy-without-change", question: "Does every deployment belong to a merged change?", of: "deployments", population: 136, exceptions: 0, undetermined: 0, source: "deploys.csv", subject: () => "", reason: () => "" },
  { id: "criterion-without-control", question: "Does every criterion in scope have a control?", of: "criteria in scope", population: 38, exceptions: 0, undetermined: 0, source: "access-review-2026Q1.md", subject: () => "", reason: () => "" },
];

function proofOf(outline: Outline, index: number): Proof[] {
  const number = SOURCES.findIndex((source) => source.file === outline.source);
  const source = SOURCES[number];
  if (!source || source.records === 0) return [];
  const at = placeOf(source, rowAbout(source, outline, index));
  const row = rowOf(source, number + 1);
  const first = { evidence: row.id, evidenceLabel: row.label, file: row.file, at };
  if (outline.id !== "terminated-user-active") return [first];
  return [first, { evidence: 4, evidenceLabel: "E-0004", file: "roster.csv", at: `row ${11 + index * 7}` }];
}

function rowAbout(source: Source, outline: Outline, index: number): number {
  const name = outline.subject(index).split("@")[0] ?? "";
  for (let row = 0; row < Math.min(source.records, 800); row += 1) {
    if (rowAt(source, row).cells.some((cell) => cell.startsWith(name))) return row;
  }
  return Math.floor(chance(`${outline.id}${index}`) * source.records);
}

export function rowFor(outline: Outline): EvaluationRow {
  const state = outline.state ?? (outline.exceptions > 0 ? "exception" : "pass");
  const controls = CONTROLS.filter((control) => control.evaluators.includes(outline.id)).map((control) => control.id);
  return {
    evaluator: outline.id, question: outline.question, state, populationOf: outline.of, population: outline.population,
    tested: state === "not-tested" ? 0 : outline.population - outline.undetermined, exceptions: outline.exceptions, undetermined: outline.undetermined, controls,
  };
}

export function resultRows(empty: boolean): EvaluationRow[] {
  return OUTLINES.map((outline) => rowFor(empty ? { ...outline, population: 0, exceptions: 0, undetermined: 0, state: "not-determinable" } : outline));
}

/** Runs of the last weeks, today's last. */
export function trendOf(row: EvaluationRow): TrendPoint[] {
  const before = (share: number) => Math.round(row.exceptions * share + chance(`${row.evaluator}${share}`) * 3 * Number(row.exceptions > 0));
  const point = (at: string, exceptions: number): TrendPoint => ({ at, state: row.state === "pass" && exceptions > 0 ? "exception" : row.state, population: row.population, tested: row.tested, exceptions, undetermined: row.undetermined });
  return [point("2026-04-07T09:00:00Z", before(1.4)), point("2026-04-21T09:00:00Z", before(1.2)), point("2026-05-05T09:00:00Z", before(0.6)), point("2026-05-19T14:02:11Z", row.exceptions)];
}

function item(outline: Outline, index: number, state: State, seq: number): ItemView {
  const subject = outline.subject(index) || `item ${index + 1}`;
  const reason = state === "exception" ? outline.reason(index) : state === "pass" ? "As it should be." : "The deciding field is blank in the file.";
  return { evaluator: outline.id, subject, state, reason, proof: proofOf(outline, index), seq, ...workOn(outline.id, subject) };
}

export function itemsOf(id: string): ItemView[] {
  const outline = OUTLINES.find((each) => each.id === id);
  if (!outline) return [];
  const most = 2000;
  const passes = Math.min(most, outline.population - outline.exceptions - outline.undetermined);
  return [
    ...Array.from({ length: Math.min(most, outline.exceptions) }, (_, at) => item(outline, at, "exception", at)),
    ...Array.from({ length: Math.min(most, outline.undetermined) }, (_, at) => item(outline, at + 500, "not-determinable", outline.exceptions + at)),
    ...(outline.state ? [] : Array.from({ length: Math.max(0, passes) }, (_, at) => item(outline, at + 1000, "pass", outline.exceptions + outline.undetermined + at))),
  ];
}

export function exceptionItems(): ItemView[] {
  return OUTLINES.filter((outline) => outline.exceptions > 0).flatMap((outline) =>
    Array.from({ length: Math.min(6, outline.exceptions) }, (_, at) => item(outline, at, "exception", at)));
}

export function exceptionsOf(control: string): number {
  return resultRows(false).filter((row) => row.controls.includes(control)).reduce((sum, row) => sum + row.exceptions, 0);
}

/** What a shorter time would change: one leaver's account more is late. */
export function changesBy(value: string): EvaluationChange[] {
  const [before] = resultRows(false).filter((row) => row.evaluator === "terminated-user-active");
  if (!before || Number(value) > 0) return [];
  return [{ before, after: { ...before, exceptions: before.exceptions + 1 }, total: 1, items: [{ subject: person(3), before: "pass", after: "exception", reason: "Left on 2 May 2026; disabled on 4 May 2026, 1 business day after the SLA of 0." }] }];
}

function shownBy({ show, member, state, page }: ItemRequest): (item: ItemView) => boolean {
  const words = page.filter.toLowerCase();
  return (item) => {
    const accepted = item.accepted !== null && !item.accepted.ended;
    const worked = show === "open" ? item.state === "exception" && !accepted : show === "accepted" ? item.state === "exception" && accepted : show === "all" || item.assigned?.member === member;
    return worked && (!state || item.state === state) && `${item.subject} ${item.reason}`.toLowerCase().includes(words);
  };
}

export function detailOf(id: string, request: ItemRequest): EvaluationDetail | undefined {
  const outline = OUTLINES.find((each) => each.id === id);
  if (!outline) return undefined;
  const items = itemsOf(id).filter(shownBy(request));
  const { offset, limit } = request.page;
  const number = SOURCES.findIndex((source) => source.file === outline.source);
  return {
    row: rowFor(outline), version: 1, accepted: acceptedIn(id), trend: trendOf(rowFor(outline)),
    why: "Accounts of people who are gone are a way in that nobody watches.",
    reading: "An exception is one item that failed. The population is everything that the evidence names, not a sample.",
    filters: [["all records", outline.population + 55, outline.population + 55], ["inside the window", outline.population + 55, outline.population + 3], [outline.of, outline.population + 3, outline.population]],
    inputs: [{ name: `records of ${outline.source}`, evidence: [`E-${String(number + 1).padStart(4, "0")}`], records: outline.population, gaps: outline.undetermined ? ["1 person has no last day in the roster."] : [] }, { name: "roster of people", evidence: ["E-0004"], records: 58, gaps: [] }],
    parameters: [["termination-sla-business-days", { default: "1", "2026-04-01": "2" }]],
    figures: outline.of === "gateway rows" ? { coverage: "97.3 % of 48,210 rows name a user" } : {},
    notes: ["Business days are Monday to Friday; no holidays are set."], total: items.length, items: items.slice(offset, offset + limit),
  };
}
