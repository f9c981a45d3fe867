// Shares, which rows are wanted as an address, and how the fields of a row are told.
import { dayWords, spanWords, todayIn } from "./dates";

/** Which rows are wanted; blank: any. */
export interface RowsWish {
  readonly table: string;
  readonly measure: string;
  readonly equal: readonly (readonly [column: string, value: string | null])[];
  readonly from: string;
  readonly to: string;
}

export const ANY_ROWS: RowsWish = { table: "gateway", measure: "", equal: [], from: "", to: "" };

/** The wish as the part of an address after `?`, without what is blank. */
export function wishSearch(wish: RowsWish): Record<string, string> {
  const all = { table: wish.table === "gateway" ? "" : wish.table, measure: wish.measure, from: wish.from, to: wish.to, where: wish.equal.length > 0 ? JSON.stringify(wish.equal) : "" };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ""));
}

export function wishOf(search: URLSearchParams): RowsWish {
  const told = (name: string) => search.get(name) ?? "";
  return { table: told("table") || "gateway", measure: told("measure"), equal: equalOf(told("where")), from: told("from"), to: told("to") };
}

function equalOf(text: string): [string, string | null][] {
  try {
    const parsed: unknown = JSON.parse(text || "[]");
    const pair = (one: unknown): [string, string | null][] => {
      if (!Array.isArray(one) || typeof one[0] !== "string") return [];
      return typeof one[1] === "string" || one[1] === null ? [[one[0], one[1]]] : [];
    };
    return Array.isArray(parsed) ? parsed.flatMap(pair) : [];
  } catch {
    return [];
  }
}

export function withEqual(wish: RowsWish, column: string, value: string | null): RowsWish {
  return { ...wish, equal: [...wish.equal.filter(([other]) => other !== column), [column, value]] };
}

export function withoutEqual(wish: RowsWish, column: string): RowsWish {
  return { ...wish, equal: wish.equal.filter(([other]) => other !== column) };
}

const COLUMNS: Readonly<Record<string, string>> = { user_id: "user", request_id: "request", trace_id: "trace", at_text: "when", tokens_in: "tokens in", tokens_out: "tokens out", latency_ms: "milliseconds", duration_ms: "milliseconds", model_requested: "asked for", passed: "passed" };

/** What a measure is about: its title, or that a pattern was found. */
export function measureWord(measures: readonly { readonly id: string; readonly title: string }[], id: string): string {
  const [kind, key] = id.split(":");
  const found = kind === "finding" && key !== undefined ? `with the finding ${key}` : id;
  return measures.find((each) => each.id === id)?.title ?? found;
}

/** A column in words: `prompt version`. */
export function columnWord(column: string): string {
  return COLUMNS[column] ?? column.replaceAll("_", " ");
}

/** What a group is called: weeks by their first day, blanks as such. */
export function groupWord(by: string, key: string | null): string {
  if (key === null) return `no ${columnWord(by)} told`;
  if (by === "week") return `week of ${dayWords(key)}`;
  return by === "day" ? dayWords(key) : key;
}

export function periodWords(from: string, to: string): string {
  if (from && to) return spanWords(from, to);
  if (from) return `from ${dayWords(from)}`;
  return to ? `to ${dayWords(to)}` : "";
}

/** `2.4 %`; never 0 or 100 where that is not exact; blank of nothing. */
export function percent(part: number, of: number): string {
  if (of === 0) return "";
  if (part === 0 || part === of) return part === 0 ? "0 %" : "100 %";
  const share = (part / of) * 100;
  if (share < 0.01) return "under 0.01 %";
  if (share > 99.99) return "over 99.99 %";
  const digits = share < 1 || share > 99 ? 2 : 1;
  const floor = share > 99 ? Math.floor(share * 100) / 100 : share;
  return `${floor.toFixed(digits)} %`;
}

/** `84 ms`, `2.3 s`: how long an answer took. */
export function tookWords(milliseconds: number): string {
  return milliseconds < 1000 ? `${milliseconds} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

/** `640 B`, `1.2 MB` of a number in digits. */
export function sizeWords(bytes: string): string {
  let size = Number(bytes);
  for (const unit of ["B", "kB", "MB", "GB", "TB"]) {
    if (size < 1000 || unit === "TB") return `${unit === "B" || size >= 100 ? Math.round(size) : size.toFixed(1)} ${unit}`;
    size /= 1000;
  }
  return bytes;
}

/** A whole number in digits with its thousands apart, however long. */
export function digits(text: string): string {
  return text.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}

export type Fields = readonly (readonly [string, string])[];

const PROSE = ["input", "output", "tool_calls", "reason", "extra"];

/** The fields of a row: facts in a line each, and texts that need room. */
export function told(fields: Fields): { facts: [string, string][]; texts: [string, string][] } {
  const known = fields.filter(([, value]) => value !== "").map(([name, value]): [string, string] => [name, value]);
  const isText = ([name, value]: [string, string]) => PROSE.includes(name) || value.length > 200;
  const order = (name: string) => (PROSE.includes(name) ? PROSE.indexOf(name) : PROSE.length);
  return { facts: known.filter((field) => !isText(field)), texts: known.filter(isText).sort(([a], [b]) => order(a) - order(b)) };
}

export function field(fields: Fields, name: string): string {
  return fields.find(([other]) => other === name)?.[1] ?? "";
}

/** Columns of a list of rows: what people ask for first, then the rest as the file's schema has them. */
const FIRST: Readonly<Record<string, readonly string[]>> = {
  gateway: ["at_text", "request_id", "user_id", "provider", "model", "prompt_version", "status", "route", "tokens_in", "tokens_out", "latency_ms"],
  span: ["at_text", "about", "name", "tool", "trace_id", "user_id", "status", "duration_ms", "model"],
  score: ["at_text", "evaluator", "target", "value", "label", "passed", "judged_by", "model"],
};

/** Places of the columns that are shown. */
export function shownColumns(table: string, columns: readonly string[], all: boolean): number[] {
  const first = (FIRST[table] ?? []).map((name) => columns.indexOf(name)).filter((place) => place >= 0);
  return all || first.length === 0 ? [...first, ...columns.map((_, place) => place).filter((place) => !first.includes(place))] : first;
}

export interface Lived {
  readonly name: string;
  readonly version: string | null;
  readonly provider: string | null;
  readonly first: string;
  readonly last: string;
}

/** Those that hold every word, and that answered between those days of the zone; blank: any day. */
export function livedIn<T extends Lived>(lives: readonly T[], words: string, from: string, to: string, zone: string): T[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return lives.filter((life) => {
    const text = `${life.name} ${life.version ?? ""} ${life.provider ?? ""}`.toLowerCase();
    const inside = (!from || dayOf(life.last, zone) >= from) && (!to || dayOf(life.first, zone) <= to);
    return inside && wanted.every((word) => text.includes(word));
  });
}

/** The day of a moment in a zone; what is no moment stays as it is. */
export function dayOf(moment: string, zone: string): string {
  const at = new Date(moment);
  return Number.isNaN(at.getTime()) ? moment : todayIn(zone, at);
}
