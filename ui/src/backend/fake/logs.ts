// Answers about the fake company's log: counted over its rows, as the column store counts.
import { addDays } from "../../lib/dates";
import { columns } from "../../lib/buckets";
import type { AppError, Bucket, Code, LogLife, LogLives, LogOverview, LogPage, LogRates, LogRowsRequest, LogTable, LogVolume, Lived, RateRequest, SheetRow } from "../generated";
import { calls, isComplete, isFailed, LOG_EVIDENCE, LOG_FILE, type Call } from "./calls";
import { company } from "./company";
import { pace } from "./importing";
import { chance, TODAY, WINDOW } from "./time";

interface Measure {
  readonly id: string;
  readonly title: string;
  readonly hit: (call: Call) => boolean;
  readonly unknown?: (call: Call) => boolean;
}

const MEASURES: readonly Measure[] = [
  { id: "incomplete", title: "calls whose row does not tell time, request, user or tenant, provider, model, status and tokens", hit: (call) => !isComplete(call) },
  { id: "failed", title: "calls that the log calls failed", hit: isFailed },
  { id: "fallback", title: "calls that another than the first choice answered", hit: ({ cells }) => cells["fallback"] === "yes", unknown: ({ cells }) => cells["fallback"] === null },
  { id: "cached", title: "calls that a cache answered", hit: ({ cells }) => cells["cache_hit"] === "yes" },
  { id: "guarded", title: "calls on which a guardrail decided something", hit: ({ cells }) => cells["guardrail"] !== null },
  { id: "without-user", title: "calls that name no user", hit: ({ cells }) => cells["user_id"] === null },
  { id: "without-version", title: "calls that name no version of the prompt", hit: ({ cells }) => cells["prompt_version"] === null },
];
const GROUPINGS = ["route", "provider", "model", "model_version", "prompt_version", "tenant", "user_id", "status", "region", "week", "day"];

const taken = new Set<number>();

export function takeBack(ask: number): void {
  taken.add(ask);
}

function refuse(code: Code, message: string, hint: string): never {
  const error: AppError = { code, message, hint };
  throw error;
}

/** Refuses where the question was taken back. */
export function stand(ask: number): void {
  if (taken.has(ask)) refuse("cancelled", "the question was taken back", "ask again");
}

/** Some time passes, in which the question can be taken back. */
export async function answering<T>(ask: number, answer: () => T): Promise<T> {
  for (let step = 0; step < 8; step += 1) {
    await new Promise((done) => setTimeout(done, pace.step / 2));
    stand(ask);
  }
  return answer();
}

function log(): readonly Call[] {
  return company.imported.has(LOG_EVIDENCE) ? calls() : [];
}

export function logOverview(): LogOverview {
  const own = log();
  const columns = [...new Set(own.flatMap((call) => Object.keys(call.cells)))].map((name): [string, string, string] => [name, "VARCHAR", ""]);
  const gateway: LogTable = { name: "gateway", about: "One call that passed an LLM gateway.", rows: String(own.length), bytes: String(own.length * 96), files: own.length > 0 ? 1 : 0, first: own[0]?.day ?? null, last: own.at(-1)?.day ?? null, columns };
  const traced = own.filter(({ cells }) => cells["trace_id"] !== null).length;
  const span: LogTable = { ...gateway, name: "span", about: "One step of a trace.", rows: String(traced * 4), bytes: String(traced * 210), columns: [] };
  const score: LogTable = { ...gateway, name: "score", about: "One result of an evaluation.", rows: "0", bytes: "0", files: 0, first: null, last: null, columns: [] };
  return { tables: [gateway, span, score], measures: [...MEASURES.map(({ id, title }) => ({ id, title })), { id: "check:user-is-named", title: "calls that break the check user-is-named: Every call names its user" }], groupings: GROUPINGS };
}

function weekOf(day: string): string {
  return addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
}

function byKey<T, K>(list: readonly T[], keyOf: (one: T) => K): Map<K, T[]> {
  const found = new Map<K, T[]>();
  for (const one of list) {
    const key = keyOf(one);
    const known = found.get(key);
    if (known) known.push(one);
    else found.set(key, [one]);
  }
  return found;
}

function counted(list: readonly Call[], test: (call: Call) => boolean): number {
  return list.filter(test).length;
}

export function logVolume(bucket: Bucket): LogVolume {
  const own = log();
  const key = (day: string) => (bucket === "day" ? day : bucket === "week" ? weekOf(day) : `${day.slice(0, 7)}-01`);
  const points = [...byKey(own, (call) => key(call.day))].map(([day, list]) => ({ day, calls: list.length, complete: counted(list, isComplete), failed: counted(list, isFailed), fallback: counted(list, ({ cells }) => cells["fallback"] === "yes") }));
  const days = new Set(own.map((call) => call.day));
  const silent: [string, string][] = [];
  for (const { key: day } of own.length > 0 ? columns(WINDOW.from, TODAY, "day") : []) {
    const last = silent.at(-1);
    if (days.has(day)) continue;
    if (last && addDays(last[1], 1) === day) last[1] = day;
    else silent.push([day, day]);
  }
  return { from: WINDOW.from, to: TODAY, bucket, points, silent, undated: own.length > 0 ? 12 : 0, outside: own.length > 0 ? 1840 : 0, took: 41 };
}

