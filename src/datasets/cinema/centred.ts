/** Rows whose columns have means of 0, so that factors say nothing that a bias could say. */
export function centred(rows: readonly (readonly number[])[]): number[][] {
  const means = rows[0].map((_, t) => rows.reduce((sum, row) => sum + row[t], 0) / rows.length);
  return rows.map((row) => row.map((value, t) => value - means[t]));
}
