// Questions that can take long: each runs under a number, by which it can be taken back.
import type { Query } from "../lib/query";
import { family, type Heard } from "./cache.svelte";
import { call } from "./call";
import { commands } from "./generated";

export interface Question<T> {
  readonly query: Query<T>;
  /** Takes the question back; nothing happens where it was answered already. */
  cancel(): void;
}

let last = 0;

/** A question with arguments that is asked under a number of its own each time. */
export function question<A extends readonly unknown[], T>(topics: readonly Heard[], fetch: (ask: number, ...args: A) => Promise<T>): (...args: A) => Question<T> {
  const running = new Map<string, number>();
  const cancel = (key: string) => {
    const ask = running.get(key);
    // The answer, or that it was taken back, comes by the question itself.
    if (ask !== undefined) void call(commands.cancelAsk(ask)).catch(() => undefined);
  };
  const queries = family(topics, async (...args: A) => {
    const key = JSON.stringify(args);
    cancel(key);
    const ask = (last += 1);
    running.set(key, ask);
    try {
      return await fetch(ask, ...args);
    } finally {
      if (running.get(key) === ask) running.delete(key);
    }
  });
  return (...args) => ({ query: queries(...args), cancel: () => cancel(JSON.stringify(args)) });
}
