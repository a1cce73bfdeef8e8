import { ValueError } from "../errors";
import { endOfText } from "./json-text";

/** Shorter numbers are exact: the smallest whole number that is not, 2⁵³ + 1, has 16 digits. */
const LONG = /[\d.]{16}/g;
/** The largest number up to which all whole numbers can be told apart, as text: 2⁵³ − 1. */
const LAST_EXACT = `${Number.MAX_SAFE_INTEGER}`;
const WHOLE = /^-?[1-9]\d*$/;
/** A number of JSON that may be whole, with zeros behind its point or an exponent. */
const NUMBER = /^(-?)(0|[1-9]\d*)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;
/** No number of JavaScript has as many digits before its point, and no number worth reading is as long. */
const MOST_DIGITS = 400;
/** How far a colon is looked for behind a number. */
const LOOK_AHEAD = 100;

/**
 * Parses JSON, in which whole numbers beyond ±(2⁵³ − 1) become the text of their digits: numbers would round them, and
 * two ids could become one. `JSON.parse` tells of the source of a number only from Node 21 on.
 * @throws SyntaxError as `JSON.parse` does.
 */
export function parseExactly(text: string): unknown {
  const exact = withTexts(text);
  if (exact === text) return JSON.parse(text);
  try {
    return JSON.parse(exact);
  } catch {
    // The error tells of the text as it is.
    return JSON.parse(text);
  }
}

/**
 * Parses JSON, and refuses whole numbers that JavaScript's numbers would round.
 * @param what the text is, for errors, as in "the model".
 * @throws SyntaxError as `JSON.parse` does; ValueError for such a number.
 */
export function parseUnrounded(text: string, what: string): unknown {
  const value: unknown = JSON.parse(text);
  for (const [start, end] of longNumbers(text)) refuseRounded(text.slice(start, end), what, [start]);
  return value;
}

/**
 * @param what has the number, for errors.
 * @throws ValueError for a whole number that would be another one as a number of JavaScript.
 */
export function refuseRounded(number: string, what: string, index: readonly number[] = []): void {
  const digits = roundedDigits(number);
  if (digits === null) return;
  // JavaScript writes the fewest digits that lead back to a number, other programs all of them.
  const read = Number(number);
  if (digits === roundedDigits(`${read}`)) return;
  if (Number.isFinite(read) && digits === `${BigInt(read)}`) return;
  const place = index.length > 0 ? ` at character ${index[0]}` : "";
  const actual = `the number ${number.slice(0, 40)}${place}`;
  const expected = `whole numbers within ±(2⁵³ − 1): JavaScript would read it as ${read}`;
  throw new ValueError(`${what} has ${actual}, expected ${expected}`, {
    argument: what,
    index,
    actual: number,
    expected,
  });
}

/** The text of JSON with whole numbers in quotes that a number would round. */
function withTexts(text: string): string {
  const pieces: string[] = [];
  let copied = 0;
  for (const [start, end] of longNumbers(text)) {
    const digits = roundedDigits(text.slice(start, end));
    // The name of a field is in quotes already, or the text is no JSON.
    if (digits === null || /^\s*:/.test(text.slice(end, end + LOOK_AHEAD))) continue;
    pieces.push(text.slice(copied, start), '"', digits, '"');
    copied = end;
  }
  return copied === 0 ? text : pieces.join("") + text.slice(copied);
}

/** The digits of a whole number that JavaScript's numbers cannot be trusted to hold; null for every other number. */
function roundedDigits(number: string): string | null {
  if (number.length > MOST_DIGITS) return null;
  if (WHOLE.test(number)) return isRounded(number.replace("-", "")) ? number : null;
  const [, sign, whole, fraction = "", exponent = "0"] = NUMBER.exec(number) ?? [];
  if (whole === undefined) return null;
  const digits = whole + fraction;
  const zeros = Number(exponent) - fraction.length;
  if (digits.length + zeros > MOST_DIGITS || -zeros > digits.length) return null;
  // A fraction stays a number.
  if (zeros < 0 && !/^0+$/.test(digits.slice(zeros))) return null;
  const all = zeros < 0 ? digits.slice(0, zeros) : digits + "0".repeat(zeros);
  const plain = all.replace(/^0+/, "");
  return isRounded(plain) ? sign + plain : null;
}

/** Whether a whole number is beyond {@link LAST_EXACT}, by its digits. */
function isRounded(digits: string): boolean {
  const { length } = LAST_EXACT;
  return digits.length > length || (digits.length === length && digits > LAST_EXACT);
}

/** Where long numbers of JSON begin and end. Passes over texts, each of which is looked at once. */
function* longNumbers(text: string): Generator<readonly [start: number, end: number]> {
  let at = 0;
  let quote = text.indexOf('"');
  for (let found = nextLong(text, 0); found >= 0;) {
    while (quote >= 0 && quote < found) {
      at = endOfText(text, quote);
      quote = text.indexOf('"', at);
    }
    if (found < at) {
      found = nextLong(text, at);
      continue;
    }
    let start = found;
    while (start > at && isOfNumber(text.charCodeAt(start - 1))) start--;
    let end = LONG.lastIndex;
    while (isOfNumber(text.charCodeAt(end))) end++;
    yield [start, end];
    at = end;
    found = nextLong(text, at);
  }
}

function nextLong(text: string, from: number): number {
  LONG.lastIndex = from;
  return LONG.exec(text)?.index ?? -1;
}

/** Whether the code, which is NaN behind the text, is that of a digit, a point, a sign or an exponent's letter. */
function isOfNumber(code: number): boolean {
  return (
    (code >= 48 && code <= 57) || code === 46 || code === 43 || code === 45 || code === 101 || code === 69
  );
}
