import { family } from "../backend/cache.svelte";
import { call } from "../backend/call";
import { commands } from "../backend/generated";

export const allControls = family(["map", "evidence"], () => call(commands.controls("")));
export const allEvidence = family(["evidence"], () => call(commands.evidenceList("")));
export const allResults = family(["results"], () => call(commands.results()));
