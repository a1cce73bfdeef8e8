/** Multiplications of a chunk: about a millisecond, so that threads have even shares and little is done after a stop. */
const LEAST = 4e6;
/** More chunks than this only take memory. */
const MOST = 4096;

/**
 * Cuts sparse rows into chunks of about as many multiplications each. How they are cut depends on the rows alone, never on
 * how many threads there are.
 * @param offsets as in {@link Sparse}. @param perEntry multiplications for each entry. @param perRow and for each row.
 * @returns where each chunk begins, and where the last one ends.
 */
export function rowChunks(offsets: ArrayLike<number>, perEntry: number, perRow: number): Int32Array {
  const rows = offsets.length - 1;
  const all = perEntry * offsets[rows] + perRow * rows;
  const each = Math.max(LEAST, all / MOST);
  const starts = [0];
  let before = 0;
  for (let i = 0; i < rows; i++) {
    const now = perEntry * offsets[i + 1] + perRow * (i + 1);
    if (now - before < each || i + 1 === rows) continue;
    starts.push(i + 1);
    before = now;
  }
  starts.push(rows);
  return Int32Array.from(starts);
}
