import { family } from "../../backend/cache.svelte";
import { call } from "../../backend/call";
import { commands, type Progress } from "../../backend/generated";
import { channel } from "../../backend/tauri";

export const bundlePreview = family(["evidence", "map", "results", "bundles"], () => call(commands.bundlePreview()));
export const exportBundle = (onProgress: (progress: Progress) => void) => call(commands.exportBundle(channel(onProgress)));
