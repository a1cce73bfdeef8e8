/** Marks a rating that stands in a list of its own. */
const EXTRA: u32 = 0x8000000;

/**
 * One task: writes the columns of some sorted records, up to `each` of them: items, ratings, and times if `timed`. A
 * rating is the number in its lower 24 bits, divided by the power of ten that its upper bits name, or stands in `extras`.
 * The lowest and the highest of the task go to `ranges`.
 */
export function unpackRecords(
  records: usize,
  count: u32,
  each: u32,
  itemBits: u32,
  powers: usize,
  extras: usize,
  timed: i32,
  items: usize,
  values: usize,
  times: usize,
  ranges: usize,
  task: u32,
  _thread: i32,
): void {
  const end = min((task + 1) * each, count);
  const inItem: u64 = (1 << itemBits) - 1;
  const size: usize = timed ? 16 : 8;
  let low: f64 = Infinity;
  let high: f64 = -Infinity;
  let at = records + <usize>(task * each) * size;
  for (let n = task * each; n < end; n++, at += size) {
    const record = load<u64>(at);
    const packed = <u32>record & (2 * EXTRA - 1);
    let value: f64;
    if (packed & EXTRA) value = load<f64>(extras + ((packed & (EXTRA - 1)) << 3));
    else value = <f64>(packed & 0xffffff) / load<f64>(powers + ((packed >> 24) << 3));
    low = min(low, value);
    high = max(high, value);
    store<u32>(items + (n << 2), <u32>((record >> 28) & inItem));
    store<f64>(values + (n << 3), value);
    if (timed) store<f64>(times + (n << 3), load<f64>(at, 8));
  }
  store<f64>(ranges + (task << 4), low);
  store<f64>(ranges + (task << 4), high, 8);
}
