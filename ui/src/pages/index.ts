// The pages, in the order of the navigation. A new page is a folder and a line here.
import Activity from "@lucide/svelte/icons/history";
import Bundle from "@lucide/svelte/icons/package-check";
import Evidence from "@lucide/svelte/icons/files";
import Logs from "@lucide/svelte/icons/scroll-text";
import Map from "@lucide/svelte/icons/list-checks";
import Overview from "@lucide/svelte/icons/layout-grid";
import People from "@lucide/svelte/icons/users-round";
import Results from "@lucide/svelte/icons/flask-conical";
import Settings from "@lucide/svelte/icons/settings-2";
import Sources from "@lucide/svelte/icons/cable";
import type { Component } from "svelte";
import type { PageProps } from "../lib/route";

export interface Page {
  readonly path: string;
  readonly title: string;
  readonly icon: Component<{ size?: number; strokeWidth?: number }>;
  readonly load: () => Promise<{ default: Component<PageProps> }>;
}

export const pages: readonly Page[] = [
  { path: "overview", title: "Overview", icon: Overview, load: () => import("./overview/Page.svelte") },
  { path: "evidence", title: "Evidence", icon: Evidence, load: () => import("./evidence/Page.svelte") },
  { path: "map", title: "Map", icon: Map, load: () => import("./map/Page.svelte") },
  { path: "results", title: "Results", icon: Results, load: () => import("./results/Page.svelte") },
  { path: "logs", title: "Logs", icon: Logs, load: () => import("./logs/Page.svelte") },
  { path: "people", title: "People", icon: People, load: () => import("./people/Page.svelte") },
  { path: "bundle", title: "Bundle", icon: Bundle, load: () => import("./bundle/Page.svelte") },
  { path: "sources", title: "Sources", icon: Sources, load: () => import("./sources/Page.svelte") },
  { path: "activity", title: "Activity", icon: Activity, load: () => import("./activity/Page.svelte") },
  { path: "settings", title: "Settings", icon: Settings, load: () => import("./settings/Page.svelte") },
];

export const HOME = "overview";
