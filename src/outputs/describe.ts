import type { FactorizationLike } from "../payload/build";
import type { CellsPayload, MatrixPayload, TextPayload } from "../payload/types";
import { fewDigits, formatLoss } from "./number";
import { english, said } from "./translate";
import type { Translate } from "./translate";

/** What stands above a factorization. */
export function headingText(title: TextPayload | undefined, t: Translate = english): string {
  return title === undefined ? t("Matrix factorization") : said(title, t);
}

/** What there are facts of: what is left out has none. */
export interface Described {
  /** The data: their shape, and cells of which null and NaN are unknown. */
  readonly data: ShapedCells;
  /** The row factors, of which the number of features is said. */
  readonly L: Pick<MatrixPayload, "columns">;
  /** The seed of the starting factors, or null where they were given. */
  readonly seed: number | null;
  /** The learning rate of the last training, or null before any. */
  readonly learningRate?: number | null;
  /** How many iterations the factors have been trained. */
  readonly iteration?: number;
  /** Whether the factors were found directly, without iterations to speak of. */
  readonly direct?: boolean;
  /** The losses so far, of which the last is said. */
  readonly loss?: Readonly<Record<"values", readonly number[]>>;
}

/** A matrix that may have unknown cells. */
export interface ShapedCells extends Pick<CellsPayload, "rows" | "columns" | "of"> {
  /** rows × columns numbers, row by row; null or NaN where a cell is unknown. */
  readonly values: ArrayLike<number | null>;
}

/** The facts after the title of a factorization: `6 × 3`, `2 features`, … */
export function facts(payload: Described, t: Translate = english): string[] {
  const { data, L, learningRate, iteration, direct, seed, loss } = payload;
  const features = L.columns;
  const list = [size(data, t), features === 1 ? t("1 feature") : t("{features} features", { features })];
  if (seed !== null) list.push(t("seed {seed}", { seed }));
  if (typeof learningRate === "number")
    list.push(t("learning rate {learningRate}", { learningRate: fewDigits(learningRate) }));
  if (!direct && iteration === 0) list.push(t("not trained yet"));
  else if (!direct && iteration) list.push(t("iteration {iteration}", { iteration }));
  const last = loss?.values.at(-1);
  if (last !== undefined) list.push(t("loss {loss}", { loss: formatLoss(last) }));
  return list;
}

/** The facts of a model that is not drawn. */
export function factsOfModel(model: FactorizationLike): string[] {
  const { data, L, seed, learningRate, iteration, direct, history } = model;
  return facts({ data, L, seed, learningRate, iteration, direct, loss: { values: history.loss } });
}

/** The shape, and the number of unknown cells if there are any. */
function size(data: Described["data"], t: Translate): string {
  const unknown = Array.from(data.values).filter((value) => Number.isNaN(value ?? NaN)).length;
  const known = shape(data, t);
  return unknown === 0 ? known : `${known}, ${t("{count} unknown", { count: unknown })}`;
}

/** The shape, `6 × 3`; for block means the original shape and the one shown. */
export function shape({ rows, columns, of }: Omit<ShapedCells, "values">, t: Translate = english): string {
  if (!of) return `${rows} × ${columns}`;
  return t("{shape}, shown as {rows} × {columns} block means", {
    shape: `${of.rows} × ${of.columns}`,
    rows,
    columns,
  });
}
