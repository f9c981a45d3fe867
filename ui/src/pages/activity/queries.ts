import { family } from "../../backend/cache.svelte";
import { call } from "../../backend/call";
import { commands } from "../../backend/generated";
import { PAGE_ROWS } from "../../lib/paging";

export const activity = family(["activity", "vault", "evidence", "map", "results", "bundles"], (page: number, filter: string) =>
  call(commands.activity({ offset: page * PAGE_ROWS, limit: PAGE_ROWS, filter })));
export const checkChain = () => call(commands.checkChain());
