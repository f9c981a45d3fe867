import { family } from "../../backend/cache.svelte";
import { call } from "../../backend/call";
import { commands, type SystemView } from "../../backend/generated";

export const importers = family([], () => call(commands.importers()));
export const sources = family(["evidence", "map"], () => call(commands.sources()));

export const setSystem = (system: SystemView) => call(commands.setSystem(system));
export const removeSystem = (name: string) => call(commands.removeSystem(name));
export const saveCalendar = () => call(commands.saveCalendar());
