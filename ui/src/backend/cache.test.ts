import { expect, test, vi } from "vitest";
import { family, forget, invalidate } from "./cache.svelte";
import { call, Failure, trouble } from "./call";

test("the same question is asked once", async () => {
  const fetch = vi.fn(async (id: number) => `answer ${id}`);
  const ask = family(["map"], fetch);
  const [a, b, other] = [ask(1), ask(1), ask(2)];
  await vi.waitFor(() => expect(a.data).toBe("answer 1"));
  expect(a).toBe(b);
  expect(other).not.toBe(a);
  expect(fetch).toHaveBeenCalledTimes(2);
  expect(a.loading).toBe(false);
});

test("an answer of another topic is kept, one of the topic that nobody reads is dropped", async () => {
  const fetch = vi.fn(async () => "x");
  const ask = family(["map"], fetch);
  const first = ask();
  await vi.waitFor(() => expect(first.data).toBe("x"));
  invalidate(["results"]);
  expect(ask()).toBe(first);
  invalidate(["map"]);
  expect(ask()).not.toBe(first);
});

test("after forgetting nothing is left", async () => {
  const ask = family(["evidence"], async () => "secret");
  const first = ask();
  await vi.waitFor(() => expect(first.data).toBe("secret"));
  forget();
  expect(ask().data).toBeUndefined();
});

test("a failure keeps its words, and a reload can mend it", async () => {
  let fails = true;
  const ask = family(["map"], async () => {
    if (fails) throw new Failure({ code: "integrity", message: "E-0004 was altered.", hint: "Restore a backup." });
    return "whole";
  });
  const query = ask();
  await vi.waitFor(() => expect(query.failure?.message).toBe("E-0004 was altered."));
  fails = false;
  query.reload();
  await vi.waitFor(() => expect(query.data).toBe("whole"));
  expect(query.failure).toBeUndefined();
});

test("an error answer is thrown with its code", async () => {
  const failing = call(Promise.resolve({ status: "error", error: { code: "locked", message: "The vault is locked.", hint: "Unlock it." } }));
  await expect(failing).rejects.toMatchObject({ code: "locked", hint: "Unlock it." });
  expect(trouble(new Error("boom")).code).toBe("system");
  expect(trouble("text").message).toBe("text");
});
