// Plain rows: user, item, rating and perhaps a time, the first two short whole numbers, the others decimal ones without a
// sign. Where fields end is read from the bits of many bytes at once, and eight digits become a number in three
// multiplications, so that hardly anything depends on how many digits a field has: a branch that does is mistaken often.

const LINE_FEED: u32 = 10;
const RETURN: u32 = 13;
const ZERO: u32 = 48;
/** Whole numbers of so many digits have 24 bits. */
const SHORT: u32 = 7;
/** Whole numbers of so many digits are exact. */
const EXACT_DIGITS: u32 = 15;

/** Which of 16 bytes are not digits, one bit for each. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function othersOf16(at: usize): u32 {
  const digits = i8x16.sub(v128.load(at), i8x16.splat(48));
  return <u32>i8x16.bitmask(i8x16.gt_u(digits, i8x16.splat(9)));
}

/** Which of 32 bytes are not digits. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function othersOf32(at: usize): u64 {
  return <u64>othersOf16(at) | (<u64>othersOf16(at + 16) << 16);
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
 * by `gap` bytes, 1 or 2, which `separator` has, the first one lowest; `point` is the byte before decimals. `powers` has
 * the powers of ten; ratings outside `low` and `high` are not plain if `scaled`. Behind the text there is room for 64
 * bytes, which are read.
 */
export function parseRows(
  text: usize,
  length: u32,
  block: u32,
  jobs: usize,
  powers: usize,
  separator: u32,
  gap: u32,
  point: u32,
  timed: i32,
  scaled: i32,
  low: f64,
  high: f64,
  task: u32,
  _thread: i32,
): void {
  const job = jobs + task * 20;
  const capacity = load<u32>(job, 4);
  const users = <usize>load<u32>(job);
  const items = users + (capacity << 2);
  const values = items + (capacity << 2);
  const times = values + (capacity << 2);
  const bytes: u32 = gap == 2 ? 0xffff : 0xff;
  const end = text + lineFrom(text, (task + 1) * block, length);
  let at = text + lineFrom(text, task * block, length);
  let row = load<u32>(job, 8);
  while (at < end && row < capacity) {
    let ends = othersOf32(at);
    if (timed) ends |= othersOf32(at + 32) << 32;
    const userEnd = <u32>ctz(ends);
    ends &= ends - 1;
    if (gap == 2) ends &= ends - 1;
    const item = userEnd + gap;
    const itemEnd = <u32>ctz(ends);
    ends &= ends - 1;
    if (gap == 2) ends &= ends - 1;
    const value = itemEnd + gap;
    const wholeEnd = <u32>ctz(ends);
    ends &= ends - 1;
    const isDecimal = <u32>load<u8>(at + wholeEnd) == point;
    // No branches: every other rating may be a decimal number.
    const valueEnd = select(<u32>ctz(ends), wholeEnd, isDecimal);
    const decimals = select(valueEnd - wholeEnd - 1, 0, isDecimal);
    let last = valueEnd;
    let wrong =
      <u32>(userEnd - 1 >= SHORT) |
      <u32>(itemEnd - item - 1 >= SHORT) |
      <u32>(valueEnd - value - 1 >= SHORT) |
      <u32>(wholeEnd == value) |
      <u32>((<u32>load<u16>(at + userEnd) & bytes) != separator) |
      <u32>((<u32>load<u16>(at + itemEnd) & bytes) != separator) |
      (<u32>(<u32>load<u8>(at) == ZERO) & <u32>(userEnd > 1)) |
      (<u32>(<u32>load<u8>(at + item) == ZERO) & <u32>(itemEnd - item > 1));
    if (timed) {
      ends = select(ends & (ends - 1), ends, isDecimal);
      if (gap == 2) ends &= ends - 1;
      last = <u32>ctz(ends);
      const time = valueEnd + gap;
      const digits = last - time;
      wrong |=
        <u32>((<u32>load<u16>(at + valueEnd) & bytes) != separator) | <u32>(digits - 1 >= EXACT_DIGITS);
      if (wrong) break;
      store<f64>(times + (row << 3), longNumberOf(at + time, digits));
    }
    last += <u32>(<u32>load<u8>(at + last) == RETURN);
    wrong |= <u32>(<u32>load<u8>(at + last) != LINE_FEED);
    if (wrong) break;
    const rating = numbersOf(at + value, wholeEnd - value, at + wholeEnd + 1, decimals);
    const power = load<f64>(powers + (decimals << 3));
    const fraction = select(<u32>i32x4.extract_lane(rating, 2), 0, decimals);
    const number = <u32>i32x4.extract_lane(rating, 0) * <u32>power + fraction;
    if (scaled) {
      const exact = <f64>number / power;
      if (!(exact >= low && exact <= high)) break;
    }
    const ids = numbersOf(at, userEnd, at + item, itemEnd - item);
    v128.store_lane<u32>(users + (row << 2), ids, 0);
    v128.store_lane<u32>(items + (row << 2), ids, 2);
    store<u32>(values + (row << 2), number | (decimals << 24));
    row++;
    at += last + 1;
  }
  store<u32>(job, row, 8);
  store<u32>(job, <u32>(at - text), 12);
  store<u32>(job, <u32>(end - text), 16);
}
