import { SYNONYMS } from "./synonyms";
import type { Synonyms } from "./synonyms";

/**
 * The known names that mean the same as `name` does in another library, the likeliest first.
 * @param synonyms what other libraries call which names. @default those of options
 */
export function synonymsOf(
  name: string,
  known: readonly string[],
  synonyms: readonly Synonyms[] = SYNONYMS,
): string[] {
  const normalized = normalizedName(name);
  return synonyms
    .filter(({ theirs, ours }) => [...theirs, ...ours.map(normalizedName)].includes(normalized))
    .flatMap(({ ours }) => ours.filter((candidate) => candidate !== name && known.includes(candidate)));
}

/** The known name that is a synonym of `name` in another library, or is spelt most like it. @param synonyms as above */
export function nearestName(name: string, known: readonly string[], synonyms?: readonly Synonyms[]): string {
  const [synonym] = synonymsOf(name, known, synonyms);
  if (synonym !== undefined) return synonym;
  const ranked = known.map((candidate) => ({ candidate, edits: edits(name, candidate) }));
  return ranked.reduce((best, next) => (next.edits < best.edits ? next : best)).candidate;
}

/** Whether two names are so similar that one may be a misspelling of the other. */
export function isNear(name: string, candidate: string): boolean {
  // A cheap check first, for names that are megabytes long.
  if (candidate.length > 2 * name.length + 1) return false;
  return edits(name, candidate) <= Math.max(1, Math.floor(name.length / 2.5));
}

/** The most names to compare, and the longest, so that an error for a wrong name is quick. */
const MOST_COMPARED = 10_000;
const LONGEST_COMPARED = 100;

/** The name that was probably meant; null if none is near. */
export function meantBy(name: string, names: readonly string[]): string | null {
  if (name.length > LONGEST_COMPARED) return null;
  const near = names.slice(0, MOST_COMPARED).filter((candidate) => isNear(name, candidate));
  return near.length > 0 ? nearestName(name, near) : null;
}

/** Removes differences of spelling conventions: capitals, `_` and `-`. */
function normalizedName(name: string): string {
  return name.toLowerCase().replace(/[_-]/g, "");
}

/** The number of letters to insert, delete or replace to turn `a` into `b`, ignoring case. @see Levenshtein 1966 */
function edits(a: string, b: string): number {
  const [from, to] = [a.toLowerCase(), b.toLowerCase()];
  let row = Array.from({ length: to.length + 1 }, (_, j) => j);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const replaced = row[j - 1] + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j] + 1, next[j - 1] + 1));
    }
    row = next;
  }
  return row[to.length];
}
