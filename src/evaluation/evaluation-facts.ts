import { formatCount } from "../outputs/progress-number";
import type { SparseRows } from "../ratings/sparse";
import { sentence } from "../payload/sentence";
import type { TextPayload } from "../payload/types";

/** What an evaluation was measured on. */
export interface EvaluationFacts {
  /** The length of the lists. */
  readonly k: number;
  /** How many held-out ratings were predicted. */
  readonly ratings: number;
  /** How many users lists were made for: those with a relevant item that they did not rate in training. */
  readonly users: number;
  /** How many of the held-out ratings that were predicted are of a user and an item whose rating the model was trained on. */
  readonly trainedOn: number;
  /** How many held-out ratings were left out, since the model does not know their user or their item. */
  readonly unknown: number;
  /** How many of the model's users no list was made for, since nothing relevant of theirs is held out; 0 without lists. */
  readonly usersLeftOut: number;
}

/** How many cells of some rows are also among others with the same indices. */
export function sharedCells(some: SparseRows, others: SparseRows): number {
  // The user whose items were marked last: 0 is none.
  const marked = new Int32Array(others.columns);
  let count = 0;
  for (let u = 0; u < some.rows; u++) {
    for (let n = others.offsets[u]; n < others.offsets[u + 1]; n++) marked[others.indices[n]] = u + 1;
    for (let n = some.offsets[u]; n < some.offsets[u + 1]; n++)
      if (marked[some.indices[n]] === u + 1) count++;
  }
  return count;
}

/** What an evaluation says below its table: what makes its values too good, and what they do not count. */
export function evaluationNotes({ trainedOn, unknown, usersLeftOut }: EvaluationFacts): TextPayload[] {
  const about = (number: number, one: TextPayload, many: (count: string) => TextPayload): TextPayload[] => {
    if (number === 0) return [];
    return [number === 1 ? one : many(formatCount(number))];
  };
  return [
    ...about(
      trainedOn,
      sentence(
        "Warning: 1 held-out rating is of a user and an item that the model was trained on, which makes errors look smaller; lists leave them out.",
      ),
      (count) =>
        sentence(
          "Warning: {count} held-out ratings are of a user and an item that the model was trained on, which makes errors look smaller; lists leave them out.",
          { count },
        ),
    ),
    ...about(
      unknown,
      sentence("1 held-out rating was left out: the model does not know the user or the item."),
      (count) =>
        sentence("{count} held-out ratings were left out: the model does not know the user or the item.", {
          count,
        }),
    ),
    ...about(
      usersLeftOut,
      sentence("1 user has no list, since nothing relevant of theirs is held out."),
      (count) =>
        sentence("{count} users have no list, since nothing relevant of theirs is held out.", { count }),
    ),
  ];
}
