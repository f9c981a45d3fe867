// The batches of files that wait for the user, whoever brought them: a drop, or a page's "Choose files".
import { call } from "./call";
import { commands, type Batch } from "./generated";

const waiting = $state<{ list: Batch[] }>({ list: [] });

export const batches = {
  /** The batch on top, if any. */
  get current(): Batch | undefined {
    return waiting.list[0];
  },
  get count(): number {
    return waiting.list.length;
  },
  add(batch: Batch): void {
    if (batch.files.length > 0 && !waiting.list.some((known) => known.id === batch.id)) waiting.list.push(batch);
  },
  done(id: number): void {
    waiting.list = waiting.list.filter((batch) => batch.id !== id);
  },
};

/** Opens the system's dialog; the import tray opens by itself when files were chosen. */
export async function chooseFiles(): Promise<void> {
  const batch = await call(commands.chooseFiles());
  if (batch) batches.add(batch);
}

/** The same for whole folders. */
export async function chooseFolders(): Promise<void> {
  const batch = await call(commands.chooseFolders());
  if (batch) batches.add(batch);
}
