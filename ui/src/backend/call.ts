// Turns what a command answers into data or a thrown Failure, so that nobody forgets the error.
import type { AppError, Code } from "./generated";

type Answer<T> = { status: "ok"; data: T } | { status: "error"; error: AppError };

export class Failure extends Error {
  readonly code: Code;
  readonly hint: string;

  constructor(error: AppError) {
    super(error.message);
    this.name = "Failure";
    this.code = error.code;
    this.hint = error.hint;
  }
}

export async function call<T>(answer: Promise<Answer<T>>): Promise<T> {
  const result = await answer;
  if (result.status === "ok") return result.data;
  throw new Failure(result.error);
}

/** Any thrown thing as words for a person. */
export function trouble(thrown: unknown): Failure {
  if (thrown instanceof Failure) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new Failure({ code: "system", message, hint: "Try again. If it keeps happening, restart Fieldwork." });
}
