import { NotFittedError, ShapeError, ValueError } from "../../errors";
import type { Matrix } from "../../matrix/matrix";
import type { Labels } from "../../payload/types";
import type { TrainingHistory } from "../../training/history";
import { LabelIndex } from "./label-index";

/** The state of a table model that has factors. */
export interface FittedTable {
  /** rows × columns; NaN in unknown cells. */
  readonly data: Matrix;
  /** rows × features. */
  readonly L: Matrix;
  /** features × columns. */
  readonly U: Matrix;
  /** What rows and columns are called; undefined where they have no names. */
  readonly labels: Labels | undefined;
  /** The rows, by number and label. */
  readonly users: LabelIndex;
  /** The columns, by number and label. */
  readonly items: LabelIndex;
  /** The losses of the training. */
  readonly history: TrainingHistory;
  /** The number of iterations trained so far. */
  iteration: number;
}

/** Adds the indices of row and column labels, and the names that each matrix is shown with. */
export function withLabelIndexes(parts: Omit<FittedTable, "users" | "items">): FittedTable {
  const { data, L, U, labels } = parts;
  const { rows, columns } = labels ?? {};
  return {
    ...parts,
    ...(labels && {
      data: data.called({ rows, columns }),
      L: L.called({ rows }),
      U: U.called({ columns }),
    }),
    users: new LabelIndex("user", data.rows, labels?.rows),
    items: new LabelIndex("item", data.columns, labels?.columns),
  };
}

/** The state of a fitted model. @throws NotFittedError if it is null. */
export function requireFitted<State>(state: State | null, asked: string): State {
  if (state !== null) return state;
  const expected = "a model that is fitted: call fit(data) first";
  throw new NotFittedError(`${asked} is not there yet, expected ${expected}`, { argument: asked, expected });
}

/** The error for ratings given instead of a table. */
export function notATable(argument: string): ValueError {
  const expected = "a table of numbers; Ratings are for models such as BiasedMF and NonnegativeMF";
  return new ValueError(`${argument} is Ratings, expected ${expected}`, { argument, expected });
}

/** @throws ShapeError unless the rows have as many columns as the data that the model was fitted to. */
export function checkWidth({ columns }: Matrix, expected: number, argument: string): void {
  if (columns === expected) return;
  throw new ShapeError(
    `${argument} has ${columns} columns, expected ${expected}, as the data that the model was fitted to`,
    { argument, actual: columns, expected },
  );
}

/** @throws ValueError unless all numbers are finite. */
export function checkFinite(parts: readonly Float64Array[], argument: string): void {
  if (!parts.every((values) => values.every(Number.isFinite))) throw tooLarge(argument);
}

/** The error for numbers so large that their products or squares overflow. */
export function tooLarge(argument: string): ValueError {
  const expected = "numbers of a moderate scale, such as up to 1e100";
  return new ValueError(`${argument} leads to numbers that are too large to hold, expected ${expected}`, {
    argument,
    expected,
  });
}
