// The starter map for the fake, read from the very file that the program ships.
import text from "../../../../assets/frameworks/soc2.toml?raw";
import type { Cadence, Category, Nature } from "../generated";

export interface FrameControl {
  id: string;
  title: string;
  description: string;
  criteria: string[];
  ownerRole: string;
  source: string;
  cadence: Cadence;
  nature: Nature;
  expects: string[];
  kinds: string[];
  evaluators: string[];
}

export type Block = { table: string; values: Map<string, string | string[]> };

/** As much TOML as that file uses: tables of strings and lists of strings. */
export function blocks(toml: string): Block[] {
  const found: Block[] = [];
  for (const part of toml.split(/^\[\[/m).slice(1)) {
    const end = part.indexOf("]]");
    const values = new Map<string, string | string[]>();
    for (const match of part.slice(end + 2).matchAll(/^([\w-]+) = ("(?:[^"\\]|\\.)*"|\[[^\]]*\])/gm)) {
      const [, key = "", raw = ""] = match;
      const strings = [...raw.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, inner = ""]) => inner.replaceAll('\\"', '"'));
      values.set(key, raw.startsWith("[") ? strings : (strings[0] ?? ""));
    }
    found.push({ table: part.slice(0, end), values });
  }
  return found;
}

export function one(block: Block, key: string): string {
  const value = block.values.get(key);
  return typeof value === "string" ? value : "";
}

export function many(block: Block, key: string): string[] {
  const value = block.values.get(key);
  return Array.isArray(value) ? value : [];
}

const CADENCES: readonly Cadence[] = ["continuous", "daily", "weekly", "monthly", "quarterly", "half-yearly", "yearly", "per-event"];
const CATEGORIES: readonly Category[] = ["security", "availability", "processing-integrity", "confidentiality", "privacy"];
const all = blocks(text);

export const CRITERIA: ReadonlyMap<string, { category: Category; title: string }> = new Map(
  all.filter((block) => block.table === "criterion").map((block) => {
    const category = CATEGORIES.find((each) => each === one(block, "category")) ?? "security";
    return [one(block, "id"), { category, title: one(block, "title") }];
  }),
);

export const CONTROLS: readonly FrameControl[] = all.filter((block) => block.table === "control").map((block) => ({
  id: one(block, "id"),
  title: one(block, "title"),
  description: one(block, "description"),
  criteria: many(block, "criteria"),
  ownerRole: one(block, "owner-role"),
  source: one(block, "source"),
  cadence: CADENCES.find((each) => each === one(block, "cadence")) ?? "monthly",
  nature: one(block, "nature") === "automated" ? "automated" : "manual",
  expects: many(block, "evidence"),
  kinds: many(block, "kinds"),
  evaluators: many(block, "evaluators"),
}));

export function categoryOf(control: FrameControl): Category {
  return CRITERIA.get(control.criteria[0] ?? "")?.category ?? "security";
}
