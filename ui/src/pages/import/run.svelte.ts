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
}

export type Phase = "reading" | "deciding" | "importing" | "done";

export class Run {
  readonly batch: Batch;
  phase = $state<Phase>("reading");
  files = $state<TrayFile[]>([]);
  failure = $state.raw<Trouble | undefined>();
  cancelling = $state(false);

  constructor(batch: Batch) {
    this.batch = batch;
    this.files = batch.files.map((name, index) => ({
      index, name, report: undefined, permille: 0, records: 0, importer: null, asDocument: false, map: null, removed: false, undone: false,
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
    const decided = this.phase === "done" ? false : file.asDocument || file.map !== null;
    return groupOf(file.report?.status, decided);
  }

  /** What the user decided for one file. */
  decide(file: TrayFile, decision: Partial<Pick<TrayFile, "importer" | "asDocument" | "map" | "removed">>): void {
    const found = this.files[file.index];
    if (found) Object.assign(found, decision);
  }

  async preview(): Promise<void> {
    await this.#stream("deciding", (onEvent) => call(commands.preview(this.batch.id, onEvent)));
  }

  async importAll(): Promise<void> {
    const decisions: Decision[] = this.taken.map(({ index, importer, asDocument, map }) => ({ index, importer, asDocument, map: map && $state.snapshot(map) }));
    this.phase = "importing";
    this.cancelling = false;
    for (const file of this.files) Object.assign(file, { permille: 0, records: 0 });
    await this.#stream("done", (onEvent) => call(commands.importBatch(this.batch.id, decisions, onEvent)));
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

  // The channel's Finished is the end, not the command's answer: messages may come after it.
  async #stream(then: Phase, start: (onEvent: ReturnType<typeof channel<ImportEvent>>) => Promise<null>): Promise<void> {
    this.failure = undefined;
    const before = this.phase;
    try {
      await new Promise<void>((finished, failed) => {
        const onEvent = channel<ImportEvent>((event) => {
          if (event.event === "finished") finished();
          else this.#take(event);
        });
        start(onEvent).catch(failed);
      });
      this.phase = then;
    } catch (thrown) {
      this.failure = trouble(thrown);
      this.phase = before === "importing" ? "deciding" : then;
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
