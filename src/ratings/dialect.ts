import { ValueError, wrongArgument } from "../errors";
import { checkFlag } from "../training/options";
import { looksLikeHeader } from "./columns";
import { findSeparator, hasQuotes, splitPlain } from "./separator";

/** How separated text may be told to be written. */
export interface DialectOptions {
  /** What stands between the fields. @default detected: `::`, tab, `;`, `,`, `|` or spaces */
  separator?: string;
  /** Whether fields may stand in quotes. @default true; false with tabs and `::`, unless the first row has all fields in quotes */
  quotes?: boolean;
  /** What stands before a quote inside quotes that does not end them, such as "\\". @default quotes are written twice */
  escape?: string;
  /** What begins a line that is a comment, wherever it stands. @default "#" and "%" in the first lines alone */
  comment?: string;
}

/** The names of {@link DialectOptions}. */
export const DIALECT_OPTIONS = ["separator", "quotes", "escape", "comment"] as const;

/** What lines are: rows with the same fields, or those of a known format. */
export type RowKind = "rows" | "netflix" | "matrix market" | "libsvm";

/** How a text is written. */
export interface Dialect {
  readonly kind: RowKind;
  readonly separator: string;
  readonly quotes: boolean;
  readonly escape: string | null;
  /** What begins a comment wherever it stands. */
  readonly comment: string | null;
  /** How many lines there are before the first row: comments, and what Excel says of the separator. */
  readonly passed: number;
  /** How many of these are comments. */
  readonly comments: number;
  /** The names of columns, where the last comment gives them. */
  readonly names: readonly string[] | null;
  /** The first line that is not blank. */
  readonly head: string;
  /** The first lines with rows. */
  readonly sample: readonly string[];
}

