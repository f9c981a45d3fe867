// The run of all evaluators, whichever page began it.
import { nextAsk, takeBack } from "./asking";
import { call } from "./call";
import { commands, type Progress } from "./generated";
import { channel } from "./tauri";

const run = $state<{ ask: number; progress: Progress | undefined }>({ ask: 0, progress: undefined });

export const evaluating = {
  /** How far it is; nothing where none runs. */
  get progress(): Progress | undefined {
    return run.progress;
  },
  /** Runs them; fails with what went wrong, or that it was cancelled. */
  async run(): Promise<void> {
    run.ask = nextAsk();
    run.progress = { what: "Starting", permille: null, count: 0, done: false };
    try {
      await call(commands.evaluate(run.ask, channel((progress) => (run.progress = progress.done ? undefined : progress))));
    } finally {
      run.progress = undefined;
    }
  },
  cancel(): void {
    takeBack(run.ask);
  },
};
