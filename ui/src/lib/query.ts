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
