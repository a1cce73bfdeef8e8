import { ValueError } from "../errors";
import type { Ratings } from "../ratings/ratings";

/** More than anybody counts; squares and sums of it are still numbers. */
const MOST = 1e12;

/**
 * What models of implicit feedback take: how often a user chose an item, or how sure it is that they like it.
 * @throws ValueError naming user and item unless all values are above 0.
 */
export function checkCounts({ rows, userIds, itemIds }: Ratings): void {
  const { offsets, indices, values } = rows;
  for (let u = 0; u < rows.rows; u++) {
    for (let k = offsets[u]; k < offsets[u + 1]; k++) {
      if (values[k] > 0 && values[k] <= MOST) continue;
      const [user, item] = [JSON.stringify(userIds.at(u)), JSON.stringify(itemIds.at(indices[k]))];
      const expected = "a number above 0, up to 10¹²: a count, or a 1 as ratings.atLeast(4) makes it";
      throw new ValueError(
        `the rating of user ${user} for item ${item} is ${values[k]}, expected ${expected}`,
        {
          argument: "ratings",
          index: [u, indices[k]],
          actual: values[k],
          expected,
        },
      );
    }
  }
}
