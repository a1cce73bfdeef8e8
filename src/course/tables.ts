// Small tables as nested lists, as a notebook has them. What the models do to large ones is not for these.

/** A table: rows of numbers. */
export type Table = number[][];

/** A table in which null stands for a blank. */
export type Cells = (number | null)[][];

/** rows × columns numbers by their place. */
export function table(rows: number, columns: number, at: (row: number, column: number) => number): Table {
  return Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (__, j) => at(i, j)));
}

/** Σ a[k]·b[k]. */
export function dot(a: readonly number[], b: readonly number[]): number {
  return sum(a.map((x, k) => x * b[k]));
}

/** The sum of a list; 0 for none. */
export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** The mean of a list, which has numbers. */
export function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}

/** rows × inner · inner × columns. */
export function times(a: Table, b: Table): Table {
  return table(a.length, b[0].length, (i, j) => sum(a[i].map((x, k) => x * b[k][j])));
}

/** Rows as columns. */
export function turned(a: Table): Table {
  return table(a[0].length, a.length, (i, j) => a[j][i]);
}

/** Each number changed by itself. */
export function each(a: Table, change: (value: number, row: number, column: number) => number): Table {
  return table(a.length, a[0].length, (i, j) => change(a[i][j], i, j));
}

/** The numbers of a list that are known. */
export function known(values: readonly (number | null)[]): number[] {
  return values.filter((value) => value !== null);
}

/** The key of a record whose value is largest; the first of them, where several are. */
export function largestKey(record: Readonly<Record<string, number>>): string {
  return Object.keys(record).reduce((best, key) => (record[key] > record[best] ? key : best));
}
