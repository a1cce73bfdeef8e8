// How a table comes into panels, row by row, and its transpose from these.
import { COLUMN } from "./product";
import { putPairs, rowsIntoPanel } from "./rows";

/** One task: `most` panels of D (rows × columns), from its rows, which stand at `from` one after the other. */
export function fillPanels(
  from: usize,
  D: usize,
  rows: i32,
  columns: i32,
  most: i32,
  task: i32,
  thread: i32,
): void {
  const row = <usize>columns << 3;
  const end = min<i32>((task + 1) * most, (rows + 5) / 6);
  for (let p = task * most; p < end; p++) {
    const to = D + <usize>p * <usize>columns * COLUMN;
    rowsIntoPanel(from + <usize>(6 * p) * row, row, min<i32>(6, rows - 6 * p), columns, to);
  }
}

/** One task: `most` panels of Dᵀ (columns × rows) from those of D. What is missing in the last panel becomes zero. */
export function fillTransposed(
  D: usize,
  Dt: usize,
  rows: i32,
  columns: i32,
  most: i32,
  task: i32,
  thread: i32,
): void {
  const end = min<i32>((task + 1) * most, (columns + 5) / 6);
  for (let q = task * most; q < end; q++) {
    const count = min<i32>(6, columns - 6 * q);
    for (let i = 0; i < rows; i += 6) {
      const from = D + (<usize>(i / 6) * <usize>columns + <usize>(6 * q)) * COLUMN;
      const to = Dt + (<usize>q * <usize>rows + <usize>i) * COLUMN;
      const high = min<i32>(6, rows - i);
      if (count == 6 && high == 6) transposeBlock(from, to);
      else transposePart(from, to, count, high);
    }
  }
}

/** Six columns of six numbers. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function transposeBlock(from: usize, to: usize): void {
  for (let r: usize = 0; r < 3; r++) {
    for (let c: usize = 0; c < 3; c++) {
      const at = from + 2 * r * COLUMN + 16 * c;
      putPairs(v128.load(at), v128.load(at + COLUMN), to + 2 * c * COLUMN + 16 * r, COLUMN);
    }
  }
}

/** Of six columns, `count` of `high` numbers each. */
function transposePart(from: usize, to: usize, count: i32, high: i32): void {
  memory.fill(to, 0, <usize>high * COLUMN);
  for (let r = 0; r < count; r++)
    for (let c = 0; c < high; c++)
      store<f64>(to + <usize>c * COLUMN + (<usize>r << 3), load<f64>(from + <usize>r * COLUMN + (<usize>c << 3)));
}
