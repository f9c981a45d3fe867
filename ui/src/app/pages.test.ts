// Key pages over the whole fake company: what they show in their states, and what their buttons do.
import { cleanup, fireEvent, render, screen, within } from "@testing-library/svelte";
import { tick } from "svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { forget, invalidate } from "../backend/cache.svelte";
import { company, fill } from "../backend/fake/company";
import { makeBatch, pace } from "../backend/fake/importing";
import { startFake } from "../backend/fake";
import { events } from "../backend/generated";
import { listen } from "../backend/tauri";
import App from "./App.svelte";
import Import from "../pages/import/Page.svelte";
import FirstStart from "../pages/first-start/Page.svelte";
import Overview from "../pages/overview/Page.svelte";
import Result from "../pages/results/Page.svelte";
import Unlock from "../pages/unlock/Page.svelte";

const route = { id: undefined, search: new URLSearchParams() };

beforeEach(() => {
  forget();
  company.imported.clear();
  startFake(new URLSearchParams("fast&empty"));
  company.evaluated = true;
});
afterEach(cleanup);

/** Pages by themselves have no shell that hears of changes. */
function hearing(): void {
  stops.push(listen({ changed: invalidate, dropped: vi.fn(), dragging: vi.fn() }));
}

const stops: (() => void)[] = [];
afterEach(() => stops.splice(0).forEach((stop) => stop()));

const at = (id: string) => screen.getByTestId(id);
const seen = (id: string) => screen.findByTestId(id, {}, { timeout: 3000 });

test("first start refuses an empty form and says why at each field", async () => {
  const oncreating = vi.fn();
  render(FirstStart, { state: { folder: "Fieldwork", keychain: true }, oncreating, ondone: vi.fn() });
  await fireEvent.click(at("create-vault"));
  expect(at("first-start-company").getAttribute("aria-invalid")).toBe("true");
  expect(at("first-start-passphrase").getAttribute("aria-invalid")).toBe("true");
  expect(at("first-start-from").getAttribute("aria-invalid")).toBe("false");
  expect(oncreating).not.toHaveBeenCalled();
});

test("first start shows the recovery code once, and goes on only when it was written down", async () => {
  const ondone = vi.fn();
  render(FirstStart, { state: { folder: "Fieldwork", keychain: false }, oncreating: vi.fn(), ondone });
  expect(screen.queryByTestId("first-start-keychain")).toBeNull();
  await fireEvent.input(at("first-start-company"), { target: { value: "Example Ltd" } });
  await fireEvent.input(at("first-start-passphrase"), { target: { value: "correct horse battery" } });
  await fireEvent.input(at("first-start-passphrase-again"), { target: { value: "correct horse battery" } });
  await fireEvent.click(at("create-vault"));
  expect((await seen("recovery-code")).textContent).toMatch(/^[A-Z0-9-]{20,}$/);
  expect(at("recovery-continue")).toHaveProperty("disabled", true);
  await fireEvent.click(at("recovery-written"));
  await fireEvent.click(at("recovery-continue"));
  expect(ondone).toHaveBeenCalledOnce();
  expect(company.engagement.company).toBe("Example Ltd");
});

test("unlock says what is wrong with the passphrase and that files wait", async () => {
  render(Unlock, { folder: "Fieldwork", keychain: false, passphrase: true, waiting: 3 });
  expect(at("unlock-waiting").textContent).toContain("3 dropped files wait");
  expect(screen.queryByTestId("unlock-keychain")).toBeNull();
  await fireEvent.input(at("unlock-passphrase"), { target: { value: "wrong" } });
  await fireEvent.click(at("unlock"));
  expect((await seen("unlock-error")).textContent).toContain("does not open this vault");
});

async function decided() {
  await vi.waitFor(() => expect(at("import-list").dataset["phase"]).toBe("deciding"), { timeout: 3000 });
}

