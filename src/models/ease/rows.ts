import type { Ratings } from "../../ratings/ratings";
import type { SparseRows } from "../../ratings/sparse";

/** The columns of a row, as a view. */
export function itemsOf({ offsets, indices }: SparseRows, row: number): Int32Array {
  return indices.subarray(offsets[row], offsets[row + 1]);
}

/** The cosines between a user who has these items, and each user: items in common ÷ √(the one's × the other's). */
export function alikeRows(items: Float64Array, { rows, columns, users }: Ratings): Float64Array {
  const common = new Float64Array(users);
  for (const item of items) for (const user of itemsOf(columns, item)) common[user]++;
  return common.map((both, user) => {
    const count = rows.offsets[user + 1] - rows.offsets[user];
    return both > 0 ? both / Math.sqrt(items.length * count) : 0;
  });
}
