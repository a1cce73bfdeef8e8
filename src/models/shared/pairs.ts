import { describeValue, wrongArgument } from "../../errors";
import type { Id } from "../../ratings/ids";
import { isRatings } from "../../ratings/is-ratings";
import { rowOfEach } from "../../ratings/sparse";
import { readList } from "./id-list";

/** A user and an item, by name. */
export interface NamedPair<Who = Id> {
  /** The user: an id, or a new one. */
  readonly user: Who;
  /** The item: an id, or a new one. */
  readonly item: Who;
}

/** A user and an item: a list of both, or an object that has them. A rating and a time behind them do not matter. */
export type Pair<Who = Id> = readonly [user: Who, item: Who, ...more: unknown[]] | NamedPair<Who>;

/** The users, or the items, of many pairs. */
export interface Side {
  /** Each of them, as it was given. */
  readonly who: readonly unknown[];
  /** Which of them a pair has; null where it is the one at the pair's place. */
  readonly places: Int32Array | null;
}

/** Many pairs, whose ids are not looked up yet. */
export interface Pairs {
  readonly length: number;
  readonly user: Side;
  readonly item: Side;
}

const EXPECTED = 'a list of pairs, such as [["Ada", "Alien"], ["Ben", "Heat"]], or Ratings';

/** Reads pairs. @throws ValueError naming the place of what is none. */
export function readPairs(pairs: unknown): Pairs {
  if (isRatings(pairs)) {
    const { userIds, itemIds, rows, length } = pairs;
    return {
      length,
      user: { who: [...userIds], places: rowOfEach(rows) },
      item: { who: [...itemIds], places: rows.indices },
    };
  }
  const read = readList(pairs as Iterable<unknown>, "pairs", EXPECTED).map(readPair);
  const side = (n: 0 | 1): Side => ({ who: read.map((pair) => pair[n]), places: null });
  return { length: read.length, user: side(0), item: side(1) };
}

function readPair(pair: unknown, k: number): readonly [user: unknown, item: unknown] {
  if (Array.isArray(pair) && pair.length >= 2) return pair as [unknown, unknown];
  if (typeof pair === "object" && pair !== null && "user" in pair && "item" in pair)
    return [pair.user, pair.item];
  throw wrongArgument(`pairs[${k}]`, pair, "a user and an item: [user, item]", describeValue(pair));
}

/** Whom a pair names. */
export function namedBy({ who, places }: Side, k: number): unknown {
  return who[places === null ? k : places[k]];
}

/** What `find` finds for the user, or the item, of a pair: once for each, however many pairs have it. */
export function findEach<Found>(
  pairs: Pairs,
  per: "user" | "item",
  find: (who: unknown, argument: string) => Found,
): (k: number) => Found {
  const { who, places } = pairs[per];
  const found = new Array<Found | undefined>(who.length);
  return (k) => {
    const n = places === null ? k : places[k];
    return (found[n] ??= find(who[n], `pairs[${k}].${per}`));
  };
}
