import type { Barred } from "./candidates";
import { isAmong, topInto } from "./top";

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
  /** The items that nobody gets. */
  readonly barred: Barred;
  /** The scores of a user, by their place. */
  readonly scores: (n: number) => Float64Array;
}

/** Finds the highest scores of one user. */
export function listOne(n: number, { items, seen, barred, scores }: ListedUsers, lists: Lists): void {
  const [from, to] = [n * lists.count, (n + 1) * lists.count];
  const isSeen = isAmong(seen(n), items);
  const skip = (index: number): boolean => isSeen(index) || barred.has(index);
  topInto(scores(n), skip, lists.items.subarray(from, to), lists.scores.subarray(from, to));
}

/** Finds the highest scores user by user, for models without a kernel. */
export function listOneByOne(
  listed: ListedUsers,
  lists: Lists,
  check: () => void,
  note: (done: number) => void,
): void {
  for (let n = 0; n < listed.users; n++) {
    check();
    note(n);
    listOne(n, listed, lists);
  }
}
