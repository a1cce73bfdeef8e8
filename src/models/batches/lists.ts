import { float64, int32 } from "../../kernels/heap";
import type { Layout } from "../../kernels/heap";
import type { RunOptions } from "../../kernels/run";
import type { Row } from "../recommender/parameters";
import { ScoreBatches } from "./score-batches";
import type { Scoring } from "./scoring";
import { listOne } from "../shared/one-by-one";
import type { Lists, ListedUsers } from "../shared/one-by-one";

/** What stands first in a list that the kernel has left to others, for more candidates than it has room for. */
const TOO_MANY = -2;

/** Whom the lists are for. */
export interface Listed extends ListedUsers {
  /** The parameters of a user, by their place. */
  readonly row: (n: number) => Row;
}

/**
 * Scores, and finds the highest, by kernels.
 * @param note called with how many users are done.
 * @returns false where there is no kernel, or its arrays are more than there is memory for.
 */
export function listByKernel(
  scoring: Scoring | null,
  listed: Listed,
  lists: Lists,
  options: RunOptions,
  note: (done: number) => void,
): boolean {
  if (scoring === null) return false;
  const { users, items, row, seen, barred } = listed;
  const { count } = lists;
  const rounded = scoring.rounded?.(count, items) ?? null;
  const batches = new ScoreBatches(rounded ?? scoring, items, users);
  const more = layoutFor(batches.size, listed, count);
  if (!batches.fit(more, options.threads)) return false;
  const rows = (from: number, to: number): Row[] =>
    Array.from({ length: to - from }, (_, n) => row(from + n));
  const perTask = batches.perTask(items);
  batches.run(rows, more, options, ({ views, at }, run, from, size) => {
    const starts = views.starts as Int32Array;
    for (let n = 0; n < size; n++) {
      const own = seen(from + n);
      const behind = starts[n] + own.length;
      starts[n + 1] = behind + barred.indices.length;
      (views.seen as Int32Array).set(own, starts[n]);
      (views.seen as Int32Array).set(barred.indices, behind);
    }
    const numbers = [
      ...(rounded ? rounded.topNumbers(at) : []),
      at.scores,
      batches.stride,
      items,
      at.starts,
      at.seen,
      count,
      at.topItems,
      at.topScores,
      size,
      perTask,
    ];
    const kernel = rounded ? "topOfRounded" : "topOfScores";
    run({ kernel, numbers, tasks: Math.ceil(size / perTask), operations: size * items });
    lists.items.set((views.topItems as Int32Array).subarray(0, size * count), from * count);
    lists.scores.set((views.topScores as Float64Array).subarray(0, size * count), from * count);
    for (let n = from; n < from + size; n++)
      if (lists.items[n * count] === TOO_MANY) listOne(n, listed, lists);
    note(from + size);
  });
  return true;
}

function layoutFor(size: number, { users, seen, barred }: Listed, count: number): Layout {
  let most = 0;
  for (let from = 0; from < users; from += size) {
    let sum = 0;
    for (let n = from; n < Math.min(users, from + size); n++) sum += seen(n).length + barred.indices.length;
    most = Math.max(most, sum);
  }
  return {
    starts: int32(size + 1),
    seen: int32(most),
    topItems: int32(size * count),
    topScores: float64(size * count),
  };
}
