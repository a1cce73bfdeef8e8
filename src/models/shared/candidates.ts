import { describeValue, ValueError } from "../../errors";
import { sentence } from "../../payload/sentence";
import type { TextPayload } from "../../payload/types";
import type { Id } from "../../ratings/ids";
import { checkFunction } from "../../training/options";
import { readList } from "./id-list";
import { lookUp } from "./unknown";
import type { Known, Unknown } from "./unknown";

/** Which items may be listed. */
export interface CandidateOptions {
  /**
   * The candidates: no other item is listed. One that is named twice counts once, and no candidates make an empty list. What
   * a user has rated is left out of them too, unless `excludeSeen` is false. @default all items
   */
  items?: Iterable<Id>;
  /** Items that are never listed, not even where `items` names them. @default none */
  exclude?: Iterable<Id>;
  /**
   * A filter: is called with the id of each item that `items` and `exclude` leave, once for all users, and returns whether it
   * may be listed. What it throws is thrown. @default every item may
   */
  where?: (item: Id) => boolean;
}

/** The names of {@link CandidateOptions}. */
export const CANDIDATE_OPTIONS = ["items", "exclude", "where"] as const;

/** Checked options; null for those that were not given. */
export interface Candidates {
  readonly items: readonly Id[] | null;
  readonly exclude: readonly Id[] | null;
  readonly where: ((item: Id) => boolean) | null;
}

/** The items that nobody gets. */
export interface Barred {
  /** Their indices, rising. */
  readonly indices: Int32Array;
  /** Whether an item is one of them. */
  readonly has: (index: number) => boolean;
  /** What to say of candidates that the model does not know. */
  readonly notes: readonly TextPayload[];
}

const NOBODY_BARRED: Barred = { indices: new Int32Array(0), has: () => false, notes: [] };

/** @throws ValueError for a list that is none, and a filter that is no function. */
export function checkCandidates({ items, exclude, where }: CandidateOptions): Candidates {
  checkFunction(where, "where");
  const read = (list: Iterable<Id> | undefined, argument: string): Id[] | null =>
    list === undefined ? null : readList(list, argument, 'a list of items, such as ["Alien", "Heat"]');
  return { items: read(items, "items"), exclude: read(exclude, "exclude"), where: where ?? null };
}

/**
 * Finds out which items may not be listed. Where unknown ones are no error, they are left out.
 * @throws ValueError for an id that is none or unknown, and for a filter that says neither true nor false.
 */
export function barredItems({ items, exclude, where }: Candidates, known: Known, unknown: Unknown): Barred {
  if (items === null && exclude === null && where === null) return NOBODY_BARRED;
  const marks = new Uint8Array(known.size).fill(items === null ? 0 : 1);
  const strangers = mark(marks, items, 0, "items", known, unknown);
  mark(marks, exclude, 1, "exclude", known, unknown);
  if (where !== null)
    marks.forEach((barred, index) => {
      if (barred === 0 && !isKept(where, known.at(index))) marks[index] = 1;
    });
  const indices = Int32Array.from(marks.keys()).filter((index) => marks[index] === 1);
  return { indices, has: (index) => marks[index] === 1, notes: leftOut(strangers) };
}

/** Marks what a list names. Returns how many of these the model does not know. */
function mark(
  marks: Uint8Array,
  list: readonly Id[] | null,
  as: number,
  argument: string,
  known: Known,
  unknown: Unknown,
): number {
  const strangers = new Set<string>();
  list?.forEach((id, n) => {
    const index = lookUp(known, id, `${argument}[${n}]`, unknown);
    if (index === undefined) strangers.add(String(id));
    else marks[index] = as;
  });
  return strangers.size;
}

function isKept(where: (item: Id) => boolean, id: Id): boolean {
  const kept: unknown = where(id);
  if (typeof kept === "boolean") return kept;
  const expected = "true or false";
  const message = `where(${describeValue(id)}) gives ${describeValue(kept)}, expected ${expected}`;
  throw new ValueError(message, { argument: "where", actual: kept, expected });
}

function leftOut(count: number): TextPayload[] {
  if (count === 0) return [];
  return [
    count === 1
      ? sentence("1 candidate is left out: the model does not know it.")
      : sentence("{count} candidates are left out: the model does not know them.", { count }),
  ];
}
