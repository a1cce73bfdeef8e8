import { ShapeError, ValueError, wrongArgument } from "../errors";
import { Matrix } from "../matrix/matrix";
import { readMatrix } from "../matrix/read";
import type { MatrixInput } from "../matrix/read";
import { checkSeed } from "../matrix/random";
import { multiply } from "../numerics/dense";
import { jupyterDisplay } from "../outputs/bundle";
import type { MimeBundle } from "../outputs/bundle";
import { makeBundle } from "../outputs/make-bundle";
import { pictureSentence } from "../outputs/picture-words";
import { english } from "../outputs/translate";
import { picturePayload, pictureNumbers } from "../payload/build-picture";
import type { PictureMethod, PictureViewPayload } from "../payload/types";
import { checkChoice, checkOptionNames, checkWhole } from "../training/options";
import { canFactorize, mostPictureFeatures, PICTURE_SIDE, pictureFactors } from "./picture-factors";
import { sentence } from "../payload/sentence";

/** How {@link picture} factorizes. */
export interface PictureOptions {
  /**
   * How the factors are found. "svd": singular values, the best that so many features can do; "nmf": parts that only add
   * up, for numbers ≥ 0; "descent": gradient descent, cell by cell. @default "svd"
   */
  method?: PictureMethod;
  /** The number of features, a whole number from 1 to 50, and to the shorter side. @default 10, or the shorter side */
  features?: number;
  /** What stands above it. @default "Picture" */
  title?: string;
  /** Fixes everything that is random: a whole number within ±(2⁵³ − 1). @default 0 */
  seed?: number;
}

/** A matrix that is looked at as a picture, and its factors; a notebook draws them, and lets one change their number. */
export class Picture {
  /** rows × features. */
  readonly L: Matrix;
  /** features × columns. */
  readonly U: Matrix;

  /** @internal */
  constructor(private readonly payload: PictureViewPayload) {
    const { rows, columns } = payload.matrix;
    const features = payload.L.length / rows;
    this.L = new Matrix(rows, features, Float64Array.from(payload.L), { name: "L" });
    this.U = new Matrix(features, columns, Float64Array.from(payload.U), { name: "U" });
  }

  /** L·U: the picture as its features have it. */
  reconstruct(): Matrix {
    const { L, U } = this;
    const values = new Float64Array(L.rows * U.columns);
    multiply(L.values, U.values, L.rows, L.columns, U.columns, values);
    return new Matrix(L.rows, U.columns, values, { name: "L·U" });
  }

  /** What is seen, in one sentence. */
  toString(): string {
    return pictureSentence(this.payload, english);
  }

  /** The picture as a notebook draws it. */
  [jupyterDisplay](): MimeBundle {
    return makeBundle(this.payload, this.toString());
  }
}

/**
 * Looks at a matrix as a picture: the lowest number black, the highest white; beside it the picture that a few features
 * make of it, the error, and each feature as a tile, L[:, t]·U[t, :]. In JupyterLab the number of features and the method
 * are changed by hand, and a picture of one's own can be dropped there; it does not leave the page.
 * @param matrix at least 8 × 8 finite numbers; more than 200 rows or columns are averaged into blocks.
 * @throws ShapeError for a smaller matrix, or one that is none; ValueError for a wrong option, an unknown cell, or
 * numbers below zero with the method "nmf".
 * @example
 * display(picture(image, { features: 12, method: "nmf" }));
 */
export function picture(matrix: MatrixInput, options: PictureOptions = {}): Picture {
  checkOptionNames(options, ["method", "features", "title", "seed"]);
  const method = checkChoice(options.method ?? "svd", "method", ["svd", "nmf", "descent"]);
  const seed = checkSeed(options.seed ?? 0);
  const title = options.title === undefined ? sentence("Picture") : checkTitle(options.title);
  const numbers = pictureNumbers(checkSides(readMatrix(matrix, "matrix")));
  const most = mostPictureFeatures(numbers);
  const features = checkWhole(options.features ?? Math.min(10, most), "features", 1, most);
  if (!canFactorize(method, numbers.values)) throw belowZero(numbers.values, numbers.columns);
  const steps = pictureFactors({ ...numbers, method, features, seed });
  let step = steps.next();
  while (!step.done) step = steps.next();
  return new Picture(picturePayload(title, numbers, step.value, { method, seed }));
}

function checkTitle(title: unknown): string {
  if (typeof title === "string") return title;
  throw wrongArgument("title", title, "text");
}

function checkSides<Sized extends { rows: number; columns: number }>(matrix: Sized): Sized {
  const { rows, columns } = matrix;
  const { least } = PICTURE_SIDE;
  if (rows >= least && columns >= least) return matrix;
  const expected = `at least ${least} × ${least} for a picture; display(matrix) shows the numbers of a small one`;
  throw new ShapeError(`matrix is ${rows} × ${columns}, expected ${expected}`, {
    argument: "matrix",
    actual: [rows, columns],
    expected,
  });
}

function belowZero(values: readonly number[], columns: number): ValueError {
  const place = values.findIndex((value) => value < 0);
  const index = [Math.floor(place / columns), place % columns];
  const expected = 'numbers ≥ 0 for the method "nmf"; "svd" and "descent" take any';
  return new ValueError(`matrix[${index.join("][")}] is ${values[place]}, expected ${expected}`, {
    argument: "matrix",
    index,
    actual: values[place],
    expected,
  });
}
