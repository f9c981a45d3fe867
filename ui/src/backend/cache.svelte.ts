// Answers of the backend, kept by what was asked, asked again when their topic changes, forgotten on lock.
import { createSubscriber } from "svelte/reactivity";
import type { Query, Trouble } from "../lib/query";
import { trouble } from "./call";
import type { Topic } from "./generated";

/** What an answer depends on; a look that changes nothing is still an entry of the activity. */
export type Heard = Topic | "activity";

const KEPT = 120;
const invalidations = new Set<(topics: readonly Heard[]) => void>();
const forgettings = new Set<() => void>();

class Entry<T> implements Query<T> {
  #data = $state.raw<T | undefined>();
  #failure = $state.raw<Trouble | undefined>();
  #loading = $state(true);
  #asked = 0;
  #readers = 0;
  readonly #fetch: () => Promise<T>;
  readonly #subscribe: () => void;

  constructor(fetch: () => Promise<T>) {
    this.#fetch = fetch;
    this.#subscribe = createSubscriber(() => {
      this.#readers += 1;
      return () => (this.#readers -= 1);
    });
    void this.#ask();
  }

  get data(): T | undefined {
    this.#subscribe();
    return this.#data;
  }

  get failure(): Trouble | undefined {
    this.#subscribe();
    return this.#failure;
  }

  get loading(): boolean {
    this.#subscribe();
    return this.#loading;
  }

  get watched(): boolean {
    return this.#readers > 0;
  }

  reload(): void {
    this.#loading = true;
    void this.#ask();
  }

  // Only the newest question's answer counts. Nothing is written before the first await: entries are made in deriveds.
  async #ask(): Promise<void> {
    const turn = (this.#asked += 1);
    try {
      const data = await this.#fetch();
      if (turn !== this.#asked) return;
      this.#data = data;
      this.#failure = undefined;
    } catch (thrown) {
      if (turn !== this.#asked) return;
      const failure = trouble(thrown);
      this.#failure = failure;
      // Somebody else locked the vault: the window must show it.
      if (failure.code === "locked") invalidate(["vault"]);
    }
    this.#loading = false;
  }
}

/** A question with arguments. The same arguments give the same entry. `kept`: not forgotten on lock. */
export function family<A extends readonly unknown[], T>(
  topics: readonly Heard[],
  fetch: (...args: A) => Promise<T>,
  { kept = false } = {},
): (...args: A) => Query<T> {
  const entries = new Map<string, Entry<T>>();
  invalidations.add((changed) => {
    if (!changed.some((topic) => topics.includes(topic))) return;
    for (const [key, entry] of entries) {
      if (entry.watched) entry.reload();
      else entries.delete(key);
    }
  });
  if (!kept) forgettings.add(() => entries.clear());
  return (...args) => {
    const key = JSON.stringify(args);
    const known = entries.get(key);
    if (known) return known;
    const entry = new Entry(() => fetch(...args));
    entries.set(key, entry);
    if (entries.size > KEPT) forgetOldest(entries);
    return entry;
  };
}

function forgetOldest<T>(entries: Map<string, Entry<T>>): void {
  for (const [key, entry] of entries) {
    if (entries.size <= KEPT) return;
    if (!entry.watched) entries.delete(key);
  }
}

export function invalidate(topics: readonly Heard[]): void {
  for (const each of [...invalidations]) each(topics);
}

/** Forgets every answer: after a lock nothing of the vault may stay in memory. */
export function forget(): void {
  for (const each of forgettings) each();
}
