import { question } from "../../backend/asking";
import { family } from "../../backend/cache.svelte";
import { call } from "../../backend/call";
import { commands, type IpeView } from "../../backend/generated";
import { PAGE_ROWS } from "../../lib/paging";

export const evidenceList = family(["evidence", "map"], (filter: string) => call(commands.evidenceList(filter)));
export const evidence = family(["evidence", "map"], (id: number) => call(commands.evidence(id)));
export const controls = family(["map"], () => call(commands.controls("")));
export const record = family(["evidence"], (id: number, at: string) => call(commands.record(id, at)));
export const records = question(["evidence"], ({ number }, id: number, page: number, filter: string) =>
  call(commands.records(number, id, { offset: page * PAGE_ROWS, limit: PAGE_ROWS, filter })));

export const setIpe = (id: number, ipe: IpeView) => call(commands.setIpe(id, ipe));
export const setCovers = (id: number, from: string, to: string) => call(commands.setCovers(id, from, to));
export const undoImport = (id: number) => call(commands.undoImport(id));
export const linkControl = (id: number, control: string) => call(commands.linkControl(id, control, ""));
export const unlinkControl = (id: number, control: string) => call(commands.unlinkControl(id, control));
