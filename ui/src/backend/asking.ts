// Questions that can take long: each runs under a number, by which it can be taken back.
import { SvelteMap } from "svelte/reactivity";
import type { Question } from "../lib/query";
import { family, type Heard } from "./cache.svelte";
import { call } from "./call";
import { commands, type Progress } from "./generated";

/** One asking: its number, and what hears how far it is. */
export interface Ask {
  readonly number: number;
  readonly hear: (progress: Progress) => void;
}

let last = 0;

/** A number under which something can be asked. */
export function nextAsk(): number {
  return (last += 1);
}

/** Takes a question back. The answer, or that it was taken back, comes by the question itself. */
export function takeBack(ask: number): void {
  void call(commands.cancelAsk(ask)).catch(() => undefined);
}

/** A question with arguments that is asked under a number of its own each time. */
export function question<A extends readonly unknown[], T>(topics: readonly Heard[], fetch: (ask: Ask, ...args: A) => Promise<T>): (...args: A) => Question<T> {
  const running = new Map<string, number>();
  const heard = new SvelteMap<string, Progress>();
  const cancel = (key: string) => {
    const ask = running.get(key);
    if (ask !== undefined) takeBack(ask);
  };
  const queries = family(topics, async (...args: A) => {
    const key = JSON.stringify(args);
    cancel(key);
    const number = nextAsk();
    running.set(key, number);
    const hear = (progress: Progress) => {
      if (running.get(key) === number) heard.set(key, progress);
    };
    try {
      return await fetch({ number, hear }, ...args);
    } finally {
      if (running.get(key) === number) {
        running.delete(key);
        heard.delete(key);
      }
    }
  });
  return (...args) => {
    const key = JSON.stringify(args);
    return { query: queries(...args), get progress() { return heard.get(key); }, cancel: () => cancel(key) };
  };
}
