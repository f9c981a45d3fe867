// One batch from its first byte to its result: what the tray draws and what its buttons do.
import { batches } from "../../backend/batches.svelte";
import { call, trouble } from "../../backend/call";
import { commands, type Batch, type Decision, type FileReport, type ImportEvent, type MapChoice } from "../../backend/generated";
import { channel } from "../../backend/tauri";
import { groupOf, type Group } from "../../lib/importing";
import type { Trouble } from "../../lib/query";

export interface TrayFile {
  readonly index: number;
  readonly name: string;
  report: FileReport | undefined;
  permille: number;
  records: number;
  importer: string | null;
  asDocument: boolean;
  map: MapChoice | null;
  removed: boolean;
  undone: boolean;
  finished: boolean;
}

export type Phase = "reading" | "deciding" | "importing" | "done";

function decisionOf({ index, importer, asDocument, map }: TrayFile): Decision {
  return { index, importer, asDocument, map: map && $state.snapshot(map) };
}

export class Run {
  #looking: Promise<void> = Promise.resolve();
  readonly batch: Batch;
  phase = $state<Phase>("reading");
  files = $state<TrayFile[]>([]);
  failure = $state.raw<Trouble | undefined>();
  cancelling = $state(false);

  constructor(batch: Batch) {
    this.batch = batch;
    this.files = batch.files.map((name, index) => ({
      index, name, report: undefined, permille: 0, records: 0, importer: null, asDocument: false, map: null, removed: false, undone: false, finished: false,
    }));
  }

  get listed(): TrayFile[] {
    return this.files.filter((file) => !file.removed);
  }

  /** The files that "Import" takes: those that are clear, or that the user decided. */
  get taken(): TrayFile[] {
    return this.listed.filter((file) => this.group(file) === "take");
  }

  get imported(): TrayFile[] {
    return this.listed.filter((file) => file.report?.evidence != null && !file.undone && this.phase === "done" && file.report.status !== "already-imported");
  }

  group(file: TrayFile): Group {
    return groupOf(file.report?.status);
  }

  remove(file: TrayFile): void {
    const found = this.files[file.index];
    if (found) found.removed = true;
  }

  /** What the user decided for one file; it is looked at again with that, one decision after the other. */
  decide(file: TrayFile, decision: Partial<Pick<TrayFile, "importer" | "asDocument" | "map">>): void {
    const found = this.files[file.index];
    if (!found) return;
    Object.assign(found, decision);
    this.#looking = this.#looking.then(() => this.#stream((onEvent) => call(commands.preview(this.batch.id, [decisionOf(found)], onEvent))));
  }

  /** Looks at a file once more, or, when the import is over, imports it once more. */
  async retry(file: TrayFile): Promise<void> {
    if (this.phase === "deciding") return this.decide(file, {});
    const found = this.files[file.index];
    if (!found) return;
    await this.#stream((onEvent) => call(commands.importBatch(this.batch.id, [decisionOf(found)], onEvent)));
  }

  async preview(): Promise<void> {
    this.#looking = this.#stream((onEvent) => call(commands.preview(this.batch.id, [], onEvent)));
    await this.#looking;
    this.phase = "deciding";
  }

  async importAll(): Promise<void> {
    await this.#looking;
    const taken = this.taken;
    const decisions = taken.map(decisionOf);
    this.phase = "importing";
    this.cancelling = false;
    for (const file of taken) Object.assign(file, { permille: 0, records: 0, finished: false });
    await this.#stream((onEvent) => call(commands.importBatch(this.batch.id, decisions, onEvent)));
    for (const file of taken) {
      if (!file.finished && file.report) file.report = { ...file.report, status: "cancelled", message: "It was not reached. Nothing of it was kept." };
    }
    this.phase = "done";
  }

  async cancel(): Promise<void> {
    this.cancelling = true;
    await this.#guard(() => call(commands.cancelBatch(this.batch.id)));
  }

  async undo(files: readonly TrayFile[]): Promise<void> {
    for (const file of files) {
      const evidence = file.report?.evidence;
      if (evidence == null) continue;
      const ok = await this.#guard(() => call(commands.undoImport(evidence)));
      if (ok) file.undone = true;
    }
  }

  async close(): Promise<void> {
    if (this.phase === "reading") await this.#guard(() => call(commands.cancelBatch(this.batch.id)));
    batches.done(this.batch.id);
    await this.#guard(() => call(commands.dismissBatch(this.batch.id)));
  }

  // Finished on the channel is the end of the messages; the command's answer may come before it or after it.
  async #stream(start: (onEvent: ReturnType<typeof channel<ImportEvent>>) => Promise<null>): Promise<void> {
    this.failure = undefined;
    try {
      let finish = () => {};
      const finished = new Promise<void>((done) => (finish = done));
      const onEvent = channel<ImportEvent>((event) => (event.event === "finished" ? finish() : this.#take(event)));
      await Promise.all([start(onEvent), finished]);
    } catch (thrown) {
      this.failure = trouble(thrown);
    }
  }

  #take(event: Exclude<ImportEvent, { event: "finished" }>): void {
    const file = this.files[event.data.index];
    if (!file) return;
    if (event.event === "reading") {
      file.permille = event.data.permille;
      file.records = event.data.records;
    } else {
      file.report = event.data;
      file.permille = 1000;
      file.finished = true;
    }
  }

  async #guard(work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (thrown) {
      this.failure = trouble(thrown);
      return false;
    }
  }
}
