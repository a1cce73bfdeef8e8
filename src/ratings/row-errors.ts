import { describeValue, ValueError } from "../errors";
import { numberRemedy } from "./number-text";
import type { QuoteProblem } from "./row-splitter";
import { A_TIME } from "./time-text";
import { A_WEIGHT } from "./checks";

/** What stands in files for a value that is not there. */
const NOT_THERE = /^(?:na|n\/a|nan|null|none|nil|\\n|\?|-)$/i;

/**
 * The error for a text that is no number, or no time.
 * @param numeric another column of the row, which holds a number.
 */
export function wrongNumber(
  text: string,
  field: "rating" | "timestamp" | "weight",
  line: number,
  column: number,
  numeric?: number,
): ValueError {
  const plain = text.trim();
  const actual = plain === "" ? "empty" : describeValue(text);
  const expected = { rating: "a number", timestamp: A_TIME, weight: A_WEIGHT }[field];
  const remedy =
    field === "rating"
      ? ratingRemedy(plain, line, numeric)
      : `; ${field}: null reads without ${field === "weight" ? "weights" : "times"}`;
  return new ValueError(`${field} in line ${line} is ${actual}, expected ${expected}${remedy}`, {
    argument: field,
    index: [line, column],
    actual: text,
    expected,
  });
}

function ratingRemedy(plain: string, line: number, numeric?: number): string {
  const remedy = numberRemedy(plain);
  if (remedy !== null) return `; ${remedy}`;
  if (plain === "" || NOT_THERE.test(plain))
    return `; missing: [${JSON.stringify(plain)}] leaves out rows that are not rated`;
  if (/^["'].*["']$/.test(plain)) return "; where fields stand in quotes say quotes: true";
  if (numeric !== undefined)
    return (
      `; column ${numeric} has a number: say which columns they are, counted from 0, ` +
      `such as { user: 0, item: 1, rating: ${numeric} }; rating: null counts each row as 1`
    );
  return line === 1
    ? "; where line 1 names the columns say which they are: { user, item, rating }; " +
        "where there is a column for each item, readTable reads it"
    : "";
}

/** The error for a row that has more or fewer fields than the first. */
export function unevenRow(fields: readonly string[], width: number, line: number): ValueError {
  const count = fields.length;
  const expected = `${width}, as the first row has`;
  const message = `line ${line} has ${count} ${count === 1 ? "field" : "fields"}, expected ${expected}`;
  const remedy = count > width ? remedyForMore(fields) : "";
  return new ValueError(message + remedy, {
    argument: "text",
    index: [line, Math.min(count, width)],
    actual: count,
    expected: width,
  });
}

function remedyForMore(fields: readonly string[]): string {
  // What ends a field before its time: a quote that a backslash was to make a letter.
  if (fields.some((field) => field.endsWith("\\")))
    return '; escape: "\\\\" is for quotes in fields that stand behind a backslash';
  return ". A separator inside a field stands in quotes; decimal commas need another separator";
}

/** The error for a first row that has fewer fields than a rating needs. */
export function narrowRow(
  fields: readonly string[],
  line: number,
  separator: string,
  fewest: number,
): ValueError {
  const wanted = fewest === 2 ? "a user and an item" : "a user, an item and a rating";
  const counted = fields.length === 2 && fewest === 3 ? "; rating: null counts each row as 1" : "";
  const expected = `${wanted}: say separator where it is another one than ${JSON.stringify(separator)}${counted}`;
  const count = `${fields.length} ${fields.length === 1 ? "field" : "fields"}`;
  return new ValueError(`line ${line} has ${count}, expected ${expected}`, {
    argument: "separator",
    index: [line, fields.length - 1],
    actual: fields.length,
    expected,
  });
}

/** The error for quotes that are no pair. @param column counted from 0. */
export function badQuote(problem: QuoteProblem, line: number, column: number): ValueError {
  const actual =
    problem === "open" ? "a quote that is never closed" : "text behind a quote that closes a field";
  const expected = 'fields such as "The Good, the Bad", with a quote inside written twice';
  const remedy = 'quotes: false takes quotes for letters, and escape: "\\\\" is for those behind a backslash';
  return new ValueError(`line ${line} has ${actual}, in column ${column}, expected ${expected}; ${remedy}`, {
    argument: "text",
    index: [line, column],
    actual,
    expected,
  });
}

/** The error for a row that does not end. */
export function endlessRow(line: number, longest: number): ValueError {
  const expected = "a quote that is closed, and line breaks; quotes: false takes quotes for letters";
  return new ValueError(`line ${line} does not end within ${longest} characters, expected ${expected}`, {
    argument: "text",
    index: [line],
    expected,
  });
}

/** The error for a table that has neither users nor items. */
export function wideTable(line: number, width: number): ValueError {
  const expected = "a user, an item and a rating in each row";
  const remedy =
    'a table with a column for each item is read by readTable("wide.csv", { missing: [99] }); ' +
    "else say which columns they are: { user: 0, item: 1, rating: 2 }";
  const actual = `${width} numbers in each row, without names`;
  return new ValueError(
    `line ${line}, column 3, is no time: the text has ${actual}, expected ${expected}; ${remedy}`,
    {
      argument: "text",
      index: [line, 3],
      actual,
      expected,
    },
  );
}
