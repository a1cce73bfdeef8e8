import { describeValue, isList, ShapeError, wrongArgument } from "../errors";
import { checkWhole } from "../training/options";

/** What scores of an order have to be. */
export const NOT_NAN = "a number that is not NaN";

/** @throws ValueError unless `ranked` is a list of items, each of them once, `relevant` a Set that is not empty, and `k` a whole number ≥ 1. */
export function checkRanking(ranked: ArrayLike<unknown>, relevant: unknown, k: unknown): void {
  checkLists({ ranked });
  if (!(relevant instanceof Set) || relevant.size === 0)
    throw wrongArgument("relevant", relevant, "a Set of at least one relevant item");
  checkWhole(k, "k", 1);
  const seen = new Set<unknown>();
  for (let j = 0; j < ranked.length; j++) {
    const item = ranked[j];
    if (item === undefined || item === null || Number.isNaN(item))
      throw wrongArgument(`ranked[${j}]`, item, "an item");
    if (seen.has(item))
      throw wrongArgument(`ranked[${j}]`, item, "each item once", `${describeValue(item)} once more`);
    seen.add(item);
  }
}

function checkLists(lists: Readonly<Record<string, unknown>>): void {
  for (const [argument, value] of Object.entries(lists))
    if (!isList(value)) throw wrongArgument(argument, value, "a list");
}

/** @throws ValueError naming the first entry of a list that is not such a number. */
export function checkNumbers(
  lists: Readonly<Record<string, ArrayLike<unknown>>>,
  holds: (value: number) => boolean,
  expected: string,
): void {
  checkLists(lists);
  for (const [argument, values] of Object.entries(lists)) {
    for (let k = 0; k < values.length; k++) {
      const value = values[k];
      if (typeof value !== "number" || !holds(value))
        throw wrongArgument(`${argument}[${k}]`, value, expected);
    }
  }
}

/** Infinite scores have a place in an order, too. */
export function isOrdered(value: number): boolean {
  return !Number.isNaN(value);
}

/** @throws ShapeError unless there is a prediction for each rating; ValueError naming a number that does not hold. */
export function checkPairs(
  predicted: ArrayLike<number>,
  actual: ArrayLike<number>,
  holds: (value: number) => boolean = Number.isFinite,
  wanted: string = "a finite number",
): void {
  checkLists({ predicted, actual });
  if (predicted.length === actual.length && actual.length > 0) {
    checkNumbers({ predicted, actual }, holds, wanted);
    return;
  }
  const expected = actual.length > 0 ? `${actual.length}, one for each rating` : "at least one rating";
  throw new ShapeError(`predicted has ${predicted.length} predictions, expected ${expected}`, {
    argument: "predicted",
    actual: predicted.length,
    expected,
  });
}
