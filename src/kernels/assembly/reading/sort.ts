/** Digits have at most so many bits: their counts stay in the processor's first cache. */
const MOST_BITS: u32 = 11;

/** Whether records rise, equal ones of user and item among them: so most files are. */
function areSorted(from: usize, end: usize, size: u32): bool {
  let before: u64 = 0;
  for (let at = from; at < end; at += size) {
    const key = load<u64>(at) >> 28;
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
 * One task: sorts the records of a bucket, from `starts[bucket]` up to `starts[bucket + 1]`, by user and item, and writes
 * where each of its users begins. `twice[bucket]` becomes 1 where a user and an item are there twice. For each thread there
 * are counts of a digit, and room for the largest bucket. The first task has the bucket `firstBucket`.
 */
export function sortBucket(
  starts: usize,
  records: usize,
  scratch: usize,
  perThread: u32,
  counts: usize,
  offsets: usize,
  rows: u32,
  shift: u32,
  itemBits: u32,
  timed: i32,
  twice: usize,
  firstBucket: u32,
  task: u32,
  thread: u32,
): void {
  const size: u32 = timed ? 16 : 8;
  const bucket = firstBucket + task;
  const first = load<u32>(starts + (bucket << 2));
  const end = load<u32>(starts + (bucket << 2), 4);
  const from = records + <usize>first * size;
  const bytes = <usize>(end - first) * size;
  if (!areSorted(from, from + bytes, size)) {
    const own = counts + ((<usize>thread << MOST_BITS) << 2);
    const bits = itemBits + shift;
    const passes = (bits + MOST_BITS - 1) / MOST_BITS;
    const each = (bits + passes - 1) / passes;
    let source = from;
    let target = scratch + <usize>thread * perThread;
    for (let n: u32 = 0; n < passes; n++) {
      pass(source, target, bytes, own, 28 + n * each, min(each, bits - n * each), timed);
      const next = source;
      source = target;
      target = next;
    }
    if (source != from) memory.copy(from, source, bytes);
  }
  const firstUser = bucket << shift;
  const endUser = min(firstUser + (1 << shift), rows);
  let next = firstUser;
  let before = u64.MAX_VALUE;
  let isTwice: u32 = 0;
  for (let at = from, place = first; place < end; at += size, place++) {
    const key = load<u64>(at) >> 28;
    isTwice |= <u32>(key == before);
    before = key;
    const user = firstUser + <u32>(key >> itemBits);
    for (; next <= user; next++) store<u32>(offsets + (next << 2), place);
  }
  for (; next < endUser; next++) store<u32>(offsets + (next << 2), end);
  store<u32>(twice + (bucket << 2), isTwice);
}
