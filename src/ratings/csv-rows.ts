import Papa from "papaparse";
import { describeValue, ValueError } from "../errors";
import { BlankLines } from "./blank-lines";

/** The length of the pieces that are split into rows: long enough to be fast, short enough to be freed soon. */
const SPLIT_LENGTH = 2 ** 18;

/** A longer row can only come from a quote that is never closed. */
const LONGEST_ROW = 2 ** 22;

/** The result of {@link Papa.Parser}, which its own types leave open. */
interface Parsed {
  data: string[][];
  errors: { code: string; row: number }[];
  meta: { cursor: number };
}

/**
 * The rows of separated text, however it is cut into pieces. Reads quoted fields, which may hold line breaks, and line
 * ends of all kinds; skips empty lines.
 */
export class CsvRows implements Iterable<string[]> {
  /** The line, from 1, in which the latest row begins. */
  line = 0;
  private nextLine = 1;
  private readonly blank = new BlankLines();

  /**
   * @param separator what stands between the fields; undefined to detect it.
   * @param fewest how many fields a row has at least.
   */
  constructor(
    private readonly text: string | Iterable<string>,
    private separator: string | undefined,
    private readonly fewest: number,
  ) {}

  *[Symbol.iterator](): Generator<string[]> {
    let rest = "";
    let wanted = SPLIT_LENGTH;
    let pieces = 0;
    for (const piece of plainPieces(this.text)) {
      rest += piece;
      pieces++;
      if (rest.length < wanted) continue;
      const { data, errors, meta } = this.split(rest, true);
      yield* this.rows(data, errors, rest.includes('"'));
      rest = rest.slice(meta.cursor);
      if (rest.length > LONGEST_ROW) throw this.endless();
      // An unfinished row is split again only when the text has doubled: else a long row would take quadratic time.
      wanted = Math.min(Math.max(SPLIT_LENGTH, 2 * rest.length), LONGEST_ROW + 1);
    }
    if (pieces > 2 && this.nextLine === 1 && !rest.includes("\n")) throw unbroken();
    const { data, errors } = this.split(rest, false);
    yield* this.rows(data, errors, rest.includes('"'));
  }

  private split(text: string, more: boolean): Parsed {
    const separator = this.separator ?? findSeparator(text, this.fewest);
    // Blank lines tell nothing: what follows them may.
    if (text.trim() !== "") this.separator = separator;
    // In files with ::, which have no quoting, a field may begin with a quote that is never closed.
    const config = {
      delimiter: separator,
      newline: "\n",
      fastMode: separator === "::" || undefined,
    };
    return new Papa.Parser(config as Papa.ParseConfig).parse(text, 0, more) as Parsed;
  }

  private *rows(data: string[][], errors: Parsed["errors"], quoted: boolean): Generator<string[]> {
    for (let n = 0; n < data.length; n++) {
      const fields = data[n];
      this.line = this.nextLine;
      if (errors.length > 0 && errors[0].row === n) throw this.badQuote(errors[0].code);
      this.nextLine++;
      if (quoted) for (const field of fields) this.nextLine += breaksIn(field);
      if (fields.length === 1 && fields[0].trim() === "") {
        this.blank.pass(this.line);
        continue;
      }
      this.blank.row();
      yield fields;
    }
  }

  private endless(): ValueError {
    const expected = "a quote that is closed, and line breaks";
    return new ValueError(
      `line ${this.nextLine} does not end within ${LONGEST_ROW} characters, expected ${expected}`,
      { argument: "text", index: [this.nextLine], expected },
    );
  }

  private badQuote(code: string): ValueError {
    const actual =
      code === "MissingQuotes" ? "a quote that is never closed" : "text behind a quote that closes a field";
    const expected = 'fields such as "The Good, the Bad", with a quote inside written twice';
    return new ValueError(`line ${this.line} has ${actual}, expected ${expected}`, {
      argument: "text",
      index: [this.line],
      actual,
      expected,
    });
  }
}

function breaksIn(field: string): number {
  let count = 0;
  for (let at = field.indexOf("\n"); at >= 0; at = field.indexOf("\n", at + 1)) count++;
  return count;
}

/** The pieces without a byte order mark, with all line breaks as \n. */
function* plainPieces(text: string | Iterable<string>): Generator<string> {
  let pending = "";
  let index = 0;
  for (const piece of typeof text === "string" ? slices(text) : text) {
    if (typeof piece !== "string") throw noText(piece, index);
    let plain = pending + (index++ === 0 && piece.startsWith("\ufeff") ? piece.slice(1) : piece);
    // The \n of a \r\n may come with the next piece.
    pending = plain.endsWith("\r") ? "\r" : "";
    if (pending) plain = plain.slice(0, -1);
    yield plain.includes("\r") ? plain.replace(/\r\n?/g, "\n") : plain;
  }
  if (pending) yield "\n";
}

function* slices(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += SPLIT_LENGTH) yield text.slice(at, at + SPLIT_LENGTH);
}

/** The separator that splits each of the first lines into the same number of fields, at least `fewest`. */
function findSeparator(text: string, fewest: number): string {
  const lines = text
    .replace(/^\s*\n/, "")
    .slice(0, SPLIT_LENGTH)
    .replace(/"[^"]*"/g, "quoted")
    .split("\n", 50)
    .filter((line) => line.trim() !== "");
  // The end of the piece may have cut the last line short.
  if (lines.length > 1 && text.length >= SPLIT_LENGTH) lines.pop();
  const counts = (separator: string): number[] => lines.map((line) => line.split(separator).length);
  const candidates = ["::", "\t", ";", ",", "|"];
  const even = candidates.find((separator) => {
    const fields = counts(separator);
    return fields.length > 0 && fields[0] >= fewest && fields.every((count) => count === fields[0]);
  });
  return even ?? candidates.find((separator) => (counts(separator)[0] ?? 0) >= fewest) ?? ",";
}

function unbroken(): ValueError {
  const expected = 'line breaks: of lines, give lines.join("\\n")';
  return new ValueError(`the pieces of text have no line break, expected ${expected}`, {
    argument: "text",
    expected,
  });
}

function noText(piece: unknown, index: number): ValueError {
  return new ValueError(`text[${index}] is ${describeValue(piece)}, expected text`, {
    argument: "text",
    index: [index],
    actual: piece,
    expected: "text",
  });
}
