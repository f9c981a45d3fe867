// Light, dark, or as the system says.
export type Theme = "system" | "light" | "dark";

const KEY = "fieldwork-theme";
const chosen = $state<{ theme: Theme }>({ theme: "system" });

function isTheme(word: string | null): word is Theme {
  return word === "system" || word === "light" || word === "dark";
}

function dark(): boolean {
  if (chosen.theme !== "system") return chosen.theme === "dark";
  return window.matchMedia("(prefers-color-scheme: dark)").matches;
}

function apply(): void {
  document.documentElement.dataset["theme"] = dark() ? "dark" : "light";
}

export const theme = {
  get chosen(): Theme {
    return chosen.theme;
  },
  choose(next: Theme): void {
    chosen.theme = next;
    localStorage.setItem(KEY, next);
    apply();
  },
  toggle(): void {
    theme.choose(dark() ? "light" : "dark");
  },
  start(): void {
    const kept = localStorage.getItem(KEY);
    if (isTheme(kept)) chosen.theme = kept;
    window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", apply);
    apply();
  },
};
