import type { CellsPayload, Labels, MatrixPayload, MatrixViewPayload } from "../payload/types";
import { decimalsFor, decimalsOf } from "./number";
import type { ColourScale } from "./ramps";

/** One matrix of a picture, with all that the html, the svg and the JupyterLab view need to draw it alike. */
export interface Panel {
  /** `L`, `U`, `L·U`, `data`, `error`. */
  name: string;
  /** The note beside the name: the shape, or the formula of the error. */
  note: string;
  /** The sign between the previous matrix and this one: `×`, `=`, `≈` or none. */
  sign: string;
  /** The numbers that are drawn. */
  matrix: CellsPayload;
  /** The names of its rows and columns, if they have names. */
  rowLabels?: string[];
  /** What its columns are called. */
  columnLabels?: string[];
  /** Decimals of the numbers in the cells. */
  decimals: number;
  /** The scale of its colours. */
  scale: ColourScale;
  /** The range of its scale, where the scale is given and not computed from the matrix. */
  extent?: readonly [number, number];
  /** In L·U: which cells, row by row, are predictions of unknown data. Absent where all data are known. */
  predicted?: readonly boolean[];
  /** In L·U: which predictions are beyond all known data, row by row. Absent where all data are known. */
  beyond?: readonly Beyond[];
  /** In data: what stands in the place of a number that is held out, row by row; null elsewhere. Absent where nothing is. */
  hidden?: readonly (string | null)[];
}

/** Where a prediction is: above all known numbers, below them, or, as most are, neither. */
export type Beyond = "above" | "below" | null;

/** The input of the equation L × U = L·U ≈ data. */
export interface Equation {
  /** rows × columns; null where a cell is unknown. */
  data: CellsPayload;
  /** rows × features. */
  L: MatrixPayload;
  /** features × columns. */
  U: MatrixPayload;
  /** What rows, columns and features are called. */
  labels?: Labels;
}

/** The colours of factors, of data and L·U, and of the error. */
export type PanelScales = Record<"factors" | "fitted" | "wrong", Pick<Panel, "scale" | "extent">>;

/**
 * The equation L × U = L·U ≈ data and its error, as panels from left to right.
 * @param scales @default those of these numbers alone
 */
export function equationPanels({ L, U, data, labels = {} }: Equation, scales?: PanelScales): Panel[] {
  const LU = product(L, U);
  const error = difference(data, LU);
  const known = knownOf(data);
  const { factors, fitted, wrong } = scales ?? ownScales(L, U, error, known.values);
  const factorDecimals = Math.max(decimalsFor(L.values), decimalsFor(U.values));
  const decimals = Math.max(2, known.decimals);
  const [rows, columns, features] = [labels.rows, labels.columns, labels.features];
  const sides = { rowLabels: rows, columnLabels: columns };
  return [
    { ...panel("L", "", L, factorDecimals), rowLabels: rows, columnLabels: features, ...factors },
    { ...panel("U", "×", U, factorDecimals), rowLabels: features, columnLabels: columns, ...factors },
    { ...panel("L·U", "=", LU, decimals), ...sides, ...fitted, ...predictions(data, LU, decimals) },
    { ...panel("data", "≈", data, known.decimals), ...sides, ...fitted },
    { ...panel("error", "", error, decimals), ...sides, note: "data − L·U", ...wrong },
  ];
}

/** One matrix alone, with more decimals than in an equation, where its numbers have as many. */
export function matrixPanel({ name, matrix, labels = {} }: MatrixViewPayload): Panel {
  const known = knownValues(matrix);
  const decimals = decimalsFor(known);
  return {
    ...panel(name, "", matrix, decimals && decimalsOf(known, decimals + 2)),
    rowLabels: labels.rows,
    columnLabels: labels.columns,
    scale: colourScale(new Extent().add(known).range),
  };
}

/** The numbers of a matrix without its unknown cells. */
export function knownValues({ values }: CellsPayload): number[] {
  return values.filter((value) => value !== null);
}

/** What is known of data, and the decimals that suit it. */
interface Known {
  readonly values: readonly number[];
  readonly decimals: number;
}

const knownOfData = new WeakMap<CellsPayload, Known>();

/** The known numbers of data, found once: in all states of a training the data are the same. */
export function knownOf(data: CellsPayload): Known {
  const kept = knownOfData.get(data);
  if (kept) return kept;
  const values = knownValues(data);
  const known = { values, decimals: decimalsFor(values) };
  knownOfData.set(data, known);
  return known;
}

/** L·U: rows of L × columns of U. */
export function product(L: PanelMatrix, U: PanelMatrix): MatrixPayload {
  const made = multiply(L, U, new Float64Array(L.rows * U.columns));
  // One by one: a list made by an iterator takes ten times as long, in each frame of what moves.
  const values: number[] = [];
  for (let k = 0; k < made.length; k++) values.push(made[k]);
  return { ...outerShape(L, U), values };
}

