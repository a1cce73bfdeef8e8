import { sentence } from "../../payload/sentence";
import type { FoundWarning } from "../shared/model-warning";

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
  let [least, most, high] = [Infinity, 0, 0];
  for (let n = 0; n < values.length; n++) {
    const value = values[n];
    // A remainder would take twenty times as long.
    if (value > 10 || value < 0.5 || Math.floor(2 * value) !== 2 * value) return [];
    if (value < least) least = value;
    if (value > most) most = value;
  }
  const from = LIKED_FROM.get(most);
  if (from === undefined || least > most / 2) return [];
  for (let n = 0; n < values.length; n++) if (values[n] > most / 2) high++;
  if (high < values.length / 2) return [];
  const message = sentence(
    "ratings look like stars from {least} to {most}, and {name} takes each for a like, {least} too: train it on ratings.atLeast({from}), or say warnings: false where they are counts.",
    { least, most, name, from },
  );
  return [{ code: "stars-as-counts", message }];
}
