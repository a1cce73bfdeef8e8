import type { SavedTable } from "../../files/saved-table";
import type { Id } from "../../ratings/ids";
import type { Called } from "./recommendations";
import { savedId } from "./saved-rows";

/** One item of one list, as a row of a table. */
export interface TopListsRow {
  /** The user's id; a new user is called by the row of their list, "new user 0". */
  readonly user: Id;
  /** The item's place in the list, counted from 1. */
  readonly rank: number;
  /** The item's id. */
  readonly item: Id;
  /** What it is called. */
  readonly title: string;
  /** The predicted rating, or the score that ranks. */
  readonly score: number;
  /** Whether nothing is known of the user; absent where unknown users are errors, and there is no newcomer. */
  readonly baseline?: boolean;
}

/** The arrays of lists, users × count. */
interface Arrays {
  readonly users: readonly unknown[];
  readonly count: number;
  readonly items: Int32Array;
  readonly scores: Float64Array;
}

/**
 * Lists as a table: a row for each item, list by list.
 * @param called the id and the title of an item, by its index.
 * @param isBaseline whether nothing is known of the user of a list; null where the table says nothing of that.
 */
export function listsTable(
  { users, count, items, scores }: Arrays,
  called: Called,
  isBaseline: ((row: number) => boolean) | null,
): SavedTable {
  const places = Int32Array.from(items.keys()).filter((place) => items[place] !== -1);
  const row = (k: number): number => Math.floor(places[k] / count);
  const item = (k: number): ReturnType<Called> => called(items[places[k]]);
  return {
    length: places.length,
    columns: [
      { name: "user", kind: "id", at: (k) => savedId(users[row(k)], `new user ${row(k)}`) },
      { name: "rank", kind: "whole", at: (k) => (places[k] % count) + 1 },
      { name: "item", kind: "id", at: (k) => item(k).id },
      { name: "title", kind: "text", at: (k) => item(k).title },
      { name: "score", kind: "number", at: (k) => scores[places[k]] },
      ...(isBaseline
        ? [{ name: "baseline", kind: "flag", at: (k: number) => isBaseline(row(k)) } as const]
        : []),
    ],
  };
}
