import { describeValue, ValueError, wrongArgument } from "../errors";
import { DecodedText } from "../files/decoded-text";
import { startThreads } from "../kernels/run";
import { checkChoice, checkFlag, checkOptionNames } from "../training/options";
import type { PathOf } from "./checks";
import { RATINGS_OPTIONS } from "./collect";
import type { RatingsOptions, RatingsSource } from "./collect";
import type { RatingCollector } from "./collector";
import { COLUMN_OPTIONS } from "./columns";
import { CsvRows } from "./csv-rows";
import { checkDialect, DIALECT_OPTIONS } from "./dialect";
import { LineNumbers } from "./line-numbers";
import { BYTE_OPERATIONS } from "./packed/plain-rows";
import { RatingLines } from "./rating-lines";
import { SPLIT_LENGTH } from "./separator";
import type { FieldOptions } from "./text-columns";

/** How separated text is read. */
export interface CsvOptions extends RatingsOptions, FieldOptions {}

/** Fewer bytes are read before a kernel has its memory. */
const WORTH_A_KERNEL = 2 ** 15;

/** The names of {@link CsvOptions}. */
const CSV_OPTIONS = [
  ...["header", "decimal", "thousands"],
  ...DIALECT_OPTIONS,
  ...COLUMN_OPTIONS,
  ...RATINGS_OPTIONS,
] as const;

/**
 * The ratings of separated text, read piece by piece.
 * @param quick whether ordinary rows are read from their bytes; both ways give the same.
 * @param fewestBytes so many bytes are worth a kernel's work.
 * @throws ValueError naming the line.
 */
export function csvSource(
  text: string | Iterable<string>,
  options: CsvOptions,
  quick: boolean = true,
  fewestBytes: number = WORTH_A_KERNEL,
): RatingsSource {
  checkText(text);
  checkOptionNames(options, CSV_OPTIONS);
  checkCsvOptions(options);
  const lines = new LineNumbers();
  const pathOf: PathOf = (index, field) =>
    field ? `${field} in line ${lines.of(index)}` : `line ${lines.of(index)}`;
  let reader: RatingLines | null = null;
  const readInto = (collector: RatingCollector): void => {
    // Weights are read with the text of their rows.
    const isQuick = quick && (options.weight ?? null) === null;
    const target = isQuick ? { collector, lines, fewestBytes } : null;
    reader = new RatingLines(options, collector, lines);
    const rows = new CsvRows(reader, target, collector.running.check);
    const length = text instanceof DecodedText ? (text.length ?? 0) : 0;
    if (isQuick) startThreads(collector.running.threads, length * BYTE_OPERATIONS);
    if (text instanceof DecodedText) rows.readAll(text.pieces(), text.length, text);
    else if (typeof text === "string") rows.readAll(slices(text), text.length);
    else rows.readAll(checkedPieces(text), null);
    reader.finish();
  };
  return { readInto, pathOf, found: () => reader?.found() ?? { format: "separated text" } };
}

function* slices(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += SPLIT_LENGTH) yield text.slice(at, at + SPLIT_LENGTH);
}

function* checkedPieces(pieces: Iterable<unknown>): Generator<string> {
  let index = 0;
  for (const piece of pieces) {
    if (typeof piece !== "string") throw noText(piece, index);
    index++;
    yield piece;
  }
}

function noText(piece: unknown, index: number): ValueError {
  return new ValueError(`text[${index}] is ${describeValue(piece)}, expected text`, {
    argument: "text",
    index: [index],
    actual: piece,
    expected: "text",
  });
}

function checkCsvOptions(options: CsvOptions): void {
  const { header, decimal, thousands } = options;
  checkDialect(options);
  if (header !== undefined) checkFlag(header, "header");
  if (decimal !== undefined) checkChoice(decimal, "decimal", [".", ","]);
  if (thousands === undefined) return;
  checkChoice(thousands, "thousands", [",", ".", " ", "'"]);
  if (thousands === (decimal ?? "."))
    throw wrongArgument("thousands", thousands, `another sign than the decimal separator, "${thousands}"`);
}

function checkText(text: unknown): void {
  if (typeof text === "string" || (typeof text === "object" && text !== null && Symbol.iterator in text))
    return;
  throw wrongArgument("text", text, "separated text, or pieces of it");
}
