import "./app.css";
import { mount } from "svelte";
import { insideShell } from "../backend/tauri";
import App from "./App.svelte";
import { theme } from "../components/theme.svelte";

theme.start();

// In a browser there is no shell: the development build shows a fake company. So does `vite build --mode fake`; the shipped build holds none of it.
if ((import.meta.env.DEV || import.meta.env.MODE === "fake") && !insideShell()) {
  const { startFake } = await import("../backend/fake");
  startFake(new URLSearchParams(location.search));
}

const target = document.getElementById("app");
if (target) mount(App, { target });
