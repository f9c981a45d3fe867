// Previewing and importing at the fake company, with some time passing as with real files.
import type { Batch, Decision, FileReport, ImportEvent } from "../generated";
import { CHOSEN, mapOf, reportOf, type Source } from "./evidence";
import { company, known, logged } from "./company";

const batches = new Map<number, { files: string[]; cancelled: boolean }>();
let next = 1;
export const pace = { step: 60 };

export function makeBatch(files: readonly string[] = CHOSEN.map((source) => source.file)): Batch {
  const id = next++;
  batches.set(id, { files: [...files], cancelled: false });
  return { id, files: [...files] };
}

export function fileOf(batch: number, index: number): string {
  return batches.get(batch)?.files[index] ?? "";
}

export function cancel(batch: number): void {
  const found = batches.get(batch);
  if (found) found.cancelled = true;
}

function unknownFile(file: string): Source {
  return { file, importer: null, what: "Document", kind: null, records: 0, problems: 0, covers: "not stated", extracted: "", size: "12 kB", incomplete: [] };
}

function wait(): Promise<void> {
  return new Promise((done) => setTimeout(done, pace.step));
}

export async function previewBatch(batch: number, decisions: readonly Decision[], send: (event: ImportEvent) => void): Promise<void> {
  const files = batches.get(batch)?.files ?? [];
  const have = [...company.imported.values()].map((source) => source.file);
  for (const [index, file] of files.entries()) {
    const decision = decisions.find((each) => each.index === index);
    if (decisions.length > 0 && !decision) continue;
    send({ event: "reading", data: { index, permille: 400, records: 0 } });
    await wait();
    send({ event: "file", data: decided(reportOf(known(file) ?? unknownFile(file), index, have), decision) });
  }
  send({ event: "finished" });
}

function decided(report: FileReport, decision: Decision | undefined): FileReport {
  if (!decision || ["refused", "already-imported", "bundle"].includes(report.status)) return report;
  if (decision.asDocument) return { ...report, status: "document", importer: null, importerTitle: null, kind: null, records: 0, counts: {}, message: "", because: "you chose to keep it as a document", map: null };
  if (decision.map) {
    const { kind, columns } = decision.map;
    return { ...report, status: "imported", kind, records: 61, counts: { [kind]: 61 }, message: "", because: "you chose what its rows are", map: { ...mapOf(kind), columns } };
  }
  return decision.importer ? { ...report, importer: decision.importer, because: "you chose this importer" } : report;
}

export async function importFiles(batch: number, decisions: readonly Decision[], send: (event: ImportEvent) => void): Promise<void> {
  const found = batches.get(batch);
  if (!found) return;
  found.cancelled = false;
  const have = [...company.imported.values()].map((source) => source.file);
  for (const decision of decisions) {
    const file = found.files[decision.index] ?? "";
    const source = known(file) ?? unknownFile(file);
    const report = reportOf(source, decision.index, have);
    for (let permille = 0; permille <= 1000 && !found.cancelled; permille += 125) {
      send({ event: "reading", data: { index: decision.index, permille, records: Math.round((source.records * permille) / 1000) } });
      await wait();
    }
    send({ event: "file", data: found.cancelled ? { ...report, status: "cancelled", message: "Stopped; nothing of it was kept." } : take(source, report, decision) });
    if (found.cancelled) break;
  }
  send({ event: "finished" });
}

function take(source: Source, report: FileReport, decision: Decision): FileReport {
  if (["refused", "already-imported", "bundle"].includes(report.status)) return report;
  if (report.status === "needs-map" && !decision.map && !decision.asDocument) return report;
  const id = Math.max(0, ...company.imported.keys()) + 1;
  const kept = decision.asDocument ? { ...source, importer: null, kind: null, what: "Document", records: 0 } : source;
  company.imported.set(id, kept);
  company.stale = company.evaluated;
  logged("evidence imported", `E-${String(id).padStart(4, "0")} ${source.file}`, `${kept.records} records`);
  return { ...report, status: kept.importer ? "imported" : "document", evidence: id, message: "", records: kept.records };
}
