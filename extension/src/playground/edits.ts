/** Changes of an experiment. Each returns a new one and leaves the old one unchanged; unchanged rows are shared. */
import { EXPERIMENT_LIMITS, withHeldOut } from "factorlab/view";
import type { Experiment } from "factorlab/view";
import type { PastedTable } from "./pasted-table";

/** The value of a new cell: unknown. */
const NEW = null;

export function withCell(e: Experiment, row: number, column: number, value: number | null): Experiment {
  const changed = e.data[row].map((cell, j) => (j === column ? value : cell));
  return { ...e, data: e.data.map((cells, i) => (i === row ? changed : cells)) };
}

/** Adds or removes rows and columns at the end; both stay from 1 to the most that can be edited. */
export function resized(e: Experiment, rows: number, columns: number): Experiment {
  const [m, n] = [rows, columns].map((side) => Math.min(Math.max(side, 1), EXPERIMENT_LIMITS.side));
  const data = Array.from({ length: m }, (_, i) => fittedList(e.data[i] ?? [], n, () => NEW));
  return withLabels({ ...e, data }, e.labels?.rows, e.labels?.columns);
}

/** Removes one row or column, with its name; what is held out behind it moves up. */
export function withoutLine(e: Experiment, side: "rows" | "columns", index: number): Experiment {
  const axis = side === "rows" ? 0 : 1;
  const heldOut = e.heldOut
    ?.filter((cell) => cell[axis] !== index)
    .map(([row, column]): [number, number] => {
      if (axis === 0) return [row > index ? row - 1 : row, column];
      return [row, column > index ? column - 1 : column];
    });
  const without = <T>(list: readonly T[]): T[] => list.filter((_, k) => k !== index);
  const data = side === "rows" ? without(e.data) : e.data.map(without);
  const names = e.labels?.[side];
  const shorter = { ...e, data, ...(names ? { labels: { ...e.labels, [side]: without(names) } } : {}) };
  return heldOut ? withHeldOut(shorter, heldOut) : shorter;
}

/**
 * Pastes a block of cells. A block with names replaces the whole matrix; any other block overwrites the cells from
 * (`row`, `column`) on, and the matrix grows to hold it.
 */
export function pasted(e: Experiment, table: PastedTable, row: number, column: number): Experiment {
  if (table.rows || table.columns)
    return withLabels({ ...e, data: table.data, labels: undefined }, table.rows, table.columns);
  const [height, width] = [table.data.length, table.data[0].length];
  const grown = resized(e, Math.max(e.data.length, row + height), Math.max(e.data[0].length, column + width));
  const data = grown.data.map((cells, i) =>
    cells.map((cell, j) => {
      const value = table.data[i - row]?.[j - column];
      return value === undefined ? cell : value;
    }),
  );
  return { ...grown, data };
}

/** Sets the names of rows and columns, one for each; `labels` is left out if there are none. */
function withLabels({ labels: _, ...e }: Experiment, rows?: string[], columns?: string[]): Experiment {
  if (!rows && !columns) return e;
  const names = (given: string[], count: number): string[] =>
    fittedList(given, count, (k) => String(k)).map((name) => name.slice(0, EXPERIMENT_LIMITS.name));
  return {
    ...e,
    labels: {
      ...(rows && { rows: names(rows, e.data.length) }),
      ...(columns && { columns: names(columns, e.data[0].length) }),
    },
  };
}

function fittedList<T>(list: readonly T[], length: number, fill: (index: number) => T): T[] {
  return Array.from({ length }, (_, k) => (k < list.length ? list[k] : fill(k)));
}

/** A visible but small step: a power of ten, from a fiftieth to a fifth of the data's range. */
export function nudgeStep(data: Experiment["data"]): number {
  const known = data.flat().filter((value) => value !== null);
  const [least, most] = known.reduce(([a, b], x) => [Math.min(a, x), Math.max(b, x)], [Infinity, -Infinity]);
  const range = most > least ? most - least : Math.abs(most);
  return range > 0 && Number.isFinite(range) ? 10 ** Math.floor(Math.log10(range / 5)) : 0.1;
}

/** Moves a value by some steps, without the rounding errors of binary fractions. */
export function nudged(value: number, steps: number, step: number): number {
  const moved = value + steps * step;
  const decimals = Math.max(0, -Math.floor(Math.log10(step)));
  const clean = decimals <= 12 && Math.abs(moved) < 1e9 ? Number(moved.toFixed(decimals + 3)) : moved;
  return Number.isFinite(clean) ? clean + 0 : value;
}
