import type { CellsPayload, FactorizationPayload, MatrixPayload, MatrixViewPayload } from "../payload/types";
import { divergingColours, heatColours } from "./colour";
import type { CellColours, Theme } from "./colour";
import { decimalsFor } from "./number";

/** One matrix of a picture: everything that the html, the svg and the JupyterLab view need to draw it alike. */
export interface Panel {
  /** `L`, `U`, `L·U`, `data`, `error`. */
  name: string;
  /** What stands beside the name: the shape, or what the error is. */
  note: string;
  /** The sign between the matrix before and this one: `×`, `=`, `≈` or none. */
  sign: string;
  matrix: CellsPayload;
  /** What its rows and columns are called, where they have names. */
  rowLabels?: string[];
  columnLabels?: string[];
  /** Decimals of the numbers in the cells. */
  decimals: number;
  /** The colours of a cell that holds `value`. */
  colours(value: number, theme: Theme): CellColours;
}

/** The equation L × U = L·U ≈ data and its error, as panels from left to right. */
export function factorizationPanels(payload: FactorizationPayload): Panel[] {
  const { L, U, data, labels = {} } = payload;
  const LU = product(L, U);
  const error = difference(data, LU);
  const known = knownValues(data);
  const ofFactors = colourScale([L.values, U.values]);
  const ofData = colourScale([LU.values, known]);
  const factorDecimals = Math.max(decimalsFor(L.values), decimalsFor(U.values));
  const decimals = Math.max(2, decimalsFor(known));
  const [rows, columns, features] = [labels.rows, labels.columns, labels.features];
  const sides = { rowLabels: rows, columnLabels: columns };
  return [
    { ...panel("L", "", L, factorDecimals), rowLabels: rows, columnLabels: features, colours: ofFactors },
    { ...panel("U", "×", U, factorDecimals), rowLabels: features, columnLabels: columns, colours: ofFactors },
    { ...panel("L·U", "=", LU, decimals), ...sides, colours: ofData },
    { ...panel("data", "≈", data, decimalsFor(known)), ...sides, colours: ofData },
    {
      ...panel("error", "", error, decimals),
      ...sides,
      note: "data − L·U",
      colours: errorScale(error, known),
    },
  ];
}

/** One matrix alone: there is room for more decimals than in an equation. */
export function matrixPanel({ name, matrix, labels = {} }: MatrixViewPayload): Panel {
  const known = knownValues(matrix);
  const decimals = decimalsFor(known);
  return {
    ...panel(name, "", matrix, decimals && decimals + 2),
    rowLabels: labels.rows,
    columnLabels: labels.columns,
    colours: colourScale([known]),
  };
}

/** The numbers of a matrix without its unknown cells. */
export function knownValues({ values }: CellsPayload): number[] {
  return values.filter((value) => value !== null);
}

/** L·U: rows of L × columns of U. */
export function product(L: MatrixPayload, U: MatrixPayload): MatrixPayload {
  const values: number[] = [];
  for (let i = 0; i < L.rows; i++) {
    for (let j = 0; j < U.columns; j++) {
      let dot = 0;
      for (let t = 0; t < L.columns; t++) dot += L.values[i * L.columns + t] * U.values[t * U.columns + j];
      values.push(dot);
    }
  }
  return { ...outerShape(L, U), values };
}

/** a − b, for two matrices of one shape; unknown where a is. */
export function difference(a: CellsPayload, b: MatrixPayload): CellsPayload {
  return { ...a, values: a.values.map((x, k) => (x === null ? null : x - b.values[k])) };
}

/** The shape of L·U, and the shape that it stands for where L or U were averaged into blocks. */
function outerShape(L: MatrixPayload, U: MatrixPayload): Omit<MatrixPayload, "values"> {
  const shape = { rows: L.rows, columns: U.columns };
  if (!L.of && !U.of) return shape;
  return { ...shape, of: { rows: L.of?.rows ?? L.rows, columns: U.of?.columns ?? U.columns } };
}

function panel(name: string, sign: string, matrix: CellsPayload, decimals: number): Omit<Panel, "colours"> {
  const { rows, columns } = matrix.of ?? matrix;
  return { name, note: `${rows} × ${columns}`, sign, matrix, decimals };
}

/** Values below zero that are smaller than this share of the largest do not make a scale two-sided. */
const NEARLY_POSITIVE = 0.5;

/** One scale over all that is given: centred at zero where both signs matter, else from the least to the most. */
function colourScale(quantities: readonly number[][]): Panel["colours"] {
  let least = Infinity;
  let most = -Infinity;
  for (const values of quantities) {
    for (const x of values) {
      least = Math.min(least, x);
      most = Math.max(most, x);
    }
  }
  if (Math.min(-least, most) > NEARLY_POSITIVE * Math.max(-least, most)) {
    const reach = Math.max(-least, most);
    return (value, theme) => divergingColours(value / reach, theme);
  }
  return (value, theme) => heatColours(most > least ? (value - least) / (most - least) : 0.5, theme);
}

/** Full colour at the largest error, but not below a quarter of the data's range: what is nearly right looks so. */
function errorScale(error: CellsPayload, data: readonly number[]): Panel["colours"] {
  const largest = knownValues(error).reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  const least = data.reduce((a, b) => Math.min(a, b), Infinity);
  const most = data.reduce((a, b) => Math.max(a, b), -Infinity);
  const reach = Math.max(largest, (most - least) / 4) || 1;
  return (value, theme) => divergingColours(value / reach, theme);
}
