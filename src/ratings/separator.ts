/** The length of the pieces that are split into rows: long enough to be fast, short enough to be freed soon. */
export const SPLIT_LENGTH = 2 ** 18;

/** The separator that splits each of the first lines into the same number of fields, at least `fewest`. */
export function findSeparator(text: string, fewest: number): string {
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
