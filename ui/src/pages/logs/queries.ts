import { family, invalidate } from "../../backend/cache.svelte";
import { call } from "../../backend/call";
import { question } from "../../backend/asking";
import { commands, type Bucket, type Lived, type RequestSheet } from "../../backend/generated";
import type { RowsWish } from "../../lib/logs";
import { PAGE_ROWS } from "../../lib/paging";

export const overview = question(["evidence"], (ask) => call(commands.logOverview(ask)));
export const volume = question(["evidence", "map"], (ask, bucket: Bucket) => call(commands.logVolume(ask, bucket)));
export const rates = question(["evidence", "map"], (ask, measure: string, by: string) => call(commands.logRates(ask, { measure, by })));
export const rows = question(["evidence", "map"], (ask, wish: RowsWish, page: number) =>
  call(commands.logRows(ask, { ...wish, equal: wish.equal.map(([column, value]) => [column, value]), offset: page * PAGE_ROWS, limit: PAGE_ROWS })));
export const lives = question(["evidence", "map"], (ask, of: Lived) => call(commands.logLives(ask, of)));

/** The sheet of a request; the look goes to the activity log. What is unmasked is never kept, so that every look is logged. */
export async function look(id: string, unmasked: boolean): Promise<RequestSheet> {
  const sheet = await call(commands.logRequest(id, unmasked));
  invalidate(["activity"]);
  return sheet;
}
export const maskedSheet = family(["evidence"], (id: string) => look(id, false));
