// Plain rows: user, item, rating and perhaps a time, the first two short whole numbers, the others decimal ones without a
// sign. Where fields end is found for a stretch of text at once, from the bits of 16 bytes together, so that no row waits for
// the one before; and eight digits become a number in three multiplications, so that hardly anything depends on how many
// digits a field has: a branch that does is mistaken often.

const LINE_FEED: u32 = 10;
const RETURN: u32 = 13;
const ZERO: u32 = 48;
/** Whole numbers of fewer than 2³ digits have 24 bits. */
const SHORT_BITS: u32 = 7;
const SIGN: u32 = 0x80000000;
/** Whole numbers of so many digits are exact. */
const EXACT_DIGITS: u32 = 15;
/** A stretch has about so many bytes: they, and where fields end in them, stay in the processor's first cache. */
const STRETCH: u32 = 1 << 14;
/** Places in a stretch have 16 bits. A stretch is longer than this only where a line is, which is not plain. */
const LONGEST: u32 = 0xff00;
/** Of each thread: room for the places of the longest stretch, and for what is written behind them. */
const PLACES_BYTES: usize = 1 << 17;

/** Where the constants stand, one behind the other: powers of ten, the same as whole numbers, places of bits. */
const WHOLE_POWERS: usize = 64;
const BITS_OF_BYTE: usize = 128;
const BITS_OF_HIGH_BYTE: usize = BITS_OF_BYTE + 2048;

/** Writes where there are bytes that are no digits, 16 bits each, and behind them where the stretch ends, a few times. */
function findOthers(stretch: usize, length: u32, constants: usize, places: usize): void {
  let out = places;
  let base = i16x8.splat(0);
  for (let from: u32 = 0; from < length; from += 16) {
    const digits = i8x16.sub(v128.load(stretch + from), i8x16.splat(48));
    const others = <u32>i8x16.bitmask(i8x16.gt_u(digits, i8x16.splat(9)));
    const low = others & 255;
    const high = others >> 8;
    // Eight places are written whatever their number: the next ones overwrite those that are none.
    v128.store(out, i16x8.add(base, v128.load8x8_u(constants + (low << 3), BITS_OF_BYTE)));
    out += popcnt(low) << 1;
    v128.store(out, i16x8.add(base, v128.load8x8_u(constants + (high << 3), BITS_OF_HIGH_BYTE)));
    out += popcnt(high) << 1;
    base = i16x8.add(base, i16x8.splat(16));
  }
  v128.store(out, i16x8.splat(<i16>length));
  v128.store(out, i16x8.splat(<i16>length), 16);
}

/** The number that 1 to 8 digits write; anything where there are fewer or more. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function numberOf(at: usize, digits: u32): u32 {
  let x = load<u64>(at) << ((8 - <u64>digits) << 3);
  x = ((x & 0x0f0f0f0f0f0f0f0f) * 2561) >> 8;
  x = ((x & 0x00ff00ff00ff00ff) * 6553601) >> 16;
  return <u32>(((x & 0x0000ffff0000ffff) * 42949672960001) >> 32);
}

/** The numbers that 1 to 8 digits write at two places, in the first and the third lane of four. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function numbersOf(first: usize, firstDigits: u32, second: usize, secondDigits: u32): v128 {
  const texts = i64x2.replace_lane(
    i64x2.splat(load<u64>(first) << ((8 - <u64>firstDigits) << 3)),
    1,
    load<u64>(second) << ((8 - <u64>secondDigits) << 3),
  );
  const digits = v128.and(texts, i8x16.splat(15));
  const tens = i16x8.mul(v128.and(digits, i16x8.splat(255)), i16x8.splat(10));
  const pairs = i16x8.add(tens, i16x8.shr_u(digits, 8));
  const fours = i32x4.dot_i16x8_s(pairs, i16x8(100, 1, 100, 1, 100, 1, 100, 1));
  const parts = i32x4.mul(fours, i32x4(10000, 1, 10000, 1));
  return i64x2.add(parts, i64x2.shr_u(parts, 32));
}

/** The number that 1 to 15 digits write. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function longNumberOf(at: usize, digits: u32): f64 {
  if (digits <= 8) return <f64>numberOf(at, digits);
  const rest = digits - 8;
  return <f64>(<u64>numberOf(at, rest) * 100000000 + <u64>numberOf(at + rest, 8));
}

/** Where the first line begins that does so at `at` or behind it. */
function lineFrom(text: usize, at: u32, length: u32): u32 {
  if (at == 0) return 0;
  while (at < length && <u32>load<u8>(text + at - 1) != LINE_FEED) at++;
  return min(at, length);
}

/**
 * One task: the lines that begin in a block of the text, until one that is not plain or until the chunk is full. A job has
 * the chunk's address, the rows that it has room for, and those that it has, which rise; behind them the task writes where
 * in the text it stopped, and the end of its lines. A chunk has columns: users, items, ratings, and times if `timed`. A
 * rating is the number that its digits write, and above 24 bits how many of them stand behind the point. Fields are apart
 * by `gap` bytes, 1 or 2, which `separator` has, the first one lowest; `point` is the byte before decimals. Ratings outside
 * `low` and `high` are not plain if `scaled`. Each thread has its room in `places`. Behind the text there is room for 64
 * bytes, which are read.
 */
