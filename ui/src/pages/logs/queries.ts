import { family, invalidate } from "../../backend/cache.svelte";
import { call } from "../../backend/call";
import { question } from "../../backend/asking";
import { commands, type Bucket, type CheckDraft, type Lived, type RequestSheet } from "../../backend/generated";
import { channel } from "../../backend/tauri";
import type { RowsWish } from "../../lib/logs";
import { PAGE_ROWS } from "../../lib/paging";

export const overview = question(["evidence", "map"], ({ number }) => call(commands.logOverview(number)));
export const volume = question(["evidence", "map"], ({ number }, bucket: Bucket) => call(commands.logVolume(number, bucket)));
export const rates = question(["evidence", "map"], ({ number }, measure: string, by: string) => call(commands.logRates(number, { measure, by })));
export const rows = question(["evidence", "map"], ({ number }, wish: RowsWish, page: number) =>
  call(commands.logRows(number, { ...wish, equal: wish.equal.map(([column, value]) => [column, value]), offset: page * PAGE_ROWS, limit: PAGE_ROWS })));
export const lives = question(["evidence", "map"], ({ number }, of: Lived) => call(commands.logLives(number, of)));
export const patterns = question(["evidence", "map", "results"], ({ number, hear }) => call(commands.findingPatterns(number, channel(hear))));
export const dismiss = (key: string, reason: string) => call(commands.dismissPattern(key, reason));
export const undismiss = (key: string) => call(commands.undismissPattern(key));
export const checks = family(["map"], () => call(commands.checks()));
export const starterChecks = family([], () => call(commands.starterChecks()));
export const trial = question(["evidence"], ({ number }, draft: CheckDraft) => call(commands.tryCheck(number, draft)));
export const validate = (table: string, predicate: string) => call(commands.validateCheck(table, predicate));
export const saveCheck = (draft: CheckDraft) => call(commands.saveCheck(draft));
export const retireCheck = (id: string, last: string) => call(commands.retireCheck(id, last));

/** The sheet of a request; the look goes to the activity log. What is unmasked is never kept, so that every look is logged. */
export async function look(id: string, unmasked: boolean): Promise<RequestSheet> {
  const sheet = await call(commands.logRequest(id, unmasked));
  invalidate(["activity"]);
  return sheet;
}
export const maskedSheet = family(["evidence"], (id: string) => look(id, false));
