// Records of the fake evidence, made when asked for.
import type { RecordRow } from "../generated";
import type { Source } from "./evidence";
import { chance } from "./time";

const PEOPLE = ["maren.voss", "teodor.marsh", "hanna.wolff", "jonas.eder", "ilse.brandt", "pavel.sorin", "amina.diallo", "ruth.keller", "oskar.lind", "noor.haddad"];
const MODELS = ["gpt-4.1-2025-04-14", "claude-sonnet-4-20250514", "gpt-4.1-mini", "gemini-2.5-pro", "claude-sonnet-4-20250514"];

export const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  account: ["login", "name", "status", "mfa", "admin", "created", "lastLogin"],
  person: ["email", "name", "status", "team", "hired", "left"],
  "audit-event": ["at", "action", "actor", "target", "outcome", "ip"],
  change: ["id", "title", "author", "mergedBy", "mergedAt", "reviews"],
  "change-review": ["change", "reviewer", "state", "at"],
  ticket: ["key", "type", "summary", "status", "created", "resolved"],
  deploy: ["id", "service", "commit", "at", "by"],
  vulnerability: ["id", "package", "severity", "asset", "found", "fixedIn"],
  backup: ["id", "host", "at", "paths"],
  vendor: ["name", "service", "tier", "reviewed"],
  "gateway-row": ["requestId", "at", "provider", "model", "user", "tokens", "status"],
};

function pick(list: readonly string[], key: string): string {
  return list[Math.floor(chance(key) * list.length)] ?? "";
}

function when(file: string, index: number, of: number): string {
  const start = Date.UTC(2026, 2, 1);
  return new Date(start + (index / Math.max(of, 1)) * 78 * 86_400_000 + chance(`${file}${index}`) * 3_600_000).toISOString().slice(0, 19) + "Z";
}

function cells(source: Source, index: number): string[] {
  const key = `${source.file}${index}`;
  const who = PEOPLE[index % PEOPLE.length] ?? "";
  const at = when(source.file, index, source.records);
  switch (source.kind) {
    case "account": return [`${who}@example.com`, name(who), index % 9 === 4 ? "DEPROVISIONED" : "ACTIVE", index % 11 === 3 ? "no" : "yes", index % 13 === 0 ? "yes" : "", "2024-09-02", at.slice(0, 10)];
    case "person": return [`${who}@example.com`, name(who), index % 7 === 2 ? "left" : "active", pick(["Engineering", "AI", "People", "Sales"], key), "2024-09-02", index % 7 === 2 ? "2026-03-13" : ""];
    case "audit-event": return [at, pick(["user.session.start", "user.lifecycle.deactivate", "application.user_membership.add"], key), `${who}@example.com`, pick(PEOPLE, `${key}t`), pick(["SUCCESS", "SUCCESS", "FAILURE"], key), `192.0.2.${(index * 7) % 250}`];
    case "change": return [`larkspur/api#${1200 + index}`, pick(["Pin the model version", "Rotate the signing key", "Limit tool calls per run", "Fix the tenant filter"], key), who, pick(PEOPLE, `${key}m`), at, String(Math.floor(chance(key) * 3))];
    case "ticket": return [`SEC-${300 + index}`, pick(["Task", "Incident", "Access request"], key), pick(["Quarterly access review", "Offboarding checklist", "Model release approval"], key), pick(["Done", "Done", "In progress"], key), at.slice(0, 10), at.slice(0, 10)];
    case "deploy": return [`d-${5000 + index}`, pick(["api", "worker", "gateway"], key), key.length.toString(16).padEnd(7, "a"), at, "ci"];
    case "vulnerability": return [`CVE-2026-${1000 + index * 13}`, pick(["openssl", "libxml2", "urllib3"], key), pick(["CRITICAL", "HIGH", "MEDIUM"], key), "api:2026.5", at.slice(0, 10), ""];
    case "backup": return [`${(index * 7919).toString(16).padStart(8, "0")}`, pick(["db-1", "db-2"], key), at, "/var/lib/postgresql"];
    case "vendor": return [pick(["Northwind Hosting", "Brightline Mail", "Cobalt Models"], key), "hosting", pick(["1", "2"], key), index % 4 === 1 ? "" : "2026-02-11"];
    case "gateway-row": return [`req_${(index * 104729).toString(36)}`, at, pick(["openai", "anthropic", "google", "anthropic"], key), pick(MODELS, key), index % 37 === 5 ? "" : who, String(400 + Math.floor(chance(key) * 4000)), "ok"];
    case "change-review": return [`larkspur/api#${1200 + index}`, who, "APPROVED", at];
    default: return [];
  }
}

function name(who: string): string {
  return who.split(".").map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join(" ");
}

export function placeOf(source: Source, index: number): string {
  if (source.file.endsWith(".csv")) return `row ${index + 2}`;
  return source.file.endsWith(".jsonl") ? `line ${index + 1}` : `$[${index}]`;
}

export function indexAt(at: string): number {
  const number = Number(/\d+/.exec(at)?.[0] ?? "0");
  if (at.startsWith("row")) return number - 2;
  return at.startsWith("line") ? number - 1 : number;
}

export function rowAt(source: Source, index: number): RecordRow {
  return { at: placeOf(source, index), kind: source.kind ?? "account", cells: cells(source, index) };
}

export function rowsOf(source: Source, offset: number, limit: number, filter: string): { total: number; rows: RecordRow[] } {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) {
    const length = Math.max(0, Math.min(limit, source.records - offset));
    return { total: source.records, rows: Array.from({ length }, (_, at) => rowAt(source, offset + at)) };
  }
  const found: RecordRow[] = [];
  for (let index = 0; index < source.records; index += 1) {
    const row = rowAt(source, index);
    const text = row.cells.join(" ").toLowerCase();
    if (words.every((word) => text.includes(word))) found.push(row);
  }
  return { total: found.length, rows: found.slice(offset, offset + limit) };
}
