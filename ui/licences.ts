// Writes the licence of every package that the built window holds beside it, fonts included.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

const PACKAGE = /^(.*[\\/]node_modules[\\/])((?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/;

export function licences(): Plugin {
  return {
    name: "licences",
    apply: "build",
    generateBundle() {
      const texts = new Map<string, string>();
      // Style sheets and their fonts leave no modules of their own, so they are named.
      const roots = ["@fontsource-variable/inter", "tailwindcss"].map((name): [string, string] => [name, join("node_modules", name)]);
      for (const id of this.getModuleIds()) {
        const [, folder = "", name = ""] = PACKAGE.exec(id.replace(/^\0/, "")) ?? [];
        if (name) roots.push([name, join(folder, name)]);
      }
      for (const [name, folder] of roots) {
        if (texts.has(name) || !existsSync(folder)) continue;
        const file = readdirSync(folder).find((each) => /^(licen[cs]e|copying)/i.test(each));
        const about: { license?: string } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
        texts.set(name, file ? readFileSync(join(folder, file), "utf8") : `Licence: ${about.license ?? "not stated"}`);
      }
      const source = [...texts].sort(([a], [b]) => a.localeCompare(b)).map(([name, text]) => `${name}\n${"=".repeat(name.length)}\n\n${text.trim()}\n`).join("\n\n");
      this.emitFile({ type: "asset", fileName: "licences.txt", source });
    },
  };
}
