// The map and the engagement over the fake company: what is looked at before it is done, and what then stands there.
import { cleanup, fireEvent, render, screen, within } from "@testing-library/svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { forget, invalidate } from "../backend/cache.svelte";
import { company, fill } from "../backend/fake/company";
import { startFake } from "../backend/fake";
import { listen } from "../backend/tauri";
import { vaultState } from "../backend/vault";
import MapPage from "../pages/map/Page.svelte";
import Settings from "../pages/settings/Page.svelte";

const nothing = new URLSearchParams();

let deaf = (): void => undefined;

// As the application does: the vault is known before a page is drawn, and answers are asked for again when they changed.
beforeEach(async () => {
  forget();
  company.imported.clear();
  startFake(new URLSearchParams("fast&empty"));
  company.evaluated = true;
  fill();
  deaf = listen({ changed: invalidate, dropped: () => undefined, dragging: () => undefined });
  vaultState().reload();
  await vi.waitFor(() => expect(vaultState().data?.status).toBe("open"));
});
afterEach(() => {
  cleanup();
  deaf();
});

const at = (id: string) => screen.getByTestId(id);
const seen = (id: string) => screen.findByTestId(id, {}, { timeout: 3000 });
const type = (id: string, value: string) => fireEvent.input(at(id), { target: { value } });

test("a change is looked at, made, and stands in the history with its reason", async () => {
  render(MapPage, { id: "AC-07", search: nothing });
  await fireEvent.click(await seen("control-change-open"));
  await seen("control-editor");
  await type("control-from", "2026-02-01");
  await fireEvent.change(at("control-cadence"), { target: { value: "monthly" } });
  await fireEvent.click(at("control-look"));
  expect(at("control-reason").getAttribute("aria-invalid")).toBe("true");
  await type("control-reason", "agreed with the auditor");
  await fireEvent.click(at("control-look"));
  const effect = await seen("control-effect");
  expect(effect.textContent).toContain("Entered after the fact");
  expect(effect.textContent).toContain("It changes what was due");
  await type("control-title", "Access reviewed monthly");
  expect(screen.queryByTestId("control-save")).toBeNull();
  await fireEvent.click(at("control-look"));
  await fireEvent.click(await seen("control-save"));
  await vi.waitFor(() => expect(at("control-history").textContent).toContain("agreed with the auditor"));
  expect(at("control-history").textContent).toContain("2 versions");
  expect(at("control-history").textContent).toContain("after the fact");
});

test("an id that is taken and fields that are missing are told at the form, which keeps what was typed", async () => {
  render(MapPage, { id: undefined, search: nothing });
  await fireEvent.click(await seen("control-add-open"));
  await seen("control-editor");
  await fireEvent.click(at("control-look"));
  expect(at("control-id").getAttribute("aria-invalid")).toBe("true");
  for (const [id, value] of [["control-id", "AC-02"], ["control-title", "T"], ["control-description", "D."], ["control-reason", "why"]] as const) await type(id, value);
  await fireEvent.click(at("control-look"));
  expect((await seen("control-failure")).textContent).toContain("AC-02");
  expect(at("control-title")).toHaveProperty("value", "T");
});

test("a control is retired from a day on and can be taken up again", async () => {
  render(MapPage, { id: "FAC-01", search: nothing });
  await fireEvent.click(await seen("control-retire-open"));
  expect(at("retire-look")).toHaveProperty("disabled", true);
  await type("control-from", "2026-06-01");
  await type("control-reason", "the office is given up");
  await fireEvent.click(at("retire-look"));
  await fireEvent.click(await seen("retire-save"));
  expect((await seen("control-life")).textContent).toContain("31 May 2026");
  expect(at("control-change-open").textContent).toContain("Take it up again");
});

test("evidence is linked by hand with a reason, and the link is taken away", async () => {
  render(MapPage, { id: "GOV-02", search: nothing });
  const select = await seen("control-link");
  await vi.waitFor(() => expect(select.querySelectorAll("option").length).toBeGreaterThan(1));
  await fireEvent.change(select, { target: { value: "1" } });
  expect(at("control-link-save")).toHaveProperty("disabled", true);
  await type("control-link-reason", "the minutes quote it");
  await fireEvent.click(at("control-link-save"));
  await vi.waitFor(() => expect(at("control-evidence").textContent).toContain("the minutes quote it"));
  await fireEvent.click(at("control-unlink-1"));
  await vi.waitFor(() => expect(screen.queryByTestId("control-unlink-1")).toBeNull());
});

test("a control set is shown with its problems and taken only with a reason", async () => {
  render(MapPage, { id: undefined, search: nothing });
  await fireEvent.click(await seen("set-import-open"));
  await fireEvent.click(await seen("set-choose"));
  expect((await seen("set-counts")).textContent).toContain("1 new, 1 changed");
  expect(at("set-problems").textContent).toContain("CC9.9");
  expect(at("set-take")).toHaveProperty("disabled", true);
  await type("control-reason", "our set of last year");
  await fireEvent.change(at("set-cadence"), { target: { value: "yearly" } });
  await vi.waitFor(() => expect(at("set-counts").textContent).toContain("0 left out"));
  await fireEvent.click(at("set-take"));
  await vi.waitFor(() => expect(screen.queryByTestId("set-import")).toBeNull());
});

test("a framework shows which controls serve which entry", async () => {
  render(MapPage, { id: "crosswalks", search: new URLSearchParams({ framework: "owasp-llm" }) });
  const table = await seen("crosswalk-table");
  expect(within(table).getByText("LLM01").closest("tr")?.textContent).toContain("AI-08");
  await fireEvent.click(at("crosswalk-bare"));
  await vi.waitFor(() => expect(screen.queryByTestId("crosswalk-table")).toBeNull());
});

test("the engagement is changed for a reason and its window rolled forward", async () => {
  render(Settings, { id: "engagement", search: nothing });
  await seen("engagement-form");
  await type("engagement-auditor", "Example CPAs");
  await type("engagement-holidays", "1 May");
  await fireEvent.click(at("engagement-save"));
  expect(at("engagement-holidays").getAttribute("aria-invalid")).toBe("true");
  await type("engagement-holidays", "2026-05-01 2026-12-25");
  await type("engagement-reason", "the firm was chosen");
  await fireEvent.click(at("engagement-save"));
  await vi.waitFor(() => expect(at("engagement-history").textContent).toContain("the firm was chosen"));
  await fireEvent.click(at("roll-forward-open"));
  await seen("roll-forward");
  expect(at("roll-from")).toHaveProperty("value", "2026-07-01");
  await fireEvent.click(at("roll-look"));
  expect((await seen("roll-told")).textContent).toContain("The window of now is not over");
  expect(at("roll-save")).toHaveProperty("disabled", true);
  await type("roll-reason", "the second half");
  await fireEvent.click(at("roll-save"));
  await fireEvent.click(await seen("past-1"));
  expect((await seen("past-exceptions")).textContent).toContain("Not in the results of now");
});
