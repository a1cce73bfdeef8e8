/** How reasons and their influences are written. */
import { formatNumber } from "../../outputs/number";
import { sentence } from "../../payload/sentence";
import type { TextPayload } from "../../payload/types";
import type { Mostly, Ranked } from "./ranked";

const MOST_DIGITS = 20;

/** The fewest decimals, though no less than `least`, that do not write a number as zero. */
export function digitsFor(value: number, least: number): number {
  let digits = least;
  for (let size = Math.abs(value); digits < MOST_DIGITS && size > 0; digits++)
    if (Number(size.toFixed(digits)) > 0) break;
  return digits;
}

/** A number with its sign: +0.05, −0.12. */
export function signed(value: number, digits: number): string {
  const written = formatNumber(value, digits);
  return value > 0 ? `+${written}` : written;
}

/**
 * What an item of a list is there because of, as "being liked by everybody: +0.80; Alien (5): +0.05; Heat (4): +0.03".
 * @param measure what the list's scores are: where they are no ratings, a 1 says no more than that there is one.
 */
export function reasonText({ because = [], mostly }: Ranked, measure: string): TextPayload {
  const least = measure === "rating" ? 2 : 3;
  const added = (value: number): string => signed(value, digitsFor(value, least));
  const ratings = because.map(({ title, rating, influence }): TextPayload => {
    const number = added(influence);
    return measure === "rating" || rating !== 1
      ? sentence("{title} ({rating}): {number}", { title, rating, number })
      : sentence("{title}: {number}", { title, number });
  });
  const all = [...(mostly ? [mostlyText(mostly, added)] : []), ...ratings];
  return all.length > 0
    ? all.reduceRight((rest, reason) => sentence("{reason}; {rest}", { reason, rest }))
    : "";
}

function mostlyText({ of, adds }: Mostly, added: (value: number) => string): TextPayload {
  switch (of) {
    case "everybody":
      return sentence("being liked by everybody: {number}", { number: added(adds) });
    case "all ratings":
      return sentence("all ratings together: {number}", { number: added(adds) });
    case "nothing":
      return sentence("nothing in particular");
  }
}

/**
 * What to say below a list of predicted ratings, the highest first, of which some are no better than what the user gives.
 * @param name who the user is. @param mean of the user's ratings; null where there are none.
 */
export function belowMean(name: string, mean: number | null, ratings: readonly number[]): TextPayload[] {
  const from = mean === null ? -1 : ratings.findIndex((rating) => rating < mean);
  if (mean === null || from < 0) return [];
  const values = { number: formatNumber(mean, 2), name };
  if (ratings.length === 1)
    return [sentence("The prediction is below {number}, the mean of {name}'s ratings.", values)];
  if (from === 0)
    return [sentence("All predictions are below {number}, the mean of {name}'s ratings.", values)];
  if (from === ratings.length - 1)
    return [sentence("The last prediction is below {number}, the mean of {name}'s ratings.", values)];
  const count = from + 1;
  return [
    sentence("From {count} on, predictions are below {number}, the mean of {name}'s ratings.", {
      ...values,
      count,
    }),
  ];
}
