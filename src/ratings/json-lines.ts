import { parseExactly } from "../files/exact-json";
import { isNestedDeeper } from "../files/json-text";
import { BlankLines } from "./blank-lines";
import { wrongRating } from "./checks";

/** A longer line is surely not one record. */
const LONGEST_LINE = 2 ** 24;
/** Records of other programs hold a few lists and objects in each other. */
const DEEPEST = 1000;
/** Shorter texts cannot be so deep that it costs anything. */
const SHORT = 100_000;

/** The values of JSON lines. @throws ValueError naming the line. */
export function* jsonLines(pieces: Iterable<string>): Generator {
  const blank = new BlankLines();
  let line = 0;
  for (const text of linesOf(pieces)) {
    line++;
    if (text.trim() === "") {
      blank.pass(line);
      continue;
    }
    blank.row();
    yield parsedJson(text, `line ${line}`);
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

/** @param path how an error names the text. @throws ValueError */
export function parsedJson(text: string, path: string): unknown {
  if (text.length > SHORT && isNestedDeeper(text, DEEPEST))
    throw wrongRating(path, `nested more than ${DEEPEST} deep`, "a list of records");
  try {
    return parseExactly(text);
  } catch (cause) {
    const is = `no JSON (${(cause as Error).message})`;
    const error = wrongRating(path, is, "JSON");
    error.cause = cause;
    throw error;
  }
}