export function parseRows(
  text: usize,
  length: u32,
  block: u32,
  jobs: usize,
  constants: usize,
  places: usize,
  separator: u32,
  gap: u32,
  point: u32,
  timed: i32,
  scaled: i32,
  low: f64,
  high: f64,
  task: u32,
  thread: u32,
): void {
  const job = jobs + task * 20;
  const capacity = load<u32>(job, 4);
  const users = <usize>load<u32>(job);
  const items = users + (capacity << 2);
  const values = items + (capacity << 2);
  const times = values + (capacity << 2);
  const own = places + <usize>thread * PLACES_BYTES;
  const bytes: u32 = gap == 2 ? 0xffff : 0xff;
  const step = gap << 1;
  const end = text + lineFrom(text, (task + 1) * block, length);
  let at = text + lineFrom(text, task * block, length);
  let row = load<u32>(job, 8);
  let wrong: u32 = 0;
  while (at < end && row < capacity && !wrong) {
    const base = at;
    const stop = min(end, text + lineFrom(text, <u32>(at - text) + STRETCH, length));
    findOthers(base, min(<u32>(stop - base), LONGEST), constants, own);
    let place = own;
    while (at < stop && row < capacity) {
      const userEnd = base + load<u16>(place);
      const item = userEnd + gap;
      const itemEnd = base + load<u16>(place + step);
      const value = itemEnd + gap;
      place += step << 1;
      const wholeEnd = base + load<u16>(place);
      const isDecimal = <u32>(<u32>load<u8>(wholeEnd) == point);
      // No branches: every other rating may be a decimal number.
      place += isDecimal << 1;
      const valueEnd = base + load<u16>(place);
      const userDigits = <u32>(userEnd - at);
      const itemDigits = <u32>(itemEnd - item);
      const wholeDigits = <u32>(wholeEnd - value);
      const decimals = select(<u32>(valueEnd - wholeEnd) - 1, 0, isDecimal);
      wrong =
        ((userDigits | itemDigits | <u32>(valueEnd - value)) & ~SHORT_BITS) |
        (((userDigits - 1) | (itemDigits - 1) | (wholeDigits - 1)) & SIGN) |
        ((<u32>load<u16>(userEnd) & bytes) ^ separator) |
        ((<u32>load<u16>(itemEnd) & bytes) ^ separator);
      // Few ids begin with a zero, and those that have more digits are texts.
      const userZero = <u32>(<u32>load<u8>(at) == ZERO);
      const itemZero = <u32>(<u32>load<u8>(item) == ZERO);
      if (userZero | itemZero)
        wrong |= (userZero & <u32>(userDigits > 1)) | (itemZero & <u32>(itemDigits > 1));
      let last = valueEnd;
      if (timed) {
        place += step;
        last = base + load<u16>(place);
        const time = valueEnd + gap;
        const digits = <u32>(last - time);
        wrong |=
          ((<u32>load<u16>(valueEnd) & bytes) ^ separator) | <u32>(digits - 1 >= EXACT_DIGITS);
        if (wrong) break;
        store<f64>(times + (row << 3), longNumberOf(time, digits));
      }
      if (<u32>load<u8>(last) == RETURN) {
        last++;
        place += 2;
      }
      wrong |= <u32>load<u8>(last) ^ LINE_FEED;
      if (wrong) break;
      let number: u32;
      if (((wholeDigits - 1) | (decimals & ~1)) == 0) {
        // Stars and half stars, as nearly all are.
        const whole = <u32>load<u8>(value) - ZERO;
        number = select(whole * 10 + <u32>load<u8>(wholeEnd, 1) - ZERO, whole, decimals);
      } else {
        const parts = numbersOf(value, wholeDigits, wholeEnd + 1, decimals);
        const fraction = select(<u32>i32x4.extract_lane(parts, 2), 0, decimals);
        const power = load<u32>(constants + (decimals << 2), WHOLE_POWERS);
        number = <u32>i32x4.extract_lane(parts, 0) * power + fraction;
      }
      if (scaled) {
        const exact = <f64>number / load<f64>(constants + (decimals << 3));
        wrong = <u32>!(exact >= low && exact <= high);
        if (wrong) break;
      }
      const ids = numbersOf(at, userDigits, item, itemDigits);
      v128.store_lane<u32>(users + (row << 2), ids, 0);
      v128.store_lane<u32>(items + (row << 2), ids, 2);
      store<u32>(values + (row << 2), number | (decimals << 24));
      row++;
      place += 2;
      at = last + 1;
    }
  }
  store<u32>(job, row, 8);
  store<u32>(job, <u32>(at - text), 12);
  store<u32>(job, <u32>(end - text), 16);
}
