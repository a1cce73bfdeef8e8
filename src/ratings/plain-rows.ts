import type { RatingTarget, RowPlace } from "./row-target";

const [LINE_FEED, POINT, ZERO] = [10, 46, 48];
/** Whole numbers of so many digits have 32 bits. */
const SHORT = 7;
/** Whole numbers of so many digits are exact. */
const EXACT_DIGITS = 15;
/** The powers of ten that a short number may be divided by: the quotient of two exact numbers is rounded once. */
const POWERS = Float64Array.from({ length: SHORT + 1 }, (_, power) => Number(`1e${power}`));

/**
 * Reads the plainest rows, which most files consist of: user, item, rating and perhaps a time, the first two short whole
 * numbers, the others decimal ones without a sign. One function, and one loop for each field, as fast as may be.
 * @param separator the byte between the fields. @param limit where the rows end, the last one with \n.
 * @returns where it stopped: at the limit, or before a row that has anything else in it.
 */
export function readPlainRows(
  bytes: Uint8Array,
  from: number,
  limit: number,
  separator: number,
  timed: boolean,
  place: RowPlace,
  { collector, lines }: RatingTarget,
): number {
  const { userIds, itemIds, low, high } = collector;
  let { length, users, items, values, times } = collector;
  const before = length;
  let row = from;
  while (row < limit) {
    if (length === users.length) {
      collector.length = length;
      collector.makeRoom(1, timed);
      ({ users, items, values, times } = collector);
    }
    let at = row;
    let digit: number;
    let user = 0;
    for (digit = bytes[at] - ZERO; digit >= 0 && digit <= 9; digit = bytes[++at] - ZERO)
      user = (Math.imul(user, 10) + digit) | 0;
    if (bytes[at] !== separator || at === row || at - row > SHORT || (bytes[row] === ZERO && at - row > 1))
      break;
    let start = ++at;
    let item = 0;
    for (digit = bytes[at] - ZERO; digit >= 0 && digit <= 9; digit = bytes[++at] - ZERO)
      item = (Math.imul(item, 10) + digit) | 0;
    if (
      bytes[at] !== separator ||
      at === start ||
      at - start > SHORT ||
      (bytes[start] === ZERO && at - start > 1)
    )
      break;
    start = ++at;
    let value = 0;
    for (digit = bytes[at] - ZERO; digit >= 0 && digit <= 9; digit = bytes[++at] - ZERO)
      value = (Math.imul(value, 10) + digit) | 0;
    let decimals = 0;
    if (bytes[at] === POINT && at > start) {
      const point = at++;
      for (digit = bytes[at] - ZERO; digit >= 0 && digit <= 9; digit = bytes[++at] - ZERO)
        value = (Math.imul(value, 10) + digit) | 0;
      decimals = at - point - 1;
    }
    if (bytes[at] !== (timed ? separator : LINE_FEED) || at === start || at - start > SHORT) break;
    const rating = decimals > 0 ? value / POWERS[decimals] : value;
    if (!(rating >= low && rating <= high)) break;
    if (timed) {
      start = ++at;
      let time = 0;
      for (digit = bytes[at] - ZERO; digit >= 0 && digit <= 9; digit = bytes[++at] - ZERO)
        time = 10 * time + digit;
      if (bytes[at] !== LINE_FEED || at === start || at - start > EXACT_DIGITS) break;
      times[length] = time;
    }
    const u = userIds.quickIndex(user);
    const i = itemIds.quickIndex(item);
    users[length] = u >= 0 ? u : userIds.add(String(user));
    items[length] = i >= 0 ? i : itemIds.add(String(item));
    values[length] = rating;
    length++;
    row = at + 1;
  }
  collector.length = length;
  place.blank.row(length - before);
  lines.push(place.nextLine, length - before);
  place.nextLine += length - before;
  return row;
}
