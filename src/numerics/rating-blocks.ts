/**
 * Ratings cut into blocks, so that stochastic gradient descent can work on several at once: blocks on one diagonal share
 * neither users nor items. How they are cut depends on the ratings alone, never on how many threads there are.
 * @see Gemulla et al. 2011, "Large-Scale Matrix Factorization with Distributed Stochastic Gradient Descent"
 */
import type { Sparse } from "./sparse";

/** How ratings are cut. */
export interface BlockPlan {
  /** Users and items are in this many groups each; the block of groups g and h has the number g × groups + h. */
  readonly groups: number;
  /** The group of each user, and of each item. */
  readonly userGroups: Int32Array;
  readonly itemGroups: Int32Array;
  /** Where each block begins, and where the last one ends. */
  readonly starts: Int32Array;
  /** The ratings of the largest block. */
  readonly longest: number;
  /** The ratings of a user in a block are a run. Where the runs of each block begin, and where those of the last one end. */
  readonly runs: Int32Array;
}

/** What marks the first rating of a run, beside its item. */
const FIRST = 1 << 31;

/** Groups for up to 8 threads; more where a block's factors would not stay in a processor's cache. */
const FEWEST = 8;
/** There are never more groups of users, or of items, than this. */
export const MOST_GROUPS = 64;
/** Bytes that the factors of one block may take. */
const CACHE = 2 ** 20;

/** How many groups of users, and of items, there are. @param count all of both. @param width the bytes that one has. */
export function groupsFor(count: number, width: number): number {
  let groups = FEWEST;
  while (groups < MOST_GROUPS && (count * width) / groups > CACHE) groups *= 2;
  return groups;
}

/** A block has at most about so many ratings, since interrupts are looked at between two of them. */
const MOST_IN_BLOCK = 5e5;

/** How many groups the blocks are of: a block's items are visited again and again, each of its users once. */
export function blockGroups(items: number, length: number, width: number): number {
  let groups = groupsFor(items, width);
  while (groups < MOST_GROUPS && length > MOST_IN_BLOCK * groups * groups) groups *= 2;
  return groups;
}

/** Plans the blocks. @param perItem how many ratings each item has. @param width the bytes of one user's or item's factors. */
export function planBlocks(
  { rows, offsets, indices }: Sparse,
  perItem: Int32Array,
  width: number,
): BlockPlan {
  const groups = blockGroups(perItem.length, indices.length, width);
  const perUser = new Int32Array(rows);
  for (let u = 0; u < rows; u++) perUser[u] = offsets[u + 1] - offsets[u];
  const userGroups = evenGroups(perUser, groups);
  const itemGroups = evenGroups(perItem, groups);
  const starts = new Int32Array(groups * groups + 1);
  const runs = new Int32Array(groups * groups + 1);
  const latest = new Int32Array(groups * groups + 1).fill(-1);
  // Engines optimize what is called for each user sooner than a loop that is entered once.
  const count = (u: number, first: number, from: number, end: number): void => {
    for (let p = from; p < end; p++) {
      const b = first + itemGroups[indices[p]];
      starts[b]++;
      if (latest[b] === u) continue;
      latest[b] = u;
      runs[b]++;
    }
  };
  for (let u = 0; u < rows; u++) count(u, userGroups[u] * groups + 1, offsets[u], offsets[u + 1]);
  let longest = 0;
  for (let b = 0; b < groups * groups; b++) {
    longest = Math.max(longest, starts[b + 1]);
    starts[b + 1] += starts[b];
    runs[b + 1] += runs[b];
  }
  return { groups, userGroups, itemGroups, starts, longest, runs };
}

/** So many neighbours stay together: their factors share pages of memory, of which a processor finds only so many fast. */
const MOST_TOGETHER = 16;
/** A group has at least so many sets of neighbours, where there are as many. */
const LEAST_SETS = 64;

/**
 * Groups of about as many ratings each. What lies further apart than a few neighbours is mixed: where ids rise with time or
 * popularity, blocks of neighbours alone would each pull their own way.
 */
function evenGroups(counts: Int32Array, groups: number): Int32Array {
  let all = 0;
  for (let k = 0; k < counts.length; k++) all += counts[k];
  const together = Math.floor(counts.length / (groups * LEAST_SETS));
  const size = Math.max(1, Math.min(MOST_TOGETHER, together));
  const sets = Math.ceil(counts.length / size);
  const group = new Int32Array(counts.length);
  const step = coprimeTo(sets);
  let before = 0;
  for (let n = 0, set = 0; n < sets; n++, set = (set + step) % sets) {
    const own = Math.min(groups - 1, Math.floor((before * groups) / Math.max(1, all)));
    const end = Math.min(counts.length, (set + 1) * size);
    for (let k = set * size; k < end; k++) {
      group[k] = own;
      before += counts[k];
    }
  }
  return group;
}

/** About the golden section of a number, without a divisor in common: steps of it reach everything, far apart. */
function coprimeTo(count: number): number {
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
  let step = Math.max(1, Math.round(count * 0.618));
  while (divisor(step, count) !== 1) step++;
  return step;
}

/** Where groups of neighbouring rows with about as many entries each begin, and where the last one ends. */
export function evenStarts(offsets: Int32Array, groups: number): Int32Array {
  const [rows, all] = [offsets.length - 1, offsets[offsets.length - 1]];
  const starts = new Int32Array(groups + 1).fill(rows);
  for (let g = 0, row = 0; g < groups; g++) {
    while (row < rows && offsets[row] * groups < g * all) row++;
    starts[g] = row;
  }
  return starts;
}

/**
 * Writes items and (value − mean) ÷ unit of all ratings, block after block; within a block as in the rows. The first of a run
 * has its item marked in the highest bit, and `users` is that of each run.
 */
export function fillBlocks(
  { rows, offsets, indices, values }: Sparse,
  { groups, userGroups, itemGroups, starts, runs }: BlockPlan,
  { mean, unit = 1 }: { readonly mean: number; readonly unit?: number },
  into: { users: Int32Array; items: Int32Array; values: Float32Array },
): void {
  const next = starts.slice();
  const nextRun = runs.slice();
  const latest = new Int32Array(groups * groups).fill(-1);
  const { users, items, values: deviations } = into;
  // User by user, as above.
  const fill = (u: number, first: number, from: number, end: number): void => {
    for (let p = from; p < end; p++) {
      const item = indices[p];
      const b = first + itemGroups[item];
      const to = next[b]++;
      deviations[to] = (values[p] - mean) / unit;
      if (latest[b] === u) {
        items[to] = item;
        continue;
      }
      latest[b] = u;
      users[nextRun[b]++] = u;
      items[to] = item | FIRST;
    }
  };
  for (let u = 0; u < rows; u++) fill(u, userGroups[u] * groups, offsets[u], offsets[u + 1]);
}

/** The blocks in the order in which an epoch goes through them: one diagonal after the other, which `order` says. */
export function diagonals(groups: number, order: ArrayLike<number>, blocks: Int32Array): void {
  let task = 0;
  for (let d = 0; d < groups; d++)
    for (let g = 0; g < groups; g++) blocks[task++] = g * groups + ((g + order[d]) % groups);
}
