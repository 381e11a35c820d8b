import { type Bilingual, inBoth, sentence } from './refusal';

/** @returns how many edits (insert, delete, replace, swap of neighbours) turn one word into the other. */
function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  const cell = (i: number, j: number) => rows[i]?.[j] ?? 0;
  for (let i = 1; i <= a.length; i++) {
    rows.push([i]);
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped =
        i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
          ? cell(i - 2, j - 2) + 1
          : Number.POSITIVE_INFINITY;
      rows[i]?.push(Math.min(cell(i - 1, j) + 1, cell(i, j - 1) + 1, cell(i - 1, j - 1) + same, swapped));
    }
  }
  return cell(a.length, b.length);
}

/** A longer word is no mistyped name, and comparing takes time in proportion to its length. */
const LONGEST = 60;

/**
 * @returns the known word that the writer of `word` most likely meant; null when none is near: more than a third of the
 *   letters would have to change
 */
export function nearest(word: string, known: readonly string[]): string | null {
  if (word.length > LONGEST) return null;
  const most = Math.max(1, Math.floor(word.length / 3));
  let best: { word: string; edits: number } | null = null;
  for (const candidate of known) {
    const edits = distance(word.toLowerCase(), candidate.toLowerCase());
    if (edits <= most && edits < (best?.edits ?? Number.POSITIVE_INFINITY)) best = { word: candidate, edits };
  }
  return best?.word ?? null;
}

/** @returns "Did you mean …?" for the end of a sentence, or nothing. */
export function didYouMean(word: string, known: readonly string[]): Bilingual {
  const meant = nearest(word, known);
  return meant === null ? { 'zh-CN': '', en: '' } : inBoth(sentence('did-you-mean', { meant }));
}
