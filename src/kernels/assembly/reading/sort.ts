import { gatherRecords, ITEM_SHIFT } from "./buckets";

/** A value's digits, how many of them stand behind the point, and what marks the place of one that has another form. */
const DIGITS: u32 = 0xffffff;
const DECIMALS_SHIFT: u32 = 24;
const MOST_DECIMALS: u32 = 7;
const EXTRA: u32 = 0x8000000;

/** Digits have at most so many bits: their counts stay in the processor's first cache. */
const MOST_BITS: u32 = 11;

/** Whether records rise, equal ones of user and item among them: so most files are. */
function areSorted(from: usize, end: usize, size: u32): bool {
  let before: u64 = 0;
  for (let at = from; at < end; at += size) {
    const key = load<u64>(at) >> ITEM_SHIFT;
    if (key < before) return false;
    before = key;
  }
  return true;
}

/** Moves records to where one digit of their keys puts them, those with the same in their order. */
function pass(from: usize, to: usize, bytes: usize, counts: usize, shift: u64, bits: u32, timed: i32): void {
  const mask: u64 = (1 << bits) - 1;
  const size: usize = timed ? 16 : 8;
  memory.fill(counts, 0, 4 << bits);
  for (let at = from; at < from + bytes; at += size) {
    const count = counts + (<usize>((load<u64>(at) >> shift) & mask) << 2);
    store<u32>(count, load<u32>(count) + 1);
  }
  let before = <u32>to;
  for (let digit: u32 = 0; digit < 1 << bits; digit++) {
    const count = counts + (digit << 2);
    const records = load<u32>(count);
    store<u32>(count, before);
    before += records * <u32>size;
  }
  if (timed) {
    for (let at = from; at < from + bytes; at += 16) {
      const record = v128.load(at);
      const place = counts + (<usize>((<u64>v128.extract_lane<i64>(record, 0) >> shift) & mask) << 2);
      const slot = load<u32>(place);
      store<u32>(place, slot + 16);
      v128.store(slot, record);
    }
    return;
  }
  for (let at = from; at < from + bytes; at += 8) {
    const record = load<u64>(at);
    const place = counts + (<usize>((record >> shift) & mask) << 2);
    const slot = load<u32>(place);
    store<u32>(place, slot + 8);
    store<u64>(slot, record);
  }
}

/**
 * One task: sorts the ratings of a bucket, from `starts[bucket]` up to `starts[bucket + 1]`, by user and item. They are
 * records, or where there are none, ratings of the chunks in the order of their buckets. What comes out are columns with
 * `room` for so many from the rating `origin` of all on: values, which are digits with the powers of ten or else stand in
 * `extras`, times, and items, behind room for one where `origin` is odd. `offsets` gets where each user begins, `ranges` the
 * lowest and the highest value of the bucket, and `twice[bucket]` 1 where a user and an item are there twice. For each
 * thread there are counts of a digit, and room for the largest bucket, twice where there are no records. The first task has
 * the bucket `firstBucket`.
 */
export function sortBucket(
  starts: usize,
  records: usize,
  chunks: usize,
  scratch: usize,
  perThread: u32,
  counts: usize,
  offsets: usize,
  rows: u32,
  shift: u32,
  itemBits: u32,
  timed: i32,
  twice: usize,
  ranges: usize,
  powers: usize,
  extras: usize,
  columns: usize,
  room: u32,
  origin: u32,
  firstBucket: u32,
  task: u32,
  thread: u32,
): void {
  const size: u32 = timed ? 16 : 8;
  const bucket = firstBucket + task;
  const first = load<u32>(starts + (bucket << 2));
  const end = load<u32>(starts + (bucket << 2), 4);
  const bytes = <usize>(end - first) * size;
  const own = scratch + <usize>thread * perThread;
  let from = records + <usize>first * size;
  if (!records && bytes) {
    from = own + (perThread >> 1);
    gatherRecords(chunks, first, end, (1 << shift) - 1, itemBits, from, timed);
  }
  if (!areSorted(from, from + bytes, size)) {
    const digits = counts + ((<usize>thread << MOST_BITS) << 2);
    const bits = itemBits + shift;
    const passes = (bits + MOST_BITS - 1) / MOST_BITS;
    const each = (bits + passes - 1) / passes;
    let target = own;
    for (let n: u32 = 0; n < passes; n++) {
      const digit = n * each;
      pass(from, target, bytes, digits, ITEM_SHIFT + digit, min(each, bits - digit), timed);
      const next = from;
      from = target;
      target = next;
    }
  }
  const itemMask = (1 << itemBits) - 1;
  const endUser = min((bucket + 1) << shift, rows);
  const skipped = first - origin;
  let to = columns + (skipped << 3);
  let item = columns + (room << (timed ? 4 : 3)) + (((origin & 1) + skipped) << 2);
  // Only numbers without a short form can be −0, which the quick way to compare takes for 0.
  let lows = f64x2.splat(Infinity);
  let highs = f64x2.splat(-Infinity);
  let low = Infinity;
  let high = -Infinity;
  let next = bucket << shift;
  let before = u64.MAX_VALUE;
  let isTwice: u32 = 0;
  for (let at = from, place = first; place < end; at += size, place++, to += 8, item += 4) {
    const record = load<u64>(at);
    const key = record >> ITEM_SHIFT;
    isTwice |= <u32>(key == before);
    before = key;
    const user = (bucket << shift) + <u32>(key >> itemBits);
    for (; next <= user; next++) store<u32>(offsets + (next << 2), place);
    store<u32>(item, <u32>key & itemMask);
    const code = <u32>record;
    let value = <f64>(code & DIGITS) / load<f64>(powers + (((code >> DECIMALS_SHIFT) & MOST_DECIMALS) << 3));
    if (code & EXTRA) {
      value = load<f64>(extras + ((code & (EXTRA - 1)) << 3));
      low = min(low, value);
      high = max(high, value);
    }
    lows = f64x2.pmin(lows, f64x2.splat(value));
    highs = f64x2.pmax(highs, f64x2.splat(value));
    store<f64>(to, value);
    if (timed) store<f64>(to + (room << 3), load<f64>(at, 8));
  }
  for (; next < endUser; next++) store<u32>(offsets + (next << 2), end);
  store<u32>(twice + (bucket << 2), isTwice);
  store<f64>(ranges + (bucket << 4), min(low, f64x2.extract_lane(lows, 0)));
  store<f64>(ranges + (bucket << 4), max(high, f64x2.extract_lane(highs, 0)), 8);
}
