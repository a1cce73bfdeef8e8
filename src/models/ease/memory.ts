import { wrongArgument } from "../../errors";
import type { MemoryDemand, Sizes } from "../recommender/parameters";

/** With more, a training would take days, and an array would have more numbers than all engines allow. */
const MOST_ITEMS = 40_000;

const ADVICE =
  "fewer items, such as Ratings of those alone that enough users have, or a model of factors, such as ImplicitALS";

/** Three times items² numbers: the weights, a copy of the best, and the inverse. */
export function weightsDemand({ items }: Sizes): MemoryDemand {
  const is = `${items}, for ${items} × ${items} weights`;
  return { working: items * items, argument: "ratings.items", actual: items, is, advice: ADVICE };
}

/** @throws ValueError where there are so many items that the weights of each for each cannot be found. */
export function checkItems({ items }: Sizes): void {
  if (items <= MOST_ITEMS) return;
  const is = `${items}, for ${items} × ${items} weights`;
  throw wrongArgument("ratings.items", items, `at most ${MOST_ITEMS}: ${ADVICE}`, is);
}
