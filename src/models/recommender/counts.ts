import { ValueError } from "../../errors";
import type { Id, IdIndex } from "../../ratings/ids";
import type { Ratings } from "../../ratings/ratings";

/** Larger than any real count; its squares and sums are still finite. */
const LARGEST_COUNT = 1e12;

const EXPECTED = "a number above 0, up to 10¹²: a count, or a 1 as ratings.atLeast(4) makes it";

/**
 * Checks the values for models of implicit feedback: how often a user chose an item, or how certain it is that they
 * like it.
 * @throws ValueError naming user and item unless all values are above 0.
 */
export function checkCounts({ rows, userIds, itemIds }: Ratings): void {
  const { offsets, indices, values } = rows;
  for (let u = 0; u < rows.rows; u++) {
    const wrong = wrongIndex(values, offsets[u], offsets[u + 1]);
    if (wrong < 0) continue;
    const [user, item] = [namedId("user", userIds.at(u)), namedId("item", itemIds.at(indices[wrong]))];
    throw notACount(`the rating of ${user} for ${item}`, "ratings", [u, indices[wrong]], values[wrong]);
  }
}

/** Checks the values of a new user or item for `others`. @throws ValueError naming the user or item. */
export function checkGivenCounts(others: Int32Array, values: Float64Array, ids: IdIndex): void {
  const wrong = wrongIndex(values, 0, values.length);
  if (wrong < 0) return;
  const other = namedId(ids.what, ids.at(others[wrong]));
  throw notACount(`the given rating of ${other}`, "given", [others[wrong]], values[wrong]);
}

/** The index of the first value that is not a count, from `from` up to, but not including, `to`; −1 if there is none. */
function wrongIndex(values: Float64Array, from: number, to: number): number {
  for (let k = from; k < to; k++) if (!(values[k] > 0 && values[k] <= LARGEST_COUNT)) return k;
  return -1;
}

function namedId(what: string, id: Id): string {
  return `${what} ${JSON.stringify(id)}`;
}

function notACount(what: string, argument: string, index: number[], actual: number): ValueError {
  return new ValueError(`${what} is ${actual}, expected ${EXPECTED}`, {
    argument,
    index,
    actual,
    expected: EXPECTED,
  });
}
