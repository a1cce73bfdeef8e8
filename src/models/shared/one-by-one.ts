import { topInto } from "./top";

/** Where the lists go: users × count, row by row. */
export interface Lists {
  readonly count: number;
  readonly items: Int32Array;
  readonly scores: Float64Array;
}

/** Whom lists are for. */
export interface ListedUsers {
  /** How many users there are, and how many items. */
  readonly users: number;
  readonly items: number;
  /** The indices of the items that a user does not get, by their place. */
  readonly seen: (n: number) => Int32Array;
}

/** Finds the highest scores user by user, for models without a kernel. */
export function listOneByOne(
  scoresOf: (n: number) => Float64Array,
  { users, items, seen }: ListedUsers,
  lists: Lists,
  check: () => void,
  note: (done: number) => void,
): void {
  const { count } = lists;
  const skip = new Uint8Array(items);
  const isSkipped = (item: number): boolean => skip[item] === 1;
  for (let n = 0; n < users; n++) {
    check();
    note(n);
    const own = seen(n);
    for (const item of own) skip[item] = 1;
    const at = n * count;
    const [into, scores] = [lists.items.subarray(at, at + count), lists.scores.subarray(at, at + count)];
    topInto(scoresOf(n), isSkipped, into, scores);
    for (const item of own) skip[item] = 0;
  }
}
