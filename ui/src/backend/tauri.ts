// Channels and events of the shell. With generated.ts the only place that knows @tauri-apps.
import { Channel } from "@tauri-apps/api/core";
import { events, type Batch, type Topic } from "./generated";

/** A channel that hands every message on. Messages can arrive after the command's answer. */
export function channel<T>(onMessage: (message: T) => void): Channel<T> {
  return new Channel<T>(onMessage);
}

export interface Listeners {
  changed(topics: readonly Topic[]): void;
  dropped(batch: Batch): void;
  dragging(over: boolean): void;
}

/** Listens until the returned function is called. */
export function listen(listeners: Listeners): () => void {
  const stops = [
    events.changed.listen(({ payload }) => listeners.changed(payload)),
    events.dropped.listen(({ payload }) => listeners.dropped(payload)),
    events.dragging.listen(({ payload }) => listeners.dragging(payload)),
  ];
  return () => {
    for (const stop of stops) void stop.then((end) => end());
  };
}

export function insideShell(): boolean {
  return "__TAURI_INTERNALS__" in window;
}
