// How strong a passphrase looks. A hint for the person, not a gate: only the length is refused.

export const PASSPHRASE_MIN = 12;

export interface Strength {
  /** 0 to 4. */
  readonly level: 0 | 1 | 2 | 3 | 4;
  readonly hint: string;
}

export function strength(text: string): Strength {
  const length = [...text].length;
  if (length === 0) return { level: 0, hint: `At least ${PASSPHRASE_MIN} characters. Four or five unrelated words work well.` };
  if (length < PASSPHRASE_MIN) {
    const missing = PASSPHRASE_MIN - length;
    return { level: 1, hint: `${missing} more ${missing === 1 ? "character" : "characters"} needed.` };
  }
  const distinct = new Set(text.toLowerCase()).size;
  if (distinct < 6) return { level: 1, hint: "Few different characters: easy to guess." };
  const words = new Set(text.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 2)).size;
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}]/u].filter((kind) => kind.test(text)).length;
  const points = length + words * 3 + kinds * 2;
  if (points >= 36) return { level: 4, hint: "Strong." };
  if (points >= 26) return { level: 3, hint: "Good. One more word makes it strong." };
  return { level: 2, hint: "Fair. Add a word or two." };
}
