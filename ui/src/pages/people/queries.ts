import { family } from "../../backend/cache.svelte";
import { call } from "../../backend/call";
import { commands, type IdentityChoice, type Matched } from "../../backend/generated";
import { PAGE_ROWS } from "../../lib/paging";

export const identities = family(["evidence"], (which: Matched, page: number, filter: string) =>
  call(commands.identities(which, { offset: page * PAGE_ROWS, limit: PAGE_ROWS, filter })));
export const decideIdentity = (choice: IdentityChoice) => call(commands.decideIdentity(choice));
export const undecideIdentity = (system: string, login: string) => call(commands.undecideIdentity(system, login));
