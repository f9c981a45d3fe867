// The own checks of the fake company. Its predicates are only looked through for columns; `x IS NULL` is also judged.
import type { AppError, CheckDraft, CheckTried, CheckView } from "../generated";
import { calls, type Call } from "./calls";
import { company } from "./company";
import { proofOf } from "./logs";
import { chance, TODAY, WINDOW } from "./time";

export const STARTERS: CheckDraft[] = [
  { id: "customer-data-to-approved-providers", title: "Customer data goes to approved providers only", reason: "Adapt the names to the providers with whom an agreement on data processing is in force.", criteria: ["CC6.7", "C1.1"], from: WINDOW.from, table: "gateway", applies: "", breaks: "lower(provider) NOT IN ('openai', 'anthropic')" },
  { id: "data-stays-in-region", title: "Data stays in its region", reason: "Adapt the regions to your contracts.", criteria: ["C1.1"], from: WINDOW.from, table: "gateway", applies: "tenant = 'northwind'", breaks: "region <> 'eu-central-1'" },
];
let kept: CheckView[] = [
  { draft: { id: "user-is-named", title: "Every call names its user", reason: "Who saw what must be told.", criteria: ["CC6.1"], from: "2026-02-01", table: "gateway", applies: "", breaks: "user_id IS NULL" }, version: 1, last: null, inForce: true },
];
const WORDS = new Set(["and", "or", "not", "in", "is", "null", "like", "lower", "upper", "coalesce", "true", "false", "between", "case", "when", "then", "else", "end"]);

function refuse(message: string, hint: string): never {
  const error: AppError = { code: "invalid", message, hint };
  throw error;
}

export function checks(): CheckView[] {
  return kept;
}

export function validateCheck(table: string, predicate: string): string[] {
  const known = Object.keys(calls()[0]?.cells ?? {});
  const names = predicate.replace(/'[^']*'/g, "''").match(/[a-z_]+/gi) ?? [];
  const used = [...new Set(names.map((name) => name.toLowerCase()).filter((name) => !WORDS.has(name)))];
  const unknown = used.find((name) => !known.includes(name));
  if (unknown) refuse(`there is no column called \`${unknown}\` in ${table}`, `known are: ${known.join(", ")}`);
  if ((predicate.match(/\(/g) ?? []).length !== (predicate.match(/\)/g) ?? []).length) refuse("a bracket is not closed", "close every bracket");
  return used;
}

export function tryCheck(check: CheckDraft): CheckTried {
  validateCheck(check.table, check.breaks);
  const column = /^\s*(\w+)\s+IS NULL\s*$/i.exec(check.breaks)?.[1];
  const rows = (company.imported.size > 0 ? calls() : []).filter((call) => check.table === "gateway" && call.line <= 10_000);
  const about = rows.filter((call) => check.applies === "" || chance(`${call.line} ${check.applies}`) < 0.3);
  const breaks = (call: Call) => (column ? call.cells[column] === null : chance(`${call.line} ${check.breaks}`) < 0.02);
  const broken = about.filter(breaks);
  return { rows: rows.length, applies: about.length, broken: broken.length, untold: 0, examples: broken.slice(0, 10).map((call) => ({ proof: proofOf(call), request: call.cells["request_id"] ?? null, at: call.at, breaks: true })), took: 33 };
}

export function saveCheck(draft: CheckDraft): CheckView {
  const earlier = kept.filter((view) => view.draft.id === draft.id);
  const latest = earlier.at(-1);
  if (latest && draft.from <= latest.draft.from) refuse(`${draft.id}@${latest.version} is in force since ${latest.draft.from}: a new version must begin later`, "choose a later first day; what was in force then stays as it was judged");
  const view: CheckView = { draft, version: earlier.length + 1, last: null, inForce: draft.from <= TODAY };
  kept = [...kept.map((each) => (each === latest ? { ...each, last: draft.from, inForce: false } : each)), view];
  return view;
}

export function retireCheck(id: string, last: string): void {
  const latest = kept.findLast((view) => view.draft.id === id);
  if (!latest || last < latest.draft.from) refuse(`${id} is in force since ${latest?.draft.from ?? "never"}, after ${last}`, "choose a later last day");
  kept = kept.map((view) => (view === latest ? { ...view, last, inForce: last >= TODAY } : view));
}
