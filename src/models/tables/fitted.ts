import { NotFittedError, ShapeError, ValueError } from "../../errors";
import type { Matrix } from "../../matrix/matrix";
import type { Labels } from "../../payload/types";
import type { TrainingHistory } from "../../training/history";
import { LabelIndex } from "./label-index";

/** What a model of tables holds once it has factors. */
export interface FittedTable {
  /** rows × columns; NaN where a cell is unknown. */
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
  /** How many iterations the factors have been trained. */
  iteration: number;
}

/** Adds to factors who their rows and columns are. */
export function withLabelIndexes(parts: Omit<FittedTable, "users" | "items">): FittedTable {
  const { data, labels } = parts;
  return {
    ...parts,
    users: new LabelIndex("user", data.rows, labels?.rows),
    items: new LabelIndex("item", data.columns, labels?.columns),
  };
}

/** What a model holds once it is fitted. @throws NotFittedError before that. */
export function requireFitted<State>(state: State | null, asked: string): State {
  if (state !== null) return state;
  const expected = "a model that is fitted: call fit(data) first";
  throw new NotFittedError(`${asked} is not there yet, expected ${expected}`, { argument: asked, expected });
}

/** The error for ratings in place of a table. */
export function noTable(argument: string): ValueError {
  const expected = "a table of numbers; Ratings are for models such as BiasedMF and NonnegativeMF";
  return new ValueError(`${argument} is Ratings, expected ${expected}`, { argument, expected });
}

/** @throws ShapeError unless rows have the columns of the data that the model was fitted to. */
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

/** Where numbers are near the end of what can be held, their products and squares overflow. */
export function tooLarge(argument: string): ValueError {
  const expected = "numbers of a moderate scale, such as up to 1e100";
  return new ValueError(`${argument} leads to numbers that are too large to hold, expected ${expected}`, {
    argument,
    expected,
  });
}
