// Whose account is whose, and what a parameter would change: pages over the fake company.
import { cleanup, fireEvent, render, screen, within } from "@testing-library/svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { forget } from "../backend/cache.svelte";
import { fill } from "../backend/fake/company";
import { startFake } from "../backend/fake";
import Decision from "../pages/people/Decision.svelte";
import Parameters from "../pages/settings/Parameters.svelte";
import { identityPage } from "../backend/fake/people";

beforeEach(() => {
  forget();
  startFake(new URLSearchParams("fast"));
  fill();
});
afterEach(cleanup);

const seen = (id: string) => screen.findByTestId(id, {}, { timeout: 3000 });

test("an account of nobody is decided about with a reason, and that can be taken back", async () => {
  const [account] = identityPage("unmatched", 0, 10, "svc-backup").rows;
  if (!account) throw new Error("the fake company has a service account");
  const onclose = vi.fn();
  const { unmount } = render(Decision, { account, people: ["oskar.lind@example.com"], onclose });
  expect(screen.getByTestId("identity-save")).toHaveProperty("disabled", true);
  await fireEvent.input(screen.getByTestId("identity-owner"), { target: { value: "oskar.lind@example.com" } });
  await fireEvent.input(screen.getByTestId("identity-reason"), { target: { value: "register of service accounts, line 4" } });
  await fireEvent.click(screen.getByTestId("identity-save"));
  await vi.waitFor(() => expect(onclose).toHaveBeenCalledOnce());
  const [decided] = identityPage("decided", 0, 10, "").rows;
  expect(decided?.owner).toBe("oskar.lind@example.com");
  expect(identityPage("unmatched", 0, 10, "svc-backup").total).toBe(0);
  unmount();
  if (decided) render(Decision, { account: decided, people: [], onclose });
  await fireEvent.click(screen.getByTestId("identity-undecide"));
  await vi.waitFor(() => expect(identityPage("decided", 0, 10, "").total).toBe(0));
});

test("what a parameter would change is shown before it is set, and forgotten when the value is typed anew", async () => {
  render(Parameters);
  await fireEvent.click(await seen("parameter-termination-sla-business-days-set"));
  expect(screen.getByTestId("parameter-look")).toHaveProperty("disabled", true);
  const value = screen.getByTestId("parameter-value");
  await fireEvent.input(value, { target: { value: "0" } });
  await fireEvent.input(within(screen.getByTestId("parameter-from")).queryByRole("textbox") ?? screen.getByTestId("parameter-from"), { target: { value: "2026-01-01" } });
  await fireEvent.click(screen.getByTestId("parameter-look"));
  expect((await seen("parameter-preview")).textContent).toContain("Exceptions 2 → 3");
  await fireEvent.input(value, { target: { value: "4" } });
  expect(screen.queryByTestId("parameter-preview")).toBeNull();
  await fireEvent.click(screen.getByTestId("parameter-look"));
  expect((await seen("parameter-preview")).textContent).toContain("Nothing that came in so far");
});
