// The state of the fake vault: what was created, imported, decided in this session.
import { addDays } from "../../lib/dates";
import type { ActivityView, ApprovedView, ControlDetail, ControlRow, EngagementView, EvidenceRow, MemberView, Overview, ParameterView, ScopeView } from "../generated";
import { CHOSEN, rowOf, SOURCES, type Source } from "./evidence";
import { categoryOf, CONTROLS, CRITERIA, type FrameControl } from "./frame";
import { draftOf, historyOf, lifeOf, servedBy, versionsOf } from "./editing";
import { exceptionItems, exceptionsOf, resultRows } from "./results";
import { cellsOf, chance, occurrencesOf, TODAY, weeks, WINDOW } from "./time";

const SCOPE: ScopeView[] = [
  { category: "security", included: true, reason: "Always in scope." },
  { category: "availability", included: true, reason: "Customers have an uptime commitment." },
  { category: "processing-integrity", included: false, reason: "No customer relies on calculations of ours." },
  { category: "confidentiality", included: true, reason: "Customers' prompts are confidential by contract." },
  { category: "privacy", included: false, reason: "Personal data is handled as a processor only." },
];

export const company = {
  status: "open" as "absent" | "locked" | "open",
  engagement: { company: "Larkspur AI", auditType: "type-ii", from: WINDOW.from, to: WINDOW.to, zone: "Europe/Berlin", scope: SCOPE, today: TODAY } as EngagementView,
  imported: new Map<number, Source>(),
  evaluated: true,
  stale: false,
  owners: new Map<string, string>(),
  ipe: new Map<number, object>(),
  links: new Map<number, string[]>(),
  reasons: new Map<string, string>(),
  members: [
    { email: "jonas.eder@example.com", name: "Jonas Eder", roles: ["Security Lead", "Compliance Owner"] },
    { email: "maren.voss@example.com", name: "Maren Voss", roles: ["Head of Engineering"] },
  ] as MemberView[],
  parameters: [
    { id: "termination-sla-business-days", title: "Business days in which a leaver's account is disabled", default: "1", source: "Starter policy", values: [{ from: "2026-04-01", value: "2", reason: "HR works four days a week since April." }] },
    { id: "vulnerability-sla-critical-days", title: "Days in which a critical vulnerability is closed", default: "15", source: "Starter policy", values: [] },
    { id: "vulnerability-sla-high-days", title: "Days in which a high vulnerability is closed", default: "30", source: "Starter policy", values: [] },
    { id: "dormant-days", title: "Days without use after which an account is dormant", default: "90", source: "Starter policy", values: [] },
  ] as ParameterView[],
  approved: [
    { provider: "anthropic", model: "", aliases: ["bedrock/anthropic"], from: "2026-01-01", to: "", reason: "AI committee, 12 December 2025" },
    { provider: "openai", model: "gpt-4.1-2025-04-14", aliases: ["azure/gpt-4.1"], from: "2026-01-01", to: "", reason: "AI committee, 12 December 2025" },
  ] as ApprovedView[],
};

export function fill(): void {
  SOURCES.forEach((source, index) => company.imported.set(index + 1, source));
}

export function known(file: string): Source | undefined {
  return [...CHOSEN, ...SOURCES].find((source) => source.file === file);
}

export function evidenceRow(id: number, source: Source): EvidenceRow {
  const row = rowOf(source, id);
  return { ...row, controls: company.links.get(id) ?? row.controls };
}

export function evidenceRows(): EvidenceRow[] {
  return [...company.imported].map(([id, source]) => evidenceRow(id, source)).reverse();
}

function evidenceOf(control: string): EvidenceRow[] {
  return evidenceRows().filter((row) => row.controls.includes(control));
}

export function controlRow(control: FrameControl): ControlRow {
  const occurrences = occurrencesFor(control);
  const owner = company.owners.get(control.id);
  const results = company.evaluated ? resultRows(company.imported.size === 0).filter((row) => row.controls.includes(control.id)) : [];
  const over = occurrences.filter((each) => ["evidenced", "late", "missed"].includes(each.state));
  return {
    id: control.id, title: control.title, criteria: control.criteria, categories: [...new Set(control.criteria.map((id) => CRITERIA.get(id)?.category ?? "security"))],
    source: control.source, cadence: control.cadence, nature: control.nature, owner: owner ?? `(${control.ownerRole})`, owned: owner !== undefined,
    expected: over.length, evidenced: over.filter((each) => each.state !== "missed").length, evidence: evidenceOf(control.id).length,
    exceptions: company.imported.size ? exceptionsOf(control.id) : 0,
    result: results.find((row) => row.state === "exception")?.state ?? results.find((row) => row.state === "not-determinable")?.state ?? results[0]?.state ?? null,
  };
}

