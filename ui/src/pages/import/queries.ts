import { family } from "../../backend/cache.svelte";
import { call } from "../../backend/call";
import { commands, type Kind } from "../../backend/generated";

export const guessMap = (batch: number, index: number, kind: Kind) => call(commands.guessMap(batch, index, kind));
export const verdict = family([], (batch: number, index: number) => call(commands.verifyBundle(batch, index)));