test("the import tray groups files, asks for a column, imports the rest and undoes", async () => {
  fill();
  render(Import, { batch: makeBatch() });
  await decided();
  expect(within(at("import-group-attention")).getByTestId("import-file-1").textContent).toContain("people-export.csv");
  expect(within(at("import-group-refused")).getByTestId("import-file-6").textContent).toContain("The file is empty");
  expect(within(at("import-group-known")).getByTestId("import-file-3")).toBeTruthy();
  expect(at("import-all").textContent).toContain("3");
  await fireEvent.change(at("map-field-left"), { target: { value: "End" } });
  await vi.waitFor(() => expect(within(at("import-group-take")).getByTestId("import-file-1").textContent).toContain("Columns set"));
  expect(at("import-all").textContent).toContain("4");
  const before = company.imported.size;
  await fireEvent.click(at("import-all"));
  await vi.waitFor(() => expect(at("import-list").dataset["phase"]).toBe("done"), { timeout: 3000 });
  expect(company.imported.size).toBe(before + 4);
  await fireEvent.click(at("undo-all"));
  await vi.waitFor(() => expect(company.imported.size).toBe(before));
  expect(at("import-file-0").textContent).toContain("Undone");
});

test("a file that was removed is not imported, and a document is kept as one", async () => {
  render(Import, { batch: makeBatch(["okta-users.json", "notes.txt"]) });
  await decided();
  await fireEvent.click(at("import-file-1"));
  await fireEvent.click(at("import-remove-1"));
  await fireEvent.change(at("import-importer"), { target: { value: "document" } });
  await vi.waitFor(() => expect(at("import-file-0").dataset["status"]).toBe("document"));
  await fireEvent.click(at("import-all"));
  await vi.waitFor(() => expect(at("import-list").dataset["phase"]).toBe("done"), { timeout: 3000 });
  expect([...company.imported.values()].map((source) => [source.file, source.kind])).toEqual([["okta-users.json", null]]);
});

test("cancelling says which files were not reached", async () => {
  pace.step = 30;
  render(Import, { batch: makeBatch(["okta-users.json", "roster.csv", "jira-issues.json"]) });
  await decided();
  await fireEvent.click(at("import-all"));
  await fireEvent.click(await seen("import-cancel"));
  await vi.waitFor(() => expect(at("import-list").dataset["phase"]).toBe("done"), { timeout: 3000 });
  expect(at("import-file-2").dataset["status"]).toBe("cancelled");
  expect(company.imported.size).toBe(0);
});

test("a dropped bundle is verified, not imported", async () => {
  render(Import, { batch: makeBatch(["larkspur-bundle-altered.zip"]) });
  await decided();
  const verdict = await seen("verdict");
  expect(verdict.dataset["valid"]).toBe("false");
  expect(verdict.textContent).toContain("The file is not the one that was signed.");
  expect(at("import-all")).toHaveProperty("disabled", true);
});

test("the window locks, forgets, and opens again, with the dropped files kept", async () => {
  fill();
  render(App);
  await seen("shell");
  await fireEvent.click(at("lock"));
  await seen("unlock-page");
  await events.dropped.emit(makeBatch(["okta-users.json"]));
  expect((await seen("unlock-waiting")).textContent).toContain("1 dropped file waits");
  await fireEvent.input(at("unlock-passphrase"), { target: { value: "correct horse battery" } });
  await fireEvent.click(at("unlock"));
  await seen("shell");
  expect((await seen("import-file-0")).textContent).toContain("okta-users.json");
});

test("the overview without evidence says to drop first exports", async () => {
  company.imported.clear();
  company.evaluated = false;
  render(Overview, route);
  expect((await seen("overview-empty")).textContent).toContain("Drop your first exports");
  expect(screen.queryByTestId("counts")).toBeNull();
  expect(at("evaluate")).toHaveProperty("disabled", true);
});

