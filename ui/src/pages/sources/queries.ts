import { family } from "../../backend/cache.svelte";
import { call } from "../../backend/call";
import { commands } from "../../backend/generated";

export const importers = family([], () => call(commands.importers()));
