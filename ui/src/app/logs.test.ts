// The page Logs over the fake company: from a chart to a row to its sheet, in all states of a question.
import { cleanup, fireEvent, render, screen, within } from "@testing-library/svelte";
import { tick } from "svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { forget, invalidate } from "../backend/cache.svelte";
import { calls } from "../backend/fake/calls";
import { activityLog, company, fill } from "../backend/fake/company";
import { pace } from "../backend/fake/importing";
import { startFake } from "../backend/fake";
import { listen } from "../backend/tauri";
import Logs from "../pages/logs/Page.svelte";

beforeEach(() => {
  forget();
  company.imported.clear();
  startFake(new URLSearchParams("fast&empty"));
  fill();
  location.hash = "";
});
const stops: (() => void)[] = [];
afterEach(() => {
  stops.splice(0).forEach((stop) => stop());
  cleanup();
  pace.step = 0;
});

const at = (id: string) => screen.getByTestId(id);
const seen = (id: string) => screen.findByTestId(id, {}, { timeout: 10_000 });
const open = (id: string | undefined, search: Record<string, string> = {}) => render(Logs, { id, search: new URLSearchParams(search) });
const settled = (check: () => void, wait = { timeout: 10_000 }) => vi.waitFor(check, wait);
async function grid(id: string): Promise<HTMLElement> {
  const found = (await seen(id)).querySelector<HTMLElement>("[role=grid]");
  if (!found) throw new Error("no chart");
  return found;
}
const request = calls()[7000]?.cells["request_id"] ?? "";

test("without a log the page says what to drop", async () => {
  company.imported.clear();
  open(undefined);
  expect((await seen("logs-empty")).textContent).toContain("No log came in yet");
  expect(screen.queryByRole("tablist")).toBeNull();
});

test("the volume has a bar for every day, draws the gaps, and a day leads to its rows", async () => {
  open(undefined);
  const chart = await grid("volume-chart");
  expect(chart.querySelectorAll("[role=gridcell]")).toHaveLength(140);
  expect(screen.getAllByTestId("volume-chart-gap")).toHaveLength(2);
  expect(at("volume-lead").textContent).toContain("4 silent days");
  expect(at("volume-rest").textContent).toContain("1,840 calls outside of the window, 12 calls without a time");
  expect(at("silent").textContent).toContain("14 Feb to 16 Feb 2026");
  chart.focus();
  await fireEvent.focus(chart);
  await fireEvent.keyDown(chart, { key: "Home" });
  await fireEvent.keyDown(chart, { key: "ArrowRight" });
  expect(at("volume-chart-tip").textContent).toContain("2 Jan 2026");
  expect(chart.getAttribute("aria-activedescendant")).toBe(chart.querySelectorAll("[role=gridcell]")[1]?.id);
  await fireEvent.keyDown(chart, { key: "Enter" });
  expect(location.hash).toBe("#/logs/rows?from=2026-01-02&to=2026-01-02");
});

test("a silent day is told in words, by weeks the same calls are counted, and the table says what the chart draws", async () => {
  const { rerender } = open(undefined);
  const chart = await grid("volume-chart");
  expect(chart.querySelector("[aria-label='15 Feb 2026: No call is logged']")).toBeTruthy();
  const whole = at("volume-lead").textContent?.split(" calls")[0];
  await rerender({ id: "volume", search: new URLSearchParams({ by: "week" }) });
  await settled(() => expect(at("volume-chart").querySelectorAll("[role=gridcell]")).toHaveLength(21));
  expect(at("volume-lead").textContent?.split(" calls")[0]).toBe(whole);
  await fireEvent.click(at("volume-as-table"));
  expect(at("volume-table").querySelectorAll("tr")).toHaveLength(22);
});

