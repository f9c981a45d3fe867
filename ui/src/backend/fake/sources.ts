// What came in of each source of the fake company, and what is due.
import { addDays, daysBetween } from "../../lib/dates";
import type { Sources, SourceView, SystemView } from "../generated";
import { company } from "./company";
import { IMPORTERS } from "./evidence";
import { TODAY, WINDOW } from "./time";

let systems: SystemView[] = [
  { name: "Okta", role: "identity provider", owner: "jonas.eder@larkspur.example", retentionDays: null, exports: ["okta-users", "okta-system-log"], limitation: "" },
  { name: "restic", role: "backup system", owner: "", retentionDays: 200, exports: ["restic"], limitation: "" },
];

export function declare(system: SystemView): void {
  systems = [...systems.filter((each) => each.name !== system.name), system].sort((a, b) => a.name.localeCompare(b.name));
}

export function withdraw(name: string): void {
  systems = systems.filter((each) => each.name !== name);
}

function spans(covers: readonly string[]): [string, string][] {
  const days = covers.flatMap((text): [string, string][] => {
    const [from, to] = text.match(/\d{4}-\d{2}-\d{2}/g) ?? [];
    return from ? [[from, to ?? from]] : [];
  });
  return days.sort((a, b) => a[0].localeCompare(b[0]));
}

export function sourcesOf(): Sources {
  const held = [...company.imported.entries()];
  const exports = IMPORTERS.flatMap((importer): SourceView[] => {
    const mine = held.filter(([, source]) => source.importer === importer.id);
    const system = systems.find((each) => each.exports.includes(importer.id));
    if (mine.length === 0 && !system) return [];
    const covered = spans(mine.map(([, source]) => source.covers));
    const last = mine.at(-1);
    const log = importer.retentionDays !== null || mine.some(([, source]) => source.covers.includes(" to "));
    const until = covered.at(-1)?.[1];
    const gap = log && until !== undefined && until < TODAY ? addDays(until, 1) : undefined;
    const keeps = system?.retentionDays ?? importer.retentionDays;
    const by = keeps !== null && gap ? addDays(gap, keeps - 1) : undefined;
    return [{
      system: importer.vendor, role: system?.role ?? "", owner: system?.owner ?? "", instance: "", importer: importer.id, title: importer.title, export: importer.export, log,
      keepsDays: keeps, keepsDeclared: system?.retentionDays != null, limitation: system?.limitation ?? "", files: mine.length, records: mine.reduce((sum, [, source]) => sum + source.records, 0),
      last: last ? [last[0], `E-${String(last[0]).padStart(4, "0")}`] : null, lastReceived: last ? "2026-05-18T09:00:00Z" : "", covered, missing: gap ? [[gap, TODAY]] : [], lost: [],
      next: by ? { by, because: `${importer.vendor} keeps it for ${keeps} days; what was not exported by then is gone`, daysLeft: Math.max(0, daysBetween(TODAY, by)) } : null, plan: by ? [by] : [],
    }];
  });
  return { window: [WINDOW.from, WINDOW.to], today: TODAY, exports, systems };
}
