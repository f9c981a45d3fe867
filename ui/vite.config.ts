import { svelte } from "@sveltejs/vite-plugin-svelte";
import { svelteTesting } from "@testing-library/svelte/vite";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vitest/config";
import { licences } from "./licences";

export default defineConfig({
  plugins: [svelte(), tailwindcss(), svelteTesting(), licences()],
  clearScreen: false,
  server: { port: 5173, strictPort: true, fs: { allow: [".."] } },
  // WebKitGTK is what ships on Linux; Safari 16.4 is its nearest named target. No data: URLs, the CSP forbids them.
  build: { target: ["safari16.4", "chrome111"], modulePreload: false, assetsInlineLimit: 0, sourcemap: false },
  test: { testTimeout: 20_000, environment: "happy-dom", include: ["src/**/*.test.ts"], setupFiles: ["src/app/test-setup.ts"] },
});
