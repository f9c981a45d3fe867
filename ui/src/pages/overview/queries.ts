import { family } from "../../backend/cache.svelte";
import { call } from "../../backend/call";
import { commands, type Progress } from "../../backend/generated";
import { channel } from "../../backend/tauri";

export const overview = family(["evidence", "map", "results", "vault"], () => call(commands.overview()));

export function evaluate(onProgress: (progress: Progress) => void) {
  return call(commands.evaluate(channel(onProgress)));
}
