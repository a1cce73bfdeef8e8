import type {
  CellValue,
  GuessViewPayload,
  LossPayload,
  Payload,
  PictureViewPayload,
  PredictionViewPayload,
  TableViewPayload,
} from "../../payload/types";
import { writable } from "../characters";
import { describe } from "../sentences";
import { equationPanels, matrixPanel, product } from "../panels";
import type { Panel } from "../panels";
import { planeArrows } from "../plane-places";
import { featureName } from "../plane-words";
import { namedRuns } from "../named-runs";
import { english, said } from "../translate";
import { pictureProduct } from "../picture-words";

/** One loss curve, with the name of its run. */
export interface Curve {
  run: string;
  /** The cells on which the loss was measured. */
  set: "training" | "validation";
  loss: LossPayload;
}

/** A cell of a table that is copied or exported. */
export type CopiedCell = string | number | null;

/** The numbers of a payload that are copied or exported: matrices, curves or a table. */
export interface Contents {
  /** The payload in one line of plain text. */
  title: string;
  /** L, U, L·U and data of a factorization; the error is a difference of these. */
  tables: Panel[];
  curves: Curve[];
  /** A table, or the points of a map. */
  list: { header: readonly string[]; rows: readonly (readonly CopiedCell[])[] } | null;
}

/** The numbers of a payload, for all formats. */
export function contentsOf(payload: Payload): Contents {
  const title = oneLine(describe(payload));
  switch (payload.kind) {
    case "matrix":
      return { title, tables: [matrixPanel(payload)], curves: [], list: null };
    case "factorization":
    case "dials": {
      const tables = equationPanels(payload).filter(({ name }) => name !== "error");
      return { title, tables, curves: [], list: null };
    }
    case "loss":
      return { title, tables: [], curves: namedRuns(payload).flatMap(curvesOf), list: null };
    case "table": {
      return { title, tables: [], curves: [], list: withErrors(payload) };
    }
    case "map": {
      const { names, axes, x, y } = payload;
      const rows = names.map((name, k) => [name, x[k], y[k]]);
      const header = ["name", ...axes.map((axis) => said(axis))];
      return { title, tables: [], curves: [], list: { header, rows } };
    }
    case "plane": {
      const { features, labels } = payload;
      const axes = features.map((feature) => featureName(feature, labels, english));
      const rows = planeArrows(payload, features).map(({ kind, name, tip }) => [
        kind,
        name,
        ...tip.slice(0, features.length),
      ]);
      return { title, tables: [], curves: [], list: { header: ["side", "name", ...axes], rows } };
    }
    case "guess":
      return { title, tables: [], curves: [], list: guessList(payload) };
    case "prediction":
      return { title, tables: [], curves: [], list: guesses(payload) };
    case "exercise": {
      const rows = (payload.given ?? []).map(({ name, text }) => [name, text]);
      return {
        title,
        tables: [],
        curves: [],
        list: rows.length > 0 ? { header: ["name", "value"], rows } : null,
      };
    }
    case "picture":
      return { title, tables: pictureTables(payload), curves: [], list: null };
    case "training":
      return {
        title,
        tables: [],
        curves: [{ run: "loss", set: "training", loss: payload.loss }],
        list: null,
      };
  }
}

/** A table with the standard errors of a column in a column behind it. */
function withErrors({ columns, rows }: TableViewPayload): Contents["list"] {
  const header = columns.flatMap(({ name: text, errors }) => {
    const name = said(text);
    return errors ? [name, `${name} standard error`] : [name];
  });
  const written = (cell: CellValue): CopiedCell => (typeof cell === "number" ? cell : cell && said(cell));
  const cells = rows.map((row, r) =>
    row.flatMap((cell, c) => (columns[c].errors ? [written(cell), columns[c].errors[r]] : [written(cell)])),
  );
  return { header, rows: cells };
}

/** The hidden cells with their values and guesses; the curves and sweeps are in the JSON. */
function guessList({ data, L, U, heldOut, labels }: GuessViewPayload): Contents["list"] {
  const LU = product(L, U);
  const rows = heldOut.map(([row, column]) => {
    const place = row * data.columns + column;
    const names = [labels?.rows?.[row] ?? row, labels?.columns?.[column] ?? column];
    return [...names, data.values[place], LU.values[place]];
  });
  return { header: ["row", "column", "value", "guess"], rows };
}

/** A guess beside what came. */
function guesses({ input, guess, actual }: PredictionViewPayload): Contents["list"] {
  const [guessed, came] = [[guess ?? []].flat(), [actual ?? []].flat()];
  const named = (value: number | undefined): CopiedCell =>
    input.type === "choice" && value !== undefined ? input.choices[value] : (value ?? null);
  const rows = Array.from({ length: Math.max(guessed.length, came.length) }, (_, k) => [
    named(guessed[k]),
    named(came[k]),
  ]);
  return { header: ["guess", "actual"], rows };
}

function pictureTables({ matrix, L, U }: PictureViewPayload): Panel[] {
  const { rows, columns } = matrix;
  const features = L.length / rows;
  const product = pictureProduct(L, U, rows, columns);
  return [
    { name: "L", matrix: { rows, columns: features, values: L } },
    { name: "U", matrix: { rows: features, columns, values: U } },
    { name: "L·U", matrix: { rows, columns, values: product } },
    { name: "data", matrix },
  ].map((shown) => matrixPanel({ version: 1, kind: "matrix", ...shown }));
}

function curvesOf(run: { name: string; loss: LossPayload; validation?: LossPayload }): Curve[] {
  const curves: Curve[] = [{ run: run.name, set: "training", loss: run.loss }];
  if (run.validation) curves.push({ run: run.name, set: "validation", loss: run.validation });
  return curves;
}

/** The rows of a matrix. */
export function rowsOf<Value>({ columns, values }: { columns: number; values: Value[] }): Value[][] {
  return Array.from({ length: values.length / columns }, (_, i) =>
    values.slice(i * columns, (i + 1) * columns),
  );
}

/** Names as given, or the indices: a header that is always there. */
export function namesOr(labels: readonly string[] | undefined, count: number): string[] {
  return Array.from({ length: count }, (_, k) => labels?.[k] ?? String(k));
}

/** A label in one line, so that no line break ends a comment or a row of a table. */
export function oneLine(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are removed
  return writable(text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ")).trim();
}

/** A line as a comment of code: in it, no page's `<script>` ends, and no sign changes the direction of what follows. */
export function inComment(line: string): string {
  return line.replace(/[\u202a-\u202e\u2066-\u2069]/g, "").replaceAll("</", "< /");
}