test("the picture has a cell for every control and week, and keys move through it", async () => {
  fill();
  render(Overview, route);
  const grid = await screen.findByRole("grid", { name: "Controls by week" });
  const rows = grid.querySelectorAll("[role=row]");
  expect(rows.length).toBe(66);
  expect(rows[0]?.querySelectorAll("[role=gridcell]").length).toBe(27);
  expect(rows[0]?.querySelector("[role=gridcell]")?.getAttribute("aria-label")).toMatch(/^[A-Z]+-\d+, 1 Jan to 4 Jan 2026: /);
  grid.focus();
  await fireEvent.focus(grid);
  const before = grid.getAttribute("aria-activedescendant");
  await fireEvent.keyDown(grid, { key: "ArrowDown" });
  await tick();
  expect(grid.getAttribute("aria-activedescendant")).not.toBe(before);
  expect(at("week-tip").textContent).toMatch(/2026/);
  await fireEvent.keyDown(grid, { key: "Enter" });
  expect(location.hash).toMatch(/^#\/map\/[A-Z]+-\d+$/);
});

test("an exception leads to the row in its file, and management answers it there", async () => {
  fill();
  hearing();
  render(Result, { id: "terminated-user-active", search: new URLSearchParams({ subject: "teodor.marsh@example.com" }) });
  const record = await seen("record-detail");
  expect(within(record).getByTestId("record-current").textContent).toContain("teodor.marsh@example.com");
  expect(at("result-counts").textContent).toContain("2 of 8");
  await fireEvent.click(at("about-management"));
  await fireEvent.click(at("answer-open"));
  await fireEvent.click(await seen("work-save"));
  expect((await seen("work-error")).textContent).toContain("says nothing");
  await fireEvent.input(at("answer-cause"), { target: { value: "The checklist did not name the step." } });
  await fireEvent.input(at("answer-fix"), { target: { value: "Disabled on 19 May; the checklist names it now." } });
  await fireEvent.click(at("work-save"));
  expect((await seen("answer")).textContent).toContain("The checklist did not name the step.");
});

test("an item unfolds into its steps and its timeline, and a moment shows its row", async () => {
  fill();
  hearing();
  render(Result, { id: "terminated-user-active", search: new URLSearchParams({ subject: "teodor.marsh@example.com" }) });
  expect((await seen("steps")).textContent).toContain("Deadline: 1 business day later");
  await fireEvent.click(at("about-around"));
  const timeline = await seen("timeline");
  expect(timeline.textContent).toContain("SEC-311 opened");
  expect(at("timeline-more").textContent).toContain("At least 12 more");
  await fireEvent.click(at("moment-0"));
  await vi.waitFor(() => expect(at("record-detail").dataset["at"]).toBe("row 11"));
  await fireEvent.click(at("about-remarks"));
  await fireEvent.input(at("remark-text"), { target: { value: "Asked the identity team." } });
  await fireEvent.click(at("remark-add"));
  await vi.waitFor(() => expect(at("remarks").textContent).toContain("Asked the identity team."));
});

test("chosen items are accepted together, stay exceptions, and are found again", async () => {
  fill();
  hearing();
  render(Result, { id: "change-without-review", search: new URLSearchParams() });
  const table = await seen("items-table");
  await seen("item-0-choose");
  await fireEvent.keyDown(table, { key: " " });
  await fireEvent.keyDown(table, { key: "ArrowDown", shiftKey: true });
  expect(at("bulk").textContent).toContain("2 items chosen");
  await fireEvent.click(at("bulk-accept"));
  await fireEvent.input(await seen("work-text"), { target: { value: "Reverted the same hour." } });
  await fireEvent.input(at("work-day"), { target: { value: "2026-01-01" } });
  await fireEvent.click(at("work-save"));
  expect((await seen("work-error")).textContent).toContain("is past");
  expect(at("work-text")).toHaveProperty("value", "Reverted the same hour.");
  await fireEvent.input(at("work-day"), { target: { value: "2026-09-30" } });
  await fireEvent.click(at("work-save"));
  await vi.waitFor(() => expect(at("result-counts").textContent).toContain("4 of 412 (population 412 changes merged in the window), 2 accepted as known"));
  await fireEvent.change(at("items-show"), { target: { value: "accepted" } });
  await vi.waitFor(() => expect(at("items-table").getAttribute("aria-rowcount")).toBe("2"));
});

test("results are listed by question with their trend, and by control", async () => {
  fill();
  const { rerender } = render(Result, { id: undefined, search: new URLSearchParams() });
  const row = await seen("result-change-without-review");
  expect(row.textContent).toContain("4 of 412");
  expect(within(row).getByTestId("trend").textContent).toMatch(/(more|fewer) since|the same since/);
  await rerender({ id: undefined, search: new URLSearchParams({ by: "control" }) });
  expect((await seen("results-by-control")).textContent).toContain("Judged by its evidence alone");
});