/** Writes L·U into a list of rows × columns numbers, and gives it back. */
export function multiply(L: PanelMatrix, U: PanelMatrix, made: Float64Array): Float64Array {
  const { columns } = U;
  made.fill(0);
  for (let i = 0; i < L.rows; i++) {
    for (let t = 0; t < L.columns; t++) {
      const weight = L.values[i * L.columns + t];
      for (let j = 0; j < columns; j++) made[i * columns + j] += weight * U.values[t * columns + j];
    }
  }
  return made;
}

/** a − b, for two matrices of the same shape; unknown where a is unknown. */
export function difference(a: CellsPayload, b: MatrixPayload): CellsPayload {
  const values: (number | null)[] = [];
  a.values.forEach((x, k) => values.push(x === null ? null : x - b.values[k]));
  return { ...a, values };
}

/** A matrix of a payload or of a training. */
export type PanelMatrix = Omit<MatrixPayload, "values"> & {
  /** rows × columns numbers, row by row. */
  values: ArrayLike<number>;
};

/** The shape of L·U, and its original shape where L or U were averaged into blocks. */
function outerShape(L: PanelMatrix, U: PanelMatrix): Omit<MatrixPayload, "values"> {
  const shape = { rows: L.rows, columns: U.columns };
  if (!L.of && !U.of) return shape;
  return { ...shape, of: { rows: L.of?.rows ?? L.rows, columns: U.of?.columns ?? U.columns } };
}

export function panel(
  name: string,
  sign: string,
  matrix: CellsPayload,
  decimals: number,
): Omit<Panel, "scale"> {
  const { rows, columns } = matrix.of ?? matrix;
  return { name, note: `${rows} × ${columns}`, sign, matrix, decimals };
}

/** A scale is two-sided only where the smaller of both sides exceeds this share of the larger. */
const NEARLY_POSITIVE = 0.5;

function ownScales(
  L: MatrixPayload,
  U: MatrixPayload,
  error: CellsPayload,
  known: readonly number[],
): PanelScales {
  return {
    factors: { scale: centredScale(largestOf([largestOf(L.values), largestOf(U.values)])) },
    fitted: { scale: fittedScale(known) },
    wrong: { scale: centredScale(errorReach(largestOf(knownValues(error)), known)) },
  };
}

function predictions(
  data: CellsPayload,
  LU: MatrixPayload,
  decimals: number,
): Pick<Panel, "predicted" | "beyond"> {
  if (!data.values.includes(null)) return {};
  const known = new Extent().add(knownValues(data)).range;
  const predicted = data.values.map((value) => value === null);
  return {
    predicted,
    beyond: LU.values.map((value, k) => (predicted[k] ? beyondKnown(value, known, decimals) : null)),
  };
}

/** What follows the number of a cell in a still picture where it is a prediction beyond all known numbers. */
export function beyondSign({ beyond }: Panel, k: number): string {
  const where = beyond?.[k] ?? null;
  return where === null ? "" : { above: "▲", below: "▼" }[where];
}

/** Whether a prediction is beyond the known numbers, as far as the shown decimals can tell. */
export function beyondKnown(
  value: number,
  [least, most]: readonly [number, number],
  decimals: number,
): Beyond {
  const slack = 0.5 * 10 ** -decimals;
  if (value >= most + slack) return "above";
  return value <= least - slack ? "below" : null;
}

/** The range of all added values. */
export class Extent {
  private least = Infinity;
  private most = -Infinity;

  add(values: ArrayLike<number>): this {
    for (let k = 0; k < values.length; k++) {
      this.least = Math.min(this.least, values[k]);
      this.most = Math.max(this.most, values[k]);
    }
    return this;
  }

  get range(): readonly [number, number] {
    return this.least <= this.most ? [this.least, this.most] : [0, 0];
  }
}

export function largestOf(values: readonly number[]): number {
  return values.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
}

/** A scale centred at zero where both signs matter, else from the least to the largest value. */
export function colourScale([least, most]: readonly [number, number]): ColourScale {
  const reach = Math.max(-least, most);
  if (Math.min(-least, most) > NEARLY_POSITIVE * reach) return centredScale(reach);
  const share = (value: number): number => (most > least ? (value - least) / (most - least) : 0.5);
  return { ramp: "sequential", share };
}

/** A scale from −`reach` to `reach`, whatever the numbers are: a colour of it says the sign. */
export function centredScale(reach: number): ColourScale {
  return { ramp: "diverging", share: (value) => (reach > 0 ? (value / reach + 1) / 2 : 0.5) };
}

/**
 * The scale of data and of L·U. The data alone decide it, so that a cell of the data keeps its colour whatever the
 * factors are; what of L·U is beyond has the colour of the nearer end. Equal numbers are seen from zero.
 */
export function fittedScale(known: readonly number[]): ColourScale {
  const [least, most] = new Extent().add(known).range;
  return colourScale(most > least ? [least, most] : [Math.min(0, least), Math.max(0, most)]);
}

/**
 * The error that has the full colour: the largest, but at least a quarter of the data's range, or of their size where
 * they are all equal, so that small errors look small.
 */
export function errorReach(largest: number, known: readonly number[]): number {
  const [least, most] = new Extent().add(known).range;
  return Math.max(largest, (most - least || Math.abs(most)) / 4) || 1;
}
