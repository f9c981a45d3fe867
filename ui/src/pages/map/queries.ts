import { family } from "../../backend/cache.svelte";
import { call } from "../../backend/call";
import { commands } from "../../backend/generated";

export const controls = family(["map", "evidence", "results"], (filter: string) => call(commands.controls(filter)));
export const control = family(["map", "evidence", "results"], (id: string) => call(commands.control(id)));
export const members = family(["map"], () => call(commands.members()));
export const setOwner = (id: string, email: string) => call(commands.setOwner(id, email));
