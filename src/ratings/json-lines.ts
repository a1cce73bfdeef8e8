import { lineAndColumn, placeOfMistake } from "../files/json-place";
import { parseExactly } from "../files/exact-json";
import { isNestedDeeper } from "../files/json-text";
import { BlankLines } from "./blank-lines";
import { wrongRating } from "./checks";
import { Unreadable } from "./collect";
import type { LineNumbers } from "./line-numbers";

/** A longer line is surely not one record. */
const LONGEST_LINE = 2 ** 24;
/** Records of other programs hold a few lists and objects in each other. */
const DEEPEST = 1000;
/** Shorter texts cannot be so deep that it costs anything. */
const SHORT = 100_000;

/** The values of JSON lines, and an {@link Unreadable} for a line that is none. @param lines gets the line of each. */
export function* jsonLines(pieces: Iterable<string>, lines: LineNumbers): Generator {
  const blank = new BlankLines();
  let line = 0;
  for (const text of linesOf(pieces)) {
    line++;
    if (text.trim() === "") {
      blank.pass(line);
      continue;
    }
    blank.row();
    lines.push(line);
    yield parsedLine(text, line);
  }
}

function parsedLine(text: string, line: number): unknown {
  try {
    return parsedJson(text, `line ${line}`, [line]);
  } catch (error) {
    return new Unreadable(error);
  }
}

/** The lines of a text, however it is cut into pieces; each piece is looked at once. */
function* linesOf(pieces: Iterable<string>): Generator<string> {
  let begun: string[] = [];
  let length = 0;
  let line = 1;
  for (const piece of pieces) {
    let at = 0;
    for (let end = piece.indexOf("\n"); end >= 0; end = piece.indexOf("\n", at)) {
      begun.push(piece.slice(at, end));
      yield begun.length === 1 ? begun[0] : begun.join("");
      at = end + 1;
      begun = [];
      length = 0;
      line++;
    }
    begun.push(piece.slice(at));
    length += piece.length - at;
    if (length > LONGEST_LINE) throw endless(line);
  }
  yield begun.join("");
}

function endless(line: number): Error {
  const is = `longer than ${LONGEST_LINE} characters`;
  return wrongRating(`line ${line}`, is, "JSON lines, which have one record each", [line]);
}

/** @param path how an error names the text. @param index where it is. @throws ValueError */
export function parsedJson(text: string, path: string, index: readonly number[] = []): unknown {
  if (text.length > SHORT && isNestedDeeper(text, DEEPEST))
    throw wrongRating(path, `nested more than ${DEEPEST} deep`, "a list of records", index);
  try {
    return parseExactly(text);
  } catch (cause) {
    const [line, column] = lineAndColumn(text, placeOfMistake(text));
    // A line of many names its own number.
    const place = index.length > 0 ? `column ${column}` : `line ${line}, column ${column}`;
    const is = `no JSON in ${place} (${(cause as Error).message})`;
    const error = wrongRating(path, is, `JSON${jsonRemedy(text)}`, [index[0] ?? line, column]);
    error.cause = cause;
    throw error;
  }
}

/** What helps where a text is nearly JSON. */
function jsonRemedy(text: string): string {
  if (/^\s*[{[]\s*u?'/.test(text))
    return ": this is Python's way to write it; there, json.dumps(ast.literal_eval(line)) makes it JSON";
  return /\b(?:NaN|-?Infinity)\b/.test(text) ? ", which has no NaN: null stands for what is not there" : "";
}