test("a rate stands beside the completeness and what the log does not tell, and its groups lead to rows", async () => {
  open("rates", { measure: "fallback", by: "route" });
  const lead = await seen("rate-lead");
  expect(lead.textContent).toMatch(/\(\d+ of [\d,]+ calls\); of \d+ calls the log does not tell/);
  expect(at("rate-complete").textContent).toMatch(/Complete rows: \d\d\.\d %/);
  const link = within(at("rate-table")).getAllByRole("link")[0];
  expect(decodeURIComponent(link?.getAttribute("href") ?? "")).toMatch(/^#\/logs\/rows\?measure=fallback&where=\[\["route","[a-z-]+"\]\]$/);
});

test("a rate by week is a chart that keys move through, and the blank group leads to blanks", async () => {
  const { rerender } = open("rates", { measure: "failed", by: "week" });
  const chart = await grid("rate-chart");
  chart.focus();
  await fireEvent.focus(chart);
  expect(at("rate-chart-tip").textContent).toContain("18 May to 24 May 2026");
  await rerender({ id: "rates", search: new URLSearchParams({ measure: "without-user", by: "user_id" }) });
  expect((await seen("rate-table")).textContent).toContain("no user told");
  expect(within(at("rate-table")).getAllByRole("link")).toHaveLength(1);
});

test("the rows of a group are those that were counted, narrowing can be taken out, and a row opens its request", async () => {
  open("rows", { measure: "without-user", where: JSON.stringify([["provider", "openai"]]) });
  const total = Number((await seen("rows-total")).textContent?.match(/[\d,]+/)?.[0].replace(",", ""));
  expect(total).toBe(calls().filter(({ cells }) => cells["user_id"] === null && cells["provider"] === "openai").length);
  await fireEvent.keyDown(at("rows-table"), { key: "Enter" });
  await settled(() => expect(location.hash).toMatch(/^#\/logs\/request\?id=req_/));
  await fireEvent.click(at("rows-chip-measure"));
  expect(decodeURIComponent(location.hash)).toBe('#/logs/rows?where=[["provider","openai"]]');
});

test("rows are narrowed by a column and days; a day that is none is refused and kept", async () => {
  open("rows");
  await seen("rows-total");
  await fireEvent.input(at("rows-from"), { target: { value: "2026-02-30" } });
  await fireEvent.submit(at("rows-filter"));
  expect(at("rows-from").getAttribute("aria-invalid")).toBe("true");
  expect(at("rows-from")).toHaveProperty("value", "2026-02-30");
  expect(location.hash).toBe("");
  await fireEvent.input(at("rows-from"), { target: { value: "2026-03-01" } });
  await fireEvent.change(at("rows-column"), { target: { value: "route" } });
  await fireEvent.input(at("rows-value"), { target: { value: "support-reply" } });
  await fireEvent.submit(at("rows-filter"));
  expect(decodeURIComponent(location.hash)).toBe('#/logs/rows?from=2026-03-01&where=[["route","support-reply"]]');
});

test("a request is masked; showing it asks first, is logged each time, and can be covered again", async () => {
  open("request", { id: request });
  const sheet = await seen("request-sheet");
  expect(sheet.textContent).not.toContain("dana.lowe@example.com");
  expect(at("sheet-tools").textContent).toContain("invoice.correct");
  expect(at("sheet-guardrails").textContent).toContain("pii-filter");
  expect(at("sheet-scores").textContent).toContain("groundedness");
  expect(at("live-prompt").textContent).toContain("Released before the call");
  expect(at("live-approval").textContent).toContain("SEC-311");
  const shows = () => activityLog().filter((entry) => entry.subject === request && entry.detail === "personal data shown").length;
  const before = shows();
  for (const looks of [1, 2]) {
    await fireEvent.click(at("request-unmask"));
    expect((await seen("confirm")).textContent).toContain("activity log");
    await fireEvent.click(at("confirm-yes"));
    await settled(() => expect(at("request-sheet").dataset["masked"]).toBe("false"));
    expect(at("request-sheet").textContent).toContain("dana.lowe@example.com");
    expect(shows() - before).toBe(looks);
    await fireEvent.click(await seen("request-mask"));
    expect(at("request-sheet").textContent).not.toContain("dana.lowe@example.com");
  }
});

test("the steps are a tree that unfolds, a step without its parent says so, and paper shows all of them", async () => {
  open("request", { id: request });
  const tree = await seen("sheet-steps");
  expect(within(tree).getAllByRole("row").map((row) => row.getAttribute("aria-level"))).toEqual(["1", "2", "2", "3", "2", "1"]);
  expect(at("step-5").textContent).toContain("Parent missing");
  expect(within(tree).queryAllByTestId("sheet-row")).toHaveLength(0);
  await fireEvent.click(within(at("step-1")).getByRole("button"));
  expect(within(tree).getByTestId("sheet-row").textContent).toContain("Account notes");
  window.dispatchEvent(new Event("beforeprint"));
  expect(within(tree).getAllByTestId("sheet-row")).toHaveLength(6);
  window.dispatchEvent(new Event("afterprint"));
  await tick();
  expect(within(tree).getAllByTestId("sheet-row")).toHaveLength(1);
});

test("an id that no row tells is said so", async () => {
  open("request", { id: "req_unheard" });
  expect((await seen("error")).textContent).toContain("no row of the log tells `req_unheard`");
});

test("time lines tell first and last row and the release, and what was live on a day", async () => {
  open("lives", { of: "prompt" });
  await seen("lives-table");
  await fireEvent.input(at("lives-filter"), { target: { value: "support-reply v1" } });
  await settled(() => expect(at("lives-total").textContent).toMatch(/^5 of/));
  await fireEvent.input(at("lives-from"), { target: { value: "2026-03-20" } });
  await fireEvent.input(at("lives-to"), { target: { value: "2026-03-20" } });
  await settled(() => expect(at("lives-total").textContent).toMatch(/^1 of/));
  expect(at("life-0").textContent).toContain("support-reply v17");
  expect(at("life-0").textContent).toContain("After first row");
  await fireEvent.keyDown(at("lives-table"), { key: "Enter" });
  const sheet = await seen("life-sheet");
  expect(sheet.textContent).toContain("releases.csv");
  expect(decodeURIComponent(within(sheet).getByTestId("life-rows").getAttribute("href") ?? "")).toBe('#/logs/rows?where=[["prompt_version","v17"]]');
});

test("a long question shows progress, is taken back, and can be asked again", async () => {
  pace.step = 120;
  open("rates", { measure: "failed", by: "route" });
  await settled(() => expect(screen.queryByTestId("logs-view-rates")).toBeTruthy(), { timeout: 5000 });
  await fireEvent.click(await seen("asking-cancel"));
  await seen("asking-cancelled");
  expect(screen.queryByTestId("rate-table")).toBeNull();
  pace.step = 0;
  await fireEvent.click(at("asking-again"));
  await seen("rate-table");
  expect(screen.queryByTestId("asking-cancelled")).toBeNull();
});

test("a question that is left is taken back, and asked anew when one returns", async () => {
  pace.step = 60;
  const { rerender } = open("rates", { measure: "cached", by: "route" });
  await settled(() => expect(screen.queryByTestId("logs-view-rates")).toBeTruthy(), { timeout: 5000 });
  await rerender({ id: "rows", search: new URLSearchParams() });
  await rerender({ id: "rates", search: new URLSearchParams({ measure: "cached", by: "route" }) });
  pace.step = 0;
  await seen("rate-table");
  expect(screen.queryByTestId("asking-cancelled")).toBeNull();
});

test("rows that come or go are counted anew", async () => {
  open("rates", { by: "route" });
  await seen("rate-table");
  company.imported.clear();
  invalidate(["evidence"]);
  await seen("logs-empty");
});

const searchOf = (link: HTMLElement) => Object.fromEntries(new URLSearchParams(link.getAttribute("href")?.split("?")[1]));

test("a finding leads to its rows", async () => {
  const view = open("findings");
  await fireEvent.click(await seen("finding-0"));
  const search = searchOf(await seen("finding-rows"));
  expect(search["measure"]).toMatch(/^finding:./);
  await view.rerender({ id: "rows", search: new URLSearchParams(search) });
  expect((await seen("rows-total")).textContent).toMatch(/[1-9][\d,]* rows/);
  expect(at("rows-chip-measure").textContent).toContain("With the finding");
});

test("a check leads to its rate over time", async () => {
  const view = open("checks");
  const search = searchOf(await seen("check-rates-user-is-named"));
  await view.rerender({ id: "rates", search: new URLSearchParams(search) });
  expect((await seen("rate-lead")).textContent).toContain("calls");
  expect(at("rate-measure")).toHaveProperty("value", "check:user-is-named");
});

test("findings are one line a pattern and place; one is marked as false with a reason, and that can be taken back", async () => {
  stops.push(listen({ changed: invalidate, dropped: vi.fn(), dragging: vi.fn() }));
  open("findings");
  expect((await seen("findings-total")).textContent).toContain("12 patterns");
  expect(at("finding-0").textContent).toContain("da*******@example.com");
  await fireEvent.change(at("findings-place"), { target: { value: "context" } });
  await fireEvent.keyDown(at("findings-table"), { key: "Enter" });
  expect(await seen("finding-dismiss")).toHaveProperty("disabled", true);
  await fireEvent.input(at("finding-reason"), { target: { value: "Our own support addresses." } });
  await fireEvent.click(at("finding-dismiss"));
  await settled(() => expect(at("findings-total").textContent).toContain("1 pattern,"));
  await fireEvent.change(at("findings-show"), { target: { value: "false" } });
  await fireEvent.click(at("finding-0"));
  expect((await seen("finding-dismissed")).textContent).toContain("Our own support addresses.");
  await fireEvent.click(at("finding-undismiss"));
  await settled(() => expect(screen.queryByTestId("finding-0")).toBeNull());
});

test("looking through a long log says how far it is, and can be cancelled", async () => {
  pace.step = 100;
  open("findings");
  expect((await screen.findByRole("progressbar", { name: /personal data/ }, { timeout: 5000 }))).toBeTruthy();
  await settled(() => expect(at("asking").textContent).toContain("Looking for personal data"), { timeout: 5000 });
  await fireEvent.click(at("asking-cancel"));
  await seen("asking-cancelled");
  expect(screen.queryByTestId("findings-table")).toBeNull();
});

test("a check is looked at as it is typed, tried on a sample, and kept only when everything is said", async () => {
  stops.push(listen({ changed: invalidate, dropped: vi.fn(), dragging: vi.fn() }));
  open("checks");
  await fireEvent.click(await seen("check-new"));
  await seen("check-editor");
  await fireEvent.input(at("check-breaks"), { target: { value: "regio IS NULL" } });
  expect(await screen.findByText(/there is no column called `regio`/, {}, { timeout: 10_000 })).toBeTruthy();
  expect(screen.queryByTestId("trial-said")).toBeNull();
  await fireEvent.input(at("check-breaks"), { target: { value: "user_id IS NULL" } });
  const missing = calls().filter(({ cells }) => cells["user_id"] === null).length;
  expect((await seen("trial-said")).textContent).toContain(`${missing} of ${calls().length.toLocaleString("en-GB")} rows break it`);
  await fireEvent.click(at("check-save"));
  expect(at("check-title").getAttribute("aria-invalid")).toBe("true");
  expect(at("check-breaks")).toHaveProperty("value", "user_id IS NULL");
  for (const [field, value] of [["id", "users-named"], ["title", "Calls name users"], ["reason", "Policy 4"], ["criteria", "CC6.1; C1.1"], ["from", "2026-03-01"]]) await fireEvent.input(at(`check-${field}`), { target: { value } });
  await fireEvent.click(at("check-save"));
  const row = await seen("check-users-named");
  expect(row.textContent).toContain("CC6.1, C1.1");
  expect(row.textContent).toContain("In force since 1 Mar 2026");
});

test("a check is changed from a later day on, and retired", async () => {
  stops.push(listen({ changed: invalidate, dropped: vi.fn(), dragging: vi.fn() }));
  open("checks");
  await fireEvent.click(within(await seen("check-user-is-named")).getByRole("button"));
  await fireEvent.click(await seen("check-save"));
  expect(at("check-from").getAttribute("aria-invalid")).toBe("true");
  await fireEvent.input(at("check-from"), { target: { value: "2026-04-01" } });
  await fireEvent.click(at("check-save"));
  await settled(() => expect(at("check-user-is-named").textContent).toContain("In force since 1 Apr 2026"));
  await fireEvent.click(within(at("check-user-is-named")).getByRole("button"));
  expect((await seen("check-versions")).textContent).toContain("2: from 1 Apr 2026");
  await fireEvent.input(at("check-last"), { target: { value: "2026-04-30" } });
  await fireEvent.click(at("check-retire"));
  await settled(() => expect(at("check-user-is-named").textContent).toContain("Ended 30 Apr 2026"));
});

test("a check to begin with is adapted in the editor", async () => {
  open("checks");
  await fireEvent.click(await seen("starter-data-stays-in-region"));
  expect(await seen("check-id")).toHaveProperty("value", "data-stays-in-region");
  expect(at("check-applies")).toHaveProperty("value", "tenant = 'northwind'");
});
