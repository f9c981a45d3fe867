// The log of the fake company, row by row: some silent days, blanks, fallbacks, failures, prompts that change.
import { addDays, daysBetween } from "../../lib/dates";
import { SOURCES } from "./evidence";
import { chance, TODAY, WINDOW } from "./time";

export interface Call {
  readonly line: number;
  readonly day: string;
  readonly at: string;
  readonly cells: Readonly<Record<string, string | null>>;
}

const SILENT: readonly (readonly [string, string])[] = [["2026-02-14", "2026-02-16"], ["2026-04-19", "2026-04-19"]];
const USERS = ["teodor.marsh", "hanna.wolff", "ilse.brandt", "pavel.sorin", "amina.diallo", "ruth.keller", "oskar.lind", "noor.haddad"];
const ROUTES = ["support-reply", "contract-summary", "search-answer", "classify-ticket"];
const TENANTS = ["northwind", "brightline", "cobalt", "fernhill"];
const PROMPTS: readonly (readonly [string, string])[] = [["2026-01-01", "v14"], ["2026-02-02", "v15"], ["2026-02-27", "v16"], ["2026-03-14", "v17"], ["2026-04-28", "v18"]];

export const LOG_EVIDENCE = Math.max(1, SOURCES.findIndex((source) => source.kind === "gateway-row") + 1);
export const LOG_FILE = SOURCES[LOG_EVIDENCE - 1]?.file ?? "";

let made: Call[] | undefined;

/** Every call up to today, in order of time. */
export function calls(): readonly Call[] {
  made ??= make();
  return made;
}

function make(): Call[] {
  const found: Call[] = [];
  const days = daysBetween(WINDOW.from, TODAY);
  for (let nth = 0; nth <= days; nth += 1) {
    const day = addDays(WINDOW.from, nth);
    if (SILENT.some(([from, to]) => day >= from && day <= to)) continue;
    const weekend = [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
    const many = Math.round((weekend ? 18 : 62) * (0.8 + chance(day) * 0.4) * (1 + nth / 220));
    for (let index = 0; index < many; index += 1) found.push(one(day, nth, index / many, found.length + 1));
  }
  return found;
}

function pick(list: readonly string[], luck: number): string {
  return list[Math.floor(luck * list.length)] ?? "";
}

function answered(day: string, luck: number): [provider: string, model: string, version: string | null] {
  if (luck > 0.985 && day >= "2026-03-20") return ["google", "gemini-2.5-pro", null];
  if (luck > 0.62) return ["openai", "gpt-4.1", "2025-04-14"];
  return day < "2026-03-14" ? ["anthropic", "claude-sonnet-4", "20250514"] : ["anthropic", "claude-sonnet-4-5", "20250929"];
}

function one(day: string, nth: number, share: number, line: number): Call {
  const luck = (what: string) => chance(`${line} ${what}`);
  const seconds = Math.floor(share * 86_000 + luck("at") * 300);
  const at = `${day}T${[seconds / 3600, (seconds / 60) % 60, seconds % 60].map((part) => String(Math.floor(part)).padStart(2, "0")).join(":")}Z`;
  const [provider, model, version] = answered(day, luck("model"));
  const lost = nth > 84 && nth < 99;
  const status = luck("status") < (day === "2026-04-07" ? 0.4 : 0.015) ? pick(["timeout", "error", "429"], luck("why")) : "success";
  const route = pick(ROUTES, luck("route"));
  const fallback = provider === "google" || luck("fallback") < 0.02;
  const guarded = luck("guard") < 0.03;
  return {
    line, day, at,
    cells: {
      at_text: at, request_id: `req_${(line * 104729).toString(36)}`, trace_id: luck("trace") < 0.9 ? `tr-${(line * 7919).toString(16).padStart(8, "0")}` : null, sequence: String(20000 + line), route,
      user_id: luck("user") < (lost ? 0.35 : 0.025) ? null : `${pick(USERS, luck("who"))}@example.com`, tenant: lost && luck("tenant") < 0.4 ? null : pick(TENANTS, luck("whose")), provider, model, model_version: luck("version") < 0.01 ? null : version,
      model_requested: provider === "google" ? "claude-sonnet-4-5" : model, prompt_version: luck("prompt") < 0.04 ? null : (PROMPTS.findLast(([from]) => from <= day)?.[1] ?? null), status, fallback: fallback ? "yes" : route === "classify-ticket" && lost ? null : "no",
      fallback_reason: fallback ? "the first choice was overloaded" : null, cache_hit: luck("cache") < 0.12 ? "yes" : "no", guardrail: guarded ? "pii-filter: masked" : null, tokens_in: String(300 + Math.floor(luck("in") * 3000)),
      tokens_out: status === "success" ? String(40 + Math.floor(luck("out") * 900)) : null, cost: (luck("in") * 0.02).toFixed(4), latency_ms: String(240 + Math.floor(luck("ms") * 4200)), region: pick(["eu-central-1", "eu-west-1"], luck("region")),
      application: "larkspur-api", prompt: route,
    },
  };
}

export function isComplete({ cells }: Call): boolean {
  const named = ["request_id", "provider", "model", "status", "tokens_in", "tokens_out"].every((column) => cells[column] !== null);
  return named && (cells["user_id"] !== null || cells["tenant"] !== null);
}

export function isFailed({ cells }: Call): boolean {
  return cells["status"] !== "success";
}
