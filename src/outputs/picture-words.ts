import type { PictureMethod, PictureViewPayload } from "../payload/types";
import { formatLoss } from "./number";
import { product } from "./panels";
import { formatCount } from "./progress-number";
import { said } from "./translate";
import type { Translate } from "./translate";

/** What a method is called. */
export function pictureMethodName(method: PictureMethod, t: Translate): string {
  switch (method) {
    case "svd":
      return t("SVD");
    case "nmf":
      return t("NMF");
    case "descent":
      return t("gradient descent");
  }
}

/** The root of the mean squared error of L·U, and the numbers that the factors and the picture take. */
export interface PictureFacts {
  /** How many features there are. */
  readonly features: number;
  /** √(Σ (picture − L·U)² ÷ (rows × columns)). */
  readonly rmse: number;
  /** (rows + columns) × features. */
  readonly kept: number;
  /** rows × columns. */
  readonly all: number;
}

/**
 * How well so many features make the picture, and with how many numbers.
 * @param made L·U, rows × columns.
 */
export function pictureFactsOf(
  { rows, columns, values }: PictureViewPayload["matrix"],
  made: ArrayLike<number>,
  features: number,
): PictureFacts {
  const squares = values.reduce((sum, value, k) => sum + (value - made[k]) ** 2, 0);
  const all = rows * columns;
  return { features, rmse: Math.sqrt(squares / all), kept: (rows + columns) * features, all };
}

/** L·U, row by row. */
export function pictureProduct(
  L: ArrayLike<number>,
  U: ArrayLike<number>,
  rows: number,
  columns: number,
): number[] {
  const features = L.length / rows;
  return product({ rows, columns: features, values: L }, { rows: features, columns, values: U }).values;
}

/** A picture in one sentence: the alternative text everywhere. */
export function pictureSentence(payload: PictureViewPayload, t: Translate): string {
  const { rows, columns } = payload.matrix;
  const made = pictureProduct(payload.L, payload.U, rows, columns);
  const { features, rmse, kept, all } = pictureFactsOf(payload.matrix, made, payload.L.length / rows);
  return t(
    "{title}, {rows} × {columns}, as {features} features by {method}: {kept} numbers for {all}, RMSE {rmse}.",
    {
      ...{ title: said(payload.title, t), rows, columns, features, rmse: formatLoss(rmse) },
      ...{ method: pictureMethodName(payload.method, t), kept: formatCount(kept), all: formatCount(all) },
    },
  );
}
