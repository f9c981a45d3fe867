// What a fetch looks like to whoever draws it: loading, then data or a failure; stale data stays while asking again.

export interface Trouble {
  readonly message: string;
  readonly hint: string;
  /** Which kind of failure, where it is one of Rust's. */
  readonly code?: string;
}

export interface Query<T> {
  readonly data: T | undefined;
  readonly failure: Trouble | undefined;
  readonly loading: boolean;
  reload(): void;
}

/** How far something is that takes long. */
export interface Going {
  readonly what: string;
  /** Thousandths; null where nobody knows. */
  readonly permille: number | null;
}

/** A question that can take long, and be taken back. */
export interface Question<T> {
  readonly query: Query<T>;
  /** How far it is, where it tells. */
  readonly progress: Going | undefined;
  /** Takes the question back; nothing happens where it was answered already. */
  cancel(): void;
}
