/** So many ratings are as good as none: the means of few are drawn towards the mean of all. */
const CAUTION = 2;

/**
 * Ratings without the mean of all, and then what each film and each pupil lies above it: rows × columns. Few ratings say
 * little about a mean, so that one of n ratings counts n / (n + 2).
 */
export function tastesOf(cells: readonly (readonly (number | null)[])[]): (number | null)[][] {
  const known = cells.flat().filter((cell) => cell !== null);
  const mean = known.reduce((sum, cell) => sum + cell, 0) / known.length;
  const films = cells[0].map((_, i) => cautious(cells.map((row) => above(row[i], mean))));
  const pupils = cells.map((row) => cautious(row.map((cell, i) => above(cell, mean + films[i]))));
  return cells.map((row, u) => row.map((cell, i) => above(cell, mean + films[i] + pupils[u])));
}

function above(cell: number | null, level: number): number | null {
  return cell === null ? null : cell - level;
}

function cautious(values: readonly (number | null)[]): number {
  const known = values.filter((value) => value !== null);
  return known.reduce((sum, value) => sum + value, 0) / (known.length + CAUTION);
}
