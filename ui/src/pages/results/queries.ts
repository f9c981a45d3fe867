import { family } from "../../backend/cache.svelte";
import { call } from "../../backend/call";
import { commands, type Progress, type State } from "../../backend/generated";
import { channel } from "../../backend/tauri";
import { PAGE_ROWS } from "../../lib/paging";

export const results = family(["results", "evidence", "map"], () => call(commands.results()));
export const record = family(["evidence"], (evidence: number, at: string) => call(commands.record(evidence, at)));
export const evaluation = family(["results"], (id: string, state: State | null, page: number, filter: string) =>
  call(commands.evaluation(id, state, { offset: page * PAGE_ROWS, limit: PAGE_ROWS, filter })));

export const respond = (evaluator: string, subject: string, text: string) => call(commands.respond(evaluator, subject, text));
export const evaluate = (onProgress: (progress: Progress) => void) => call(commands.evaluate(channel(onProgress)));
