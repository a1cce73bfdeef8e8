/** Means of records of numbers, as the tables of accuracy print them. */

export const rounded = (value) => Number(value.toFixed(4));

export const sum = (numbers) => numbers.reduce((total, x) => total + x, 0);

/** The mean of each field. */
export function mean(records) {
  const names = Object.keys(records[0]);
  return Object.fromEntries(
    names.map((name) => [name, sum(records.map((record) => record[name])) / records.length]),
  );
}