/** So many rows tell how a text is written. */
const SAMPLE = 50;
const MARK = /^[#%]/;
const EXCEL = /^"?sep=(.)"? *$/i;
const NETFLIX = /^\d+:$/;
const LIBSVM = /^[+-]?[\d.]+(?: \d+:[+-]?[\d.eE+-]+)+ *(?:#.*)?$/;

/** Whether a part of a text has so many rows that more of it would tell the same of how it is written. */
export function tellsDialect(text: string, { comment }: DialectOptions): boolean {
  const isRow = (line: string): boolean =>
    line.trim() !== "" && !MARK.test(line) && !isComment(line, comment);
  // The first may be what Excel says, and the last cut short.
  return text.split(/[\r\n]/).filter(isRow).length >= SAMPLE + 2;
}

/**
 * How a text is written, by its first lines, which are not all blank.
 * @param whole whether these are all lines. @param fewest how many fields a row has at least.
 * @throws ValueError where nothing separates fields.
 */
export function findDialect(text: string, whole: boolean, fewest: number, options: DialectOptions): Dialect {
  const lines = text.replace(/\r\n?/g, "\n").split("\n");
  // The end of the piece may have cut the last line short.
  if (!whole && lines.length > 1) lines.pop();
  const first = lines.findIndex((line) => line.trim() !== "");
  const excel = EXCEL.exec(lines[first]);
  const after = excel === null ? first : first + 1;
  const passed = commentsFrom(lines, after, options.comment, fewest);
  const sample = lines
    .slice(passed)
    .filter((line) => line.trim() !== "" && !isComment(line, options.comment))
    .slice(0, SAMPLE);
  const kind = kindOf(lines[first], sample, options);
  const given = options.separator ?? excel?.[1];
  const known =
    kind === "rows" ? undefined : kind === "netflix" ? "," : sample[0]?.includes("\t") ? "\t" : " ";
  const separator =
    given ??
    known ??
    findSeparator(sample, fewest, options.quotes) ??
    unseparated(lines, passed, sample, whole, fewest);
  const comments = lines.slice(after, passed).filter((line) => line.trim() !== "");
  return {
    kind,
    separator,
    quotes: kind === "rows" && (options.quotes ?? (hasQuotes(separator) || isQuoted(sample[0], separator))),
    escape: options.escape ?? null,
    comment: options.comment ?? null,
    passed: passed === first ? 0 : passed,
    comments: comments.length,
    names: namesIn(comments.at(-1), separator),
    head: lines[first],
    sample,
  };
}

/** Whether each field of a row stands in quotes, so that they surely are no letters. */
function isQuoted(row: string | undefined, separator: string): boolean {
  return row !== undefined && splitPlain(row, separator).every((field) => /^".*"$/.test(field.trim()));
}

function isComment(line: string, mark: string | undefined): boolean {
  return mark !== undefined && line.startsWith(mark);
}

/** The first line that is no comment; the one where it was looked for if all lines, or none, seem to be comments. */
function commentsFrom(
  lines: readonly string[],
  from: number,
  mark: string | undefined,
  fewest: number,
): number {
  const isMarked = (line: string): boolean => (mark === undefined ? MARK.test(line) : line.startsWith(mark));
  let at = from;
  while (at < lines.length && (isMarked(lines[at]) || (at > from && lines[at].trim() === ""))) at++;
  if (at === from || at === lines.length) return from;
  if (mark !== undefined || lines[from].startsWith("%%MatrixMarket")) return at;
  // Ids may begin with a mark as well.
  const row = /^[#%][^,;|\t]*([,;|\t])[^,;|\t]*\1\s*[\d.]+\s*(?:\1.*)?$/;
  return fewest > 2 && row.test(lines[from]) ? from : at;
}

function kindOf(first: string, sample: readonly string[], { separator, comment }: DialectOptions): RowKind {
  if (first.startsWith("%%MatrixMarket")) return "matrix market";
  if (separator !== undefined || comment !== undefined || sample.length === 0) return "rows";
  if (NETFLIX.test(sample[0].trim())) return "netflix";
  return sample.every((line) => LIBSVM.test(line.trim())) ? "libsvm" : "rows";
}

/** The names of columns in a comment such as "#user,item,rating". */
function namesIn(comment: string | undefined, separator: string): readonly string[] | null {
  if (comment === undefined) return null;
  const names = splitPlain(comment.replace(/^[#%]+ */, ""), separator).map((name) => name.trim());
  return looksLikeHeader(names) ? names : null;
}

/** What is taken for a separator where none was found: a row that is not whole, or has quotes, may have one later. */
function unseparated(
  lines: readonly string[],
  from: number,
  sample: readonly string[],
  whole: boolean,
  fewest: number,
): string {
  if ((!whole && lines.length === 1) || sample.length === 0 || sample[0].includes('"')) return ",";
  const line = Math.max(from, lines.indexOf(sample[0], from)) + 1;
  const wanted = fewest === 2 ? "a user and an item" : "a user, an item and a rating";
  const expected = `${wanted} with ::, a tab, ;, a comma, | or spaces between them; else say separator: "^", or the like`;
  const shown = JSON.stringify(sample[0].length > 40 ? `${sample[0].slice(0, 39)}…` : sample[0]);
  throw new ValueError(`no separator was found: line ${line}, column 1, is ${shown}, expected ${expected}`, {
    argument: "separator",
    index: [line, 1],
    actual: sample[0],
    expected,
  });
}

/** @throws ValueError naming the option that cannot be. */
export function checkDialect({ separator, quotes, escape, comment }: DialectOptions): void {
  if (quotes !== undefined) checkFlag(quotes, "quotes");
  if (separator !== undefined && !(typeof separator === "string" && /^[^"\r\n\ufeff]+$/.test(separator)))
    throw wrongArgument("separator", separator, 'text without quotes and line breaks, such as ","');
  if (escape !== undefined && !(typeof escape === "string" && /^[!-/:-@[-`{-~]$/.test(escape)))
    throw wrongArgument("escape", escape, 'one sign, such as "\\\\"');
  if (comment !== undefined && !(typeof comment === "string" && /^[!#-/:-@[-`{-~]$/.test(comment)))
    throw wrongArgument("comment", comment, 'one sign, such as "#"');
}
