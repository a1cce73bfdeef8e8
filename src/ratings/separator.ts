/** The length of the pieces that are split into rows: long enough to be fast, short enough to be freed soon. */
export const SPLIT_LENGTH = 2 ** 18;

/** What is looked for between fields, likeliest first; spaces, which texts also have in them, only behind all of these. */
const CANDIDATES = ["::", "\t", ";", ",", "|"];

/** Whether fields usually stand in quotes where they are separated so. */
export function hasQuotes(separator: string): boolean {
  return separator !== "\t" && separator !== "::";
}

/**
 * The separator that splits each of the first rows into the same number of fields, at least `fewest`, or else the first
 * of them; null where nothing separates two fields.
 */
export function findSeparator(
  rows: readonly string[],
  fewest: number,
  quotes: boolean | undefined,
): string | null {
  const unquoted = rows
    .join("\n")
    .replace(/"[^"]*"/g, "quoted")
    .split("\n");
  const counts = (separator: string): number[] =>
    ((quotes ?? hasQuotes(separator)) ? unquoted : rows).map((row) => splitPlain(row, separator).length);
  const even = CANDIDATES.find((separator) => {
    const [first, ...others] = counts(separator);
    return first >= fewest && others.every((count) => count === first);
  });
  const firstWith = (least: number): string | undefined =>
    CANDIDATES.find((separator) => counts(separator)[0] >= least);
  const spaced = (): string | undefined => (counts(" ").every((count) => count >= fewest) ? " " : undefined);
  return even ?? firstWith(fewest) ?? spaced() ?? firstWith(2) ?? null;
}

/** The fields of a row without quotes. A row of spaces between fields may have several, and some around it. */
export function splitPlain(row: string, separator: string): string[] {
  if (separator !== " ") return row.split(separator);
  // A pattern for spaces at the end would look at each run of them as often as it is long.
  let [from, to] = [0, row.length];
  while (row.charCodeAt(from) === SPACE) from++;
  while (to > from && row.charCodeAt(to - 1) === SPACE) to--;
  return row.slice(from, to).split(/ +/);
}

/** How long the separator at a place of a text is; 0 where there is none. */
export function gapAt(text: string, at: number, separator: string): number {
  if (separator !== " ") return text.startsWith(separator, at) ? separator.length : 0;
  let end = at;
  while (text.charCodeAt(end) === SPACE) end++;
  return end - at;
}

const SPACE = 32;
