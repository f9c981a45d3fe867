import { family } from "../../backend/cache.svelte";
import { call } from "../../backend/call";
import { commands } from "../../backend/generated";

export const overview = family(["evidence", "map", "results", "vault"], () => call(commands.overview()));