function measureOf(id: string): Measure {
  // What checks and detectors found is not told of single calls here: some calls stand for it.
  if (/^(check|finding):./.test(id)) return { id, title: `calls with ${id}`, hit: (call) => chance(`${call.line} ${id}`) < 0.02 };
  return MEASURES.find((one) => one.id === id) ?? refuse("invalid", `there is no measure called \`${id}\``, `known are: ${MEASURES.map((one) => one.id).join(", ")}`);
}

function valueOf(call: Call, column: string): string | null {
  if (!GROUPINGS.includes(column)) refuse("invalid", `there is no column to split by called \`${column}\``, `known are: ${GROUPINGS.join(", ")}`);
  if (column === "day") return call.day;
  return column === "week" ? weekOf(call.day) : (call.cells[column] ?? null);
}

export function logRates({ measure, by }: RateRequest): LogRates {
  const { hit, unknown = () => false } = measureOf(measure);
  const own = log();
  const groups = [...byKey(own, (call) => valueOf(call, by))].map(([key, list]) => ({ key, calls: list.length, hits: counted(list, hit), unknown: counted(list, unknown) }));
  const inTime = by === "week" || by === "day";
  groups.sort((a, b) => (inTime ? 0 : b.hits - a.hits || b.calls - a.calls) || (a.key ?? "").localeCompare(b.key ?? ""));
  return { groups: groups.slice(0, 200), more: Math.max(0, groups.length - 200), calls: own.length, hits: counted(own, hit), unknown: counted(own, unknown), complete: counted(own, isComplete), took: 63 };
}

export function logRows(request: LogRowsRequest): LogPage {
  const { hit } = request.measure ? measureOf(request.measure) : { hit: () => true };
  const from = request.from || WINDOW.from;
  const to = request.to || TODAY;
  if (to < from) refuse("invalid", "the last day is before the first", "choose a later last day");
  const inside = (call: Call) => call.day >= from && call.day <= to && hit(call) && request.equal.every(([column, value]) => valueOf(call, column) === value);
  const found = ["", "gateway"].includes(request.table) ? log().filter(inside) : [];
  const names = Object.keys(log()[0]?.cells ?? {});
  const rows = found.slice(request.offset, request.offset + request.limit).map((call) => ({ proof: proofOf(call), request: call.cells["request_id"] ?? null, cells: names.map((name) => call.cells[name] ?? "") }));
  return { total: found.length, columns: names, rows, took: 38 };
}

export function proofOf({ line }: Call) {
  return { evidence: LOG_EVIDENCE, evidenceLabel: `E-${String(LOG_EVIDENCE).padStart(4, "0")}`, file: LOG_FILE, at: `line ${line}` };
}

/** Release records: v16 has none, v17 went live a day after its first call. */
export function releaseOf(name: string): SheetRow | null {
  const days: Readonly<Record<string, string>> = { v14: "2025-11-20", v15: "2026-02-01", v17: "2026-03-15", v18: "2026-04-27", "claude-sonnet-4": "2025-12-12", "claude-sonnet-4-5": "2026-03-12", "gpt-4.1": "2025-12-12" };
  const known = Object.keys(days).filter((key) => name.split(" ").includes(key)).at(-1);
  const live = known && days[known];
  if (!live) return null;
  return { proof: { evidence: 6, evidenceLabel: "E-0006", file: "releases.csv", at: `row ${2 + Object.keys(days).indexOf(known)}` }, at: `${live}T09:00:00Z`, what: name, fields: [["name", name], ["live", `${live}T09:00:00Z`], ["author", "maren.voss@example.com"], ["approved by", "jonas.eder@example.com"], ["tickets", "SEC-311"], ["evaluation", "run-2026-118, passed"]] };
}

export function logLives(of: Lived): LogLives {
  const own = log();
  const told = ({ cells }: Call): [string | null, string | null, string | null] => {
    if (of === "prompt") return [cells["prompt"] ?? null, cells["prompt_version"] ?? null, null];
    return of === "model" ? [cells["model"] ?? null, cells["model_version"] ?? null, cells["provider"] ?? null] : [cells["provider"] ?? null, null, null];
  };
  const named = own.filter((call) => told(call)[0] !== null);
  const lives = [...byKey(named, (call) => JSON.stringify(told(call)))].flatMap(([key, list]): LogLife[] => {
    const [name, version, provider]: [string, string | null, string | null] = JSON.parse(key);
    const [first, last] = [list[0], list.at(-1)];
    if (!first || !last) return [];
    const record = of === "provider" ? null : releaseOf(`${name} ${version ?? ""}`.trim());
    return [{
      name, version, provider, first: first.at, last: last.at, firstRow: proofOf(first), calls: list.length, weeks: [...byKey(list, (call) => weekOf(call.day))].map(([week, some]) => [week, some.length]),
      releases: record ? [record] : [], releasedBefore: record ? record.at <= first.at : null,
    }];
  });
  return { lives: lives.sort((a, b) => a.first.localeCompare(b.first) || a.name.localeCompare(b.name)), more: 0, blank: own.length - named.length, took: 88 };
}
