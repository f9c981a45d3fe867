// Short notes at the edge of the window about what was just done.
export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly tone: "pass" | "bad";
}

const shown = $state<{ list: Toast[] }>({ list: [] });
let next = 1;

export const toasts = {
  get list(): readonly Toast[] {
    return shown.list;
  },
  say(text: string, tone: Toast["tone"] = "pass"): void {
    const toast = { id: next++, text, tone };
    shown.list = [...shown.list.slice(-3), toast];
    setTimeout(() => toasts.drop(toast.id), tone === "bad" ? 9000 : 5000);
  },
  drop(id: number): void {
    shown.list = shown.list.filter((toast) => toast.id !== id);
  },
};
