// A panel from its rows or columns, as they lie one after the other, and back.
import { COLUMN } from "./product";

/** Writes the first numbers of two pairs to `to`, and the second ones `step` bytes later. */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function putPairs(left: v128, right: v128, to: usize, step: usize): void {
  v128.store(to, v128.shuffle<f64>(left, right, 0, 2));
  v128.store(to + step, v128.shuffle<f64>(left, right, 1, 3));
}

/** Writes a panel of `count` rows of `columns` numbers, each `row` bytes after the one before; missing rows become zero. */
export function rowsIntoPanel(from: usize, row: usize, count: i32, columns: i32, to: usize): void {
  let j = 0;
  if (count == 6) {
    for (; j + 1 < columns; j += 2) {
      putPairs(v128.load(from), v128.load(from + row), to, COLUMN);
      putPairs(v128.load(from + 2 * row), v128.load(from + 3 * row), to + 16, COLUMN);
      putPairs(v128.load(from + 4 * row), v128.load(from + 5 * row), to + 32, COLUMN);
      from += 16;
      to += 2 * COLUMN;
    }
  }
  for (; j < columns; j++) {
    for (let i = 0; i < 6; i++)
      store<f64>(to + (<usize>i << 3), i < count ? load<f64>(from + <usize>i * row) : 0);
    from += 8;
    to += COLUMN;
  }
}

/** Writes `count` rows of a panel. */
export function panelIntoRows(from: usize, row: usize, count: i32, columns: i32, to: usize): void {
  let j = 0;
  if (count == 6) {
    for (; j + 1 < columns; j += 2) {
      putPairs(v128.load(from), v128.load(from + COLUMN), to, row);
      putPairs(v128.load(from + 16), v128.load(from + COLUMN + 16), to + 2 * row, row);
      putPairs(v128.load(from + 32), v128.load(from + COLUMN + 32), to + 4 * row, row);
      from += 2 * COLUMN;
      to += 16;
    }
  }
  for (; j < columns; j++) {
    for (let i = 0; i < count; i++) store<f64>(to + <usize>i * row, load<f64>(from + (<usize>i << 3)));
    from += COLUMN;
    to += 8;
  }
}

/** As {@link rowsIntoPanel}, where the numbers of a column lie together, each column `column` bytes after the one before. */
export function columnsIntoPanel(from: usize, column: usize, count: i32, columns: i32, to: usize): void {
  for (let j = 0; j < columns; j++) {
    if (count == 6) {
      v128.store(to, v128.load(from));
      v128.store(to, v128.load(from, 16), 16);
      v128.store(to, v128.load(from, 32), 32);
    } else {
      for (let i = 0; i < 6; i++)
        store<f64>(to + (<usize>i << 3), i < count ? load<f64>(from + (<usize>i << 3)) : 0);
    }
    from += column;
    to += COLUMN;
  }
}

/** Writes the columns of a panel, `count` numbers of each. */
export function panelIntoColumns(from: usize, column: usize, count: i32, columns: i32, to: usize): void {
  for (let j = 0; j < columns; j++) {
    if (count == 6) {
      v128.store(to, v128.load(from));
      v128.store(to, v128.load(from, 16), 16);
      v128.store(to, v128.load(from, 32), 32);
    } else {
      for (let i = 0; i < count; i++) store<f64>(to + (<usize>i << 3), load<f64>(from + (<usize>i << 3)));
    }
    from += COLUMN;
    to += column;
  }
}
