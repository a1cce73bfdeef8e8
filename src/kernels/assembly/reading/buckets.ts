// Ratings are put into buckets of neighbouring users, in their order; each bucket is then sorted by itself, which the
// processor's cache holds. A record has 64 bits: from above, the user's number in the bucket, the item, and 28 bits of the
// rating. Where there are times, the time follows.

/** What the item of a record, and the user in it, stand above. */
export const ITEM_SHIFT: u64 = 28;

/**
 * One task: counts the ratings of its chunks, from `firsts[task]` up to `firsts[task + 1]`, by their buckets. `falls[task]`
 * becomes 1 where a rating is followed by one of an earlier bucket.
 */
export function countBuckets(
  chunks: usize,
  firsts: usize,
  counts: usize,
  buckets: u32,
  shift: u32,
  falls: usize,
  task: u32,
  _thread: i32,
): void {
  const own = counts + ((task * buckets) << 2);
  memory.fill(own, 0, buckets << 2);
  let before: u32 = 0;
  let isFalling: u32 = 0;
  const end = load<u32>(firsts + (task << 2), 4);
  for (let n = load<u32>(firsts + (task << 2)); n < end; n++) {
    const chunk = chunks + n * 12;
    const users = <usize>load<u32>(chunk);
    const last = users + (load<u32>(chunk, 8) << 2);
    for (let at = users; at < last; at += 4) {
      const bucket = load<u32>(at) >> shift;
      const count = own + (bucket << 2);
      store<u32>(count, load<u32>(count) + 1);
      isFalling |= <u32>(bucket < before);
      before = bucket;
    }
  }
  store<u32>(falls + (task << 2), isFalling);
}

/** One task: writes the records of its chunks; `places` has for each bucket where the task's first one goes. */
export function fillBuckets(
  chunks: usize,
  firsts: usize,
  places: usize,
  buckets: u32,
  shift: u32,
  itemBits: u32,
  records: usize,
  timed: i32,
  task: u32,
  _thread: i32,
): void {
  const own = places + ((task * buckets) << 2);
  const end = load<u32>(firsts + (task << 2), 4);
  const inBucket = (1 << shift) - 1;
  for (let n = load<u32>(firsts + (task << 2)); n < end; n++) {
    const chunk = chunks + n * 12;
    const column = load<u32>(chunk, 4) << 2;
    const users = <usize>load<u32>(chunk);
    const times = users + 3 * column;
    const last = users + (load<u32>(chunk, 8) << 2);
    for (let at = users; at < last; at += 4) {
      const user = load<u32>(at);
      const item = load<u32>(at + column);
      const value = load<u32>(at + 2 * column);
      const place = own + ((user >> shift) << 2);
      const to = load<u32>(place);
      store<u32>(place, to + 1);
      const record = (((<u64>(user & inBucket) << itemBits) | item) << ITEM_SHIFT) | value;
      if (timed) {
        store<u64>(records + (<usize>to << 4), record);
        store<f64>(records + (<usize>to << 4), load<f64>(times + ((at - users) << 1)), 8);
      } else store<u64>(records + (<usize>to << 3), record);
    }
  }
}

/** Writes the records of ratings that lie together in the chunks, from the rating `first` of all up to `end`, at least one. */
export function gatherRecords(
  chunks: usize,
  first: u32,
  end: u32,
  inBucket: u32,
  itemBits: u32,
  records: usize,
  timed: i32,
): void {
  let chunk = chunks;
  let before: u32 = 0;
  for (; before + load<u32>(chunk, 8) <= first; chunk += 12) before += load<u32>(chunk, 8);
  let row = first - before;
  let to = records;
  for (let left = end - first; left > 0; chunk += 12, row = 0) {
    const column = load<u32>(chunk, 4) << 2;
    const users = <usize>load<u32>(chunk);
    const count = min(left, load<u32>(chunk, 8) - row);
    const last = users + ((row + count) << 2);
    for (let at = users + (row << 2); at < last; at += 4) {
      const user = load<u32>(at);
      const ids = (<u64>(user & inBucket) << itemBits) | load<u32>(at + column);
      store<u64>(to, (ids << ITEM_SHIFT) | load<u32>(at + 2 * column));
      to += 8;
      if (timed) {
        store<f64>(to, load<f64>(users + 3 * column + ((at - users) << 1)));
        to += 8;
      }
    }
    left -= count;
  }
}