function occurrencesFor(control: FrameControl) {
  const occurrences = occurrencesOf(control, evidenceOf(control.id).map((row) => row.label));
  if (company.imported.size > 0) return occurrences;
  return occurrences.map((each) => ({ ...each, evidence: [], state: each.to >= TODAY ? ("not-yet-due" as const) : ("missed" as const) }));
}

export function controlDetail(control: FrameControl): ControlDetail {
  return {
    row: controlRow(control), description: control.description, ownerRole: control.ownerRole, owner: company.owners.get(control.id) ?? null, expects: control.expects,
    effectiveFrom: versionsOf(control).at(-1)?.from || null, criteria: control.criteria.map((id) => [id, CRITERIA.get(id)?.title ?? ""]), occurrences: occurrencesFor(control), evidence: evidenceOf(control.id),
    evaluations: resultRows(company.imported.size === 0).filter((row) => row.controls.includes(control.id)),
    life: lifeOf(control.id), draft: draftOf(control), versions: versionsOf(control), history: historyOf(control.id), serves: servedBy(draftOf(control)),
    links: Object.fromEntries(evidenceOf(control.id).map((row) => [row.id, company.reasons.get(`${row.id} ${control.id}`) ?? "its records serve the control"])),
  };
}

function tally(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

export function overview(): Overview {
  const empty = company.imported.size === 0;
  const controls = CONTROLS.map((control) => {
    const row = controlRow(control);
    return { id: control.id, title: control.title, category: categoryOf(control), cells: cellsOf(occurrencesFor(control)), exceptions: row.exceptions, result: row.result };
  });
  const due = CONTROLS.flatMap((control) => occurrencesFor(control)
    .filter((each) => each.state === "not-yet-due" || (each.state === "missed" && chance(control.id) < 0.12))
    .map((each) => ({ day: addDays(each.to, each.state === "missed" ? 10 : 0), control: control.id, title: control.title, what: control.expects[0] ?? "", owner: company.owners.get(control.id) ?? control.ownerRole, overdue: each.to < TODAY })))
    .sort((a, b) => a.day.localeCompare(b.day))
    .filter((each, index, all) => all.findIndex((other) => other.control === each.control) === index).slice(0, 20);
  const items = empty || !company.evaluated ? [] : exceptionItems();
  return {
    weeks: weeks(), thisWeek: weeks().findLastIndex((week) => week <= TODAY), controls,
    evaluations: company.evaluated ? tally(resultRows(empty).map((row) => row.state)) : {},
    occurrences: tally(CONTROLS.flatMap((control) => occurrencesFor(control).map((each) => each.state))),
    evaluatedAt: company.evaluated ? "2026-05-19T14:02:11Z" : null, stale: company.stale, exceptions: items,
    exceptionCount: items.length ? resultRows(false).reduce((sum, row) => sum + row.exceptions, 0) : 0, due, evidenceCount: company.imported.size,
  };
}

const log: ActivityView[] = [];

export function logged(action: string, subject: string, detail = ""): void {
  const sequence = log.length + 1;
  log.unshift({ sequence, at: new Date(Date.UTC(2026, 4, 19, 8, 0, sequence * 41)).toISOString(), actor: "jonas.eder@example.com", action, subject, detail });
}

export function activityLog(): readonly ActivityView[] {
  if (log.length === 0) {
    logged("vault created", "Larkspur AI");
    for (const [id, source] of company.imported) logged("evidence imported", `E-${String(id).padStart(4, "0")} ${source.file}`, `${source.records} records, ${source.problems} problems`);
    logged("owner set", "AC-01", "from nobody to jonas.eder@example.com");
    logged("parameter set", "termination-sla-business-days", "2 from 2026-04-01: HR works four days a week since April.");
    logged("evaluated", "17 evaluators", "8 with exceptions");
  }
  return log;
}
