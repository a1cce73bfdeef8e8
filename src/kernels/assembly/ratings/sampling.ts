// Ratings cut into blocks of users and items, with items in other groups each epoch, so that in time each item is compared
// with each other one although a thread has only those of one group.
import { below, permute, stateOf } from "./random";

/**
 * Puts `items` items in random groups of about the same size. Items of a group have neighbouring slots, and rise in them:
 * `slots[i]` is the slot of item i, `members[s]` the item of slot s, and group h has the slots from `begins[h]` up to
 * `begins[h + 1]`. `groupOf[i]` is the group of item i.
 */
export function groupItems(
  groupOf: usize,
  slots: usize,
  members: usize,
  begins: usize,
  items: i32,
  groups: i32,
  seed: u32,
  _task: i32,
  _thread: i32,
): void {
  permute(members, items, stateOf(seed, 0));
  memory.fill(begins, 0, (groups + 1) << 2);
  for (let n = 0; n < items; n++) {
    const group = <i32>((<i64>n * groups) / items);
    store<i32>(groupOf + (load<i32>(members + (n << 2)) << 2), group);
    const begin = begins + (group << 2);
    store<i32>(begin, load<i32>(begin, 4) + 1, 4);
  }
  // Each count becomes the place of the group's next item, which ends as the place where the group ends.
  let before = 0;
  for (let h = 1; h <= groups; h++) {
    const begin = begins + (h << 2);
    const count = load<i32>(begin);
    store<i32>(begin, before);
    before += count;
  }
  for (let i = 0; i < items; i++) {
    const begin = begins + (load<i32>(groupOf + (i << 2)) << 2);
    const slot = load<i32>(begin, 4);
    store<i32>(begin, slot + 1, 4);
    store<i32>(slots + (i << 2), slot);
    store<i32>(members + (slot << 2), i);
  }
}

/**
 * One task: the ratings of the users from `firsts[task]` up to `firsts[task + 1]`, each group of items behind the other, in
 * which they stay row by row. Writes where each block begins, the user and the item's slot of each rating, and unless
 * `values` is 0, its value.
 */
export function cutRatings(
  offsets: usize,
  items: usize,
  values: usize,
  firsts: usize,
  groupOf: usize,
  slots: usize,
  starts: usize,
  blockUsers: usize,
  blockSlots: usize,
  blockValues: usize,
  scratch: usize,
  perThread: i32,
  groups: i32,
  task: i32,
  thread: i32,
): void {
  const first = load<i32>(firsts + (task << 2));
  const end = load<i32>(firsts + (task << 2), 4);
  const from = load<i32>(offsets + (first << 2));
  const to = load<i32>(offsets + (end << 2));
  const next = scratch + ((<usize>thread * perThread) << 2);
  memory.fill(next, 0, groups << 2);
  for (let n = from; n < to; n++) {
    const place = next + (load<i32>(groupOf + (load<i32>(items + (n << 2)) << 2)) << 2);
    store<i32>(place, load<i32>(place) + 1);
  }
  let before = from;
  for (let h = 0; h < groups; h++) {
    const count = load<i32>(next + (h << 2));
    store<i32>(starts + ((task * groups + h) << 2), before);
    store<i32>(next + (h << 2), before);
    before += count;
  }
  for (let u = first; u < end; u++) {
    const last = load<i32>(offsets + (u << 2), 4);
    for (let n = load<i32>(offsets + (u << 2)); n < last; n++) {
      const item = load<i32>(items + (n << 2)) << 2;
      const place = next + (load<i32>(groupOf + item) << 2);
      const to = load<i32>(place);
      store<i32>(place, to + 1);
      store<i32>(blockUsers + (to << 2), u);
      store<i32>(blockSlots + (to << 2), load<i32>(slots + item));
      if (values) store<f32>(blockValues + (to << 2), load<f32>(values + (n << 2)));
    }
  }
}

/**
 * Writes what the users of a block have rated: a row of `words` 32-bit words for each user from `firstUser` up to `endUser`,
 * with a bit for each slot from `begin`. `users` and `slots` hold the block's ratings. Without words, it writes nothing.
 */
export function markRated(
  bits: usize,
  words: i32,
  firstUser: i32,
  endUser: i32,
  users: usize,
  slots: usize,
  count: i32,
  begin: i32,
): void {
  memory.fill(bits, 0, (<usize>((endUser - firstUser) * words)) << 2);
  if (words == 0) return;
  for (let n = 0; n < count; n++) {
    const slot = load<i32>(slots + (n << 2)) - begin;
    const at = bits + (<usize>((load<i32>(users + (n << 2)) - firstUser) * words + (slot >> 5)) << 2);
    store<i32>(at, load<i32>(at) | (1 << (slot & 31)));
  }
}

/** Whether a slot is among those of a row that {@link markRated} wrote; without one, among the `count` rising ones at `known`. */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function isRated(row: usize, slot: i32, begin: i32, known: usize, count: i32): bool {
  if (row) return ((load<i32>(row + (<usize>((slot - begin) >> 5) << 2)) >> ((slot - begin) & 31)) & 1) != 0;
  const at = placeOf(known, count, slot);
  return at < count && load<i32>(known + (at << 2)) == slot;
}

/** How many of the rising numbers at `known` are before `slot`. */
function placeOf(known: usize, count: i32, slot: i32): i32 {
  let low = 0;
  for (let left = count; left > 0;) {
    const half = left >> 1;
    const middle = low + half;
    const isBefore = load<i32>(known + (middle << 2)) < slot;
    low = select(middle + 1, low, isBefore);
    left = select(left - half - 1, half, isBefore);
  }
  return low;
}

/** Where a user has rated all but 1 ÷ this of a group, slots are drawn among what is missing, else until one is missing. */
export const LEAST_MISSING: i32 = 8;

/**
 * A slot, drawn evenly from those from `begin` that are not among the `count` rising ones at `known`, of which there are
 * `missing`.
 */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function missingSlot(known: usize, count: i32, begin: i32, missing: i32, state: u64): i32 {
  const drawn = begin + below(missing, state);
  // Before the p-th of the known slots there are its place − p that are not. Which half is next is no branch: it would be
  // mistaken half the time.
  let low = 0;
  for (let left = count; left > 0;) {
    const half = left >> 1;
    const middle = low + half;
    const isBefore = load<i32>(known + (middle << 2)) - middle <= drawn;
    low = select(middle + 1, low, isBefore);
    left = select(left - half - 1, half, isBefore);
  }
  return drawn + low;
}
