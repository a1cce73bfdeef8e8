import Papa from "papaparse";
import { describeValue, ValueError } from "../errors";

/** Pieces in which text is split into rows: large enough to be fast, small enough to be thrown away soon. */
const SPLIT_LENGTH = 2 ** 18;

/** No row of a table is as long; a quote that is never closed is. */
const LONGEST_ROW = 2 ** 24;

/** What {@link Papa.Parser} gives; its own types leave it open. */
interface Parsed {
  data: string[][];
  errors: { code: string; row: number }[];
  meta: { cursor: number };
}

/**
 * The rows of separated text, however it is cut into pieces: quotes, also with line breaks within them, and line ends
 * of all kinds. Empty lines are passed over.
 */
export class CsvRows implements Iterable<string[]> {
  /** The line, from 1, in which the row that was given last begins. */
  line = 0;
  private nextLine = 1;

  /**
   * @param separator what stands between the fields; undefined to find out.
   * @param few how many fields a row has at least.
   */
  constructor(
    private readonly text: string | Iterable<string>,
    private separator: string | undefined,
    private readonly few: number,
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
      // A row that goes on is split again only when it has doubled: else a long one would take for ever.
      wanted = Math.min(Math.max(SPLIT_LENGTH, 2 * rest.length), LONGEST_ROW + 1);
    }
    if (pieces > 2 && this.nextLine === 1 && !rest.includes("\n")) throw unbroken();
    const { data, errors } = this.split(rest, false);
    yield* this.rows(data, errors, rest.includes('"'));
  }

  private split(text: string, more: boolean): Parsed {
    this.separator ??= findSeparator(text, this.few);
    // A field of :: files may begin with a quote that closes nowhere: their format knows none.
    const config = {
      delimiter: this.separator,
      newline: "\n",
      fastMode: this.separator === "::" || undefined,
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
      if (fields.length === 1 && fields[0].trim() === "") continue;
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

/** Pieces without a byte order mark, with line breaks as \n. */
function* plainPieces(text: string | Iterable<string>): Generator<string> {
  let held = "";
  let index = 0;
  for (const piece of typeof text === "string" ? slices(text) : text) {
    if (typeof piece !== "string") throw noText(piece, index);
    let plain = held + (index++ === 0 && piece.startsWith("\ufeff") ? piece.slice(1) : piece);
    // The \n of a \r\n may come with the next piece.
    held = plain.endsWith("\r") ? "\r" : "";
    if (held) plain = plain.slice(0, -1);
    yield plain.includes("\r") ? plain.replace(/\r\n?/g, "\n") : plain;
  }
  if (held) yield "\n";
}

function* slices(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += SPLIT_LENGTH) yield text.slice(at, at + SPLIT_LENGTH);
}

/** The separator that parts each of the first lines into as many fields, at least `few`. */
function findSeparator(text: string, few: number): string {
  const lines = text
    .slice(0, SPLIT_LENGTH)
    .replace(/"[^"]*"/g, "quoted")
    .split("\n", 50)
    .filter((line) => line.trim() !== "");
  // Cut by the end of the piece, the last one may be short of some.
  if (lines.length > 1 && text.length >= SPLIT_LENGTH) lines.pop();
  const counts = (separator: string): number[] => lines.map((line) => line.split(separator).length);
  const candidates = ["::", "\t", ";", ",", "|"];
  const even = candidates.find((separator) => {
    const fields = counts(separator);
    return fields.length > 0 && fields[0] >= few && fields.every((count) => count === fields[0]);
  });
  return even ?? candidates.find((separator) => (counts(separator)[0] ?? 0) >= few) ?? ",";
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
