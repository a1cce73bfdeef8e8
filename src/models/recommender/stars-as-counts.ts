import { sentence } from "../../payload/sentence";
import type { FoundWarning } from "../shared/model-warning";

/** The highest rating of all usual scales. */
const MOST_STARS = 10;
/** The highest rating of usual scales of stars, and from which on they are likes. */
const LIKED_FROM: ReadonlyMap<number, number> = new Map([
  [5, 4],
  [10, 8],
]);

/**
 * Warns where what should be counts looks like stars: whole or half numbers up to 5 or 10, half of them or more in the upper half as
 * people rate, but not all, so that some were disliked. Counts are small for the most part, and have no such end.
 * @param name of the model, which takes each for a sign of liking.
 */
export function warnOfStars(name: string, values: Float64Array): FoundWarning[] {
  const counts = halvesOf(values);
  if (counts === null) return [];
  const halves = Array.from(counts.keys()).filter((half) => counts[half] > 0);
  const [least, most] = [halves[0] / 2, halves[halves.length - 1] / 2];
  const from = LIKED_FROM.get(most);
  if (from === undefined || least > most / 2) return [];
  const high = counts.reduce((sum, count, half) => (half > most ? sum + count : sum), 0);
  if (high < values.length / 2) return [];
  const message = sentence(
    "ratings look like stars from {least} to {most}, and {name} takes each for a like, {least} too: train it on ratings.atLeast({from}), or say warnings: false where they are counts.",
    { least, most, name, from },
  );
  return [{ code: "stars-as-counts", message }];
}

/** How often each half is there, from 0; null where there is another number, or one above 10 or not above 0. */
function halvesOf(values: Float64Array): Uint32Array | null {
  const counts = new Uint32Array(2 * MOST_STARS + 1);
  for (let n = 0; n < values.length; n++) {
    const half = 2 * values[n];
    const whole = half | 0;
    if (whole !== half || whole < 1 || whole > 2 * MOST_STARS) return null;
    counts[whole]++;
  }
  return counts;
}
